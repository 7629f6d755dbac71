// Rules that brokers had before 4.0: ZooKeeper, migration, and what early KRaft did not allow yet.
import { clusterRole, interBroker, readListeners } from '../broker/cluster-role.ts';
import { csvList, listenerItems } from '../broker/endpoints.ts';
import { atLeast, type Config, flag, integer, isSet, list, parsedValue, text } from '../config.ts';
import type { Problem } from '../finding.ts';
import { classesOf, isForeignClass } from '../kafka-classes.ts';
import { none, problem, type Rule } from '../rule.ts';

const components = ['broker'] as const;
const severity = 'error';
const before = '4.0.0';
const source = 'kafka.server.KafkaConfig.validateValues';

function isZooKeeper(view: Config): boolean {
  return clusterRole(view).roles.size === 0;
}

function isMigrating(view: Config): boolean {
  return flag(view, 'zookeeper.metadata.migration.enable') === true;
}

/** node.id and broker.id stand in for each other; up to 3.0 the first counts when both are set. */
function brokerId(view: Config): bigint {
  const first = atLeast(view, '3.1.0') ? 'broker.id' : 'node.id';
  const other = first === 'broker.id' ? 'node.id' : 'broker.id';
  return integer(view, isSet(view, first) ? first : other) ?? -1n;
}

function logDirectories(view: Config): readonly string[] {
  const dirs = parsedValue(view, 'log.dirs') ?? parsedValue(view, 'log.dir');
  return typeof dirs === 'string' ? csvList(dirs) : [];
}

function rule(id: string, find: (view: Config) => readonly Problem[], since?: string, until = before): Rule {
  return { id, components, severity, source, before: until, ...(since === undefined ? {} : { since }), find };
}

export const brokerBeforeFourRules: readonly Rule[] = [
  rule('broker.zookeeper-id', (view) => {
    if (!isZooKeeper(view)) return none;
    const id = brokerId(view);
    const key = isSet(view, 'broker.id')
      ? 'broker.id'
      : isSet(view, 'node.id')
        ? 'node.id'
        : 'reserved.broker.max.id';
    const reserved = integer(view, 'reserved.broker.max.id') ?? 1000n;
    if (flag(view, 'broker.id.generation.enable') === false) {
      return id >= 0n || (!isSet(view, key) && !isSet(view, 'broker.id.generation.enable'))
        ? none
        : problem(
            isSet(view, 'broker.id') ? 'broker.id' : 'broker.id.generation.enable',
            'With broker.id.generation.enable=false, broker.id must be at least 0.',
            'broker.id=1',
          );
    }
    if (id >= -1n && id <= reserved) return none;
    return problem(
      key,
      `broker.id (${id}) must be from -1 to reserved.broker.max.id (${reserved}), because higher ids are generated.`,
      'broker.id.generation.enable=false, or a smaller id',
    );
  }),
  rule('broker.kraft-node-id', (view) => {
    if (isZooKeeper(view)) return none;
    const id = isSet(view, 'node.id')
      ? integer(view, 'node.id')
      : isSet(view, 'broker.id')
        ? brokerId(view)
        : null;
    return id === null || id >= 0n
      ? none
      : problem(
          isSet(view, 'node.id') ? 'node.id' : 'broker.id',
          'A KRaft node needs a node.id of at least 0.',
          'node.id=1',
        );
  }),
  rule(
    'broker.process-roles-twice',
    (view) => {
      const roles = list(view, 'process.roles') ?? [];
      return new Set(roles).size === roles.length
        ? none
        : problem('process.roles', 'A role is listed twice.', 'broker,controller');
    },
    undefined,
    '4.2.0',
  ),
  rule(
    'broker.zookeeper-controller-names',
    (view) => {
      const { controllerNames } = clusterRole(view);
      if (
        !isZooKeeper(view) ||
        isMigrating(view) ||
        controllerNames.length === 0 ||
        !isSet(view, 'controller.listener.names')
      )
        return none;
      return problem(
        'controller.listener.names',
        'controller.listener.names is for KRaft: a ZooKeeper broker is refused with it.',
        'Add process.roles, or remove the line.',
        { kind: 'disable' },
      );
    },
    '3.1.0',
  ),
  rule(
    'broker.compression-type',
    (view) => {
      const type = text(view, 'compression.type') ?? 'producer';
      const known = ['producer', 'uncompressed', 'gzip', 'snappy', 'lz4', 'zstd'];
      return known.includes(type)
        ? none
        : problem(
            'compression.type',
            `A broker knows no compression ${JSON.stringify(type)}.`,
            known.join(', '),
          );
    },
    undefined,
    '3.3.0',
  ),
  rule(
    'broker.authorizer-class',
    (view) => {
      const name = text(view, 'authorizer.class.name') ?? '';
      if (name === '' || isForeignClass(name) || classesOf('authorizer', view.version).includes(name))
        return none;
      return problem(
        'authorizer.class.name',
        `Kafka ${view.version} has no authorizer ${JSON.stringify(name)}.`,
        classesOf('authorizer', view.version).join(' or '),
      );
    },
    undefined,
    '3.3.0',
  ),
  rule(
    'broker.kraft-protocol-version',
    (view) => {
      const name = 'inter.broker.protocol.version';
      const value = text(view, name) ?? '';
      if (isZooKeeper(view) || !isSet(view, name) || !/^([0-2]\.|3\.0-IV0$)/.test(value)) return none;
      return problem(
        name,
        `KRaft begins with 3.0-IV1: it does not speak ${value}.`,
        'Remove the line: KRaft uses metadata.version.',
        { kind: 'disable' },
      );
    },
    '3.3.0',
  ),
  rule(
    'broker.kraft-policies',
    (view) => {
      const names = ['alter.config.policy.class.name', 'create.topic.policy.class.name'];
      const name = names.find((each) => isSet(view, each));
      if (isZooKeeper(view) || name === undefined) return none;
      return problem(name, `KRaft has no ${name} before 3.1.`, 'Remove the line.', { kind: 'disable' });
    },
    '3.0.0',
    '3.1.0',
  ),
  rule(
    'broker.zookeeper-protocols',
    (view) => {
      const name = 'group.coordinator.rebalance.protocols';
      const odd = (list(view, name) ?? []).find((item) => item.toLowerCase() === 'consumer');
      if (!isZooKeeper(view) || odd === undefined) return none;
      return problem(name, `The ${odd} protocol works in KRaft clusters only.`, `${name}=classic`);
    },
    '3.8.0',
  ),
  rule('broker.required-acks', (view) => {
    const name = isSet(view, 'offsets.commit.required.acks')
      ? 'offsets.commit.required.acks'
      : 'offset.commit.required.acks';
    const acks = integer(view, 'offsets.commit.required.acks');
    const replicas = integer(view, 'offsets.topic.replication.factor');
    if (acks === null || replicas === null || (acks >= -1n && acks <= replicas)) return none;
    return problem(
      name,
      `offsets.commit.required.acks (${acks}) must be from -1 to offsets.topic.replication.factor (${replicas}).`,
      'Remove it.',
      { kind: 'disable' },
    );
  }),
  rule('broker.control-plane-listener', (view) => {
    const name = text(view, 'control.plane.listener.name')?.toUpperCase();
    const role = clusterRole(view);
    const listeners = readListeners(view, role);
    if (name === undefined || !listeners.ok) return none;
    const key = 'control.plane.listener.name';
    if (!listeners.value.protocols.has(name))
      return problem(key, `${name} is not in listener.security.protocol.map.`, null);
    if (role.roles.size > 0)
      return problem(
        key,
        'KRaft has no control plane listener: it has controller.listener.names.',
        'Remove the line.',
        { kind: 'disable' },
      );
    if (!listeners.value.advertised.some((endpoint) => endpoint.listener === name))
      return problem(key, `${name} is not advertised.`, null);
    const inter = interBroker(view, listeners.value.protocols);
    return inter.ok && inter.value.listener === name
      ? problem(key, `${name} is the listener between brokers already.`, 'Use a listener of its own.')
      : none;
  }),
  rule(
    'broker.advertised-controller',
    (view) => {
      const { roles, controllerNames } = clusterRole(view);
      const items = listenerItems(view, 'advertised.listeners');
      if (roles.size === 0 || items === null) return none;
      if (roles.size === 1 && roles.has('controller'))
        return problem(
          'advertised.listeners',
          'A controller advertises nothing before 3.9.',
          'Remove advertised.listeners.',
          { kind: 'disable' },
        );
      const names = items.map((item) => item.split('://')[0]?.toUpperCase() ?? '');
      if (!names.some((name) => controllerNames.includes(name))) return none;
      return problem(
        'advertised.listeners',
        'Controller listeners must not be advertised before 3.9.',
        'Leave it out of advertised.listeners.',
      );
    },
    '3.1.0',
    '3.9.0',
  ),
  rule(
    'broker.migration-zookeeper',
    (view) => {
      if (isZooKeeper(view) || !isMigrating(view) || isSet(view, 'zookeeper.connect')) return none;
      return problem(
        'zookeeper.metadata.migration.enable',
        'A migration needs zookeeper.connect.',
        'Add zookeeper.connect.',
      );
    },
    '3.4.0',
  ),
  rule(
    'broker.migration-quorum',
    (view) => {
      if (!isZooKeeper(view) || !isMigrating(view)) return none;
      const key = 'zookeeper.metadata.migration.enable';
      const role = clusterRole(view);
      const servers = atLeast(view, '3.9.0') ? (list(view, 'controller.quorum.bootstrap.servers') ?? []) : [];
      if (role.voters.length === 0 && servers.length === 0)
        return problem(
          key,
          'A migration needs the controllers in controller.quorum.voters.',
          'Add controller.quorum.voters.',
        );
      if (role.controllerNames.length === 0)
        return problem(key, 'A migration needs controller.listener.names.', 'Add controller.listener.names.');
      if (atLeast(view, '3.9.0') && brokerId(view) < 0n)
        return problem(key, 'A migration needs a broker.id of its own.', 'Add broker.id.');
      return none;
    },
    '3.4.0',
  ),
  rule(
    'broker.migration-directories',
    (view) => {
      if (!isZooKeeper(view) || !isMigrating(view) || logDirectories(view).length === 1) return none;
      return problem(
        'zookeeper.metadata.migration.enable',
        'Before 3.7 brokers with several log directories cannot migrate.',
        'Upgrade to 3.7 first.',
      );
    },
    '3.6.0',
    '3.7.0',
  ),
  rule(
    'broker.tiered-directories',
    (view) => {
      if (flag(view, 'remote.log.storage.system.enable') !== true || logDirectories(view).length < 2)
        return none;
      return problem(
        'remote.log.storage.system.enable',
        'Tiered storage takes one log directory only before 3.8.',
        'Leave one directory in log.dirs.',
      );
    },
    '3.6.0',
    '3.8.0',
  ),
];
