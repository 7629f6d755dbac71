/** Forgetting a person: everything under their id, wherever a command has kept it. Rare, so it may look everywhere. */
import type { DatabaseSync } from 'node:sqlite';
import type { RedisClientType } from '@keyv/redis';
import { createRedisLedger, dueKey, recordKey, TAG } from './redis-ledger.ts';
import { createSqliteLedger } from './sqlite-ledger.ts';

/** Ids stand in keys and fields between colons and blanks: `learner:<id>`, `<question> <id>`. */
function mentions(person: string): (text: string) => boolean {
  const id = person.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const whole = new RegExp(`(^|[: ])${id}($|[: ])`);
  return (text) => whole.test(text);
}

export async function forgetInSqlite(database: DatabaseSync, person: string): Promise<void> {
  const isTheirs = mentions(person);
  await createSqliteLedger(database).apply([{ type: 'strike', member: person }]);
  const documents = database.prepare('SELECT key FROM keyv WHERE instr(key, ?)').all(person) as {
    key: string;
  }[];
  const takeDocument = database.prepare('DELETE FROM keyv WHERE key = ?');
  for (const { key } of documents) if (isTheirs(key)) takeDocument.run(key);
  const fields = database
    .prepare('SELECT key, field FROM ledger_fields WHERE instr(key, ?1) OR instr(field, ?1)')
    .all(person) as { key: string; field: string }[];
  const takeField = database.prepare('DELETE FROM ledger_fields WHERE key = ? AND field = ?');
  for (const { key, field } of fields) if (isTheirs(key) || isTheirs(field)) takeField.run(key, field);
  const events = database.prepare('SELECT key FROM ledger_once WHERE instr(key, ?)').all(person) as {
    key: string;
  }[];
  const takeEvent = database.prepare('DELETE FROM ledger_once WHERE key = ?');
  for (const { key } of events) if (isTheirs(key)) takeEvent.run(key);
  database.prepare('DELETE FROM ledger_due WHERE id = ?').run(person);
}

/** Records that hold no person but their own: looking through every card of everybody would take long. */
const OF_NOBODY_ELSE = [recordKey('learner:'), recordKey('item:'), recordKey('difficulty')];
const EVERYTHING_OURS = ['kafka:*', `${TAG}*`];

export async function forgetInRedis(client: RedisClientType, person: string): Promise<void> {
  const isTheirs = mentions(person);
  await createRedisLedger(client).apply([{ type: 'strike', member: person }]);
  for (const pattern of EVERYTHING_OURS) {
    for (const key of await keysLike(client, pattern)) {
      if (isTheirs(key)) await client.del(key);
      else if (key.startsWith(dueKey(''))) await client.zRem(key, person);
      else if (key.startsWith(recordKey('')) && !OF_NOBODY_ELSE.some((prefix) => key.startsWith(prefix))) {
        const fields = (await client.hKeys(key)).filter(isTheirs);
        if (fields.length > 0) await client.hDel(key, fields);
      }
    }
  }
}

/** All of them first: keys that are deleted during a scan may hide others. */
async function keysLike(client: RedisClientType, pattern: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const batch of client.scanIterator({ MATCH: pattern, COUNT: 1_000 })) keys.push(...batch);
  return keys;
}
