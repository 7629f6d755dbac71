/** The other sides of a card: formulas with their numbers, assumptions with their sources, settings, files. */
import { code, heading, list, mono, note, paragraph, reply } from '../reply/build.ts';
import type { Block, Reply } from '../reply/nodes.ts';
import type { Answer } from '../sizing/answer.ts';
import { exportCsv, exportJson } from '../sizing/export.ts';
import { settingsText } from '../sizing/paste.ts';
import { scenarioLine } from '../sizing/scenario.ts';
import { explanation, originLines, replayLine, verdict } from '../sizing/wording.ts';
import { card } from './card.ts';
import { numbersOf } from './numbers.ts';
import type { View } from './options.ts';

const VIEWS: Record<View, (answer: Answer) => Reply> = {
  card,
  explain: explained,
  assumptions: assumed,
  settings,
  json: (answer) => exported(answer, 'json'),
  csv: (answer) => exported(answer, 'csv'),
};

export const show = (answer: Answer, view: View): Reply => VIEWS[view](answer);

function explained(answer: Answer): Reply {
  const { forward } = answer;
  const lines = forward ? explanation(forward) : [verdict(answer)];
  const money =
    forward?.bill?.parts.map(
      ({ label, numbers, usdMonth }) =>
        `${label}: ${numbers} = $${Math.round(usdMonth).toLocaleString('en-US')}`,
    ) ?? [];
  const [first = '', ...rest] = lines;
  return reply(
    'How it was worked out',
    verdict(answer),
    [
      heading('How it was worked out'),
      paragraph(first),
      list(rest),
      ...(money.length > 0 ? [heading('Money'), list(money)] : []),
      note(['Card: ', mono(`/kafka ${replayLine(answer)}`)]),
    ],
    {
      share: `${answer.mode} explain ${scenarioLine(answer.scenario)}`,
      data: { ...numbersOf(answer), explain: [...lines, ...money] },
    },
  );
}

function assumed(answer: Answer): Reply {
  const origins = answer.forward?.settled.origins ?? [];
  const part = (title: string, lines: readonly string[]): readonly Block[] =>
    lines.length > 0 ? [heading(title), list(lines)] : [];
  const counts = {
    said: originLines(origins, 'said'),
    preset: originLines(origins, 'preset'),
    assumed: originLines(origins, 'assumed'),
  };
  return reply(
    'Said and assumed',
    `${counts.said.length} said, ${counts.preset.length} from the preset, ${counts.assumed.length} assumed.`,
    [
      ...part('You said', counts.said),
      ...part('From the preset', counts.preset),
      ...part('Assumed', counts.assumed),
      note(['Say any of them to replace it. Card: ', mono(`/kafka ${replayLine(answer)}`)]),
    ],
    {
      share: `${answer.mode} assumptions ${scenarioLine(answer.scenario)}`,
      data: { ...numbersOf(answer), ...counts },
    },
  );
}

function settings(answer: Answer): Reply {
  const text = answer.forward ? settingsText(answer.forward) : '';
  return reply(
    'Settings',
    'The answer as settings to paste.',
    [heading('Settings'), code(text, 'properties'), note(['Card: ', mono(`/kafka ${replayLine(answer)}`)])],
    {
      share: `${answer.mode} settings ${scenarioLine(answer.scenario)}`,
      data: { ...numbersOf(answer), settings: text.split('\n') },
    },
  );
}

function exported(answer: Answer, view: 'json' | 'csv'): Reply {
  const files = [
    { name: `${answer.mode}.json`, text: exportJson(answer) },
    { name: `${answer.mode}.csv`, text: exportCsv(answer) },
  ];
  const ordered = view === 'json' ? files : files.reverse();
  return reply(
    'Export',
    'All numbers of the card as JSON and CSV; every name carries its unit.',
    [
      paragraph('All numbers of the card as JSON and CSV; every name carries its unit.'),
      note(['Card: ', mono(`/kafka ${replayLine(answer)}`)]),
    ],
    { files: ordered, data: numbersOf(answer) },
  );
}
