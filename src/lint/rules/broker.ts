// Rules of a broker's logs, sockets and replication: what KafkaConfig checks across settings.
import { clusterRole } from '../broker/cluster-role.ts';
import { csvList, csvMap } from '../broker/endpoints.ts';
import { type Config, integer, isSet, list, parsedValue, text } from '../config.ts';
import { javaInteger } from '../java-text.ts';
import { none, onLineOf, ordered, problem, type Rule } from '../rule.ts';

const source = 'kafka.server.KafkaConfig.validateValues';
const groups = 'org.apache.kafka.coordinator.group.GroupCoordinatorConfig';
const components = ['broker'] as const;
const severity = 'error';

/** The first of several settings of one quantity that is set wins, each in its own unit. */
function effective(
  view: Config,
  names: readonly (readonly [name: string, milliseconds: bigint])[],
): { key: string; value: bigint } | null {
  for (const [name, unit] of names) {
    const value = integer(view, name);
    if (value !== null) return { key: name, value: value * unit };
  }
  return null;
}

const hour = 3_600_000n;
const mebibyte = 1_048_576n;

export const brokerRules: readonly Rule[] = [
  {
    id: 'broker.node-id-broker-id',
    components,
    severity,
    since: '3.1.0',
    source,
    find: (view) => {
      const node = integer(view, 'node.id');
      const id = integer(view, 'broker.id');
      if (!isSet(view, 'node.id') || !isSet(view, 'broker.id') || node === id || node === null || id === null)
        return none;
      return problem(
        'broker.id',
        `broker.id (${id}) and node.id (${node}) must be the same.`,
        'Remove broker.id.',
        { kind: 'disable' },
      );
    },
  },
  {
    id: 'broker.node-id-negative',
    components,
    severity,
    since: '4.0.0',
    source,
    find: (view) => {
      const id = integer(view, 'broker.id');
      if (isSet(view, 'node.id') || !isSet(view, 'broker.id') || id === null || id >= 0n) return none;
      return problem(
        'broker.id',
        `broker.id stands in for node.id, which must be at least 0, not ${id}.`,
        'node.id=1',
      );
    },
  },
  {
    id: 'broker.roll-time',
    components,
    severity,
    source,
    find: (view) => {
      const roll = effective(view, [
        ['log.roll.ms', 1n],
        ['log.roll.hours', hour],
      ]);
      return roll === null || roll.value >= 1n
        ? none
        : problem(roll.key, `${roll.key} must be at least 1.`, null);
    },
  },
  {
    id: 'broker.roll-jitter',
    components,
    severity,
    source,
    find: (view) => {
      const jitter = effective(view, [
        ['log.roll.jitter.ms', 1n],
        ['log.roll.jitter.hours', hour],
      ]);
      return jitter === null || jitter.value >= 0n
        ? none
        : problem(jitter.key, `${jitter.key} must not be negative.`, null);
    },
  },
  {
    id: 'broker.retention-time',
    components,
    severity,
    source,
    find: (view) => {
      const kept = effective(view, [
        ['log.retention.ms', 1n],
        ['log.retention.minutes', 60_000n],
        ['log.retention.hours', hour],
      ]);
      return kept === null || kept.value !== 0n
        ? none
        : problem(kept.key, `${kept.key} must be at least 1, or -1 for no limit.`, `${kept.key}=-1`);
    },
  },
  {
    id: 'broker.log-dirs-empty',
    components,
    severity,
    source,
    find: (view) => {
      const name =
        parsedValue(view, 'log.dirs') === null || parsedValue(view, 'log.dirs') === undefined
          ? 'log.dir'
          : 'log.dirs';
      const value = parsedValue(view, name);
      if (typeof value !== 'string' || csvList(value).length > 0) return none;
      return problem(name, `${name} names no directory.`, 'A directory such as /var/lib/kafka.');
    },
  },
  {
    id: 'broker.cleaner-buffer',
    components,
    severity,
    source,
    find: (view) => {
      const buffer = integer(view, 'log.cleaner.dedupe.buffer.size');
      const threads = integer(view, 'log.cleaner.threads');
      if (
        buffer === null ||
        threads === null ||
        threads < 0n ||
        (threads > 0n && buffer / threads > mebibyte)
      )
        return none;
      return problem(
        onLineOf(view, 'log.cleaner.dedupe.buffer.size', 'log.cleaner.threads'),
        `log.cleaner.dedupe.buffer.size (${buffer}) must be more than 1 MiB for each of ${threads} log.cleaner.threads.`,
        `log.cleaner.dedupe.buffer.size of ${(mebibyte + 1n) * threads} or more`,
      );
    },
  },
  ordered({
    id: 'broker.fetch-wait-socket',
    components,
    severity,
    source,
    lower: 'replica.fetch.wait.max.ms',
    upper: 'replica.socket.timeout.ms',
  }),
  ordered({
    id: 'broker.fetch-wait-lag',
    components,
    severity,
    source,
    lower: 'replica.fetch.wait.max.ms',
    upper: 'replica.lag.time.max.ms',
  }),
  {
    id: 'broker.queued-bytes',
    components,
    severity,
    source,
    find: (view) => {
      const queued = integer(view, 'queued.max.request.bytes');
      const largest = integer(view, 'socket.request.max.bytes');
      if (queued === null || largest === null || queued <= 0n || queued >= largest) return none;
      return problem(
        onLineOf(view, 'queued.max.request.bytes', 'socket.request.max.bytes'),
        `queued.max.request.bytes (${queued}) must hold at least one request of socket.request.max.bytes (${largest}).`,
        `queued.max.request.bytes=${largest} or more, or -1`,
      );
    },
  },
  {
    id: 'broker.connections-per-ip-overrides',
    components,
    severity,
    source,
    find: (view) => {
      const overrides = csvMap(text(view, 'max.connections.per.ip.overrides') ?? '');
      const key = 'max.connections.per.ip.overrides';
      if (!overrides.ok)
        return problem(key, `${key}: ${overrides.reason}.`, 'host:count, separated by commas');
      const wrong = [...overrides.value].find(
        ([host, count]) => javaInteger(count, 'int') === null || !/^[0-9a-zA-Z\-%._:]*$/.test(host),
      );
      return wrong === undefined
        ? none
        : problem(
            key,
            `${wrong.join(':')} is not of the form host:count.`,
            'host:count, separated by commas',
          );
    },
  },
  {
    id: 'broker.connections-per-ip-zero',
    components,
    severity,
    source,
    find: (view) => {
      const overrides = csvMap(text(view, 'max.connections.per.ip.overrides') ?? '');
      if (integer(view, 'max.connections.per.ip') !== 0n || !overrides.ok || overrides.value.size > 0)
        return none;
      return problem(
        'max.connections.per.ip',
        'max.connections.per.ip=0 lets nobody connect unless max.connections.per.ip.overrides names exceptions.',
        'Add max.connections.per.ip.overrides.',
      );
    },
  },
  {
    id: 'broker.authentication-delay',
    components,
    severity,
    source,
    find: (view) => {
      const delay = integer(view, 'connection.failed.authentication.delay.ms');
      const idle = integer(view, 'connections.max.idle.ms');
      if (delay === null || idle === null || idle < 0n || delay < idle) return none;
      return problem(
        onLineOf(view, 'connection.failed.authentication.delay.ms', 'connections.max.idle.ms'),
        `connection.failed.authentication.delay.ms (${delay}) must be less than connections.max.idle.ms (${idle}).`,
        null,
      );
    },
  },
  {
    id: 'broker.internal-topic-codec',
    components,
    severity,
    source: groups,
    find: (view) =>
      ['offsets.topic.compression.codec', 'share.coordinator.state.topic.compression.codec'].flatMap(
        (name) => {
          const codec = integer(view, name);
          if (codec === null || (codec >= 0n && codec <= 4n)) return none;
          return problem(
            name,
            `There is no compression codec ${codec}.`,
            '0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd',
          );
        },
      ),
  },
  {
    id: 'broker.cordoned-log-dirs',
    components,
    severity,
    since: '4.3.0',
    source,
    find: (view) => {
      const cordoned = list(view, 'cordoned.log.dirs') ?? [];
      const dirs = list(view, 'log.dirs') ?? list(view, 'log.dir') ?? [];
      if (!clusterRole(view).roles.has('broker')) return none;
      if (cordoned.includes('*')) {
        return new Set(cordoned).size === 1
          ? none
          : problem(
              'cordoned.log.dirs',
              '* stands for all directories and must be alone.',
              'cordoned.log.dirs=*',
            );
      }
      const unknown = cordoned.find((dir) => !dirs.includes(dir));
      return unknown === undefined
        ? none
        : problem('cordoned.log.dirs', `${unknown} is not in log.dirs.`, null);
    },
  },
];
