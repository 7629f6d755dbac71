import { type ConstraintName, satisfied } from './constraint.ts';
import { constraintOf, constraintsOf } from './constraints.ts';
import { grouped } from './figures.ts';
import { type Forward, forward } from './forward.ts';
import { type Load, ownLoad } from './load.ts';
import { nameOf } from './names.ts';
import { type PartitionNeed, partitionsFor, roundUpTo } from './partitions.ts';
import { PRESETS, type Preset } from './presets.ts';
import type { Result, Scenario } from './scenario.ts';
import { settle } from './settle.ts';
import type { Settled } from './settled.ts';
import { chosenState, lostTo } from './states.ts';
import { type Count, count } from './units.ts';

/** What can set the number of brokers: a constraint, or one of the two rules beside them. */
export type Driver = ConstraintName | 'replication_floor' | 'zone_rounding' | 'minimum';

export interface NeedOf {
  name: Driver;
  /** Brokers this alone asks for, the failure included; undefined when no number is enough. */
  brokers: Count | undefined;
  /** Rules of thumb are listed and do not count. */
  hard: boolean;
}

export interface Sized {
  preset: Preset | undefined;
  settled: Settled;
  load: Load;
  brokers: Count;
  partitions: Count;
  partitionNeed: PartitionNeed;
  needs: readonly NeedOf[];
  /** What asks for the most brokers; several in a tie. */
  drivers: readonly Driver[];
  forward: Forward;
  usdMonth: number | undefined;
}

export interface Rejected {
  name: string;
  /** One clause: “needs 84 brokers for disk_capacity, more than the cap of 60”. */
  why: string;
  brokers: number | undefined;
  driver: Driver | undefined;
}

export interface Inverse {
  chosen: Sized | undefined;
  runnerUp: Sized | undefined;
  fitting: readonly Sized[];
  rejected: readonly Rejected[];
  /** The closest miss, when nothing fits. */
  nearest: Sized | undefined;
}

/** More than this is no cluster. */
const MOST = 1_000_000;

/** Sizes a workload on the hardware that was said, or picks the cheapest preset of the families in question. */
export function inverse(scenario: Scenario): Result<Inverse> {
  const first = settle(scenario, 'inverse');
  if (!first.ok) return first;
  const candidates = candidatesFor(scenario, first.value);
  const sized: Sized[] = [];
  const rejected: Rejected[] = [];
  for (const candidate of candidates) {
    const settled = isFixed(scenario, first.value) ? first : settle(scenario, 'inverse', candidate);
    if (!settled.ok) {
      rejected.push({
        name: candidate?.name ?? 'your hardware',
        why: settled.message,
        brokers: undefined,
        driver: undefined,
      });
      continue;
    }
    const result = sizeOn(settled.value);
    if ('why' in result) rejected.push(result);
    else sized.push(result);
  }
  // Hardware was said, yet the whole scenario contradicts itself: say so instead of listing one rejection.
  const only = candidates.length === 1 ? rejected[0] : undefined;
  if (only && only.driver === undefined) return { ok: false, message: only.why };
  const fitting = sized.filter(fitsCap).sort(cheaper);
  const missed = sized.filter((each) => !fitsCap(each)).sort((one, other) => one.brokers - other.brokers);
  return {
    ok: true,
    value: {
      chosen: fitting[0],
      runnerUp: fitting[1],
      fitting,
      rejected: [...missed.map(overCap), ...rejected],
      nearest: missed[0],
    },
  };
}

/** Whether the hardware was said, so that there is nothing to compare. */
const isFixed = (scenario: Scenario, settled: Settled) =>
  scenario.has('preset') || settled.hardware.preset === undefined;

function candidatesFor(scenario: Scenario, settled: Settled): readonly (Preset | undefined)[] {
  if (isFixed(scenario, settled)) return [settled.hardware.preset];
  return PRESETS.filter(
    ({ family, name }) => settled.families.includes(family.family) && !family.not_chosen.includes(name),
  );
}

const fitsCap = ({ brokers, settled }: Sized) => brokers <= settled.brokerCap;

/** By price where it covers everything, then by fewer brokers. */
function cheaper(one: Sized, other: Sized): number {
  const price = ({ preset, usdMonth }: Sized) =>
    preset?.family.price_covers_all === false
      ? Number.POSITIVE_INFINITY
      : (usdMonth ?? Number.POSITIVE_INFINITY);
  if (price(one) !== price(other)) return price(one) - price(other);
  return one.brokers - other.brokers;
}

function overCap(sized: Sized): Rejected {
  const [driver] = sized.drivers;
  return {
    name: sized.preset?.name ?? 'your hardware',
    why: `needs ${grouped(sized.brokers)} ${sized.preset?.family.unit ?? 'broker'}s for ${driver === undefined ? 'this' : nameOf(driver)}, more than the cap of ${sized.settled.brokerCap}`,
    brokers: sized.brokers,
    driver,
  };
}

/** The smallest cluster of one kind of broker, or why there is none. */
export function sizeOn(settled: Settled): Sized | Rejected {
  const load = ownLoad(settled, settled.partitions ?? 1);
  const name = settled.hardware.preset?.name ?? 'your hardware';
  if (!load) return { name, why: 'there is no rate to size for', brokers: undefined, driver: undefined };
  const partitionNeed = partitionsFor(settled, load);
  const partitions = settled.partitions ?? partitionNeed.needed;
  const needs = [...constraintNeeds(settled, load, partitions), floor(settled)];
  const impossible = needs.find((need) => need.hard && need.brokers === undefined);
  if (impossible) {
    return {
      name,
      why: `no number of brokers satisfies ${nameOf(impossible.name)}`,
      brokers: undefined,
      driver: impossible.name,
    };
  }
  const most = Math.max(...needs.filter(({ hard }) => hard).map(({ brokers }) => brokers ?? 1));
  return finish(settled, load, partitionNeed, needs, most);
}

function constraintNeeds(settled: Settled, load: Load, partitions: number): NeedOf[] {
  const setting = (brokers: number) => ({
    settled,
    state: chosenState(settled, brokers),
    partitions,
    countsDisk: true,
  });
  return constraintsOf(setting(1)).map(({ name, hard }) => {
    const brokers = smallest((number) => {
      const constraint = constraintOf(name, setting(number));
      return constraint === undefined || satisfied(constraint, load.wirePeak);
    });
    return { name, hard, brokers: brokers === undefined ? undefined : count(brokers) };
  });
}

/** The smallest whole number for which a growing condition holds. */
function smallest(enough: (brokers: number) => boolean): number | undefined {
  let high = 1;
  while (!enough(high)) {
    if (high >= MOST) return undefined;
    high *= 2;
  }
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Enough brokers to hold every copy, to keep min ISR through the failure, and to stand in every zone. */
function floor(settled: Settled): NeedOf {
  const { rf, minIsr, zones, survive, hardware } = settled;
  const family = hardware.preset?.family;
  if (family && family.unit !== 'broker')
    return { name: 'minimum', brokers: count(family.minimum ?? 1), hard: true };
  const lost = survive.kind === 'brokers' ? survive.brokers : survive.kind === 'zone' ? 1 : 0;
  return {
    name: 'replication_floor',
    brokers: count(Math.max(rf, minIsr + lost, zones, lost + 1)),
    hard: true,
  };
}

function finish(
  settled: Settled,
  load: Load,
  partitionNeed: PartitionNeed,
  needs: readonly NeedOf[],
  most: number,
): Sized {
  const zoned = settled.hardware.preset?.family.zone_multiple !== false;
  const step = zoned ? settled.zones : 1;
  const unit = settled.hardware.preset?.family.unit ?? 'broker';
  const brokers = roundUpTo(most, step);
  // Spread evenly over the brokers where the limits allow it, else as many as are needed.
  const even = finalPartitions(settled, partitionNeed, brokers, unit);
  const partitions = carries(settled, load, brokers, even)
    ? even
    : (settled.partitions ?? partitionNeed.needed);
  const rounded: NeedOf = { name: 'zone_rounding', brokers: count(brokers), hard: true };
  const all = brokers > most ? [...needs, rounded] : needs;
  const answer = forward(settled, brokers, partitions);
  return {
    preset: settled.hardware.preset,
    settled,
    load: answer.own ?? load,
    brokers: count(brokers),
    partitions: count(partitions),
    partitionNeed,
    needs: all,
    drivers: needs.filter((need) => need.hard && need.brokers === most).map(({ name }) => name),
    forward: answer,
    usdMonth: answer.bill?.usdMonth,
  };
}

function finalPartitions(settled: Settled, need: PartitionNeed, brokers: number, unit: string): number {
  if (settled.partitions !== undefined) return settled.partitions;
  return unit === 'broker' ? roundUpTo(need.needed, brokers) : need.needed;
}

function carries(settled: Settled, load: Load, brokers: number, partitions: number): boolean {
  const state = chosenState(settled, brokers);
  if (brokers - lostTo(settled.survive, brokers, settled.zones) < 1) return false;
  return constraintsOf({ settled, state, partitions, countsDisk: true })
    .filter(({ hard }) => hard)
    .every((constraint) => satisfied(constraint, load.wirePeak));
}
