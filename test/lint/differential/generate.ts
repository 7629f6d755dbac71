// Makes configuration files near the border between what Kafka accepts and what it refuses.

import type { Component, Setting } from '../../../src/reference/facts.ts';
import { settingsAt } from '../../../src/reference/load.ts';
import { brokerFile } from './broker-files.ts';
import type { Random } from './random.ts';
import { valueFor } from './values.ts';
import { writeProperties } from './write.ts';

export const judgedComponents = ['producer', 'consumer', 'admin', 'topic', 'broker'] as const;
export type JudgedComponent = (typeof judgedComponents)[number];

export interface GeneratedFile {
  readonly component: Component;
  readonly text: string;
}

/** Settings that Kafka checks against each other: picked together, so that their rules are met and missed. */
const tls: readonly (readonly string[])[] = [
  [
    'security.protocol',
    'ssl.keystore.type',
    'ssl.keystore.location',
    'ssl.keystore.password',
    'ssl.key.password',
  ],
  ['security.protocol', 'ssl.keystore.type', 'ssl.keystore.key', 'ssl.keystore.certificate.chain'],
  [
    'security.protocol',
    'ssl.truststore.type',
    'ssl.truststore.location',
    'ssl.truststore.password',
    'ssl.truststore.certificates',
  ],
  ['security.protocol', 'ssl.protocol', 'ssl.provider', 'ssl.enabled.protocols', 'ssl.cipher.suites'],
  [
    'security.protocol',
    'ssl.secure.random.implementation',
    'ssl.keymanager.algorithm',
    'ssl.trustmanager.algorithm',
    'ssl.engine.factory.class',
  ],
];

const related: Readonly<Record<JudgedComponent, readonly (readonly string[])[]>> = {
  producer: [
    ['enable.idempotence', 'acks', 'retries', 'max.in.flight.requests.per.connection', 'transactional.id'],
    ['acks', 'retries'],
    ['acks', 'transactional.id'],
    ['delivery.timeout.ms', 'linger.ms', 'request.timeout.ms'],
    ['delivery.timeout.ms'],
    ['transaction.two.phase.commit.enable', 'transaction.timeout.ms', 'transactional.id'],
    ['buffer.memory.allocation.strategy', 'compression.type', 'batch.size'],
    ['security.protocol', 'sasl.mechanism'],
    ...tls,
    ['key.serializer', 'value.serializer', 'bootstrap.servers'],
    ['bootstrap.servers', 'bootstrap.resolve.timeout.ms'],
  ],
  consumer: [
    ['group.id', 'session.timeout.ms', 'heartbeat.interval.ms'],
    ['enable.auto.commit', 'group.id'],
    ['enable.auto.commit'],
    [
      'group.protocol',
      'session.timeout.ms',
      'heartbeat.interval.ms',
      'partition.assignment.strategy',
      'group.remote.assignor',
      'group.id',
    ],
    ['group.protocol', 'group.remote.assignor'],
    ['group.instance.id', 'group.id', 'client.id'],
    ['partition.assignment.strategy', 'group.id'],
    ['share.acknowledgement.mode', 'share.acquire.mode'],
    ['security.protocol', 'sasl.mechanism'],
    ...tls,
    ['bootstrap.servers', 'bootstrap.resolve.timeout.ms'],
  ],
  admin: [
    ['bootstrap.servers', 'bootstrap.controllers'],
    ['bootstrap.controllers'],
    ['default.api.timeout.ms', 'request.timeout.ms'],
    ['security.protocol', 'sasl.mechanism'],
    ...tls,
    ['bootstrap.servers', 'bootstrap.resolve.timeout.ms'],
  ],
  topic: [
    ['min.compaction.lag.ms', 'max.compaction.lag.ms'],
    ['remote.storage.enable', 'cleanup.policy'],
    ['remote.storage.enable', 'retention.ms', 'local.retention.ms'],
    ['remote.storage.enable', 'retention.bytes', 'local.retention.bytes'],
    ['remote.storage.enable', 'remote.copy.lag.ms', 'local.retention.ms', 'retention.ms'],
    ['remote.storage.enable', 'remote.copy.lag.bytes', 'local.retention.bytes', 'retention.bytes'],
    [
      'remote.storage.enable',
      'remote.log.copy.disable',
      'local.retention.ms',
      'local.retention.bytes',
      'retention.ms',
      'retention.bytes',
    ],
  ],
  broker: [],
};

/** One file for a component of a release. */
export function generate(random: Random, component: JudgedComponent, version: string): GeneratedFile {
  const settings = settingsAt(component, version);
  const boldness = random.pick(
    component === 'broker' ? [0, 0, 0, 0.01, 0.02, 0.05, 0.15] : [0, 0, 0.03, 0.08, 0.2, 0.5],
  );
  const chosen = component === 'broker' ? brokerFile(random, version, boldness) : new Map<string, string>();
  for (const name of component !== 'broker' && random.chance(0.6) ? random.pick(related[component]) : []) {
    const setting = settings.get(name);
    if (setting !== undefined && random.chance(0.85))
      chosen.set(name, valueFor(random, setting, version, boldness));
  }
  const names = [...settings.keys()];
  const extra = random.pick([0, 1, 1, 2, 3, 5, 8, 25]);
  for (let index = 0; index < extra; index++) {
    const setting = settings.get(random.pick(names));
    if (setting !== undefined && !chosen.has(setting.name)) {
      chosen.set(setting.name, valueFor(random, setting, version, boldness));
    }
  }
  if (random.chance(0.06)) chosen.set(...stranger(random, component, version, names));
  return { component, text: writeProperties(random, chosen) };
}

/** A name from another component, a misspelt one, or one of nobody's. */
function stranger(
  random: Random,
  component: Component,
  version: string,
  names: readonly string[],
): [string, string] {
  const other: readonly Setting[] = [
    ...settingsAt(random.pick(judgedComponents.filter((each) => each !== component)), version).values(),
  ];
  const foreign = random.pick(other);
  return random.pick<[string, string]>([
    [foreign.name, foreign.default ?? 'x'],
    [`${random.pick(names)}x`, '1'],
    [random.pick(names).replaceAll('.', '_'), '1'],
    ['my.own.setting', 'x'],
  ]);
}
