// Rules of a broker's group, share and streams coordinators: what GroupCoordinatorConfig and its like check.
import { atLeast, integer, list } from '../config.ts';
import { javaList, javaTrim } from '../java-text.ts';
import { type ClassKind, classesOf, isForeignClass } from '../kafka-classes.ts';
import { none, ordered, problem, type Rule } from '../rule.ts';

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
      since: type === 'streams' ? since : '4.0.0',
      source: groups,
      strict: true,
      lower: `group.${type}.heartbeat.interval.ms`,
      upper: `group.${type}.session.timeout.ms`,
    }),
  ];
}

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

export const brokerGroupRules: readonly Rule[] = [
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
