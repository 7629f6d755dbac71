// Reads listener addresses and comma-separated maps the way a broker does.
import type { Config } from '../config.ts';
import { atLeast, list, parsedValue, text } from '../config.ts';
import { javaInteger, javaTrim } from '../java-text.ts';

/** One listener; the host is null for the wildcard address. */
export interface Endpoint {
  /** Upper case, as Kafka compares them. */
  readonly listener: string;
  readonly host: string | null;
  readonly port: bigint;
}

/** A reading that stopped at something Kafka refuses. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };

export function refuse(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}

const uri = /^(.*):\/\/\[?([0-9a-zA-Z\-%._:]*)\]?:(-?[0-9]+)$/;

/** Items of a listener setting: a list from 4.2 on, before that a text that is split later. Null when unset. */
export function listenerItems(view: Config, name: string): readonly string[] | null {
  const value = parsedValue(view, name);
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return csvList(value);
  // 2.8 still put this together from host.name and port.
  return name === 'listeners' ? ['PLAINTEXT://:9092'] : null;
}

/** Kafka's Csv.parseCsvList: empty items are dropped. */
export function csvList(value: string): readonly string[] {
  return value.split(/[ \t\n\v\f\r]*,[ \t\n\v\f\r]*/).filter((item) => item !== '');
}

/** Kafka's Csv.parseCsvMap: the last colon divides; an item without one is refused, as is nothing between commas. */
export function csvMap(value: string): Read<ReadonlyMap<string, string>> {
  const map = new Map<string, string>();
  if (value === '') return { ok: true, value: map };
  const items = value.split(/[ \t\n\v\f\r]*,[ \t\n\v\f\r]*/);
  // Java's split drops empty items at the end.
  while (items.length > 0 && items.at(-1) === '') items.pop();
  for (const item of items) {
    const colon = item.lastIndexOf(':');
    if (colon < 0) return refuse(`${JSON.stringify(item)} has no colon`);
    map.set(javaTrim(item.slice(0, colon)), javaTrim(item.slice(colon + 1)));
  }
  return { ok: true, value: map };
}

export const securityProtocols = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'];

/** Names of the controller listeners: a list from 4.2 on. */
export function controllerListenerNames(view: Config): readonly string[] {
  const names = list(view, 'controller.listener.names');
  if (names !== null) return names;
  const written = text(view, 'controller.listener.names') ?? '';
  // Java's split drops empty items at the end.
  return written === ''
    ? []
    : written
        .replace(/,+$/, '')
        .split(',')
        .filter((name, _, all) => name !== '' || all.length > 1);
}

/** listener.security.protocol.map, plus PLAINTEXT for controller listeners where Kafka adds it. */
export function securityProtocolMap(
  view: Config,
  names: readonly string[],
  usesKRaft: boolean,
): Read<ReadonlyMap<string, string>> {
  const written = writtenProtocolMap(view);
  const addsDefaults = usesKRaft && atLeast(view, '3.1.0');
  if (!written.ok || !addsDefaults || view.entries.has('listener.security.protocol.map')) return written;
  const listeners = listenerItems(view, 'listeners') ?? [];
  const odd = listeners.find((item) => !item.includes(':'));
  if (names.some(isSecure)) return written;
  if (odd !== undefined) return refuse(`${odd} is not of the form NAME://host:port`);
  if (listeners.some((item) => isSecure(item.slice(0, item.indexOf(':')).toUpperCase()))) return written;
  const added = names.filter((name) => name !== 'PLAINTEXT').map((name) => [name, 'PLAINTEXT'] as const);
  if (new Set(names).size < names.length && atLeast(view, '4.1.0'))
    return refuse('a controller listener is named twice');
  return { ok: true, value: new Map([...written.value, ...added]) };
}

function isSecure(name: string): boolean {
  return securityProtocols.includes(name) && name !== 'PLAINTEXT';
}

function writtenProtocolMap(view: Config): Read<ReadonlyMap<string, string>> {
  const raw = csvMap(text(view, 'listener.security.protocol.map') ?? '');
  if (!raw.ok) return refuse(`listener.security.protocol.map: ${raw.reason}`);
  const map = new Map<string, string>();
  for (const [listener, protocol] of raw.value) {
    if (!securityProtocols.includes(protocol.toUpperCase())) {
      return refuse(
        `listener.security.protocol.map: ${JSON.stringify(protocol)} is not one of ${securityProtocols.join(', ')}`,
      );
    }
    // Earlier releases let the later of two names win that differ in case only.
    if (map.has(listener.toUpperCase()) && atLeast(view, '4.1.0')) {
      return refuse(`listener.security.protocol.map: ${listener.toUpperCase()} is mapped twice`);
    }
    map.set(listener.toUpperCase(), protocol.toUpperCase());
  }
  return { ok: true, value: map };
}

/** Parses listeners or advertised.listeners; ports need only differ where the broker binds them. */
export function endpoints(
  items: readonly string[],
  protocols: ReadonlyMap<string, string>,
  distinctPorts: boolean,
  allowsBothFamilies: boolean,
): Read<readonly Endpoint[]> {
  const parsed: Endpoint[] = [];
  for (const item of items) {
    const match = uri.exec(item);
    const port = match === null ? null : javaInteger(match[3] ?? '', 'int');
    if (match === null || port === null) return refuse(`${item} is not of the form NAME://host:port`);
    const listener = (match[1] ?? '').toUpperCase();
    if (!protocols.has(listener)) {
      return refuse(
        `listener ${listener} has no security protocol: add it to listener.security.protocol.map`,
      );
    }
    parsed.push({ listener, host: match[2] === '' ? null : (match[2] ?? null), port });
  }
  const names = parsed.map((endpoint) => endpoint.listener);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return refuse(`two listeners are named ${twice}`);
  const shared = distinctPorts ? sharedPort(parsed, allowsBothFamilies) : null;
  return shared === null ? { ok: true, value: parsed } : refuse(`two listeners use port ${shared}`);
}

/** A port used twice, unless by exactly one IPv4 and one IPv6 address; port 0 picks a free one each time. */
function sharedPort(parsed: readonly Endpoint[], allowsBothFamilies: boolean): bigint | null {
  const ports = new Set(parsed.map((endpoint) => endpoint.port).filter((port) => port !== 0n));
  for (const port of ports) {
    const users = parsed.filter((endpoint) => endpoint.port === port);
    if (users.length < 2) continue;
    const families = users.map((endpoint) => ipFamily(endpoint.host));
    const onePerFamily = users.length === 2 && families.includes(4) && families.includes(6);
    if (!(allowsBothFamilies && onePerFamily)) return port;
  }
  return null;
}

/** 4 or 6 for an address in digits, null for a name or the wildcard. */
function ipFamily(host: string | null): 4 | 6 | null {
  if (host === null) return null;
  const quad = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host);
  if (quad !== null) {
    return quad.slice(1).every((part) => Number(part) <= 255 && !/^0\d/.test(part)) ? 4 : null;
  }
  return isIpv6(host) ? 6 : null;
}

function isIpv6(host: string): boolean {
  const address = host.replace(/%.*$/, '');
  if (!address.includes(':') || address.split('::').length > 2) return false;
  const groups = address.split(':').filter((group) => group !== '');
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  return address.includes('::') ? groups.length < 8 : groups.length === 8;
}
