/** How many partitions a workload asks for, and why. */

import type { Load } from './load.ts';
import type { Settled } from './settled.ts';
import { type Count, count } from './units.ts';

export interface PartitionNeed {
  needed: Count;
  /** The reasons, largest first. */
  reasons: readonly { why: string; partitions: number; numbers: string }[];
}

/**
 * The largest of: throughput over what producers and consumers get through one partition (Jun Rao), messages being
 * worked on at the same time (Little's law: rate x time per message), the largest group, one per topic.
 */
export function partitionsFor(settled: Settled, load: Load): PartitionNeed {
  const { partitionProducerRate, partitionConsumerRate, timePerMessage, largestGroup, topics, hardware } =
    settled;
  const cap = hardware.preset?.family.partition_rate_mb_s;
  const producer = cap === undefined ? partitionProducerRate : Math.min(partitionProducerRate, cap * 1e6);
  const mb = (value: number) => `${Number((value / 1e6).toPrecision(4))} MB/s`;
  const over = (why: string, perPartition: number) => ({
    why,
    partitions: ceil(load.wirePeak / perPartition),
    numbers: `${mb(load.wirePeak)} / ${mb(perPartition)}`,
  });
  const reasons = [
    over('producer throughput per partition', producer),
    over('consumer throughput per partition', partitionConsumerRate),
    ...(timePerMessage === undefined
      ? []
      : [
          {
            why: 'processing time per message',
            partitions: ceil(load.messagesPeak * timePerMessage),
            numbers: `${Number(load.messagesPeak.toPrecision(6))} msg/s × ${Number((timePerMessage * 1000).toPrecision(4))} ms`,
          },
        ]),
    ...(largestGroup === undefined
      ? []
      : [{ why: 'consumers in the largest group', partitions: largestGroup, numbers: String(largestGroup) }]),
    { why: 'one per topic', partitions: topics, numbers: String(topics) },
  ].sort((one, other) => other.partitions - one.partitions);
  return { needed: count(Math.max(1, reasons[0]?.partitions ?? 1)), reasons };
}

/** Rounds up, forgiving the last bit of a division. */
export const ceil = (value: number): number => Math.ceil(value - 1e-9 * Math.max(1, value));

export const roundUpTo = (value: number, multiple: number): number => ceil(value / multiple) * multiple;
