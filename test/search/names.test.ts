/** Names, in the ways people spell them. */
import { describe, expect, it } from 'vitest';
import { find, first } from './finder.ts';

describe('a name', () => {
  it.each([
    ['high-watermark', 'high-watermark'],
    ['HIGH WATERMARK', 'high-watermark'],
    ['highwatermark', 'high-watermark'],
    ['consumer-groups', 'consumer-group'],
    ['tombstones', 'tombstone'],
    ['what is a tombstone?', 'tombstone'],
    ['What is ISR and how does it prevent data loss?', 'isr'],
    ['explain the concept of log compaction in Kafka', 'log-compaction'],
  ])('%s is found whatever its spelling and frame', (typed, id) => {
    expect([find(typed).confidence, first(typed)]).toEqual(['sure', id]);
  });

  it.each([
    ['tombstoen', 'tombstone'],
    ['replicaton factor', 'replication-factor'],
    ['idempotant producer', 'idempotent-producer'],
    ['mirormaker', 'mirrormaker-2'],
  ])('%s is found in spite of its typing mistake', (typed, id) => {
    expect([find(typed).confidence, first(typed)]).toEqual(['sure', id]);
  });

  it.each([
    ['materialised view', 'materialized-view'],
    ['materialized view', 'materialized-view'],
    ['saga choreography', 'saga-choreography'],
    ['choreographed saga', 'saga-choreography'],
  ])('%s is found in British and American spelling and in every form', (typed, id) => {
    expect(first(typed)).toBe(id);
  });
});

describe('an abbreviation', () => {
  it.each([
    ['ISR', 'isr'],
    ['LSO', 'last-stable-offset'],
    ['LEO', 'log-end-offset'],
    ['hw', 'high-watermark'],
  ])('%s is found', (typed, id) => {
    expect(first(typed)).toBe(id);
  });

  it('is never another one with a letter changed', () => {
    expect(find('LSR')).toEqual({ confidence: 'none', hits: [] });
    expect(find('LXO')).toEqual({ confidence: 'none', hits: [] });
  });
});

describe('a setting or an error', () => {
  it.each(['linger.ms', 'LINGER_MS', 'lingerMs', 'linger_ms'])('written %s is its page', (typed) => {
    expect(first(typed)).toBe('linger.ms');
  });

  it('named in plain words is the concept of that name', () => {
    expect(first('replication factor')).toBe('replication-factor');
  });
});
