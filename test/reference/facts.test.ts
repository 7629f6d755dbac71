import { describe, expect, it } from 'vitest';
import type { Component } from '../../src/reference/facts.ts';
import { lastKnownSetting, releases, settingAt, settingsAt } from '../../src/reference/load.ts';
import { apisAt, readErrors } from '../../src/reference/protocol.ts';

/** Public settings without those that only kafka-configs.sh can set: what Kafka's own tables list. */
const documented = (component: Component, version: string) =>
  [...settingsAt(component, version).values()].filter((setting) => !setting.internal && !setting.dynamicOnly)
    .length;

describe('the facts', () => {
  // Rows of the tables on kafka.apache.org.
  it.each([
    ['2.8.2', 'broker', 218],
    ['2.8.2', 'producer', 70],
    ['3.1.2', 'consumer', 89],
    ['3.8.1', 'producer', 94],
    ['3.9.2', 'admin', 74],
    ['4.0.2', 'broker', 289],
    ['4.0.2', 'connect', 114],
    ['4.1.2', 'producer', 112],
    ['4.3.1', 'streams', 74],
    ['4.3.1', 'group', 17],
    ['4.4.0', 'consumer', 119],
  ] as const)('of %s hold the %s settings that Kafka documents', (version, component, count) => {
    expect(documented(component, version)).toBe(count);
  });

  it('follow linger.ms from 0 to 5 in 4.0', () => {
    expect(settingAt('producer', 'linger.ms', '4.0.0')?.history).toEqual([
      { version: '2.8.0', default: '0', required: false },
      { version: '4.0.0', default: '5', required: false },
    ]);
  });

  it('tell no default from a default of null', () => {
    expect(settingAt('producer', 'key.serializer', '4.0.0')).toMatchObject({ required: true, default: null });
    expect(settingAt('consumer', 'group.id', '4.0.0')).toMatchObject({ required: false, default: null });
  });

  it('know when a setting came and went', () => {
    expect(lastKnownSetting('broker', 'zookeeper.connect')).toMatchObject({
      since: '2.8.0',
      removedIn: '4.0.0',
    });
    expect(settingAt('broker', 'zookeeper.connect', '4.0.0')).toBeNull();
    expect(settingAt('producer', 'compression.zstd.level', '4.0.0')).toMatchObject({ since: '3.8.0' });
  });

  it('take an annotation that is about a Java name for no deprecation of the setting', () => {
    expect(settingAt('producer', 'partitioner.adaptive.partitioning.enable', '4.2.0')?.deprecated).toBe(
      false,
    );
    expect(settingAt('streams', 'topology.optimization', '3.9.0')?.deprecated).toBe(false);
  });

  it.each([
    ['broker', 'log.cleaner.enable', '4.1.0'],
    ['broker', 'broker.id', '4.4.0'],
    ['broker', 'log.message.format.version', '3.0.0'],
    ['connect', 'auto.include.jmx.reporter', '3.4.0'],
    ['source-connector', 'tasks.max.enforce', '3.8.0'],
  ] as const)('know that %s %s is deprecated from %s on', (component, name, version) => {
    expect(settingAt(component, name, version)).toMatchObject({ deprecated: true, deprecatedIn: version });
  });

  it('say how a broker setting changes at run time', () => {
    expect(settingAt('broker', 'log.retention.ms', '4.0.0')?.updateMode).toBe('cluster-wide');
    expect(settingAt('broker', 'node.id', '4.0.0')?.updateMode).toBe('read-only');
    expect(settingAt('broker', 'advertised.listeners', '3.9.0')?.updateMode).toBe('per-broker');
    expect(settingAt('broker', 'advertised.listeners', '4.0.0')?.updateMode).toBe('read-only');
  });

  it('pair a topic setting with its broker default', () => {
    expect(settingAt('topic', 'retention.ms', '3.4.0')?.serverDefault).toBe('log.retention.ms');
    expect(settingAt('topic', 'retention.ms', '4.3.0')?.serverDefault).toBe('log.retention.ms');
  });

  it('hold nothing of the machine they were read on', () => {
    const text = JSON.stringify(releases().map((release) => [...settingsAt('streams', release)]));
    expect(settingAt('streams', 'state.dir', '4.3.0')?.default).toContain('java.io.tmpdir}');
    expect(text).not.toMatch(/\/tmp\/|@[0-9a-f]{6}|Lambda/);
  });

  it('know the protocol errors and which of them are retriable', () => {
    const coded = readErrors().filter((error) => error.code !== null);
    expect(coded.length).toBe(138);
    expect(coded.find((error) => error.code === 19)).toMatchObject({
      name: 'NOT_ENOUGH_REPLICAS',
      retriable: true,
    });
    expect(coded.find((error) => error.code === 90)).toMatchObject({
      name: 'PRODUCER_FENCED',
      retriable: false,
    });
  });

  it('know the public exceptions that no broker sends', () => {
    const names = new Set(readErrors().map((error) => error.className));
    expect(names).toContain('org.apache.kafka.clients.consumer.CommitFailedException');
    expect(names).toContain('org.apache.kafka.streams.errors.StreamsException');
    expect(names).toContain('org.apache.kafka.connect.errors.DataException');
  });

  it('know request types and their versions', () => {
    const fetch = (version: string) => apisAt(version).find((api) => api.name === 'Fetch');
    expect(fetch('3.9.0')).toMatchObject({ key: 1, min: 0 });
    expect(fetch('4.0.0')).toMatchObject({ key: 1, min: 4 });
  });
});
