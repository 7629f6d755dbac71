import { describe, expect, it } from 'vitest';
import { playOnProcesses } from '../bench/rounds/main.ts';
import { hasRedis } from '../fakes/redis.ts';

describe.runIf(hasRedis())('a round on two processes', () => {
  it('loses no answer and counts none twice when one of them is killed in the middle of posting', async () => {
    const report = await playOnProcesses(2, {
      rounds: 1,
      players: 20,
      questions: 2,
      spreadMs: 1_000,
      killPosting: 2,
    });
    // On a slow machine some are told that they were too late; nobody is told that they are in and then is not.
    expect(report).toMatchObject({ sent: 38, lost: 0, double: 0, unfinished: 0 });
    expect(report.confirmed).toBeGreaterThan(0);
    expect(report.resumes).toHaveLength(1);
  }, 400_000);
});
