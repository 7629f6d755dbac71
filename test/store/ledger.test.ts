/** One suite for both ledgers: all or nothing, once, nobody's change overwritten, boards, due times. */
import { DatabaseSync } from 'node:sqlite';
import { createClient, type RedisClientType } from '@keyv/redis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Ledger, REMEMBER_ONCE_MS, updateField } from '../../src/store/ledger.ts';
import { createRedisLedger } from '../../src/store/redis-ledger.ts';
import { createSqliteLedger, sweepLedger } from '../../src/store/sqlite-ledger.ts';
import { hasRedis, type RedisServer, startRedis } from '../fakes/redis.ts';

const DAY = 24 * 3_600_000;
const score = (board: string, member: string, by: number) =>
  ({ type: 'score', board, member, by, keep: DAY }) as const;

/** @param get the ledgers of two instances over the same data */
function ledgerSuite(name: string, get: () => readonly [Ledger, Ledger]): void {
  describe(`the ledger on ${name}`, () => {
    it('sets, adds to and takes away fields, all in one step', async () => {
      const [one, two] = get();
      await one.apply([
        { type: 'set', key: 'r', field: 'a', value: 'x' },
        { type: 'add', key: 'r', field: 'n', by: 2 },
        { type: 'add', key: 'r', field: 'n', by: -0.5 },
      ]);
      expect(await two.get('r', 'a')).toBe('x');
      expect(Number(await two.get('r', 'n'))).toBe(1.5);
      await two.apply([{ type: 'set', key: 'r', field: 'a', value: null }]);
      expect([...(await one.read('r')).keys()]).toEqual(['n']);
      await one.apply([{ type: 'drop', key: 'r' }]);
      expect((await two.read('r')).size).toBe(0);
    });

    it('makes a step once, however often and wherever it is delivered', async () => {
      const [one, two] = get();
      const made = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          (at % 2 ? one : two).apply([{ type: 'add', key: 'count', field: 'n', by: 1 }], { once: 'event 1' }),
        ),
      );
      expect(made.filter(Boolean)).toHaveLength(1);
      expect(Number(await one.get('count', 'n'))).toBe(1);
    });

    it('changes nothing when a field it relies on has changed', async () => {
      const [one] = get();
      await one.apply([{ type: 'set', key: 'cas', field: 'v', value: '1' }]);
      const stale = { unchanged: [{ key: 'cas', field: 'v', value: '0' }], once: 'cas step' };
      expect(await one.apply([{ type: 'set', key: 'cas', field: 'w', value: '2' }], stale)).toBe(false);
      expect(await one.get('cas', 'w')).toBeUndefined();
      // A refused step is not remembered as made.
      const fresh = { ...stale, unchanged: [{ key: 'cas', field: 'v', value: '1' }] };
      expect(await one.apply([{ type: 'set', key: 'cas', field: 'w', value: '2' }], fresh)).toBe(true);
      const absent = { unchanged: [{ key: 'cas', field: 'none', value: null }] };
      expect(await one.apply([{ type: 'set', key: 'cas', field: 'none', value: '' }], absent)).toBe(true);
      expect(await one.apply([{ type: 'set', key: 'cas', field: 'none', value: '1' }], absent)).toBe(false);
    });

    it('loses no change when many update one field at the same time', async () => {
      const [one, two] = get();
      const increment = (ledger: Ledger) =>
        updateField(ledger, { key: 'u', field: 'n' }, Number, (n) => (n ?? 0) + 1);
      await Promise.all(Array.from({ length: 40 }, (_, at) => increment(at % 2 ? one : two)));
      expect(await one.get('u', 'n')).toBe('40');
    });

    it('ranks a board with ties shared, and takes a member off all boards', async () => {
      const [one, two] = get();
      await one.apply([score('week', 'ann', 300), score('week', 'bob', 200), score('month', 'ann', 300)]);
      await two.apply([score('week', 'bob', 100), score('week', 'cid', 50)]);
      expect(await one.top('week', 2)).toEqual([
        { member: 'ann', points: 300 },
        { member: 'bob', points: 300 },
      ]);
      expect(await two.standing('week', 'bob')).toEqual({ points: 300, place: 1 });
      expect(await two.standing('week', 'cid')).toEqual({ points: 50, place: 3 });
      expect(await two.standing('week', 'dan')).toBeUndefined();
      await one.apply([{ type: 'strike', member: 'ann' }]);
      expect(await two.top('month', 5)).toEqual([]);
      expect(await two.standing('week', 'cid')).toEqual({ points: 50, place: 2 });
    });

    it('tells what is due, the longest overdue first', async () => {
      const [one, two] = get();
      await one.apply([
        { type: 'due', queue: 'q', id: 'late', at: 30 },
        { type: 'due', queue: 'q', id: 'early', at: 10 },
        { type: 'due', queue: 'q', id: 'never', at: 10 },
      ]);
      await two.apply([
        { type: 'due', queue: 'q', id: 'late', at: 20 },
        { type: 'due', queue: 'q', id: 'never', at: null },
      ]);
      expect(await two.due('q', 20, 10)).toEqual([
        { id: 'early', at: 10 },
        { id: 'late', at: 20 },
      ]);
      expect(await one.due('q', 9, 10)).toEqual([]);
    });
  });
}

const database = new DatabaseSync(':memory:');
const sqlite = [createSqliteLedger(database), createSqliteLedger(database)] as const;
ledgerSuite('SQLite', () => sqlite);

it('forgets a board of the past on SQLite', async () => {
  let now = 0;
  const ledger = createSqliteLedger(new DatabaseSync(':memory:'), () => now);
  await ledger.apply([score('week', 'ann', 1)]);
  now = DAY + 1;
  expect(await ledger.top('week', 1)).toEqual([]);
  await ledger.apply([score('week', 'ann', 2), score('week', 'ben', 3)]);
  expect(await ledger.top('week', 2)).toEqual([
    { member: 'ben', points: 3 },
    { member: 'ann', points: 2 },
  ]);
});

it('sweeps away old boards and old events on SQLite, and nothing else', async () => {
  const database = new DatabaseSync(':memory:');
  let now = 0;
  const ledger = createSqliteLedger(database, () => now);
  const rows = (table: string) => database.prepare(`SELECT * FROM ${table}`).all().length;
  await ledger.apply([score('week', 'ann', 1)], { once: 'old' });
  now = REMEMBER_ONCE_MS - 1;
  await ledger.apply([score('month', 'ann', 1)], { once: 'new' });
  sweepLedger(database, now + 1);
  expect([rows('ledger_boards'), rows('ledger_once')]).toEqual([1, 1]);
  expect(await ledger.apply([], { once: 'new' })).toBe(false);
});

describe.runIf(hasRedis())('with Redis', () => {
  let server: RedisServer;
  const clients: RedisClientType[] = [];
  beforeAll(async () => {
    server = await startRedis();
    for (const _ of [1, 2]) {
      const client = createClient({ url: server.url }) as RedisClientType;
      await client.connect();
      clients.push(client);
    }
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await server.stop();
  });
  it('keeps no list of boards that are gone', async () => {
    const [client] = clients;
    if (!client) throw new Error('no client');
    const ledger = createRedisLedger(client);
    await ledger.apply([{ ...score('gone', 'eve', 1), keep: 1 }]);
    await vi.waitFor(async () => expect(await ledger.top('gone', 1)).toEqual([]));
    await ledger.apply([score('here', 'eve', 1)]);
    expect(await client.sMembers('{kafka:ledger}:m:eve')).toEqual(['{kafka:ledger}:b:here']);
  });
  ledgerSuite('Redis', () => {
    const [one, two] = clients;
    if (!one || !two) throw new Error('no clients');
    return [createRedisLedger(one), createRedisLedger(two)];
  });
});
