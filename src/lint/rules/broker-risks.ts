// Broker settings that are legal and lose data, sleep or safety.
import { clusterRole } from '../broker/cluster-role.ts';
import { atLeast, type Config, flag, integer, isSet, list, text } from '../config.ts';
import { none, onLineOf, problem, type Rule } from '../rule.ts';

const components = ['broker'] as const;
const docs = 'https://kafka.apache.org/43/configuration/broker-configs/';

function switchedOn(view: Config, name: string): boolean {
  return isSet(view, name) && flag(view, name) === true;
}

/** Internal topics with one replica are gone with their broker; fine on a laptop, hence only when others are more. */
function singleReplica(name: string, what: string): Rule {
  return {
    id: `broker.${name.replaceAll('.', '-')}`,
    components,
    severity: 'warning',
    source: docs,
    find: (view) =>
      isSet(view, name) && integer(view, name) === 1n
        ? problem(
            name,
            `With one replica, losing that broker loses ${what}.`,
            `${name}=3 on a cluster of three or more brokers`,
          )
        : none,
  };
}

export const brokerRiskRules: readonly Rule[] = [
  {
    id: 'broker.unclean-election',
    components,
    severity: 'warning',
    source: docs,
    find: (view) =>
      switchedOn(view, 'unclean.leader.election.enable')
        ? problem(
            'unclean.leader.election.enable',
            'A replica that is behind may become leader: acknowledged records are then lost.',
            'unclean.leader.election.enable=false',
          )
        : none,
  },
  {
    id: 'broker.min-insync-equals-replicas',
    components,
    severity: 'warning',
    source: docs,
    find: (view) => {
      const min = integer(view, 'min.insync.replicas');
      const replicas = integer(view, 'default.replication.factor');
      if (
        min === null ||
        replicas === null ||
        min < 2n ||
        replicas < min ||
        !isSet(view, 'min.insync.replicas')
      )
        return none;
      return min === replicas
        ? problem(
            'min.insync.replicas',
            `With min.insync.replicas=${min} of ${replicas} replicas, one broker down stops every producer with acks=all.`,
            `min.insync.replicas=${min - 1n}`,
          )
        : none;
    },
  },
  {
    id: 'broker.min-insync-above-replicas',
    components,
    severity: 'warning',
    source: docs,
    find: (view) => {
      const min = integer(view, 'min.insync.replicas');
      const replicas = integer(view, 'default.replication.factor');
      if (min === null || replicas === null || min <= replicas || !isSet(view, 'min.insync.replicas'))
        return none;
      const assumed = isSet(view, 'default.replication.factor') ? '' : ' by default';
      return problem(
        'min.insync.replicas',
        `Topics get ${replicas} replicas${assumed}, fewer than min.insync.replicas (${min}): acks=all can never succeed on them.`,
        `default.replication.factor=${min + 1n}`,
      );
    },
  },
  {
    id: 'broker.auto-create-topics',
    components,
    severity: 'warning',
    source: docs,
    find: (view) =>
      switchedOn(view, 'auto.create.topics.enable')
        ? problem(
            'auto.create.topics.enable',
            'A misspelled topic name creates a topic, with the default partitions and replicas.',
            'auto.create.topics.enable=false',
          )
        : none,
  },
  singleReplica('offsets.topic.replication.factor', 'the offsets of all consumer groups'),
  singleReplica('transaction.state.log.replication.factor', 'the state of all transactions'),
  singleReplica('share.coordinator.state.topic.replication.factor', 'the state of all share groups'),
  {
    id: 'broker.log-dirs-temporary',
    components,
    severity: 'warning',
    source: docs,
    find: (view) => {
      const name = isSet(view, 'log.dirs') ? 'log.dirs' : 'log.dir';
      const value = list(view, name) ?? [text(view, name) ?? ''];
      if (!isSet(view, name) || !value.some((dir) => /(^|[,\s])\/(tmp|var\/tmp)(\/|$|,)/.test(dir)))
        return none;
      return problem(
        name,
        'Systems empty /tmp at restart, and with it every record.',
        `${name}=/var/lib/kafka`,
      );
    },
  },
  {
    id: 'broker.listeners-plaintext',
    components,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/security/listener-configuration/',
    find: (view) => {
      const mechanisms = list(view, 'sasl.enabled.mechanisms') ?? [];
      const map = `${text(view, 'listener.security.protocol.map')} ${view.entries.get('listeners')?.value ?? ''}`;
      const used = isSet(view, 'listener.security.protocol.map') || /SASL_PLAINTEXT:\/\//i.test(map);
      if (
        !used ||
        !isSet(view, 'sasl.enabled.mechanisms') ||
        !mechanisms.includes('PLAIN') ||
        !/SASL_PLAINTEXT/i.test(map)
      )
        return none;
      return problem(
        'sasl.enabled.mechanisms',
        'PLAIN over a SASL_PLAINTEXT listener sends passwords over the network as they are.',
        'SASL_SSL for that listener',
      );
    },
  },
  {
    id: 'broker.allow-everyone',
    components,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/security/authorization-and-acls/',
    find: (view) => {
      const entry = view.entries.get('allow.everyone.if.no.acl.found');
      if (entry?.value?.trim().toLowerCase() !== 'true') return none;
      return problem(
        'allow.everyone.if.no.acl.found',
        'Everything without an ACL is open to everybody.',
        'allow.everyone.if.no.acl.found=false',
      );
    },
  },
  {
    id: 'broker.heartbeat-session',
    components,
    severity: 'warning',
    since: '4.2.0',
    source: 'kafka.server.KafkaConfig.validateValues',
    find: (view) => {
      const heartbeat = integer(view, 'broker.heartbeat.interval.ms');
      const session = integer(view, 'broker.session.timeout.ms');
      if (heartbeat === null || session === null || heartbeat * 2n <= session) return none;
      return problem(
        onLineOf(view, 'broker.heartbeat.interval.ms', 'broker.session.timeout.ms'),
        `broker.heartbeat.interval.ms (${heartbeat}) should be at most half of broker.session.timeout.ms (${session}): one lost heartbeat fences the broker.`,
        `broker.heartbeat.interval.ms of ${session / 2n} or less`,
      );
    },
  },
  {
    id: 'broker.compaction-lag',
    components,
    severity: 'warning',
    source: 'org.apache.kafka.storage.internals.log.LogConfig.validateBrokerLogConfigValues',
    find: (view) => {
      const min = integer(view, 'log.cleaner.min.compaction.lag.ms');
      const max = integer(view, 'log.cleaner.max.compaction.lag.ms');
      if (min === null || max === null || min <= max) return none;
      return problem(
        onLineOf(view, 'log.cleaner.min.compaction.lag.ms', 'log.cleaner.max.compaction.lag.ms'),
        `The file is read, but the broker stops when it opens its logs: log.cleaner.min.compaction.lag.ms (${min}) is above log.cleaner.max.compaction.lag.ms (${max}).`,
        null,
      );
    },
  },
  {
    id: 'broker.controller-settings',
    components,
    severity: 'warning',
    since: '4.0.0',
    source: 'kafka.server.KafkaConfig.validateValues',
    find: (view) => {
      const { roles } = clusterRole(view);
      if (!isSet(view, 'process.roles') || roles.has('controller')) return none;
      const names = ['create.topic.policy.class.name', 'alter.config.policy.class.name'];
      return names
        .filter((name) => isSet(view, name))
        .map((name) => ({
          key: name,
          message: `${name} works in controllers only; this node is a broker.`,
          fix: 'Set it on the controllers.',
        }));
    },
  },
  {
    id: 'broker.controller-defaults',
    components,
    severity: 'warning',
    since: '4.3.0',
    source: 'kafka.server.KafkaConfig.validateValues',
    find: (view) => {
      const { roles } = clusterRole(view);
      if (!isSet(view, 'process.roles') || roles.has('controller')) return none;
      const names = ['num.partitions', 'default.replication.factor'];
      return names
        .filter((name) => isSet(view, name))
        .map((name) => ({
          key: name,
          message: `${name} belongs on the controllers: Kafka 5.0 ignores it on a node that is only a broker.`,
          fix: 'Set it on the controllers too.',
        }));
    },
  },
  {
    id: 'broker.retention-both-units',
    components,
    severity: 'warning',
    source: docs,
    find: (view) => {
      const names = ['log.retention.ms', 'log.retention.minutes', 'log.retention.hours'].filter((name) =>
        isSet(view, name),
      );
      return names.slice(1).map((name) => ({
        key: name,
        message: `${names[0]} is set too and wins: ${name} does nothing.`,
        fix: 'Keep one of them.',
        edit: { kind: 'disable' } as const,
      }));
    },
  },
  {
    id: 'broker.roll-both-units',
    components,
    severity: 'warning',
    source: docs,
    find: (view) => {
      if (!isSet(view, 'log.roll.ms') || !isSet(view, 'log.roll.hours')) return none;
      return problem(
        'log.roll.hours',
        'log.roll.ms is set too and wins: log.roll.hours does nothing.',
        'Keep one of them.',
        { kind: 'disable' },
      );
    },
  },
  {
    id: 'broker.log-dir-both',
    components,
    severity: 'warning',
    source: docs,
    find: (view) => {
      if (!isSet(view, 'log.dirs') || !isSet(view, 'log.dir')) return none;
      return problem('log.dir', 'log.dirs is set too and wins: log.dir does nothing.', 'Keep log.dirs.', {
        kind: 'disable',
      });
    },
  },
  {
    id: 'broker.message-fetch-size',
    components,
    severity: 'info',
    source: docs,
    find: (view) => {
      const message = integer(view, 'message.max.bytes');
      const fetch = integer(view, 'replica.fetch.max.bytes');
      if (
        !isSet(view, 'message.max.bytes') ||
        message === null ||
        fetch === null ||
        message <= fetch ||
        !atLeast(view, '2.8.0')
      )
        return none;
      return problem(
        'message.max.bytes',
        `A batch may be larger than replica.fetch.max.bytes (${fetch}): followers then fetch it alone.`,
        `replica.fetch.max.bytes=${message}`,
      );
    },
  },
];
