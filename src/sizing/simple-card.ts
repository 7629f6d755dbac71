/** The simple card: the rule of thumb of the original web page, kept exactly, with its units in types. */

import card from '../../content/sizing/simple-card.json' with { type: 'json' };
import {
  type Bytes,
  bytes,
  type Count,
  count,
  type MessagesPerSecond,
  messagesPerSecond,
  SECONDS_PER_DAY,
} from './units.ts';

export interface SimpleCluster {
  brokers: Count;
  partitions: Count;
  replicationFactor: Count;
  messageSize: Bytes;
  /** The rate the storage is counted for; without it, the throughput of the card. */
  rate?: MessagesPerSecond | undefined;
}

export interface SimpleCard {
  throughput: MessagesPerSecond;
  /** Bytes stored per day, all copies. The page prints GiB and calls them GB. */
  storagePerDay: Bytes;
  /** Broker failures after which every record still has a copy. */
  failuresSurvived: Count;
  /** Consumers of one group that can work at the same time. */
  parallelism: Count;
}

export const SIMPLE_DEFAULTS = {
  brokers: count(card.brokers.value),
  partitions: count(card.partitions.value),
  replicationFactor: count(card.replication_factor.value),
  messageSize: bytes(card.message_size.value),
} as const satisfies SimpleCluster;

/** What the rule of thumb leaves out, in one line. */
export const SIMPLE_CARD_LEAVES_OUT =
  'A rule of thumb: brokers, message size, consumers, retention, disks and network do not enter its throughput, ' +
  'and writes with acks=all survive fewer failures than data does. Give any of them (groups, retention, preset, …) for the full model.';

/**
 * Throughput = partitions x 10,000 msg/s x (1 - 0.1 per extra copy), never less than nothing;
 * storage per day = rate x size x 86,400 s x copies.
 */
export function simpleCard(cluster: SimpleCluster): SimpleCard {
  const { partitions, replicationFactor, messageSize } = cluster;
  const kept = Math.max(0, 1 - card.loss_per_extra_copy.value * (replicationFactor - 1));
  const throughput = messagesPerSecond(partitions * card.rate_per_partition.value * kept);
  const rate = cluster.rate ?? throughput;
  return {
    throughput,
    storagePerDay: bytes(rate * messageSize * SECONDS_PER_DAY * replicationFactor),
    failuresSurvived: count(replicationFactor - 1),
    parallelism: partitions,
  };
}

/** What cannot be, as one sentence naming the field; undefined when the cluster is possible. */
export function simpleCardProblem({
  brokers,
  partitions,
  replicationFactor,
  messageSize,
}: SimpleCluster): string | undefined {
  if (brokers < 1) return `brokers: ${brokers} brokers hold nothing; give 1 or more.`;
  if (partitions < 1) return `partitions: ${partitions} partitions hold nothing; give 1 or more.`;
  if (replicationFactor < 1)
    return `rf: a replication factor of ${replicationFactor} keeps no copy; give 1 or more.`;
  if (messageSize < 1) return `size: a message of ${messageSize} bytes is empty; give 1 B or more.`;
  if (replicationFactor > brokers) {
    return `rf: ${replicationFactor} copies need ${replicationFactor} brokers and there are ${brokers}; give rf=${brokers} or less, or brokers=${replicationFactor} or more.`;
  }
  return undefined;
}
