import { DatabaseSync } from 'node:sqlite';
import { createClient, type RedisClientType } from '@keyv/redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRedisRoundStore } from '../../src/round/redis-round-store.ts';
import { defaultSettings, type Round } from '../../src/round/round.ts';
import type { RoundStore } from '../../src/round/round-store.ts';
import { createSqliteRoundStore } from '../../src/round/sqlite-round-store.ts';
import { createRound, type RoundEvent, step } from '../../src/round/step.ts';
import { hasRedis, type RedisServer, startRedis } from '../fakes/redis.ts';

let serial = 0;

function lobby(settings: Partial<Round['settings']> = {}): Round {
  serial += 1;
  return createRound({
    id: `r${serial}`,
    place: `place ${serial}`,
    workspace: 'w',
    host: 'ann',
    hostName: 'Ann',
    topic: undefined,
    questions: ['a', 'b'].map((id) => ({ id, order: [0, 1, 2], limit: 20_000 })),
    settings: { ...defaultSettings, ...settings },
    now: 1_000,
  });
}

function played(round: Round, ...events: readonly RoundEvent[]): Round {
  return events.reduce((current, event) => {
    const result = step(current, event);
    if (!result.ok) throw new Error(result.why);
    return result.round;
  }, round);
}

const open = (round: Round) =>
  played(round, { type: 'start', by: 'ann', now: 1_000 }, { type: 'posted', turn: 0, at: 2_000, now: 2_000 });
const press = (user: string, shown = 1, at = 5_000) => ({ user, name: user, shown, at });

/** What every store of rounds must do. @param get the stores of two instances over the same data */
function roundStoreSuite(name: string, get: () => readonly [RoundStore, RoundStore]): void {
  describe(`rounds on ${name}`, () => {
    async function opened(settings: Partial<Round['settings']> = {}): Promise<string> {
      const round = lobby(settings);
      await get()[0].create(round);
      await get()[0].save(open(round), 1);
      return round.id;
    }

    it('gives a place to one round at a time', async () => {
      const [one, two] = get();
      const first = lobby();
      const second = { ...lobby(), place: first.place };
      const created = await Promise.all([one.create(first), two.create(second)]);
      expect(created.filter(Boolean)).toHaveLength(1);
      expect([first.id, second.id]).toContain(await one.runningIn(first.place));
    });

    it('keeps a lone question beside the round of its place, and each id once', async () => {
      const [one, other] = get();
      const round = lobby();
      const question = { ...round, id: `${round.id}q`, form: 'question' as const };
      expect(await Promise.all([one.create(round), other.create(question)])).toEqual([true, true]);
      expect(await one.create({ ...round, place: 'elsewhere' })).toBe(false);
      expect(await other.runningIn(`${round.place}#question`)).toBe(question.id);
    });

    it('counts up to a limit over all instances, and anew after a while', async () => {
      const [one, other] = get();
      serial += 1;
      const tally = (store: RoundStore, lifetime: number) => store.tally(`budget ${serial}`, lifetime, 5);
      const taken = await Promise.all(
        Array.from({ length: 12 }, (_, at) => tally(at % 2 === 0 ? one : other, 60_000)),
      );
      expect(taken.filter(Boolean)).toHaveLength(5);
      expect(await one.tally(`none ${serial}`, 60_000, 0)).toBe(false);
    });

    it('lets exactly one of many change the same version', async () => {
      const [one, two] = get();
      const round = lobby();
      await one.create(round);
      const saved = await Promise.all(
        Array.from({ length: 30 }, (_, at) => (at % 2 ? one : two).save(open(round), 1)),
      );
      expect(saved.filter(Boolean)).toHaveLength(1);
      expect((await two.load(round.id))?.version).toBe(2);
    });

    it('counts every player once, whatever is delivered twice to whom', async () => {
      const [one, two] = get();
      const id = await opened();
      const users = Array.from({ length: 100 }, (_, at) => `user ${at}`);
      const outcomes = await Promise.all(
        users.flatMap((user) => [one.answer(id, 0, press(user)), two.answer(id, 0, press(user, 2))]),
      );
      expect(outcomes.filter(({ outcome }) => outcome === 'locked')).toHaveLength(100);
      expect(outcomes.filter(({ outcome }) => outcome === 'already')).toHaveLength(100);
      expect(await one.count(id, 0)).toBe(100);
    });

    it('measures from the moment the question was posted', async () => {
      const id = await opened();
      expect(await get()[0].answer(id, 0, press('ben', 1, 5_000))).toMatchObject({
        outcome: 'locked',
        elapsed: 3_000,
        answered: 1,
        expected: 1,
      });
    });

    it('refuses what was pressed after the deadline, and says by how much', async () => {
      const id = await opened();
      expect(await get()[0].answer(id, 0, press('ben', 1, 22_400))).toEqual({ outcome: 'late', by: 400 });
    });

    it('refuses answers to a question that is not open', async () => {
      const id = await opened();
      expect(await get()[0].answer(id, 1, press('ben'))).toEqual({ outcome: 'not-open' });
      expect(await get()[0].answer('unknown', 0, press('ben'))).toEqual({ outcome: 'not-open' });
    });

    it('lets an answer change once where the host allows it', async () => {
      const [store] = get();
      const id = await opened({ mayChange: true });
      await store.answer(id, 0, press('ben', 1));
      expect(await store.answer(id, 0, press('ben', 2, 6_000))).toMatchObject({
        outcome: 'changed',
        elapsed: 4_000,
      });
      expect(await store.answer(id, 0, press('ben', 0, 7_000))).toMatchObject({
        outcome: 'already',
        shown: 2,
      });
    });

    it('keeps names as they are', async () => {
      const [store] = get();
      const id = await opened();
      await store.answer(id, 0, { ...press('ben'), name: 'Be|n 😀' });
      expect(await store.answers(id, 0)).toEqual([
        { user: 'ben', name: 'Be|n 😀', shown: 1, elapsed: 3_000, changed: false },
      ]);
    });

    it('tells what is due, and forgets it when the round is over and shown', async () => {
      const [store] = get();
      const round = lobby();
      await store.create(round);
      expect(await store.due(10_000_000, 1_000)).toContain(round.id);
      expect(await store.due(2_000, 1_000)).not.toContain(round.id);
      await store.save(played(round, { type: 'stop', by: 'ann', now: 5 }, { type: 'shown', now: 6 }), 1);
      expect(await store.due(10_000_000, 1_000)).not.toContain(round.id);
    });

    it('frees the place when the round is over', async () => {
      const [store] = get();
      const round = lobby();
      await store.create(round);
      await store.save(played(round, { type: 'stop', by: 'ann', now: 5 }), 1);
      expect(await store.runningIn(round.place)).toBeUndefined();
      expect(await store.create({ ...lobby(), place: round.place })).toBe(true);
    });

    it('remembers facts beside the round without touching its version', async () => {
      const [one, two] = get();
      const round = lobby();
      await one.create(round);
      await one.remember(round.id, 'message', 'm1');
      expect(await two.recall(round.id, 'message')).toBe('m1');
      expect((await one.load(round.id))?.version).toBe(1);
    });

    it('tells the first from the second delivery', async () => {
      const [one, two] = get();
      const firsts = await Promise.all([one.first(`${name} e`, 60_000), two.first(`${name} e`, 60_000)]);
      expect(firsts.filter(Boolean)).toHaveLength(1);
    });
  });
}

const database = new DatabaseSync(':memory:');
const sqlite = [createSqliteRoundStore(database), createSqliteRoundStore(database)] as const;
roundStoreSuite('sqlite', () => sqlite);

describe.skipIf(!hasRedis())('with a server', () => {
  let server: RedisServer;
  let clients: readonly RedisClientType[];
  let stores: readonly [RoundStore, RoundStore];
  beforeAll(async () => {
    server = await startRedis();
    const connect = async () => (await createClient({ url: server.url }).connect()) as RedisClientType;
    clients = [await connect(), await connect()];
    const [a, b] = clients;
    if (!a || !b) throw new Error('no clients');
    stores = [createRedisRoundStore(a), createRedisRoundStore(b)];
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await server.stop();
  });
  roundStoreSuite('redis', () => stores);
});
