/** The sentences of a card: verdict, figures, assumptions, explanation. Platform-free strings, one unit family each. */

import type { Answer } from './answer.ts';
import { amount, dollars, duration, grouped, messageRate, percent, plural, rate, space } from './figures.ts';
import { type Forward, type InState, useAt } from './forward.ts';
import type { Driver, Sized } from './inverse.ts';
import type { Lever } from './levers.ts';
import { nameOf } from './names.ts';
import { scenarioLine } from './scenario.ts';
import type { Origin } from './settled.ts';
import type { BytesPerSecond } from './units.ts';

const joined = (names: readonly Driver[]) => names.map(nameOf).join(' and ');

const unitOf = (answer: Forward) => answer.settled.hardware.preset?.family.unit ?? 'broker';
const hardwareOf = (answer: Forward) => answer.settled.hardware.preset?.name ?? 'the hardware given';

/** The one sentence that stands for the whole card. */
export function verdict(answer: Answer): string {
  if (answer.mode === 'size') return sizeVerdict(answer);
  const { forward } = answer;
  return forward ? calcVerdict(forward) : 'There is nothing to calculate.';
}

function calcVerdict(answer: Forward): string {
  const { limits, state } = answer.verdict;
  const cluster = `${plural(answer.brokers, unitOf(answer))} of ${hardwareOf(answer)}`;
  if (!answer.limit)
    return `Nothing that was said limits ${cluster}; give preset=…, nic=… or disk_throughput=….`;
  const when = state.name === 'healthy' ? '' : ` with ${state.label}`;
  if (answer.limit.wirePeak === 0)
    return `${cluster} cannot carry this at all${when}: ${joined(limits.binding)} is used up before the first byte.`;
  const stop = `${limits.binding.length > 1 ? `${joined(limits.binding)} stop it together` : `${joined(limits.binding)} stops it`}`;
  const next =
    limits.next === undefined || limits.marginToNext === undefined
      ? ''
      : `, ${nameOf(limits.next)} is next, ${percent(limits.marginToNext)} further on`;
  const carries = `${cluster} carry ${rate(answer.limit.wirePeak)} (${messageRate(answer.limit.messagesPeak)})${when}`;
  return `${carries}; ${stop}${next}.${ownSentence(answer)}`;
}

function ownSentence(answer: Forward): string {
  const { own, limit } = answer;
  if (!own || !limit) return '';
  const share = own.wirePeak / limit.wirePeak;
  return share <= 1 + 1e-9
    ? ` Your ${rate(own.wirePeak)} is ${percent(share)} of that.`
    : ` Your ${rate(own.wirePeak)} is too much: ${percent(share)} of that.`;
}

function sizeVerdict({ inverse, sized }: Answer): string {
  if (!sized || !inverse) return `Nothing fits: ${inverse?.rejected[0]?.why ?? 'no hardware was found'}.`;
  const units = plural(sized.brokers, sized.preset?.family.unit ?? 'broker');
  const what = sized.preset ? `${units} of ${sized.preset.name}` : units;
  if (!inverse.chosen) {
    return `Nothing fits under ${plural(sized.settled.brokerCap, sized.preset?.family.unit ?? 'broker')}: the nearest is ${what}, because of ${joined(sized.drivers)}.`;
  }
  const through =
    sized.forward.verdict.state.name === 'healthy' ? '' : ` with ${sized.forward.verdict.state.label}`;
  const price = sized.usdMonth === undefined ? '' : `, ${dollars(sized.usdMonth)} a month`;
  const stop = spareSentence(sized);
  return `${what} carry ${rate(sized.load.wirePeak)} at the peak${through}${price}; ${joined(sized.drivers)} ${sized.drivers.length > 1 ? 'set' : 'sets'} the number.${stop}`;
}

/** How far the answer reaches beyond the need, and what stops it there. */
function spareSentence({ forward, load }: Sized): string {
  const { rate: limit, binding } = forward.verdict.limits;
  const margin = limit / load.wirePeak - 1;
  if (!Number.isFinite(margin) || binding.length === 0) return '';
  const stops = `${joined(binding)} ${binding.length > 1 ? 'stop' : 'stops'} it`;
  return margin < 0.0005
    ? ` There is nothing to spare: ${stops}.`
    : ` It would carry ${percent(margin)} more before ${stops}.`;
}

/** The figures of a card, as label and value. */
export function figures(answer: Answer): readonly (readonly [string, string])[] {
  const { forward, sized } = answer;
  if (!forward) return [];
  return [
    ...(sized ? sizeFigures(sized) : []),
    ...throughputFigures(forward),
    ...failureFigures(forward),
    ...moneyFigures(forward),
  ];
}

function sizeFigures(sized: Sized): readonly (readonly [string, string])[] {
  const counted = sized.needs
    .filter(({ hard, brokers }) => hard && brokers !== undefined && brokers > 1)
    .sort((one, other) => (other.brokers ?? 0) - (one.brokers ?? 0))
    .slice(0, 5);
  const needs = counted.map(({ name, brokers }) => `${nameOf(name)} ${grouped(brokers ?? 0)}`).join(', ');
  const [reason] = sized.partitionNeed.reasons;
  const why =
    sized.settled.partitions !== undefined
      ? 'as given'
      : `${sized.partitionNeed.needed} needed for ${reason?.why} (${reason?.numbers}), spread evenly`;
  return [
    ['Brokers by constraint', needs || 'one is enough for every constraint'],
    ['Partitions', `${grouped(sized.partitions)}; ${why}`],
  ];
}

function throughputFigures(answer: Forward): readonly (readonly [string, string])[] {
  const { at, settled, states, retentionFits, cacheReach } = answer;
  const inStates = states
    .map(
      ({ state, limits }) =>
        `${state.label} ${Number.isFinite(limits.rate) ? rate(limits.rate) : 'no limit'}`,
    )
    .join(', ');
  const perMessage = settled.sized
    ? `${amount(at.bytesPerMessage)} B on the wire and on disk, ${amount(at.recordsPerBatch)} to a batch (ended by ${at.batchEndedBy})`
    : 'size not given, so record overhead is left out';
  return [
    ['Carries', inStates],
    ['Message', perMessage],
    [
      'Produce',
      `${rate(at.wireAverage)} on average, ${rate(at.wirePeak)} at the peak, ${messageRate(at.messagesAverage)}`,
    ],
    ...(answer.diskPerBroker === undefined
      ? []
      : ([['Disk per broker', space(answer.diskPerBroker)]] as const)),
    ...(retentionFits === undefined ? [] : ([['Retention that fits', duration(retentionFits)]] as const)),
    ...(cacheReach === undefined ? [] : ([['Page cache reaches back', duration(cacheReach)]] as const)),
    [
      'Parallelism',
      `${grouped(answer.parallelism)} consumers of one group; ${grouped(answer.partitionsLeft)} partitions can be added`,
    ],
  ];
}

function failureFigures(answer: Forward): readonly (readonly [string, string])[] {
  const { tolerance, catchUp, rebuild, settled } = answer;
  const brokers = (lost: number) => (lost === 0 ? 'no broker failure' : plural(lost, 'broker failure'));
  const caught = catchUp === undefined ? [] : ([['Catch-up', catchUpText(answer)]] as const);
  const survives = `data ${brokers(tolerance.data)}, acks=all writes ${brokers(tolerance.writes)}, metadata ${plural(tolerance.controllers, 'controller failure')}`;
  const managed = settled.hardware.preset?.family.managed_failures === true;
  return [
    ['Survives', managed ? 'failures are the service’s own business' : survives],
    ...caught,
    ...(rebuild === undefined
      ? []
      : ([['Rebuild a broker', `${duration(rebuild)} at a throttle of ${rate(settled.throttle)}`]] as const)),
  ];
}

function catchUpText({ catchUp, settled }: Forward): string {
  if (!catchUp) return '';
  const from =
    catchUp.fromCache === undefined
      ? ''
      : catchUp.fromCache
        ? ', all of it from page cache'
        : ', older than the page cache';
  return Number.isFinite(catchUp.time)
    ? `${duration(catchUp.time)} after consumers were away for ${duration(settled.outage)}${from}`
    : `never after an outage: nothing is left to spare${from}`;
}

function moneyFigures({ bill }: Forward): readonly (readonly [string, string])[] {
  if (!bill) return [];
  const parts = bill.parts.map(({ label, usdMonth }) => `${label} ${dollars(usdMonth)}`).join(', ');
  return [['Cost a month', `${dollars(bill.usdMonth)}: ${parts} (${bill.basis})`]];
}

/** “saves 3 brokers and $1,200 a month”. */
export function leverText(lever: Lever): string {
  const saved = [
    ...(lever.brokersSaved > 0 && lever.instead === undefined
      ? [plural(lever.brokersSaved, lever.unit)]
      : []),
    ...(lever.usdSaved !== undefined && lever.usdSaved > 1 ? [`${dollars(lever.usdSaved)} a month`] : []),
  ];
  const effects = [
    ...(lever.makesItFit ? ['makes it fit'] : []),
    ...(saved.length > 0 ? [`saves ${saved.join(' and ')}`] : []),
    ...(lever.instead === undefined ? [] : [`${lever.instead} instead`]),
    ...(lever.gain > 0.005 ? [`carries ${percent(lever.gain)} more messages`] : []),
  ];
  return `${lever.label}: ${effects.join(', ')}${lever.warning === undefined ? '' : ` (${lever.warning})`}`;
}

/** What was said, what the preset brought and what is assumed, with its source. */
export function originLines(origins: readonly Origin[], from: Origin['from']): readonly string[] {
  return origins
    .filter((origin) => origin.from === from)
    .map(
      ({ name, text, note, source }) =>
        `${name.replaceAll('_', ' ')} ${text}${note === undefined ? '' : `: ${note}`}${source === undefined ? '' : ` (${source.title})`}`,
    );
}

/** Each formula with the numbers put in, for the load the card is about. */
export function explanation(answer: Forward): readonly string[] {
  const { verdict: inState, at } = answer;
  const head = `Produce rate ${rate(at.wirePeak)} at the peak, ${inState.state.label}: ${inState.state.serving} of ${inState.state.brokers} serving.`;
  return [
    head,
    ...answer.verdict.constraints.map((constraint) => explainOne(inState, constraint, at.wirePeak)),
  ];
}

function explainOne(
  { limits }: InState,
  constraint: InState['constraints'][number],
  wirePeak: BytesPerSecond,
): string {
  const { words, numbers } = constraint.formula(wirePeak);
  const allowance =
    constraint.use === 1
      ? shown(constraint, constraint.limit)
      : `${percent(constraint.use)} of ${shown(constraint, constraint.limit)} = ${shown(constraint, constraint.limit * constraint.use)}`;
  const mark = limits.binding.includes(constraint.name)
    ? ', binding'
    : constraint.hard
      ? ''
      : ', rule of thumb';
  return `${constraint.label}: ${words} = ${numbers}; allowed ${allowance} (${percent(useAt(constraint, wirePeak))} used${mark})`;
}

function shown({ unit }: InState['constraints'][number], value: number): string {
  if (unit === 'B/s') return rate(value);
  if (unit === 'B') return space(value);
  return `${amount(value)} ${unit}`;
}

/** The words that bring the card back on any platform. */
export const replayLine = (answer: Answer): string =>
  `${answer.mode} ${scenarioLine(answer.scenario)}`.trim();
