// Rules of a broker's other settings: what KafkaConfig and GroupCoordinatorConfig check across them.
import { clusterRole } from '../broker/cluster-role.ts';
import { csvList, csvMap } from '../broker/endpoints.ts';
import { atLeast, type Config, integer, isSet, list, parsedValue, text } from '../config.ts';
import { javaInteger, javaList, javaTrim } from '../java-text.ts';
import { type ClassKind, classesOf, isForeignClass } from '../kafka-classes.ts';
import { none, onLineOf, ordered, problem, type Rule } from '../rule.ts';

const source = 'kafka.server.KafkaConfig.validateValues';
const groups = 'org.apache.kafka.coordinator.group.GroupCoordinatorConfig';
const shares = 'org.apache.kafka.coordinator.group.modern.share.ShareGroupConfig';
const components = ['broker'] as const;
const severity = 'error';

/** Lowest, actual and highest value of the same thing, each with the release that began to check it. */
function bounded(
  id: string,
  since: string,
  where: string,
  min: string,
  value: string,
  max: string,
): readonly Rule[] {
  const shared = { components, severity, since, source: where } as const;
  return [
    ordered({ ...shared, id: `broker.${id}-min`, lower: min, upper: value }),
    ordered({ ...shared, id: `broker.${id}-max`, lower: value, upper: max }),
    ordered({ ...shared, id: `broker.${id}-bounds`, lower: min, upper: max }),
  ];
}

/** The three settings of a group type's timeout, named group.<type>.[min.|max.]<what>. */
function groupTimeout(type: string, what: string, since: string): readonly Rule[] {
  const name = (bound: string) => `group.${type}.${bound}${what}`;
  return bounded(
    `${type}-${what.replace(/\.ms$/, '').replaceAll('.', '-')}`,
    since,
    groups,
    name('min.'),
    name(''),
    name('max.'),
  );
}

function groupType(type: string, since: string, assignmentSince: string): readonly Rule[] {
  return [
    ...groupTimeout(type, 'heartbeat.interval.ms', since),
    ...groupTimeout(type, 'session.timeout.ms', since),
    ...groupTimeout(type, 'assignment.interval.ms', assignmentSince),
    ordered({
      id: `broker.${type}-heartbeat-session`,
      components,
      severity,
      since: type === 'consumer' ? '4.0.0' : since,
      source: groups,
      strict: true,
      lower: `group.${type}.heartbeat.interval.ms`,
      upper: `group.${type}.session.timeout.ms`,
    }),
  ];
}

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

/** Assignors are named by their short name (from 4.0 on) or by class, and none twice. */
function assignors(
  type: 'consumer' | 'share' | 'streams',
  kind: ClassKind,
  builtIn: Readonly<Record<string, string>>,
  since: string,
): Rule {
  const name = `group.${type}.assignors`;
  return {
    id: `broker.${type}-assignors-known`,
    components,
    severity,
    since,
    source: groups,
    find: (view) => {
      const items = list(view, name) ?? [];
      const short = atLeast(view, '4.0.0') ? builtIn : {};
      const known = classesOf(kind, view.version);
      const unknown = items.find(
        (item) => short[item] === undefined && !known.includes(item) && !isForeignClass(item),
      );
      if (unknown !== undefined) {
        return problem(
          name,
          `${JSON.stringify(unknown)} is not an assignor of Kafka ${view.version}.`,
          Object.keys(short).join(', ') || known.join(', '),
        );
      }
      const names = items.map((item) => short[item] ?? item);
      const twice = names.find((item, index) => names.indexOf(item) !== index);
      if (twice === undefined || new Set(items).size !== items.length || !atLeast(view, '4.4.0')) return none;
      return problem(name, `${twice} is listed twice, by name and by class.`, 'List it once.');
    },
  };
}

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
    id: 'broker.rebalance-protocols',
    components,
    severity,
    since: '3.7.0',
    source,
    find: (view) => {
      const protocols = list(view, 'group.coordinator.rebalance.protocols');
      if (protocols === null || protocols.some((item) => item.toUpperCase() === 'CLASSIC')) return none;
      return problem(
        'group.coordinator.rebalance.protocols',
        'The classic protocol cannot be switched off.',
        'Add classic.',
      );
    },
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
  {
    id: 'broker.share-assignors',
    components,
    severity,
    since: '4.0.0',
    source: groups,
    find: (view) => {
      const assignors = list(view, 'group.share.assignors');
      if (assignors === null || assignors.length === 1) return none;
      return problem(
        'group.share.assignors',
        'group.share.assignors must name exactly one assignor.',
        'group.share.assignors=simple',
      );
    },
  },
  assignors(
    'consumer',
    'group assignor',
    {
      uniform: 'org.apache.kafka.coordinator.group.assignor.UniformAssignor',
      range: 'org.apache.kafka.coordinator.group.assignor.RangeAssignor',
    },
    '3.6.0',
  ),
  assignors(
    'share',
    'share assignor',
    { simple: 'org.apache.kafka.coordinator.group.assignor.SimpleAssignor' },
    '4.0.0',
  ),
  assignors(
    'streams',
    'streams assignor',
    { sticky: 'org.apache.kafka.coordinator.group.streams.assignor.StickyTaskAssignor' },
    '4.4.0',
  ),
  {
    id: 'broker.share-snapshot-records',
    components,
    severity,
    since: '4.0.0',
    source: 'org.apache.kafka.coordinator.share.ShareCoordinatorConfig',
    find: (view) => {
      const name = 'share.coordinator.snapshot.update.records.per.snapshot';
      const records = integer(view, name);
      if (records === null || (records >= 0n && records <= 500n)) return none;
      return problem(name, `${name} must be from 0 to 500, not ${records}.`, `${name}=500`);
    },
  },
  ...groupType('consumer', '3.5.0', '4.2.0'),
  ...groupType('share', '3.9.0', '4.2.0'),
  ...groupType('streams', '4.1.0', '4.2.0'),
  ordered({
    id: 'broker.streams-standby',
    components,
    severity,
    since: '4.1.0',
    source: groups,
    lower: 'group.streams.num.standby.replicas',
    upper: 'group.streams.max.standby.replicas',
  }),
  ordered({
    id: 'broker.streams-offset-interval',
    components,
    severity,
    since: '4.4.0',
    source: groups,
    lower: 'group.streams.min.task.offset.interval.ms',
    upper: 'group.streams.task.offset.interval.ms',
  }),
  ordered({
    id: 'broker.streams-warmup',
    components,
    severity,
    since: '4.4.0',
    source: groups,
    lower: 'group.streams.num.warmup.replicas',
    upper: 'group.streams.max.warmup.replicas',
  }),
  ordered({
    id: 'broker.share-sessions',
    components,
    severity,
    since: '4.1.0',
    source: shares,
    lower: 'group.share.max.size',
    upper: 'group.share.max.share.sessions',
  }),
  ...bounded(
    'share-delivery-count',
    '4.3.0',
    shares,
    'group.share.min.delivery.count.limit',
    'group.share.delivery.count.limit',
    'group.share.max.delivery.count.limit',
  ),
  ...bounded(
    'share-record-locks',
    '4.3.0',
    shares,
    'group.share.min.partition.max.record.locks',
    'group.share.partition.max.record.locks',
    'group.share.max.partition.max.record.locks',
  ),
  ...bounded(
    'share-lock-duration',
    '3.9.0',
    shares,
    'group.share.min.record.lock.duration.ms',
    'group.share.record.lock.duration.ms',
    'group.share.max.record.lock.duration.ms',
  ),
  {
    id: 'broker.streams-rack-tags',
    components,
    severity,
    since: '4.4.0',
    source: groups,
    find: (view) => {
      // Repeated items are dropped from the parsed list, so this check reads the text.
      const name = 'group.streams.rack.aware.assignment.tags';
      const tags = javaList(javaTrim(view.entries.get(name)?.value ?? ''));
      if (new Set(tags).size === tags.length) return none;
      return problem(
        'group.streams.rack.aware.assignment.tags',
        'A tag is listed twice.',
        'List every tag once.',
      );
    },
  },
];
