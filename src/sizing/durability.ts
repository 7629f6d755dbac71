/** What outlives which failures, how long it takes to come back, and how far back memory reaches. */

import type { Constraint } from './constraint.ts';
import type { Load } from './load.ts';
import type { Settled } from './settled.ts';
import { pageCache, storedLocally } from './storage.ts';
import { reading } from './traffic.ts';
import { type BytesPerSecond, type Count, count, type Seconds, seconds } from './units.ts';

export interface Tolerance {
  /** Broker failures after which every record has a copy: rf - 1. */
  data: Count;
  /** Broker failures after which acks=all writes go on: rf - min ISR. */
  writes: Count;
  /** Controller failures after which metadata still changes: a majority must remain. */
  controllers: Count;
}

export function tolerance({ rf, minIsr, controllers }: Settled): Tolerance {
  return {
    data: count(rf - 1),
    writes: count(rf - minIsr),
    controllers: count(Math.floor((controllers - 1) / 2)),
  };
}

/** How long bytes stay in the page cache of the whole cluster; undefined when memory is not known. */
export function cacheReach(settled: Settled, wirePeak: BytesPerSecond, brokers: number): Seconds | undefined {
  const cache = pageCache(settled);
  if (cache === undefined || wirePeak <= 0) return undefined;
  return seconds((cache * brokers) / (wirePeak * settled.rf));
}

/** The retention the disks have room for at a rate; undefined when disks are not known. */
export function retentionThatFits(
  settled: Settled,
  wirePeak: BytesPerSecond,
  brokers: number,
  partitions: number,
): Seconds | undefined {
  const { hardware, diskFill, rf, peakFactor } = settled;
  if (hardware.disk === undefined || hardware.preset?.family.managed_storage === true || wirePeak <= 0)
    return undefined;
  const none = { ...settled, retention: { kind: 'time', time: seconds(0) }, tiered: false } as const;
  const room = hardware.disk * brokers * diskFill - storedLocally(none, wirePeak, partitions);
  return seconds(Math.max(0, room) / (rf * (wirePeak / peakFactor)));
}

export interface CatchUp {
  /** Time until every group is at the end again; infinite when there is nothing to spare. */
  time: Seconds;
  /** Whether what they missed is still in page cache. */
  fromCache: boolean | undefined;
}

/**
 * All groups were away for `outage`: what they missed, over the reading capacity the average load leaves free.
 * The whole limit counts here: headroom is kept for moments like this.
 */
export function catchUp(
  settled: Settled,
  load: Load,
  brokers: number,
  constraints: readonly Constraint[],
): CatchUp | undefined {
  const { outage } = settled;
  const { fanOut, fixed } = reading(settled);
  const perSecond = load.wireAverage * fanOut + fixed / settled.peakFactor;
  if (perSecond <= 0) return undefined;
  const reach = cacheReach(settled, load.wireAverage, brokers);
  const fromCache = reach === undefined ? undefined : reach >= outage;
  const readers = constraints.filter(({ name }) =>
    [
      'network_out',
      'network_total',
      ...(fromCache === false ? ['storage_throughput', 'disk_network'] : []),
    ].includes(name),
  );
  const spare = readers.map((constraint) => constraint.limit - constraint.demand(load.wireAverage));
  if (spare.length === 0) return undefined;
  const free = Math.max(0, Math.min(...spare)) * brokers;
  return { time: seconds(free > 0 ? (perSecond * outage) / free : Number.POSITIVE_INFINITY), fromCache };
}

/** Copying everything one broker held, at the replication throttle. */
export function rebuildTime(
  settled: Settled,
  wirePeak: BytesPerSecond,
  brokers: number,
  partitions: number,
): Seconds | undefined {
  if (settled.hardware.preset?.family.managed_storage === true) return undefined;
  return seconds(storedLocally(settled, wirePeak, partitions) / brokers / settled.throttle);
}
