// Works out what part a broker file plays (ZooKeeper, broker, controller), filling in what a snippet leaves out.

import { voterId } from '../code-checks.ts';
import { atLeast, type Config, integer, isSet, list, text } from '../config.ts';
import {
  controllerListenerNames,
  type Endpoint,
  endpoints,
  listenerItems,
  type Read,
  refuse,
  securityProtocolMap,
  securityProtocols,
} from './endpoints.ts';

export interface ClusterRole {
  /** Metadata is in KRaft, as always from 4.0 on. */
  readonly usesKRaft: boolean;
  /** Serves clients: any ZooKeeper node does. */
  readonly isBroker: boolean;
  /** Empty for a ZooKeeper broker. */
  readonly roles: ReadonlySet<string>;
  readonly nodeId: bigint | null;
  readonly controllerNames: readonly string[];
  readonly voters: readonly bigint[];
  /** False when the file is a snippet whose quorum was filled in. */
  readonly isWhole: boolean;
  /** The listeners of the file, of a snippet that lacks them those its role needs, or Kafka's default. */
  readonly listeners: readonly string[];
}

/** The broker's listeners, read against each other. */
export interface Listeners {
  readonly protocols: ReadonlyMap<string, string>;
  readonly all: readonly Endpoint[];
  readonly controller: readonly Endpoint[];
  /** Advertised to clients and other brokers: advertised.listeners, or listeners when that is unset. */
  readonly advertised: readonly Endpoint[];
  readonly advertisedController: readonly Endpoint[];
}

function idOf(view: Config): bigint | null {
  return isSet(view, 'node.id')
    ? integer(view, 'node.id')
    : isSet(view, 'broker.id')
      ? integer(view, 'broker.id')
      : null;
}

/** The role as the file has it; a snippet is completed so that what it leaves out cannot be wrong. */
export function clusterRole(view: Config): ClusterRole {
  const given = isSet(view, 'process.roles');
  const voters = (list(view, 'controller.quorum.voters') ?? []).map(voterId).filter((id) => id !== null);
  const nodeId = idOf(view);
  const written = listenerItems(view, 'listeners') ?? [];
  const zooKeeperLine = !atLeast(view, '4.0.0');
  if (zooKeeperLine && (!given || list(view, 'process.roles')?.length === 0)) {
    return {
      usesKRaft: false,
      isBroker: true,
      roles: new Set(),
      nodeId,
      controllerNames: controllerListenerNames(view),
      voters,
      isWhole: true,
      listeners: written,
    };
  }
  const isWhole = given && nodeId !== null;
  const controllerNames = completedNames(view, isWhole);
  const names = written.map(nameOf);
  const combined = isSet(view, 'listeners') && controllerNames.some((name) => names.includes(name));
  const roles = new Set(
    given ? (list(view, 'process.roles') ?? []) : combined ? ['broker', 'controller'] : ['broker'],
  );
  const completes = !isWhole && !isSet(view, 'listeners') && roles.has('controller');
  const own = [
    ...(roles.has('broker') ? written : []),
    ...controllerNames.map((name, index) => `${name}://:${9093 + index}`),
  ];
  return {
    roles,
    nodeId,
    controllerNames,
    voters,
    isWhole,
    listeners: completes ? own : written,
    usesKRaft: true,
    isBroker: roles.has('broker'),
  };
}

function nameOf(listener: string): string {
  return listener.split('://')[0]?.toUpperCase() ?? '';
}

/** controller.listener.names is required from 4.2 on, so a file without it gets the name that fits best. */
function completedNames(view: Config, isWhole: boolean): readonly string[] {
  if (isSet(view, 'controller.listener.names')) return controllerListenerNames(view);
  if (isWhole && !atLeast(view, '4.2.0')) return [];
  const isController = (list(view, 'process.roles') ?? []).includes('controller');
  const last = isSet(view, 'listeners') ? (listenerItems(view, 'listeners') ?? []).at(-1) : undefined;
  return [isController && last !== undefined ? nameOf(last) : 'CONTROLLER'];
}

/** Reads all listener settings together, or says what Kafka would refuse first. */
export function readListeners(view: Config, role: ClusterRole): Read<Listeners> {
  const names = role.controllerNames;
  const protocols = securityProtocolMap(view, names, role.usesKRaft);
  if (!protocols.ok) return protocols;
  const bothFamilies = atLeast(view, '3.6.0');
  const all = endpoints(role.listeners, protocols.value, true, bothFamilies);
  if (!all.ok) return refuse(`listeners: ${all.reason}`);
  const items = listenerItems(view, 'advertised.listeners');
  const written =
    items === null ? all : endpoints(items, protocols.value, !atLeast(view, '2.8.0'), bothFamilies);
  if (!written.ok) return refuse(`advertised.listeners: ${written.reason}`);
  const isController = (endpoint: Endpoint) => names.includes(endpoint.listener);
  const controller = all.value.filter(isController);
  return {
    ok: true,
    value: {
      protocols: protocols.value,
      all: all.value,
      controller,
      // Up to 3.0 controller listeners were advertised like the others.
      advertised: written.value.filter((endpoint) => !(isController(endpoint) && atLeast(view, '3.1.0'))),
      advertisedController: advertisedControllers(names, items === null ? [] : written.value, controller),
    },
  };
}

/** One endpoint per controller listener name; the wildcard address counts as resolved. */
function advertisedControllers(
  names: readonly string[],
  advertised: readonly Endpoint[],
  controller: readonly Endpoint[],
): readonly Endpoint[] {
  return names.flatMap((name) => {
    const wanted = (endpoint: Endpoint) => endpoint.listener === name.toUpperCase();
    const explicit = advertised.filter((endpoint) => names.includes(endpoint.listener)).find(wanted);
    if (explicit !== undefined) return [explicit];
    const bound = controller.find(wanted);
    if (bound === undefined) return [];
    return [bound.host === '0.0.0.0' ? { ...bound, host: null } : bound];
  });
}

/** Name of the listener between brokers, and its security protocol. */
export function interBroker(
  view: Config,
  protocols: ReadonlyMap<string, string>,
): Read<{ listener: string; protocol: string }> {
  const name = text(view, 'inter.broker.listener.name');
  if (name === null) {
    const protocol = (text(view, 'security.inter.broker.protocol') ?? 'PLAINTEXT').toUpperCase();
    return securityProtocols.includes(protocol)
      ? { ok: true, value: { listener: protocol, protocol } }
      : refuse(`security.inter.broker.protocol ${JSON.stringify(protocol)} is no security protocol`);
  }
  const listener = name.toUpperCase();
  const protocol = protocols.get(listener);
  return protocol === undefined
    ? refuse(`inter.broker.listener.name ${listener} is not in listener.security.protocol.map`)
    : { ok: true, value: { listener, protocol } };
}
