// Rules of the consumer: what ConsumerConfig and the KafkaConsumer constructor check across settings.

import { atLeast, type Config, flag, integer, isSet, list, text } from '../config.ts';
import { javaTrim } from '../java-text.ts';
import { none, onLineOf, problem, type Rule } from '../rule.ts';

const config = 'org.apache.kafka.clients.consumer.ConsumerConfig';
const client = 'org.apache.kafka.clients.consumer.KafkaConsumer';
const consumer = ['consumer'] as const;

function usesNewProtocol(view: Config): boolean {
  return text(view, 'group.protocol')?.toLowerCase() === 'consumer';
}

/** Settings of the old protocol, by the release that began to refuse them with the new one. */
const classicOnly = ['partition.assignment.strategy', 'heartbeat.interval.ms', 'session.timeout.ms'];
const consumerOnly = ['group.remote.assignor'];

/** Blank values are let through. */
function isGiven(view: Config, name: string): boolean {
  const value = view.entries.get(name)?.value;
  return value !== undefined && value !== null && javaTrim(value) !== '';
}

export const consumerRules: readonly Rule[] = [
  {
    id: 'consumer.heartbeat-session',
    components: consumer,
    severity: 'error',
    source: 'org.apache.kafka.clients.consumer.internals.Heartbeat',
    find: (view) => (isSet(view, 'group.id') ? lateHeartbeat(view) : none),
  },
  {
    id: 'consumer.heartbeat-negative',
    components: consumer,
    severity: 'error',
    source: 'org.apache.kafka.clients.consumer.internals.Heartbeat',
    find: (view) => {
      const heartbeat = integer(view, 'heartbeat.interval.ms');
      if (heartbeat === null || heartbeat >= 0n || usesNewProtocol(view) || !isSet(view, 'group.id'))
        return none;
      return problem(
        'heartbeat.interval.ms',
        'heartbeat.interval.ms must not be negative.',
        'heartbeat.interval.ms=3000',
      );
    },
  },
  {
    id: 'consumer.heartbeat-session-unused',
    components: consumer,
    severity: 'warning',
    source: 'org.apache.kafka.clients.consumer.internals.Heartbeat',
    find: (view) => (isSet(view, 'group.id') ? none : lateHeartbeat(view)),
  },
  {
    id: 'consumer.heartbeat-third',
    components: consumer,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/configuration/consumer-configs/',
    find: (view) => {
      const heartbeat = integer(view, 'heartbeat.interval.ms');
      const session = integer(view, 'session.timeout.ms');
      if (usesNewProtocol(view) || heartbeat === null || session === null) return none;
      if (heartbeat >= session || heartbeat * 3n <= session) return none;
      return problem(
        onLineOf(view, 'heartbeat.interval.ms', 'session.timeout.ms'),
        `One lost heartbeat (every ${heartbeat} ms) can end a session of ${session} ms.`,
        `heartbeat.interval.ms of ${session / 3n} or less`,
      );
    },
  },
  {
    id: 'consumer.auto-commit-group',
    components: consumer,
    severity: 'error',
    source: config,
    find: (view) => {
      if (
        isSet(view, 'group.id') ||
        !isSet(view, 'enable.auto.commit') ||
        flag(view, 'enable.auto.commit') !== true
      )
        return none;
      return problem(
        'enable.auto.commit',
        'enable.auto.commit=true needs a group.id to commit for.',
        'Add group.id, or remove enable.auto.commit.',
      );
    },
  },
  {
    id: 'consumer.empty-group',
    components: consumer,
    severity: 'error',
    source: client,
    find: (view) => {
      // Up to 3.9 the old protocol only warned.
      if (!isSet(view, 'group.id') || text(view, 'group.id') !== '') return none;
      if (!atLeast(view, '4.0.0') && !usesNewProtocol(view)) return none;
      return problem('group.id', 'group.id must not be empty.', 'Name the group, or remove the line.');
    },
  },
  {
    id: 'consumer.group-protocol-settings',
    components: consumer,
    severity: 'error',
    since: '4.0.0',
    source: config,
    find: (view) =>
      (usesNewProtocol(view) ? classicOnly : [])
        .filter((name) => isGiven(view, name))
        .map((name) => ({
          key: name,
          message: `${name} cannot be set with group.protocol=consumer: the broker decides it.`,
          fix:
            name === 'partition.assignment.strategy'
              ? 'Remove it, or use group.remote.assignor.'
              : 'Remove it, and set it for the group with kafka-configs.sh.',
          edit: { kind: 'disable' },
        })),
  },
  {
    id: 'consumer.group-protocol-settings-ignored',
    components: consumer,
    severity: 'warning',
    since: '3.7.0',
    before: '4.0.0',
    source: config,
    find: (view) =>
      (usesNewProtocol(view) ? classicOnly : [])
        .filter((name) => isGiven(view, name))
        .map((name) => ({
          key: name,
          message: `${name} does nothing with group.protocol=consumer, and Kafka 4.0 refuses it.`,
          fix: 'Remove it.',
          edit: { kind: 'disable' },
        })),
  },
  {
    id: 'consumer.remote-assignor-protocol',
    components: consumer,
    severity: 'error',
    since: '3.9.0',
    source: config,
    find: (view) => {
      if (text(view, 'group.protocol')?.toLowerCase() !== 'classic') return none;
      return consumerOnly
        .filter((name) => isGiven(view, name))
        .map((name) => ({
          key: name,
          message: `${name} needs group.protocol=consumer.`,
          fix: 'Add group.protocol=consumer, or remove the line.',
        }));
    },
  },
  {
    id: 'consumer.share-settings',
    components: consumer,
    severity: 'error',
    since: '4.1.0',
    source: config,
    find: (view) => {
      const refused = atLeast(view, '4.2.0')
        ? ['share.acknowledgement.mode', 'share.acquire.mode']
        : ['share.acknowledgement.mode'];
      return refused
        .filter((name) => isGiven(view, name))
        .map((name) => ({
          key: name,
          message: `${name} is for share consumers: a plain consumer is refused with it.`,
          fix: 'Remove it, or use KafkaShareConsumer.',
          edit: { kind: 'disable' },
        }));
    },
  },
  {
    id: 'consumer.instance-id',
    components: consumer,
    severity: 'error',
    source: 'org.apache.kafka.common.requests.JoinGroupRequest',
    find: (view) => {
      const id = text(view, 'group.instance.id');
      if (id === null || isLegalName(id)) return none;
      return problem(
        'group.instance.id',
        'group.instance.id may hold letters, digits, dots, underscores and dashes, at most 249 of them, and not be . or ..',
        null,
      );
    },
  },
  {
    id: 'consumer.assignor-twice',
    components: consumer,
    severity: 'error',
    since: '3.1.0',
    source: 'org.apache.kafka.clients.consumer.ConsumerPartitionAssignor',
    find: (view) => {
      const names = list(view, 'partition.assignment.strategy') ?? [];
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      if (twice === undefined || usesNewProtocol(view)) return none;
      return problem('partition.assignment.strategy', `${twice} is listed twice.`, 'List it once.');
    },
  },
  {
    id: 'consumer.start-timeout',
    components: consumer,
    severity: 'error',
    since: '4.2.0',
    source: 'org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer',
    find: (view) => {
      if (!usesNewProtocol(view) || integer(view, 'default.api.timeout.ms') !== 0n) return none;
      return problem(
        'default.api.timeout.ms',
        'The consumer waits this long for its own network thread: with 0 it cannot start.',
        'default.api.timeout.ms=60000',
      );
    },
  },
  {
    id: 'consumer.start-timeout-short',
    components: consumer,
    severity: 'warning',
    since: '4.2.0',
    source: 'org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer',
    find: (view) => {
      const timeout = integer(view, 'default.api.timeout.ms');
      if (!usesNewProtocol(view) || timeout === null || timeout < 1n || timeout >= 1000n) return none;
      return problem(
        'default.api.timeout.ms',
        `The consumer waits this long for its own network thread: with ${timeout} ms it may not start.`,
        'default.api.timeout.ms=60000',
      );
    },
  },
  {
    id: 'consumer.poll-interval-session',
    components: consumer,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/configuration/consumer-configs/',
    find: (view) => {
      const poll = integer(view, 'max.poll.interval.ms');
      const session = integer(view, 'session.timeout.ms');
      if (usesNewProtocol(view) || poll === null || session === null || poll >= session) return none;
      return problem(
        onLineOf(view, 'max.poll.interval.ms', 'session.timeout.ms'),
        `max.poll.interval.ms (${poll}) is below session.timeout.ms (${session}): one slow batch puts the consumer out of the group before a missed heartbeat would.`,
        `max.poll.interval.ms well above ${session}`,
      );
    },
  },
  {
    id: 'consumer.session-broker-bounds',
    components: consumer,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/configuration/broker-configs/',
    find: (view) => {
      const session = integer(view, 'session.timeout.ms');
      if (usesNewProtocol(view) || !isSet(view, 'session.timeout.ms') || session === null) return none;
      if (session >= 6_000n && session <= 1_800_000n) return none;
      return problem(
        'session.timeout.ms',
        `Brokers refuse to let a consumer with session.timeout.ms=${session} join unless their group.min.session.timeout.ms (6000) or group.max.session.timeout.ms (1800000) was changed.`,
        'From 6000 to 1800000.',
      );
    },
  },
  {
    id: 'consumer.auto-commit',
    components: consumer,
    severity: 'info',
    source: 'https://kafka.apache.org/43/design/design/',
    find: (view) => {
      if (
        !isSet(view, 'enable.auto.commit') ||
        flag(view, 'enable.auto.commit') !== true ||
        !isSet(view, 'group.id')
      )
        return none;
      return problem(
        'enable.auto.commit',
        'Offsets are committed from poll(), whether or not the records before it were processed: with work handed to other threads, a crash loses records.',
        'enable.auto.commit=false and commit after processing',
      );
    },
  },
  {
    id: 'consumer.transactional-reads',
    components: consumer,
    severity: 'info',
    source: 'https://kafka.apache.org/43/configuration/consumer-configs/',
    find: (view) => {
      if (!isSet(view, 'isolation.level') || text(view, 'isolation.level') !== 'read_uncommitted')
        return none;
      return problem(
        'isolation.level',
        'read_uncommitted also returns records of transactions that were aborted.',
        'isolation.level=read_committed where producers use transactions',
      );
    },
  },
  {
    id: 'consumer.reset-skips',
    components: consumer,
    severity: 'info',
    source: 'https://kafka.apache.org/43/configuration/consumer-configs/',
    find: (view) => {
      if (!isSet(view, 'auto.offset.reset') || text(view, 'auto.offset.reset') !== 'latest') return none;
      return problem(
        'auto.offset.reset',
        'latest skips what was written before a new group started, and after its offsets have expired.',
        'auto.offset.reset=earliest where every record counts',
      );
    },
  },
];

function lateHeartbeat(view: Config) {
  const heartbeat = integer(view, 'heartbeat.interval.ms');
  const session = integer(view, 'session.timeout.ms');
  if (usesNewProtocol(view) || heartbeat === null || session === null || heartbeat < session) return none;
  return problem(
    onLineOf(view, 'heartbeat.interval.ms', 'session.timeout.ms'),
    `heartbeat.interval.ms (${heartbeat}) must be less than session.timeout.ms (${session}).`,
    `heartbeat.interval.ms of ${session / 3n} or less`,
  );
}

/** The rule for topic names, which Kafka applies to static member ids as well. */
function isLegalName(name: string): boolean {
  return /^[a-zA-Z0-9._-]{1,249}$/.test(name) && name !== '.' && name !== '..';
}
