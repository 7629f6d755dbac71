import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeprecated } from '../../src/reference/generate/deprecations.ts';
import type { Extracted } from '../../src/reference/generate/extracted.ts';
import { emptyStore, merge, type ReleaseFacts } from '../../src/reference/generate/merge.ts';
import { beanPatterns } from '../../src/reference/generate/metrics.ts';

const setting = { type: 'int', importance: 'low' } as const;

function release(
  version: string,
  producer: Extracted['settings']['producer'],
  extra: Partial<ReleaseFacts> = {},
): ReleaseFacts {
  const facts: Extracted = {
    settings: { producer: producer ?? {} },
    errors: { NONE: { code: 0 } },
    exceptions: { clients: {}, connect: {}, streams: {} },
    apis: { Fetch: { key: 1, min: 0, max: Number(version.split('.')[1]) } },
  };
  return { version, facts, missing: [], metrics: null, ...extra };
}

const three = [
  release('3.9.0', { 'linger.ms': { ...setting, default: '0' }, old: { ...setting, default: null } }),
  release('4.0.0', { 'linger.ms': { ...setting, default: '5' } }),
  release('4.1.0', { 'linger.ms': { ...setting, default: '5' }, fresh: setting }),
];

describe('merging releases', () => {
  it('gives the same set whatever the order, and however often', () => {
    const inOrder = three.reduce(merge, emptyStore());
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...three), { maxLength: 6 }), (again) => {
        const shuffled = [...again, ...three].reduce(merge, emptyStore());
        expect(shuffled).toEqual(inOrder);
      }),
    );
  });

  it('stores a change once, and the end of a life', () => {
    const { settings } = three.reduce(merge, emptyStore());
    expect(settings.producer['linger.ms']).toEqual({
      '3.9.0': { type: 'int', importance: 'low', default: '0' },
      '4.0.0': { default: '5' },
    });
    expect(settings.producer['old']).toHaveProperty(['4.0.0'], null);
  });

  it('does not take a missing jar for the end of what was in it', () => {
    const without = release('4.2.0', {}, { missing: ['streams'] });
    const withStreams = release('4.1.0', {});
    withStreams.facts.settings.streams = { 'application.id': setting };
    const { settings } = [withStreams, without].reduce(merge, emptyStore());
    expect(Object.keys(settings.streams['application.id'] ?? {})).toEqual(['4.1.0']);
  });

  it('keeps the metrics of an earlier run when no broker is run again', () => {
    const metrics = { 'kafka.server:type=A,name=B': { kind: 'gauge' } } as const;
    const run = merge(emptyStore(), release('4.0.0', {}, { metrics }));
    expect(merge(run, release('4.0.0', {}))).toEqual(run);
  });

  it('keeps none of the sentences of Kafka', () => {
    const talking = release('4.0.0', {
      old: { ...setting, deprecationText: 'Deprecated. Use another one.' },
    });
    expect(JSON.stringify(merge(emptyStore(), talking))).not.toContain('another one');
  });
});

describe('deprecation', () => {
  const says = (deprecationText: string) =>
    isDeprecated('broker', 'x', { ...setting, deprecationText }, '4.0.0');

  it.each([
    'DEPRECATED: An alias for another setting.',
    '[DEPRECATED] Specify the format.',
    '(Deprecated) Whether to enforce it.',
    'How it works. This configuration is deprecated and will be removed in Kafka 5.0.',
    'This configuration has been deprecated and will be removed.',
  ])('is read in %j', (text) => expect(says(text)).toBe(true));

  it.each([
    'The guarantee that is used. Deprecated options are exactly_once and exactly_once_beta.',
    'The clientId JAAS option can still be used, but it is deprecated.',
    'Also supports the deprecated PrincipalBuilder interface.',
  ])('is not read in %j', (text) => expect(says(text)).toBe(false));
});

describe('JMX beans', () => {
  it('lose the names of the cluster they were read on', () => {
    const patterns = beanPatterns({
      'kafka.server:name=BytesInPerSec,topic=input,type=BrokerTopicMetrics': ['Count', 'OneMinuteRate'],
      'kafka.log:logDirectory="/data, 1",name=LogDirectoryOffline,type=LogManager': ['Value'],
    });
    expect(patterns).toEqual({
      'kafka.server:type=BrokerTopicMetrics,name=BytesInPerSec,topic={topic}': { kind: 'meter' },
      'kafka.log:type=LogManager,name=LogDirectoryOffline,logDirectory={logDirectory}': { kind: 'gauge' },
    });
  });

  it('that differ in such names only become one, with the attributes of both', () => {
    const patterns = beanPatterns({
      'kafka.producer:client-id=a,type=producer-metrics': ['record-send-rate'],
      'kafka.producer:client-id=b,type=producer-metrics': ['txn-commit-time-ns-total'],
    });
    expect(patterns).toEqual({
      'kafka.producer:type=producer-metrics,client-id={client-id}': {
        kind: 'attributes',
        attributes: ['record-send-rate', 'txn-commit-time-ns-total'],
      },
    });
  });
});
