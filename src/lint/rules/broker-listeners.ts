// Rules of a broker's listeners and KRaft role: what KafkaConfig checks when it is created.
import {
  type ClusterRole,
  clusterRole,
  interBroker,
  type Listeners,
  readListeners,
} from '../broker/cluster-role.ts';
import { csvList, securityProtocolMap } from '../broker/endpoints.ts';
import { atLeast, type Config, flag, isSet, list, parsedValue, text } from '../config.ts';
import type { Problem } from '../finding.ts';
import { none, problem, type Rule } from '../rule.ts';
import { maskText } from '../secrets.ts';

const source = 'kafka.server.KafkaConfig.validateValues';
const broker = ['broker'] as const;

interface Quorum {
  readonly role: ClusterRole;
  readonly listeners: Listeners;
}

/** Both readings, or null when one of them is refused: another finding says so. */
function quorum(view: Config): Quorum | null {
  const role = clusterRole(view);
  const listeners = readListeners(view, role);
  return listeners.ok ? { role, listeners: listeners.value } : null;
}

/** The line to point at: the first of these that the file sets. */
function firstSet(view: Config, names: readonly string[]): string {
  return names.find((name) => isSet(view, name)) ?? names[0] ?? '';
}

function brokerRule(
  id: string,
  find: (view: Config, role: ClusterRole, listeners: Listeners) => readonly Problem[],
  releases: { since?: string; before?: string } = {},
): Rule {
  return {
    id,
    components: broker,
    severity: 'error',
    source,
    ...releases,
    find: (view) => {
      const read = quorum(view);
      return read === null ? none : find(view, read.role, read.listeners);
    },
  };
}

const listenerSettings = [
  'listeners',
  'advertised.listeners',
  'listener.security.protocol.map',
  'controller.listener.names',
  'process.roles',
];

export const brokerListenerRules: readonly Rule[] = [
  {
    id: 'broker.listeners',
    components: broker,
    severity: 'error',
    source,
    find: (view) => {
      const listeners = readListeners(view, clusterRole(view));
      if (listeners.ok) return none;
      const named = listenerSettings.find(
        (name) => listeners.reason.startsWith(`${name}:`) && isSet(view, name),
      );
      return problem(
        named ?? firstSet(view, listenerSettings),
        `${capitalised(maskText(listeners.reason))}.`,
        null,
      );
    },
  },
  {
    id: 'broker.process-roles',
    components: broker,
    severity: 'error',
    source,
    find: (view) => {
      const wrong = (list(view, 'process.roles') ?? []).find(
        (role) => role !== 'broker' && role !== 'controller',
      );
      return wrong === undefined
        ? none
        : problem(
            'process.roles',
            `${JSON.stringify(wrong)} is not a role: only broker and controller are.`,
            'broker, controller, or broker,controller',
          );
    },
  },
  {
    id: 'broker.inter-broker-twice',
    components: broker,
    severity: 'error',
    source,
    find: (view) => {
      if (text(view, 'inter.broker.listener.name') === null || !isSet(view, 'security.inter.broker.protocol'))
        return none;
      return problem(
        'security.inter.broker.protocol',
        'Only one of inter.broker.listener.name and security.inter.broker.protocol may be set.',
        'Keep inter.broker.listener.name.',
        { kind: 'disable' },
      );
    },
  },
  brokerRule('broker.inter-broker-listener', (view, role, listeners) => {
    const inter = interBroker(view, listeners.protocols);
    const key = firstSet(view, [
      'inter.broker.listener.name',
      'security.inter.broker.protocol',
      'advertised.listeners',
      'listeners',
      'process.roles',
    ]);
    if (!inter.ok) return problem(key, `${capitalised(inter.reason)}.`, null);
    const names = listeners.advertised.map((endpoint) => endpoint.listener);
    if (!role.isBroker || names.includes(inter.value.listener)) return none;
    return problem(
      key,
      `Brokers talk to each other through the listener ${inter.value.listener}, which is not advertised (${names.join(', ') || 'none is'}).`,
      `inter.broker.listener.name=${names[0] ?? 'a listener of this broker'}`,
    );
  }),
  brokerRule('broker.advertised-subset', (_, role, listeners) => {
    const bound = listeners.all.map((endpoint) => endpoint.listener);
    const extra = listeners.advertised.find((endpoint) => !bound.includes(endpoint.listener));
    if (!role.isBroker || extra === undefined) return none;
    return problem(
      'advertised.listeners',
      `${extra.listener} is advertised but not in listeners (${bound.join(', ')}).`,
      null,
    );
  }),
  brokerRule('broker.advertised-none', (view, role, listeners) => {
    if (!role.isBroker || listeners.advertised.length > 0) return none;
    return problem(
      firstSet(view, ['advertised.listeners', 'listeners', 'controller.listener.names', 'process.roles']),
      'No listener is left for clients: all of them are controller listeners.',
      'Add a listener such as PLAINTEXT://:9092.',
    );
  }),
  brokerRule('broker.advertised-wildcard', (view, _, listeners) => {
    const wild = [...listeners.advertised, ...listeners.advertisedController].some(
      (endpoint) => endpoint.host === '0.0.0.0',
    );
    if (!wild) return none;
    return problem(
      firstSet(view, ['advertised.listeners', 'listeners']),
      'Clients cannot reach the advertised address 0.0.0.0.',
      isSet(view, 'advertised.listeners')
        ? 'Advertise the name or address that clients use.'
        : 'Add advertised.listeners with the name that clients use.',
    );
  }),
  brokerRule(
    'broker.quorum-missing',
    (view, role) => {
      if (role.roles.size === 0 || !role.isWhole) return none;
      const servers = atLeast(view, '3.9.0') ? (list(view, 'controller.quorum.bootstrap.servers') ?? []) : [];
      if (role.voters.length > 0 || servers.length > 0) return none;
      return problem(
        'process.roles',
        'KRaft needs the controllers: controller.quorum.bootstrap.servers or controller.quorum.voters.',
        'controller.quorum.bootstrap.servers=host:9093',
      );
    },
    { since: '3.0.0' },
  ),
  brokerRule(
    'broker.voters-broker',
    (_, role) => {
      if (!isBrokerOnly(role) || !role.isWhole || role.nodeId === null || !role.voters.includes(role.nodeId))
        return none;
      return problem(
        'controller.quorum.voters',
        `Node ${role.nodeId} is only a broker and must not be among the voters.`,
        'process.roles=broker,controller, or another node.id',
      );
    },
    { since: '3.0.0' },
  ),
  brokerRule(
    'broker.voters-controller',
    (_, role) => {
      if (
        !role.roles.has('controller') ||
        !role.isWhole ||
        role.nodeId === null ||
        role.voters.length === 0 ||
        role.voters.includes(role.nodeId)
      )
        return none;
      return problem(
        'controller.quorum.voters',
        `Controller ${role.nodeId} is not among the voters (${role.voters.join(', ')}).`,
        `Add ${role.nodeId}@host:9093, or change node.id.`,
      );
    },
    { since: '3.0.0' },
  ),
  brokerRule(
    'broker.voters-wildcard',
    (view, role, listeners) => {
      const bound = listeners.controller.find(
        (endpoint) => endpoint.listener === role.controllerNames[0]?.toUpperCase(),
      );
      const looksItUp = bound !== undefined && (bound.host === null || bound.host === '0.0.0.0');
      const advertised = listeners.advertisedController[0];
      const explicit = advertised !== undefined && advertised.host !== null && advertised !== bound;
      const wild = (list(view, 'controller.quorum.voters') ?? []).find((voter) =>
        /@\[?0\.0\.0\.0\]?:/.test(voter),
      );
      if (!looksItUp || explicit || wild === undefined) return none;
      return problem(
        'controller.quorum.voters',
        `${wild}: nobody can reach the address 0.0.0.0.`,
        'The name or address of that controller.',
      );
    },
    { since: '3.9.0' },
  ),
  brokerRule(
    'broker.controller-names-missing',
    (_, role) => {
      if (!isBrokerOnly(role) || role.controllerNames.length > 0) return none;
      return problem(
        'process.roles',
        'A broker needs controller.listener.names to know how to talk to the controllers.',
        'controller.listener.names=CONTROLLER',
      );
    },
    { since: '3.1.0' },
  ),
  brokerRule(
    'broker.controller-listener-on-broker',
    (_, role, listeners) => {
      if (!isBrokerOnly(role) || listeners.controller.length === 0) return none;
      return problem(
        'listeners',
        `A node that is only a broker must not have the controller listener ${listeners.controller[0]?.listener}.`,
        'Remove it from listeners, or add the controller role.',
      );
    },
    { since: '3.1.0' },
  ),
  brokerRule(
    'broker.controller-protocol',
    (view, role) => {
      const protocols = securityProtocolMap(view, role.controllerNames, true);
      const missing = protocols.ok
        ? role.controllerNames.find((name) => !protocols.value.has(name.toUpperCase()))
        : undefined;
      if (!isBrokerOnly(role) || missing === undefined) return none;
      return problem(
        firstSet(view, ['listener.security.protocol.map', 'controller.listener.names']),
        `The controller listener ${missing} has no security protocol.`,
        `Add ${missing}:PLAINTEXT or ${missing}:SSL to listener.security.protocol.map.`,
      );
    },
    { since: '3.1.0' },
  ),
  brokerRule(
    'broker.controller-listener-missing',
    (view, role, listeners) => {
      if (!role.roles.has('controller')) return none;
      const bound = listeners.all.map((endpoint) => endpoint.listener);
      const missing = role.controllerNames.find((name) => !bound.includes(name));
      if (listeners.advertisedController.length > 0 && missing === undefined) return none;
      return problem(
        firstSet(view, ['controller.listener.names', 'listeners', 'process.roles']),
        `A controller needs a listener for every controller.listener.names; ${missing ?? 'one'} is not in listeners (${bound.join(', ')}).`,
        `Add ${missing ?? 'CONTROLLER'}://:9093 to listeners.`,
      );
    },
    { since: '3.0.0' },
  ),
  brokerRule(
    'broker.controller-only-listeners',
    (_, role, listeners) => {
      if (role.roles.size !== 1 || !role.roles.has('controller')) return none;
      if (listeners.advertisedController.length === listeners.all.length) return none;
      return problem(
        'listeners',
        'A node that is only a controller must have controller listeners only.',
        'Remove the others from listeners, or add the broker role.',
      );
    },
    { since: '3.1.0' },
  ),
  brokerRule(
    'broker.controller-inter-broker',
    (view, role, listeners) => {
      if (
        role.roles.size !== 1 ||
        !role.roles.has('controller') ||
        text(view, 'inter.broker.listener.name') === null
      )
        return none;
      const inter = interBroker(view, listeners.protocols);
      if (!inter.ok || !role.controllerNames.includes(inter.value.listener)) return none;
      return problem(
        'inter.broker.listener.name',
        `The controller listener ${inter.value.listener} cannot be the one between brokers.`,
        'Remove inter.broker.listener.name.',
        { kind: 'disable' },
      );
    },
    { since: '4.0.0' },
  ),
  brokerRule(
    'broker.auto-join',
    (view, role) => {
      if (!isBrokerOnly(role) || flag(view, 'controller.quorum.auto.join.enable') !== true) return none;
      return problem(
        'controller.quorum.auto.join.enable',
        'Only a controller can join the quorum by itself.',
        'Remove it, or add the controller role.',
        { kind: 'disable' },
      );
    },
    { since: '4.2.0' },
  ),
  brokerRule('broker.early-start-listeners', (view, _, listeners) => {
    const value = parsedValue(view, 'early.start.listeners');
    const items = Array.isArray(value)
      ? value.filter((item) => item !== '')
      : typeof value === 'string'
        ? csvList(value)
        : [];
    const known = listeners.all.map((endpoint) => endpoint.listener);
    const unknown = items.find((item) => !known.includes(item));
    return unknown === undefined
      ? none
      : problem('early.start.listeners', `${unknown} is not in listeners (${known.join(', ')}).`, null);
  }),
  brokerRule('broker.sasl-inter-broker', (view, _, listeners) => {
    const inter = interBroker(view, listeners.protocols);
    if (!inter.ok || !inter.value.protocol.startsWith('SASL_')) return none;
    const prefixed = `listener.name.${inter.value.listener.toLowerCase()}.sasl.enabled.mechanisms`;
    const enabled =
      view.entries.get(prefixed)?.value?.split(/\s*,\s*/) ?? list(view, 'sasl.enabled.mechanisms') ?? [];
    const mechanism = text(view, 'sasl.mechanism.inter.broker.protocol') ?? 'GSSAPI';
    if (enabled.includes(mechanism)) return none;
    return problem(
      firstSet(view, [
        'sasl.mechanism.inter.broker.protocol',
        prefixed,
        'sasl.enabled.mechanisms',
        'inter.broker.listener.name',
        'security.inter.broker.protocol',
      ]),
      `Brokers log in to each other with ${mechanism}, which sasl.enabled.mechanisms (${enabled.join(', ')}) does not allow.`,
      `sasl.mechanism.inter.broker.protocol=${enabled[0] ?? 'one of sasl.enabled.mechanisms'}`,
    );
  }),
];

function isBrokerOnly(role: ClusterRole): boolean {
  return role.roles.size === 1 && role.roles.has('broker');
}

function capitalised(sentence: string): string {
  return /^[a-z]+ /.test(sentence) ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : sentence;
}
