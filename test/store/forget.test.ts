/** Forgetting a person, on Redis too: what is theirs goes, what only looks like it stays. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../../src/ports/log.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { hasRedis, type RedisServer, startRedis } from '../fakes/redis.ts';

function forgetSuite(name: string, get: () => Store): void {
  it(`takes what is kept under an id, and nothing else, on ${name}`, async () => {
    const { documents, ledger, forget } = get();
    const notes = documents.collection('note', z.string());
    const people = ['slack:T1:U7', 'slack:T1:U71', 'slack:T1:U'];
    for (const person of people) {
      for (const key of [person, `${person}:review`, `slack:T1:C1:${person}:calc`])
        await notes.set(key, 'kept');
      await ledger.apply([
        { type: 'set', key: `learner:${person}`, field: 'profile', value: '{}' },
        { type: 'set', key: 'opted-out', field: person, value: '1' },
        { type: 'set', key: 'reports:slack:T1', field: `isr-1 ${person}`, value: '{}' },
        { type: 'score', board: 'week', member: person, by: 3, keep: 60_000 },
        { type: 'due', queue: 'reminders', id: person, at: 5 },
      ]);
    }
    const [gone = '', ...others] = people;
    await forget(gone);
    for (const person of people) {
      const isKept = others.includes(person);
      const found = [
        await notes.get(person),
        await notes.get(`${person}:review`),
        await notes.get(`slack:T1:C1:${person}:calc`),
        await ledger.get(`learner:${person}`, 'profile'),
        await ledger.get('opted-out', person),
        await ledger.get('reports:slack:T1', `isr-1 ${person}`),
        await ledger.standing('week', person),
        (await ledger.due('reminders', 9, 9)).find(({ id }) => id === person),
      ];
      expect(
        found.map((each) => each !== undefined),
        person,
      ).toEqual(found.map(() => isKept));
    }
  });
}

describe('forgetting a person', () => {
  const store = openStore('sqlite::memory:', silentLog);
  afterAll(() => store.close());
  forgetSuite('SQLite', () => store);
});

describe.skipIf(!hasRedis())('forgetting a person with Redis', () => {
  let server: RedisServer;
  let store: Store | undefined;
  beforeAll(async () => {
    server = await startRedis();
    store = openStore(server.url, silentLog);
    const opened = store;
    await vi.waitFor(() => opened.ledger.get('a', 'b'));
  });
  afterAll(async () => {
    await store?.close();
    await server.stop();
  });
  forgetSuite('Redis', () => {
    if (!store) throw new Error('no store');
    return store;
  });
});
