/** The card of an answer as a reply: verdict, picture, levers, assumptions, replay command and what-if buttons. */
import {
  actions,
  button,
  fields,
  heading,
  image,
  list,
  mono,
  note,
  paragraph,
  reply,
} from '../reply/build.ts';
import type { Block, Control, Reply } from '../reply/nodes.ts';
import type { Answer } from '../sizing/answer.ts';
import { bars } from '../sizing/bars.ts';
import { amount } from '../sizing/figures.ts';
import { type Lever, leversOf } from '../sizing/levers.ts';
import { scenarioLine } from '../sizing/scenario.ts';
import { figures, leverText, replayLine, verdict } from '../sizing/wording.ts';
import { adjust, ask, keep } from './actions.ts';
import { numbersOf } from './numbers.ts';
import type { View } from './options.ts';
import { warnings } from './warnings.ts';

const TITLES = { calc: 'What it carries', size: 'What it needs' } as const;

export function card(answer: Answer): Reply {
  const { forward } = answer;
  const levers = leversOf(answer).slice(0, 3);
  const summary = `${verdict(answer)}${wayOut(answer, levers)}${rangeSentence(answer)}`;
  return reply(
    TITLES[answer.mode],
    summary,
    [
      heading(TITLES[answer.mode]),
      paragraph(summary),
      ...(forward ? [image('constraints', bars(forward)), fields(figures(answer))] : []),
      ...(levers.length > 0
        ? [heading('Levers'), list(levers.map((lever) => [leverText(lever), ': ', mono(lever.change)]))]
        : []),
      ...warnings(answer),
      ...provenance(answer),
      note(['Again: ', mono(`/kafka ${replayLine(answer)}`)]),
      ...controls(answer),
    ],
    {
      share: replayLine(answer),
      data: { summary, ...numbersOf(answer), levers: levers.map(leverText), replay: replayLine(answer) },
    },
  );
}

/** When nothing fits: the change that makes it fit, or that none of the usual ones does. */
function wayOut({ data }: Answer, levers: readonly Lever[]): string {
  if (data['fits'] !== false) return '';
  const lever = levers.find(({ makesItFit }) => makesItFit);
  return lever
    ? ` It fits with ${lever.change} (${lever.label}).`
    : ' None of the usual changes makes it fit: raise broker_cap, shorten retention or split the cluster.';
}

function rangeSentence({ mode, spread }: Answer): string {
  if (!spread) return '';
  const key = mode === 'size' ? 'brokers' : 'throughput_limit_mb_s';
  const [low, high] = [spread.low[key], spread.high[key]];
  if (typeof low !== 'number' || typeof high !== 'number') return '';
  const unit = mode === 'size' ? 'brokers' : 'MB/s';
  const span =
    low === high
      ? `It stays at ${amount(low)} ${unit} over the whole range`
      : `Over the range it is ${amount(low)} to ${amount(high)} ${unit}`;
  return ` ${span}; ${spread.matters.replaceAll('_', ' ')} matters most. The card shows the hardest corner.`;
}

function provenance({ forward }: Answer): readonly Block[] {
  if (!forward) return [];
  const { origins } = forward.settled;
  const said = origins
    .filter(({ from }) => from === 'said')
    .map(({ name, text }) => `${name.replaceAll('_', ' ')} ${text}`);
  const assumed = origins.filter(({ from }) => from === 'assumed');
  const shown = assumed
    .filter(({ name }) => WORTH_A_LINE.includes(name))
    .map(({ name, text }) => `${name.replaceAll('_', ' ')} ${text}`);
  return [
    ...(said.length > 0 ? [note(`You said: ${said.join(', ')}.`)] : []),
    note(
      `Assumed: ${shown.join(', ')}${assumed.length > shown.length ? `, and ${assumed.length - shown.length} smaller things` : ''}. Prices are as of their date.`,
    ),
  ];
}

/** Assumptions that move the answer; the rest is a button away. */
const WORTH_A_LINE = [
  'rate',
  'peak',
  'groups',
  'retention',
  'rf',
  'min_isr',
  'zones',
  'survive',
  'utilisation',
  'disk_fill',
  'preset',
  'lagging',
  'compression ratio',
  'local_retention',
];

function controls(answer: Answer): readonly Block[] {
  const { mode, forward } = answer;
  const line = scenarioLine(answer.scenario);
  const whatIf = (label: string, change: string): Control =>
    button(label, ask({ line: `${mode} ${line} compare="${change}"` }));
  const show = (label: string, view: View): Control =>
    button(label, ask({ line: `${mode} ${view} ${line}` }));
  const settled = forward?.settled;
  const family = settled?.hardware.preset?.family;
  const owned = family?.managed_failures !== true;
  return [
    ...row([
      ...(settled && settled.read === undefined ? [whatIf('+1 group', `groups=${settled.groups + 1}`)] : []),
      ...(settled && owned && settled.zones > 1 && settled.survive.kind !== 'zone'
        ? [whatIf('Lose a zone', 'survive=zone')]
        : []),
      ...(settled && settled.ratio === 1 ? [whatIf('zstd', 'compression=zstd')] : []),
      ...(settled && family?.managed_storage !== true && !settled.tiered
        ? [whatIf('Tier storage', 'tiered=yes')]
        : []),
      ...(answer.scenario.has('rate') ? [whatIf('Double the rate', 'rate=2x')] : []),
    ]),
    actions([
      button('Adjust', adjust({ mode, line }), { tone: 'primary' }),
      show('Explain', 'explain'),
      show('Assumptions', 'assumptions'),
      show('Settings', 'settings'),
      show('Export', 'csv'),
    ]),
    actions([button('Save', keep({ mode, line }))]),
  ];
}

const row = (buttons: readonly Control[]): readonly Block[] => (buttons.length > 0 ? [actions(buttons)] : []);
