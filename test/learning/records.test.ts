/** Answers are counted once and none is lost, on both stores and from two instances at once. */
import { DatabaseSync } from 'node:sqlite';
import { createClient, type RedisClientType } from '@keyv/redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemStatistics } from '../../src/learning/items.ts';
import { changeProfile, readLearner, readShifts, recordAnswer } from '../../src/learning/records.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import { createRedisLedger } from '../../src/store/redis-ledger.ts';
import { createSqliteLedger } from '../../src/store/sqlite-ledger.ts';
import { hasRedis, type RedisServer, startRedis } from '../fakes/redis.ts';
import { makeQuestion } from './questions.ts';

const NOW = Date.UTC(2026, 5, 1);
const isr = makeQuestion('isr');
const answered = (right: boolean, at = NOW) => ({ question: isr, chosen: right ? 0 : 2, right, at });

/** @param get the ledgers of two instances over the same, empty data */
function recordsSuite(name: string, get: () => readonly [Ledger, Ledger]): void {
  describe(`what people learn, on ${name}`, () => {
    it('counts an answer once, however often it is delivered to whichever instance', async () => {
      const [one, two] = get();
      const tries = await Promise.all(
        Array.from({ length: 12 }, (_, at) =>
          recordAnswer(at % 2 ? one : two, 'ann', 'quiz:s:0', answered(at % 3 === 0)),
        ),
      );
      expect(tries.filter(Boolean)).toHaveLength(1);
      const { profile, cards } = await readLearner(two, 'ann');
      expect(profile).toMatchObject({ answers: 1, rated: 1 });
      expect(cards.get('isr')?.answers).toBe(1);
      expect((await itemStatistics(one, 'isr')).answers).toBe(1);
    });

    it('loses no answer of many people at the same time', async () => {
      const [one, two] = get();
      const people = Array.from({ length: 30 }, (_, at) => `crowd ${at}`);
      await Promise.all(
        people.flatMap((user, at) => [
          recordAnswer(at % 2 ? one : two, user, 'round:r:0', {
            ...answered(at % 4 > 0),
            question: makeQuestion('crowd'),
          }),
          recordAnswer(at % 2 ? two : one, user, 'round:r:1', {
            ...answered(true),
            question: makeQuestion(`own ${at}`),
          }),
        ]),
      );
      expect(await itemStatistics(one, 'crowd')).toMatchObject({
        answers: 30,
        right: 22,
        options: [22, 0, 8, 0],
      });
      for (const user of people) expect((await readLearner(two, user)).profile.answers).toBe(2);
    });

    it('lets only the first answer of a person move the question', async () => {
      const [ledger] = get();
      const question = makeQuestion('moves');
      await recordAnswer(ledger, 'cleo', 'quiz:a:0', { ...answered(false), question });
      const [shift, ability] = [
        (await readShifts(ledger)).get('moves'),
        (await readLearner(ledger, 'cleo')).profile.ability,
      ];
      expect(shift).toBeGreaterThan(0);
      expect(ability).toBeLessThan(0);
      await recordAnswer(ledger, 'cleo', 'quiz:a:1', { ...answered(true, NOW + 60_000), question });
      expect((await readShifts(ledger)).get('moves')).toBe(shift);
      // Repeating it a minute after the explanation shows no ability either.
      expect((await readLearner(ledger, 'cleo')).profile).toMatchObject({ ability, answers: 2, rated: 1 });
    });

    it('keeps settings that are changed while answers come in', async () => {
      const [one, two] = get();
      await Promise.all([
        ...Array.from({ length: 8 }, (_, at) =>
          recordAnswer(one, 'dan', `quiz:d:${at}`, { ...answered(true), question: makeQuestion(`d${at}`) }),
        ),
        changeProfile(two, 'dan', (profile) => ({ ...profile, zone: 'Europe/Paris' })),
      ]);
      expect((await readLearner(one, 'dan')).profile).toMatchObject({ zone: 'Europe/Paris', answers: 8 });
    });

    it('starts anew from what it cannot read', async () => {
      const [ledger] = get();
      await ledger.apply([
        { type: 'set', key: 'learner:eve', field: 'profile', value: '{"ability":"high"' },
        { type: 'set', key: 'learner:eve', field: 'card isr', value: '{"due":"soon"}' },
      ]);
      expect(await readLearner(ledger, 'eve')).toMatchObject({ profile: { ability: 0 }, cards: new Map() });
      expect(await recordAnswer(ledger, 'eve', 'quiz:e:0', answered(true))).toBe(true);
      expect((await readLearner(ledger, 'eve')).cards.get('isr')?.right).toBe(1);
    });
  });
}

const database = new DatabaseSync(':memory:');
const sqlite = [createSqliteLedger(database), createSqliteLedger(database)] as const;
recordsSuite('SQLite', () => sqlite);

const isThere = hasRedis();
describe.skipIf(!isThere)('with Redis', () => {
  let server: RedisServer;
  const clients: RedisClientType[] = [];
  beforeAll(async () => {
    server = await startRedis();
    for (let at = 0; at < 2; at++) {
      const client = createClient({ url: server.url }) as RedisClientType;
      await client.connect();
      clients.push(client);
    }
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await server.stop();
  });
  let ledgers: readonly [Ledger, Ledger] | undefined;
  recordsSuite('Redis', () => {
    const [one, two] = clients;
    if (!one || !two) throw new Error('Redis is not connected');
    ledgers ??= [createRedisLedger(one), createRedisLedger(two)];
    return ledgers;
  });
});
