// Rules of a topic: what LogConfig.validate checks across settings when a topic is created or altered.
import { atLeast, type Config, flag, integer, isSet, list } from '../config.ts';
import { none, onLineOf, ordered, problem, type Rule } from '../rule.ts';

const source = 'org.apache.kafka.storage.internals.log.LogConfig';
const topic = ['topic'] as const;

function isTiered(view: Config): boolean {
  return flag(view, 'remote.storage.enable') === true;
}

/** A tiered topic keeps on the broker at most what it keeps altogether; -2 takes the same value. */
function localRetention(view: Config, local: string, whole: string) {
  const kept = integer(view, local);
  const all = integer(view, whole);
  if (!isTiered(view) || kept === null || all === null || all < 0n || kept === -2n) return none;
  if (kept !== -1n && kept <= all) return none;
  return problem(
    onLineOf(view, local, whole),
    `${local} (${kept}) must not be more than ${whole} (${all}) in a tiered topic.`,
    `${local} of ${all} or less, or -2 for the same`,
  );
}

/** Copying may be put off, but not beyond what is kept locally. */
function copyLag(view: Config, lag: string, local: string, whole: string) {
  const delay = integer(view, lag);
  const kept = integer(view, local);
  const effective = kept === -2n ? integer(view, whole) : kept;
  if (
    !isTiered(view) ||
    delay === null ||
    effective === null ||
    effective < 0n ||
    delay <= 0n ||
    delay <= effective
  )
    return none;
  return problem(
    lag,
    `${lag} (${delay}) must not be more than what is kept locally (${effective}).`,
    `${lag} of ${effective} or less`,
  );
}

function copyDisabledRetention(view: Config, local: string, whole: string) {
  const kept = integer(view, local);
  if (!isTiered(view) || flag(view, 'remote.log.copy.disable') !== true) return none;
  if (kept === null || kept === -2n || kept === integer(view, whole)) return none;
  return problem(
    onLineOf(view, local, whole),
    `With remote.log.copy.disable nothing is copied any more: ${local} must equal ${whole}.`,
    `${local}=-2`,
  );
}

export const topicRules: readonly Rule[] = [
  ordered({
    id: 'topic.compaction-lag',
    components: topic,
    severity: 'error',
    source,
    lower: 'min.compaction.lag.ms',
    upper: 'max.compaction.lag.ms',
  }),
  {
    id: 'topic.tiered-compaction',
    components: topic,
    severity: 'error',
    since: '3.6.0',
    source,
    find: (view) => {
      const policy = list(view, 'cleanup.policy') ?? [];
      const refused = atLeast(view, '4.1.0')
        ? !isDeleteOnly(view, policy)
        : policy.some((item) => item.toLowerCase() === 'compact');
      if (!isTiered(view) || !refused) return none;
      return problem(
        onLineOf(view, 'cleanup.policy', 'remote.storage.enable'),
        'A tiered topic cannot be compacted.',
        'cleanup.policy=delete',
      );
    },
  },
  {
    id: 'topic.local-retention-time',
    components: topic,
    severity: 'error',
    since: '3.6.0',
    source,
    find: (view) => localRetention(view, 'local.retention.ms', 'retention.ms'),
  },
  {
    id: 'topic.local-retention-size',
    components: topic,
    severity: 'error',
    since: '3.6.0',
    source,
    find: (view) => localRetention(view, 'local.retention.bytes', 'retention.bytes'),
  },
  {
    id: 'topic.copy-lag-time',
    components: topic,
    severity: 'error',
    since: '4.4.0',
    source,
    find: (view) => copyLag(view, 'remote.copy.lag.ms', 'local.retention.ms', 'retention.ms'),
  },
  {
    id: 'topic.copy-lag-size',
    components: topic,
    severity: 'error',
    since: '4.4.0',
    source,
    find: (view) => copyLag(view, 'remote.copy.lag.bytes', 'local.retention.bytes', 'retention.bytes'),
  },
  {
    id: 'topic.copy-disabled-time',
    components: topic,
    severity: 'error',
    since: '3.9.0',
    source,
    find: (view) => copyDisabledRetention(view, 'local.retention.ms', 'retention.ms'),
  },
  {
    id: 'topic.copy-disabled-size',
    components: topic,
    severity: 'error',
    since: '3.9.0',
    source,
    find: (view) => copyDisabledRetention(view, 'local.retention.bytes', 'retention.bytes'),
  },
  {
    id: 'topic.unclean-election',
    components: topic,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/configuration/topic-configs/',
    find: (view) => {
      if (
        !isSet(view, 'unclean.leader.election.enable') ||
        flag(view, 'unclean.leader.election.enable') !== true
      )
        return none;
      return problem(
        'unclean.leader.election.enable',
        'A replica that is behind may become leader: acknowledged records are then lost.',
        'unclean.leader.election.enable=false',
      );
    },
  },
  {
    id: 'topic.retention-segment',
    components: topic,
    severity: 'info',
    source: 'https://kafka.apache.org/43/configuration/topic-configs/',
    find: (view) => {
      const retention = integer(view, 'retention.ms');
      const segment = integer(view, 'segment.ms');
      if (
        !isSet(view, 'retention.ms') ||
        retention === null ||
        segment === null ||
        retention < 0n ||
        retention >= segment
      )
        return none;
      return problem(
        'retention.ms',
        `Only closed segments are deleted and a quiet segment closes after segment.ms (${segment}): records can live longer than retention.ms (${retention}).`,
        `segment.ms below ${retention}`,
      );
    },
  },
  {
    id: 'topic.flush',
    components: topic,
    severity: 'info',
    source: 'https://kafka.apache.org/43/configuration/topic-configs/',
    find: (view) => {
      if (!isSet(view, 'flush.messages') || (integer(view, 'flush.messages') ?? 0n) > 1000n) return none;
      return problem(
        'flush.messages',
        'Kafka is durable through replication; flushing this often costs much throughput.',
        'Remove it, and rely on replication and min.insync.replicas.',
      );
    },
  },
];

/** From 4.1 on the policy must be delete alone, from 4.2 on it may also be empty. */
function isDeleteOnly(view: Config, policy: readonly string[]): boolean {
  if (policy.length === 0) return atLeast(view, '4.2.0');
  return policy.length === 1 && policy[0] === 'delete';
}
