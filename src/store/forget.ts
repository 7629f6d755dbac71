/** Forgetting a person: everything under their id, wherever a command has kept it. Rare, so it may look everywhere. */
import type { DatabaseSync } from 'node:sqlite';
import type { RedisClientType } from '@keyv/redis';
import { createRedisLedger, dueKey, recordKey, TAG } from './redis-ledger.ts';
import { inTransaction } from './sqlite-transaction.ts';

/** Ids stand in keys and fields between colons and blanks: `learner:<id>`, `<question> <id>`. */
function mentions(person: string): (text: string) => boolean {
  const id = person.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const whole = new RegExp(`(^|[: ])${id}($|[: ])`);
  return (text) => whole.test(text);
}

export function forgetInSqlite(database: DatabaseSync, person: string): void {
  const isTheirs = mentions(person);
  const takeAway = (table: string, columns: readonly string[]): void => {
    const has = columns.map((column) => `instr(${column}, ?)`).join(' OR ');
    const isRow = columns.map((column) => `${column} = ?`).join(' AND ');
    const rows = database
      .prepare(`SELECT ${columns.join(', ')} FROM ${table} WHERE ${has}`)
      .all(...columns.map(() => person));
    const take = database.prepare(`DELETE FROM ${table} WHERE ${isRow}`);
    for (const row of rows) {
      const values = columns.map((column) => String(row[column]));
      if (values.some(isTheirs)) take.run(...values);
    }
  };
  inTransaction(database, () => {
    takeAway('keyv', ['key']);
    takeAway('ledger_fields', ['key', 'field']);
    takeAway('ledger_once', ['key']);
    database.prepare('DELETE FROM ledger_boards WHERE member = ?').run(person);
    database.prepare('DELETE FROM ledger_due WHERE id = ?').run(person);
  });
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
