/** Forward: given this cluster, what does it carry, what stops it, and what is left when something breaks. */

import { ASSUMED } from './constants.ts';
import { allowed, type Constraint } from './constraint.ts';
import { constraintsOf } from './constraints.ts';
import {
  type CatchUp,
  cacheReach,
  catchUp,
  rebuildTime,
  retentionThatFits,
  type Tolerance,
  tolerance,
} from './durability.ts';
import { type Limits, limitsOf } from './limits.ts';
import { type Load, loadAtWire, loadOf, ownLoad } from './load.ts';
import { type Bill, bill, diskToProvision } from './money.ts';
import type { Settled } from './settled.ts';
import { chosenState, type State, statesOf } from './states.ts';
import { type Bytes, type BytesPerSecond, bytesPerSecond, type Count, count, type Seconds } from './units.ts';

export interface InState {
  state: State;
  constraints: readonly Constraint[];
  limits: Limits;
}

export interface Forward {
  settled: Settled;
  brokers: Count;
  partitions: Count;
  partitionsSaid: boolean;
  /** The state the verdict is about: the failure that was chosen, healthy without one. */
  verdict: InState;
  /** Healthy, a broker short, a zone short, recovering. */
  states: readonly InState[];
  /** The highest sustainable load in the verdict's state; undefined when nothing limits it. */
  limit: Load | undefined;
  /** The load that was said. */
  own: Load | undefined;
  /** Own load where it was said, else the limit: what retention, cache, rebuild and money are counted at. */
  at: Load;
  retentionFits: Seconds | undefined;
  cacheReach: Seconds | undefined;
  partitionsLeft: number;
  /** Consumers of one group that can work at once. */
  parallelism: Count;
  partitionThroughput: BytesPerSecond;
  tolerance: Tolerance;
  catchUp: CatchUp | undefined;
  /** Undefined where the service owns the disks. */
  rebuild: Seconds | undefined;
  diskPerBroker: Bytes | undefined;
  bill: Bill | undefined;
}

/** Evaluates a cluster of `brokers`; partitions default to two per broker, as on the original card. */
export function forward(
  settled: Settled,
  brokers: number,
  partitions = assumedPartitions(settled, brokers),
): Forward {
  // A cluster described without a retention keeps what fits; one that was sized was sized for its retention.
  const countsDisk = settled.retentionSaid || settled.brokers === undefined;
  const inState = (state: State): InState => {
    const constraints = constraintsOf({ settled, state, partitions, countsDisk });
    return { state, constraints, limits: limitsOf(constraints) };
  };
  const states = statesOf(settled, brokers).map(inState);
  const verdict = inState(chosenState(settled, brokers));
  const limit = Number.isFinite(verdict.limits.rate)
    ? loadAtWire(settled, verdict.limits.rate, partitions)
    : undefined;
  const own = ownLoad(settled, partitions);
  const at = own ?? limit ?? loadOf(settled, 0, partitions);
  const whole = states[0] ?? verdict;
  const diskPerBroker = diskToProvision(settled, at, brokers, partitions);
  return {
    settled,
    brokers: count(brokers),
    partitions: count(partitions),
    partitionsSaid: settled.partitions !== undefined,
    verdict,
    states,
    limit,
    own,
    at,
    retentionFits: retentionThatFits(settled, at.wirePeak, brokers, partitions),
    cacheReach: cacheReach(settled, at.wirePeak, brokers),
    partitionsLeft: partitionsLeft(verdict.constraints, settled, brokers),
    parallelism: count(partitions),
    partitionThroughput: bytesPerSecond(partitions * settled.partitionProducerRate),
    tolerance: tolerance(settled),
    catchUp: catchUp(settled, at, brokers, whole.constraints),
    rebuild: rebuildTime(settled, at.wirePeak, brokers, partitions),
    diskPerBroker,
    bill: bill(settled, at, brokers, diskPerBroker),
  };
}

export function assumedPartitions(settled: Settled, brokers: number): number {
  return (
    settled.partitions ?? Math.max(settled.topics, brokers * ASSUMED.partitions_per_broker_of_card.value)
  );
}

/** Partitions that can still be added before a partition limit is reached. */
function partitionsLeft(constraints: readonly Constraint[], { rf }: Settled, brokers: number): number {
  const room = constraints
    .filter(({ unit }) => unit === 'replicas')
    .map(
      (constraint) =>
        ((allowed(constraint) - constraint.demand(bytesPerSecond(0))) *
          (constraint.name === 'partitions' ? brokers : 1)) /
        rf,
    );
  return room.length === 0 ? 0 : Math.max(0, Math.floor(Math.min(...room) + 1e-9));
}

/** Use of a constraint at a rate: 1 is exactly what is allowed. */
export const useAt = (constraint: Constraint, wirePeak: BytesPerSecond): number =>
  constraint.demand(wirePeak) / allowed(constraint);
