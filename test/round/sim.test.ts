import { describe, expect, it } from 'vitest';
import { simulate } from './sim/simulate.ts';
import { simulateSchedules } from './sim/simulate-schedules.ts';

describe('rounds under crashes, delays and double deliveries', () => {
  it('loses no answer, counts none twice, reveals every question and ends', async () => {
    for (let seed = 1; seed <= 60; seed++) expect((await simulate(seed)).faults, `seed ${seed}`).toEqual([]);
  });

  it('opens what is scheduled exactly once and ends it', async () => {
    for (let seed = 1; seed <= 8; seed++)
      expect((await simulateSchedules(seed)).faults, `seed ${seed}`).toEqual([]);
  });

  it('plays the same round for the same seed', async () => {
    expect(await simulate(7)).toEqual(await simulate(7));
  });
});
