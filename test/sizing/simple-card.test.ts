/** The simple card reproduces the page, and refuses what cannot be. */

import { describe, expect, it } from 'vitest';
import { SIMPLE_DEFAULTS, simpleCard, simpleCardProblem } from '../../src/sizing/simple-card.ts';
import { bytes, count, GiB, messagesPerSecond } from '../../src/sizing/units.ts';

describe('the simple card', () => {
  const card = simpleCard(SIMPLE_DEFAULTS);
  it('carries 6 x 10,000 x (1 - 0.1 x (2 - 1)) = 54,000 msg/s', () => expect(card.throughput).toBe(54_000));
  it('stores 54,000 x 1,024 B x 86,400 s x 2 / 2^30 = 8,898.93 GiB a day', () =>
    expect(card.storagePerDay / GiB).toBeCloseTo(8898.92578125, 8));
  it('survives 2 - 1 = 1 failure', () => expect(card.failuresSurvived).toBe(1));
  it('offers one consumer per partition: 6', () => expect(card.parallelism).toBe(6));
  it('stores for a stated rate: 1,000 x 1,024 x 86,400 x 2', () =>
    expect(simpleCard({ ...SIMPLE_DEFAULTS, rate: messagesPerSecond(1000) }).storagePerDay).toBe(
      1000 * 1024 * 86_400 * 2,
    ));
  it('never promises a negative throughput', () =>
    expect(
      simpleCard({ ...SIMPLE_DEFAULTS, brokers: count(30), replicationFactor: count(20) }).throughput,
    ).toBe(0));
});

describe('what cannot be', () => {
  it('needs a broker', () =>
    expect(simpleCardProblem({ ...SIMPLE_DEFAULTS, brokers: count(0) })).toMatch(/^brokers: /));
  it('needs as many brokers as copies', () =>
    expect(simpleCardProblem({ ...SIMPLE_DEFAULTS, replicationFactor: count(4) })).toBe(
      'rf: 4 copies need 4 brokers and there are 3; give rf=3 or less, or brokers=4 or more.',
    ));
  it('needs a message', () =>
    expect(simpleCardProblem({ ...SIMPLE_DEFAULTS, messageSize: bytes(0) })).toMatch(/^size: /));
  it('has nothing against the page’s own card', () =>
    expect(simpleCardProblem(SIMPLE_DEFAULTS)).toBeUndefined());
});
