import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSetting, knownNames } from '../../src/reference/find-setting.ts';
import { lastKnownSetting, newestRelease } from '../../src/reference/load.ts';
import {
  defaultMeanings,
  meaningOfDefault,
  popularity,
  relatedSettings,
} from '../../src/reference/people.ts';
import { suggestSettings } from '../../src/reference/suggest.ts';

const find = (typed: string) => findSetting(typed, newestRelease());

describe('a setting', () => {
  it.each([
    ['linger.ms', 'linger.ms', 'producer'],
    ['lingerms', 'linger.ms', 'producer'],
    ['lingerMs', 'linger.ms', 'producer'],
    ['linger-ms', 'linger.ms', 'producer'],
    ['LINGER_MS_CONFIG', 'linger.ms', 'producer'],
    ['ProducerConfig.LINGER_MS_CONFIG', 'linger.ms', 'producer'],
    ['linger.ms=5', 'linger.ms', 'producer'],
    ['"linger.ms": "5",', 'linger.ms', 'producer'],
    ['linger', 'linger.ms', 'producer'],
    ['delivery timeout', 'delivery.timeout.ms', 'producer'],
    ['KAFKA_LOG_RETENTION_MS', 'log.retention.ms', 'broker'],
    ['KAFKA_CFG_ADVERTISED_LISTENERS', 'advertised.listeners', 'broker'],
    ['CONNECT_PLUGIN_PATH', 'plugin.path', 'connect'],
    ['spring.kafka.producer.batch-size', 'batch.size', 'producer'],
    ['spring.kafka.consumer.properties.max.poll.interval.ms', 'max.poll.interval.ms', 'consumer'],
    ['spring.kafka.consumer.fetch-min-size', 'fetch.min.bytes', 'consumer'],
    ['SPRING_KAFKA_CONSUMER_GROUP_ID', 'group.id', 'consumer'],
    ['producer.override.max.request.size', 'max.request.size', 'producer'],
    ['main.consumer.max.poll.records', 'max.poll.records', 'consumer'],
    ['listener.name.internal.ssl.keystore.location', 'ssl.keystore.location', 'broker'],
    ['queue.buffering.max.ms', 'linger.ms', 'producer'],
    ['message.timeout.ms', 'delivery.timeout.ms', 'producer'],
    ['request.required.acks', 'acks', 'producer'],
    ['session.timout.ms', 'session.timeout.ms', 'consumer'],
    ['enable.idempotance', 'enable.idempotence', 'producer'],
    ['min.isr', 'min.insync.replicas', 'topic'],
    ['*.idempotence', 'enable.idempotence', 'producer'],
    ['idempotence', 'enable.idempotence', 'producer'],
  ])('is found as %s', (typed, name, component) => {
    expect(find(typed)).toMatchObject({ kind: 'found', name, component });
  });

  it('of several components is the likeliest one, and names the others', () => {
    expect(find('compression.type')).toMatchObject({ component: 'producer', others: ['topic', 'broker'] });
  });

  it('is that of the asked component where it has one', () => {
    expect(findSetting('compression.type', newestRelease(), 'broker')).toMatchObject({ component: 'broker' });
  });

  it('of librdkafka without a Java counterpart says so', () => {
    expect(find('queue.buffering.max.messages')).toMatchObject({ kind: 'foreign', dialect: 'librdkafka' });
  });

  it('that nobody knows is not invented', () => {
    expect(find('quux.frobnicate.widget')).toMatchObject({ kind: 'unknown' });
    expect(find('KAFKA_HEAP_OPTS')).toMatchObject({ kind: 'unknown' });
  });

  it('mentioned by a word is listed with the others, the best known first', () => {
    const found = find('rack');
    expect(found.kind === 'several' ? found.names.slice(0, 2) : found).toEqual([
      'client.rack',
      'broker.rack',
    ]);
  });

  it('is found by its own name, in capitals with underscores too', () => {
    const names = knownNames().map(({ name }) => name);
    fc.assert(
      fc.property(fc.constantFrom(...names), (name) => {
        expect(find(name)).toMatchObject({ kind: 'found', name });
        expect(find(name.toUpperCase().replaceAll(/[.-]/g, '_'))).toMatchObject({ kind: 'found' });
      }),
      { numRuns: 300 },
    );
  });

  it('survives any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (typed) => find(typed).kind !== undefined));
  });
});

describe('what is kept by hand about settings', () => {
  it('names only settings that exist or existed', () => {
    const names = new Set(knownNames().map(({ name }) => name));
    const listed = [...popularity().keys()];
    expect(listed.filter((name) => !names.has(name))).toEqual([]);
    const explained = defaultMeanings().filter(
      ({ component, name }) => lastKnownSetting(component, name) === null,
    );
    expect(explained).toEqual([]);
    expect(listed.flatMap(relatedSettings).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('what a default means', () => {
  it('is said for the releases it holds for', () => {
    expect(meaningOfDefault('producer', 'enable.idempotence', '3.1.0')).toContain('KAFKA-13598');
    expect(meaningOfDefault('producer', 'enable.idempotence', '3.2.0')).toContain('in flight');
    expect(meaningOfDefault('producer', 'enable.idempotence', '2.8.2')).toBeNull();
    expect(meaningOfDefault('broker', 'log.retention.ms', '4.3.1')).toContain('log.retention.hours');
  });
});

describe('completion of settings', () => {
  it('puts the best known first', () => {
    expect(suggestSettings('').at(0)?.value).toBe('linger.ms');
    expect(
      suggestSettings('ret')
        .slice(0, 2)
        .map(({ value }) => value),
    ).toEqual(['retention.ms', 'retries']);
  });

  it('prefers names that begin with the text', () => {
    expect(suggestSettings('max.poll').map(({ value }) => value)).toEqual([
      'max.poll.interval.ms',
      'max.poll.records',
    ]);
  });

  it('offers at most 25 names', () => {
    expect(suggestSettings('s').length).toBe(25);
  });
});
