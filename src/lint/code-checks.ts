// Kafka's validators that are code rather than data, by the class or the setting they belong to.
import { macAlgorithms, responseHeaders, workerListeners } from './connect-checks.ts';
import { javaInteger } from './java-text.ts';
import type { Value } from './value.ts';

/** Says what would be accepted, as the end of "must be ..."; null when the value is. */
type CodeCheck = (value: Value, printedValues: string | null) => string | null;

/** Validator classes of Kafka, by their simple name. */
export const codeChecks: Readonly<Record<string, CodeCheck>> = {
  ThrottledReplicaListValidator: throttledReplicas,
  ThrottledReplicaListValidator$: throttledReplicas,
  ListenersValidator: workerListeners(false),
  AdminListenersValidator: workerListeners(true),
  ResponseHttpHeadersValidator: responseHeaders,
  ControllerQuorumVotersValidator: (value) =>
    list(value).every(isVoter) ? null : 'a list of id@host:port such as 1@localhost:9093',
  ControllerQuorumBootstrapServersValidator: (value) =>
    list(value).every((item) => hostAndPort(item) !== null)
      ? null
      : 'a list of host:port such as localhost:9093',
  MetadataVersionValidator: protocolVersion,
  ApiVersionValidator: protocolVersion,
  ApiVersionValidator$: protocolVersion,
};

/** Checks that Kafka writes as lambdas have no class of their own: they go by the setting's name. */
export const settingChecks: Readonly<Record<string, CodeCheck>> = {
  'compression.gzip.level': (value) =>
    value === -1n || (typeof value === 'bigint' && value >= 1n && value <= 9n) ? null : 'from 1 to 9, or -1',
  'remote.log.manager.copier.thread.pool.size': minusOneOrPositive,
  'remote.log.manager.expiration.thread.pool.size': minusOneOrPositive,
  'auto.offset.reset': (value) =>
    typeof value === 'string' && isOffsetReset(value)
      ? null
      : 'earliest, latest, none or by_duration:<ISO 8601 duration>',
  'config.storage.replication.factor': minusOneOrPositive,
  'offset.storage.replication.factor': minusOneOrPositive,
  'status.storage.replication.factor': minusOneOrPositive,
  'offset.storage.partitions': minusOneOrPositive,
  'status.storage.partitions': minusOneOrPositive,
  'connect.protocol': (value) =>
    typeof value === 'string' && ['eager', 'compatible', 'sessioned'].includes(value.toLowerCase())
      ? null
      : 'eager, compatible or sessioned',
  'inter.worker.key.generation.algorithm': macAlgorithms,
  'inter.worker.signature.algorithm': macAlgorithms,
  'inter.worker.verification.algorithms': macAlgorithms,
  'share.acknowledgement.mode': oneOf(['implicit', 'explicit']),
  'share.acquire.mode': oneOf(['batch_optimized', 'record_limit']),
};

function throttledReplicas(value: Value): string | null {
  const items = list(value).map((item) => item.trim());
  const fits = items.every((item) => /^([0-9]+:[0-9]+)?$/.test(item)) || items.join('') === '*';
  return fits ? null : '* or a list of partition:broker pairs such as 0:1,1:2';
}

function list(value: Value): readonly string[] {
  return Array.isArray(value) ? value : [];
}

function minusOneOrPositive(value: Value): string | null {
  return value === -1n || (typeof value === 'bigint' && value >= 1n) ? null : '-1, or at least 1';
}

function oneOf(words: readonly string[]): CodeCheck {
  return (value) => (typeof value === 'string' && words.includes(value) ? null : words.join(' or '));
}

const hostPort = /^(?:[0-9a-zA-Z\-%._]*:\/\/)?\[?([0-9a-zA-Z\-%._:]*)\]?:([0-9]+)$/;

/** Older releases let anything without blanks stand before the host. */
const lenientHostPort = /^\S*?\[?([0-9a-zA-Z\-%._:]*)\]?:([0-9]+)$/;

/** Kafka's Utils.getHost and getPort; the port is a Java int, so a longer number is refused. */
export function hostAndPort(text: string, lenient = false): { host: string; port: bigint } | null {
  const match = (lenient ? lenientHostPort : hostPort).exec(text);
  const port = match === null ? null : javaInteger(match[2] ?? '', 'int');
  return match === null || port === null ? null : { host: match[1] ?? '', port };
}

/** One entry of controller.quorum.voters; InetSocketAddress takes ports up to 65535. */
export function voterId(text: string): bigint | null {
  const parts = text.split('@');
  while (parts.length > 0 && parts.at(-1) === '') parts.pop();
  if (parts.length !== 2) return null;
  const id = javaInteger(parts[0] ?? '', 'int');
  const address = hostAndPort(parts[1] ?? '');
  return id === null || address === null || address.port > 65535n ? null : id;
}

function isVoter(text: string): boolean {
  return voterId(text) !== null;
}

function isOffsetReset(text: string): boolean {
  if (['earliest', 'latest', 'none'].includes(text)) return true;
  return text.startsWith('by_duration:') && isPositiveDuration(text.slice('by_duration:'.length));
}

const isoDuration =
  /^([+-]?)P(?:([+-]?\d+)D)?(T(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?\d+)(?:[.,](\d{0,9}))?S)?)?$/i;

/** java.time.Duration.parse, for durations that are not negative. */
function isPositiveDuration(text: string): boolean {
  const match = isoDuration.exec(text);
  if (match === null) return false;
  const [, sign, days, time, hours, minutes, seconds, fraction] = match;
  if (days === undefined && hours === undefined && minutes === undefined && seconds === undefined)
    return false;
  if (time !== undefined && time.length === 1) return false;
  const nanoseconds = Number((fraction ?? '').padEnd(9, '0')) * (seconds?.startsWith('-') ? -1 : 1);
  const total =
    Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  const exact = total + nanoseconds / 1e9;
  return (sign === '-' ? -exact : exact) >= 0;
}

/** A metadata version such as 3.4-IV0, or its release such as 3.4 or 3.4.1; the facts list the full names. */
function protocolVersion(value: Value, printedValues: string | null): string | null {
  if (typeof value !== 'string' || printedValues === null) return null;
  const names = printedValues.replace(/^\[|\]$/g, '').split(', ');
  const known = new Set(names.flatMap((name) => [name, name.replace(/-IV\d+$/, '')]));
  const segments = value.split('.');
  const key = segments.slice(0, value.startsWith('0.') ? 3 : 2).join('.');
  return known.has(key) ? null : `a release such as ${names.at(-1)?.replace(/-IV\d+$/, '')}`;
}
