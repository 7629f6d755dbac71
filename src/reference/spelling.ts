// Reads a setting's name out of whatever people paste: environment variables, Spring keys, constants, `name=value`.
import type { Component } from './facts.ts';

/** One way to read what was typed, most literal first. */
export interface Reading {
  /** The name as far as it could be cleaned, still in any mixture of dots, dashes and case. */
  readonly name: string;
  /** The component that the way of writing gives away. */
  readonly component?: Component;
  /** The framework whose own names may be meant. */
  readonly dialect?: 'spring';
}

/** Leaves letters and digits only, so that `linger.ms`, `lingerMs` and `LINGER_MS` become one. */
export function foldName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9*?]/g, '');
}

const constantClasses: readonly (readonly [RegExp, Component])[] = [
  [/^ProducerConfig\./, 'producer'],
  [/^ConsumerConfig\./, 'consumer'],
  [/^(AdminClientConfig|AdminConfig)\./, 'admin'],
  [/^TopicConfig\./, 'topic'],
  [/^StreamsConfig\./, 'streams'],
  [
    /^(KafkaConfig|ServerConfigs?|ServerLogConfigs|ReplicationConfigs|KRaftConfigs|GroupCoordinatorConfig)\./,
    'broker',
  ],
  [/^(WorkerConfig|DistributedConfig)\./, 'connect'],
  [/^(CommonClientConfigs|SslConfigs|SaslConfigs)\./, 'producer'],
];

/** Prefixes that hand a setting on to a client inside Streams, Connect, MirrorMaker or a broker's listener. */
const handedOn: readonly (readonly [RegExp, Component | undefined])[] = [
  [/^(main\.|restore\.|global\.)?consumer\.(override\.)?/i, 'consumer'],
  [/^producer\.(override\.)?/i, 'producer'],
  [/^admin\.(override\.)?/i, 'admin'],
  [/^listener\.name\.[^.]+\.(?:(?:plain|gssapi|oauthbearer|scram-sha-256|scram-sha-512)\.)?/i, 'broker'],
  [/^topic\.creation\.[^.]+\./i, 'topic'],
  [/^[\w-]+->[\w-]+\./, 'mirror'],
  [/^topic\./i, 'topic'],
  // Quarkus, Flink, Strimzi and Helm charts.
  [/^mp\.messaging\.incoming\.[^.]+\./i, 'consumer'],
  [/^mp\.messaging\.outgoing\.[^.]+\./i, 'producer'],
  [/^(spec\.)?kafka\.config\./i, 'broker'],
  [/^(kafka|properties|config|kafka-streams|quarkus\.kafka-streams)\./i, undefined],
];

const springRoles: Readonly<Record<string, Component>> = {
  producer: 'producer',
  consumer: 'consumer',
  admin: 'admin',
  streams: 'streams',
  listener: 'consumer',
};

/** Every way to read the text, most literal first; the caller takes the first that names a known setting. */
export function readingsOf(typed: string): readonly Reading[] {
  const text = withoutValue(typed);
  const readings: Reading[] = [{ name: text }];
  readings.push(...springReadings(text));
  readings.push(...constantReadings(text));
  readings.push(...environmentReadings(text));
  for (const [prefix, component] of handedOn) {
    const rest = text.replace(prefix, '');
    if (rest !== text && rest !== '') readings.push({ name: rest, ...(component && { component }) });
  }
  return readings;
}

/** `"linger.ms": "5",` and `--producer-property linger.ms=5` come down to `linger.ms`. */
function withoutValue(typed: string): string {
  const text = typed
    .trim()
    .replace(
      /^(--?(producer-property|consumer-property|command-property|add-config|config|override)[= ]|-D|--?|export )\s*/i,
      '',
    )
    .replace(/^[`"']+/, '');
  // A colon or an equals sign ends the name; `A->B.topics` keeps its arrow.
  return text.replace(/\s*[`"']?\s*[=:].*$/s, '').replace(/[`"',;.\s]+$/, '');
}

function springReadings(text: string): readonly Reading[] {
  const normal = /^SPRING_(CLOUD_STREAM_)?KAFKA_/.test(text) ? text.toLowerCase().replaceAll('_', '.') : text;
  const match = /^spring\.(?:cloud\.stream\.)?kafka\.(?:binder\.)?(.*)$/i.exec(normal);
  if (match === null) return [];
  const path = (match[1] ?? '').replace(/^(?:bindings\.[^.]+\.)/, '');
  const role = /^([a-z]+)[.-]/i.exec(path)?.[1]?.toLowerCase() ?? '';
  const component = springRoles[role];
  const name = component === undefined || role === 'listener' ? path : path.slice(role.length + 1);
  const plain = name.replace(/^(properties|configuration|producer-properties|consumer-properties)\./i, '');
  return [{ name: plain, ...(component && { component }), dialect: 'spring' }];
}

function constantReadings(text: string): readonly Reading[] {
  const owner = constantClasses.find(([prefix]) => prefix.test(text));
  const name = owner === undefined ? text : text.replace(owner[0], '');
  const stem = name.replace(/_CONFIG$/, '').replace(/_(DEFAULT|DOC)$/, '');
  if (owner === undefined && stem === text) return [];
  return [{ name: stem, ...(owner && { component: owner[1] }) }];
}

/** Container images write `___` for a dash, `__` for an underscore and `_` for a dot. */
function environmentReadings(text: string): readonly Reading[] {
  const match = /^(KAFKA_CFG_|KAFKA_CONNECT_|CONNECT_|KAFKA_)([A-Z0-9_]+)$/.exec(text);
  if (match === null) return [];
  const name = (match[2] ?? '')
    .replaceAll('___', '-')
    .replaceAll('__', '\u0000')
    .replaceAll('_', '.')
    .replaceAll('\u0000', '_');
  const inner = /^(PRODUCER|CONSUMER|ADMIN)\.(.+)$/.exec(name);
  const client = inner?.[1]?.toLowerCase();
  const connect = match[1]?.includes('CONNECT') ?? false;
  if (client === 'producer' || client === 'consumer' || client === 'admin') {
    return [
      { name, component: connect ? 'connect' : 'broker' },
      { name: inner?.[2] ?? '', component: client },
    ];
  }
  return [{ name, component: connect ? 'connect' : 'broker' }];
}
