/** What a constraint is: what it asks of a broker at a produce rate in a state, and what it allows. */

import type { Settled } from './settled.ts';
import type { State } from './states.ts';
import type { BytesPerSecond, Fraction } from './units.ts';

export type ConstraintName =
  | 'network_in'
  | 'network_out'
  | 'network_total'
  | 'storage_throughput'
  | 'disk_network'
  | 'disk_capacity'
  | 'partitions'
  | 'cluster_partitions'
  | 'cpu'
  | 'message_rate'
  | 'memory'
  | 'map_areas'
  | 'files';

export interface Constraint {
  name: ConstraintName;
  label: string;
  unit: 'B/s' | 'B' | 'replicas' | 'msg/s' | 'areas' | 'files';
  /** What one broker (or the cluster) has. */
  limit: number;
  /** The share of it that may be used. */
  use: Fraction;
  /** Rules of thumb are shown and never decide. */
  hard: boolean;
  /** Needs at a produce rate, in bytes per second on the wire at the peak. Grows with it. */
  demand: (wirePeak: BytesPerSecond) => number;
  /** The formula and the same formula with its numbers. */
  formula: (wirePeak: BytesPerSecond) => { words: string; numbers: string };
}

/** What the list is made for. */
export interface Setting {
  settled: Settled;
  state: State;
  /** Partitions of all topics, before replication. */
  partitions: number;
  /** Whether retention asks for room; a cluster described without one keeps what fits. */
  countsDisk: boolean;
}

/** Undefined when the constraint does not apply. */
export type Maker = (setting: Setting) => Constraint | undefined;

/** Binary rounding must not cost a broker. */
const ALMOST = 1 + 1e-9;

export const allowed = (constraint: Constraint): number => constraint.limit * constraint.use;
export const satisfied = (constraint: Constraint, wirePeak: BytesPerSecond): boolean =>
  constraint.demand(wirePeak) <= allowed(constraint) * ALMOST;

/** No broker left carries nothing. */
export const each = (total: number, brokers: number) =>
  brokers > 0 ? total / brokers : total > 0 ? Number.POSITIVE_INFINITY : 0;
