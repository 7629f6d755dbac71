// Turns Spring Boot's spring.kafka.* settings into the Kafka settings that Spring makes of them.
import type { Component } from '../../reference/facts.ts';
import type { Entry, ReadProblem, Section } from '../entry.ts';
import { springDataSize, springDuration } from '../units.ts';

/** One spring.kafka setting: the name below that prefix, as written, with its place. */
export interface SpringLeaf extends Omit<Entry, 'key'> {
  /** Parts of the name below spring.kafka. */
  readonly path: readonly string[];
}

type Convert = 'size' | 'duration' | 'word' | null;
type Mapping = Readonly<Record<string, readonly [kafkaName: string, convert: Convert]>>;

const shared: Mapping = { bootstrapservers: ['bootstrap.servers', null], clientid: ['client.id', null] };

const tls: Mapping = {
  keypassword: ['ssl.key.password', null],
  keystorelocation: ['ssl.keystore.location', null],
  keystorepassword: ['ssl.keystore.password', null],
  keystoretype: ['ssl.keystore.type', null],
  keystorekey: ['ssl.keystore.key', null],
  keystorecertificatechain: ['ssl.keystore.certificate.chain', null],
  truststorelocation: ['ssl.truststore.location', null],
  truststorepassword: ['ssl.truststore.password', null],
  truststoretype: ['ssl.truststore.type', null],
  truststorecertificates: ['ssl.truststore.certificates', null],
  protocol: ['ssl.protocol', null],
};

const roles: Readonly<
  Record<string, { component: Component; names: Mapping; springOnly: readonly string[] }>
> = {
  producer: {
    component: 'producer',
    names: {
      ...shared,
      acks: ['acks', null],
      batchsize: ['batch.size', 'size'],
      buffermemory: ['buffer.memory', 'size'],
      compressiontype: ['compression.type', null],
      keyserializer: ['key.serializer', null],
      valueserializer: ['value.serializer', null],
      retries: ['retries', null],
      transactionidprefix: ['transactional.id', null],
    },
    springOnly: [],
  },
  consumer: {
    component: 'consumer',
    names: {
      ...shared,
      autocommitinterval: ['auto.commit.interval.ms', 'duration'],
      autooffsetreset: ['auto.offset.reset', null],
      enableautocommit: ['enable.auto.commit', null],
      fetchmaxwait: ['fetch.max.wait.ms', 'duration'],
      fetchminsize: ['fetch.min.bytes', 'size'],
      groupid: ['group.id', null],
      heartbeatinterval: ['heartbeat.interval.ms', 'duration'],
      isolationlevel: ['isolation.level', 'word'],
      keydeserializer: ['key.deserializer', null],
      valuedeserializer: ['value.deserializer', null],
      maxpollrecords: ['max.poll.records', null],
      maxpollinterval: ['max.poll.interval.ms', 'duration'],
    },
    springOnly: [],
  },
  admin: {
    component: 'admin',
    names: shared,
    springOnly: ['autocreate', 'failfast', 'modifytopicconfigs', 'closetimeout', 'operationtimeout'],
  },
  streams: {
    component: 'streams',
    names: {
      ...shared,
      applicationid: ['application.id', null],
      replicationfactor: ['replication.factor', null],
      statedir: ['state.dir', null],
      statestorecachemaxsize: ['statestore.cache.max.bytes', 'size'],
      cachemaxsizebuffering: ['cache.max.bytes.buffering', 'size'],
    },
    springOnly: ['autostartup'],
  },
};

/** Parts of spring.kafka that configure Spring itself. */
const springParts = ['listener', 'template', 'jaas', 'retry', 'cleanup', 'bundle'];

interface Placed {
  /** Null for what all clients share. */
  readonly role: string | null;
  readonly entry: Entry;
}

/** One section per client that the file configures; what they share is in each of them. */
export function springSections(leaves: readonly SpringLeaf[]): {
  sections: readonly Section[];
  problems: readonly ReadProblem[];
} {
  const placed: Placed[] = [];
  const problems: ReadProblem[] = [];
  for (const leaf of leaves) {
    const found = place(leaf);
    if (found === null) continue;
    if ('message' in found) problems.push(found);
    else placed.push(found);
  }
  const used = [...new Set(placed.map((item) => item.role))].filter((role) => role !== null);
  const sections = (used.length === 0 && placed.length > 0 ? ['admin'] : used).map((role) => ({
    component: roles[role]?.component ?? null,
    entries: placed.filter((item) => item.role === role || item.role === null).map((item) => item.entry),
  }));
  return { sections, problems };
}

/** Spring compares names without dashes, underscores and case. */
function relaxed(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}

function place(leaf: SpringLeaf): Placed | ReadProblem | null {
  const [first = '', ...rest] = leaf.path;
  const role = roles[relaxed(first)];
  if (role === undefined) {
    if (springParts.includes(relaxed(first))) return null;
    const entry = settingOf(leaf, leaf.path, shared);
    return entry === null ? unknown(leaf, 'spring.kafka.properties') : { role: null, entry };
  }
  if (role.springOnly.includes(relaxed(rest[0] ?? '')) || springParts.includes(relaxed(rest[0] ?? '')))
    return null;
  const entry = settingOf(leaf, rest, role.names);
  return entry === null ? unknown(leaf, `spring.kafka.${first}.properties`) : { role: relaxed(first), entry };
}

function settingOf(leaf: SpringLeaf, path: readonly string[], names: Mapping): Entry | null {
  const [first = '', ...rest] = path;
  switch (relaxed(first)) {
    case 'properties':
      return entryFor(leaf, rest.join('.').replace(/^\[|\]$/g, ''), null);
    case 'security':
      return relaxed(rest[0] ?? '') === 'protocol' ? entryFor(leaf, 'security.protocol', null) : null;
    case 'ssl': {
      const known = tls[relaxed(rest.join(''))];
      return known === undefined ? null : entryFor(leaf, known[0], known[1]);
    }
    default: {
      const known = names[relaxed(path.join(''))];
      return known === undefined ? null : entryFor(leaf, known[0], known[1]);
    }
  }
}

function entryFor(leaf: SpringLeaf, key: string, convert: Convert): Entry {
  const { path: _, ...entry } = leaf;
  return { ...entry, key, value: leaf.value === null ? null : converted(leaf.value, convert) };
}

/** What cannot be converted stays as it is: Kafka's own check then says what is wrong. */
function converted(value: string, convert: Convert): string {
  switch (convert) {
    case 'size':
      return springDataSize(value) ?? value;
    case 'duration':
      return springDuration(value) ?? value;
    case 'word':
      return value.toLowerCase().replaceAll('-', '_');
    case null:
      return value;
  }
}

function unknown(leaf: SpringLeaf, home: string): ReadProblem {
  const name = leaf.path.at(-1) ?? '';
  const kafkaName = name
    .replace(/([a-z])([A-Z])/g, '$1.$2')
    .replace(/[-_]/g, '.')
    .toLowerCase();
  return {
    line: leaf.line,
    message: `Spring Boot has no setting ${leaf.written}; Kafka's own settings go under ${home}, such as ${home}.${kafkaName}.`,
    fatal: false,
  };
}
