/** The card of an answer as a reply: verdict, picture, levers, assumptions, replay command and what-if buttons. */
import {
  actions,
  button,
  callout,
  code,
  fields,
  heading,
  image,
  list,
  mono,
  note,
  paragraph,
  reply,
  table,
} from '../reply/build.ts';
import type { Block, Control, Reply } from '../reply/nodes.ts';
import type { Answer } from '../sizing/answer.ts';
import { bars } from '../sizing/bars.ts';
import type { Data } from '../sizing/data.ts';
import { changeSentence, changes } from '../sizing/difference.ts';
import { exportCsv, exportJson } from '../sizing/export.ts';
import { amount, dollars, duration, percent, plural, rate } from '../sizing/figures.ts';
import { type Forward, useAt } from '../sizing/forward.ts';
import type { Inverse } from '../sizing/inverse.ts';
import { type Lever, leversOf } from '../sizing/levers.ts';
import { settingsText } from '../sizing/paste.ts';
import { scenarioLine } from '../sizing/scenario.ts';
import { explanation, figures, leverText, originLines, replayLine, verdict } from '../sizing/wording.ts';
import { adjust, ask, keep } from './actions.ts';
import type { View } from './options.ts';

const TITLES = { calc: 'What it carries', size: 'What it needs' } as const;

export function card(answer: Answer, view: View): Reply {
  if (view === 'explain') return explained(answer);
  if (view === 'assumptions') return assumed(answer);
  if (view === 'settings') return settings(answer);
  if (view === 'json' || view === 'csv') return exported(answer, view);
  return full(answer);
}

function full(answer: Answer): Reply {
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
      data: { summary, ...dataOf(answer), levers: levers.map(leverText), replay: replayLine(answer) },
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

/** Numbers with their ranges beside them. */
function dataOf({ data, spread }: Answer): Data {
  if (!spread) return data;
  const ranged: Data = { ...data, matters_most: spread.matters };
  for (const [key, low] of Object.entries(spread.low)) {
    const high = spread.high[key];
    if (low === high || high === undefined) continue;
    ranged[`${key}_low`] = low;
    ranged[`${key}_high`] = high;
  }
  return ranged;
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

function warnings({ forward, inverse, sized }: Answer): readonly Block[] {
  const found = forward
    ? [...shortfalls(forward), ...durabilityWarnings(forward), ...ruleWarnings(forward)]
    : [];
  const misses =
    inverse && !inverse.chosen ? inverse.rejected.slice(0, 4).map(({ name, why }) => `${name} ${why}.`) : [];
  return [
    ...[...found, ...misses].map((text) => callout('warning', text)),
    ...(sized && inverse ? others(inverse) : []),
  ];
}

/** The load asks for more than partitions or disks give. */
function shortfalls(forward: Forward): readonly string[] {
  const { settled, at, partitionThroughput, partitions, retentionFits } = forward;
  const wanted = settled.tiered
    ? settled.localRetention
    : settled.retention.kind === 'time'
      ? settled.retention.time
      : 0;
  const thin = forward.partitionsSaid && at.wirePeak > partitionThroughput * (1 + 1e-9);
  const full = retentionFits !== undefined && retentionFits < wanted * (1 - 1e-9);
  return [
    ...(thin
      ? [
          `${plural(partitions, 'partition')} get about ${rate(partitionThroughput)} at ${rate(settled.partitionProducerRate)} each, less than the load.`,
        ]
      : []),
    ...(full
      ? [
          `The disks have room for ${duration(retentionFits)} of this, less than the ${duration(wanted)} it should keep.`,
        ]
      : []),
  ];
}

function durabilityWarnings({ settled: { rf, minIsr } }: Forward): readonly string[] {
  if (rf === 1) return ['Replication factor 1: the first lost disk loses data.'];
  return minIsr === rf
    ? ['min ISR equals the replication factor: any broker restart stops acks=all writes.']
    : [];
}

function ruleWarnings({ verdict: inState, at }: Forward): readonly string[] {
  return inState.constraints
    .filter((constraint) => !constraint.hard && useAt(constraint, at.wirePeak) > 1 + 1e-9)
    .map(
      (rule) =>
        `By rule of thumb ${rule.label} would be at ${percent(useAt(rule, at.wirePeak))} of what is allowed; measure it, it does not decide here.`,
    );
}

function others({ runnerUp, rejected }: Inverse): readonly Block[] {
  if (!runnerUp) return [];
  const price = runnerUp.usdMonth === undefined ? '' : `, ${dollars(runnerUp.usdMonth)} a month`;
  const told = rejected.slice(0, 3).map(({ name, why }) => `${name} ${why}`);
  const why =
    told.length > 0
      ? ` Rejected: ${told.join('; ')}${rejected.length > 3 ? `; and ${rejected.length - 3} more` : ''}.`
      : '';
  return [note(`Runner-up: ${runnerUp.brokers} × ${runnerUp.preset?.name}${price}.${why}`)];
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
  const owned = settled?.hardware.preset?.family.managed_failures !== true;
  return [
    actions([
      ...(settled && settled.read === undefined ? [whatIf('+1 group', `groups=${settled.groups + 1}`)] : []),
      ...(settled && owned && settled.zones > 1 && settled.survive.kind !== 'zone'
        ? [whatIf('Lose a zone', 'survive=zone')]
        : []),
      ...(settled && settled.ratio === 1 ? [whatIf('zstd', 'compression=zstd')] : []),
      ...(settled && owned && !settled.tiered ? [whatIf('Tier storage', 'tiered=yes')] : []),
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
      data: { ...dataOf(answer), explain: [...lines, ...money] },
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
      data: { ...dataOf(answer), ...counts },
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
      data: { ...dataOf(answer), settings: text.split('\n') },
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
    { files: ordered, data: dataOf(answer) },
  );
}

/** Two answers side by side, the difference first. */
export function comparison(change: string, before: Answer, after: Answer): Reply {
  const sentence = changeSentence(change, before, after);
  const rows = changes(before, after).map((one) => [one.label, one.before, one.after, one.change]);
  const line = `${before.mode} ${scenarioLine(before.scenario)} compare="${change.replaceAll('"', '\\"')}"`;
  const was = Object.fromEntries(Object.entries(before.data).map(([key, value]) => [`before_${key}`, value]));
  return reply(
    `What if ${change}`.slice(0, 150),
    sentence,
    [
      heading(`What if ${change}`.slice(0, 150)),
      paragraph(sentence),
      table(['', '>now', '>then', '>change'], rows),
      ...(after.forward ? [image('constraints', bars(after.forward))] : []),
      note(['Then: ', mono(`/kafka ${replayLine(after)}`)]),
      actions([button('Show this card', ask({ line: replayLine(after) }), { tone: 'primary' })]),
    ],
    { share: line, data: { ...dataOf(after), ...was, change } },
  );
}
