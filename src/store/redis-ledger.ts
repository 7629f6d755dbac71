/** The ledger in Redis or Valkey: one script makes all changes of a step; boards and due times are sorted sets. */
import type { RedisClientType } from '@keyv/redis';
import { type Change, type Ledger, REMEMBER_ONCE_MS } from './ledger.ts';
import { runScript, script } from './redis-script.ts';

/** One hash tag for all keys: a step may touch several, and in a cluster they must share a slot. */
export const TAG = '{kafka:ledger}';
export const recordKey = (key: string) => `${TAG}:r:${key}`;
const boardKey = (board: string) => `${TAG}:b:${board}`;
export const dueKey = (queue: string) => `${TAG}:d:${queue}`;
const boardsOfKey = (member: string) => `${TAG}:m:${member}`;

/**
 * KEYS once or ''; ARGV how long `once` is kept, then JSON of {unchanged, changes} with full keys in them.
 * The keys inside carry the same tag, so they lie in the slot of KEYS[1].
 */
const APPLY = script(`
  local step = cjson.decode(ARGV[2])
  if step.once and redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
  for _, spot in ipairs(step.unchanged) do
    local value = redis.call('HGET', spot.key, spot.field)
    if value ~= (spot.value or false) then return 0 end
  end
  if step.once then redis.call('SET', KEYS[1], '1', 'PX', ARGV[1]) end
  for _, change in ipairs(step.changes) do
    local type = change.type
    if type == 'set' then
      if change.value then redis.call('HSET', change.key, change.field, change.value)
      else redis.call('HDEL', change.key, change.field) end
    elseif type == 'add' then redis.call('HINCRBYFLOAT', change.key, change.field, change.by)
    elseif type == 'drop' then redis.call('DEL', change.key)
    elseif type == 'score' then
      redis.call('ZINCRBY', change.key, change.by, change.member)
      redis.call('PEXPIRE', change.key, change.keep)
      if redis.call('SADD', change.boards, change.key) == 1 then
        for _, board in ipairs(redis.call('SMEMBERS', change.boards)) do
          if redis.call('EXISTS', board) == 0 then redis.call('SREM', change.boards, board) end
        end
      end
    elseif type == 'strike' then
      for _, board in ipairs(redis.call('SMEMBERS', change.key)) do redis.call('ZREM', board, change.member) end
      redis.call('DEL', change.key)
    elseif type == 'due' then
      if change.at then redis.call('ZADD', change.key, change.at, change.id)
      else redis.call('ZREM', change.key, change.id) end
    end
  end
  return 1`);

export function createRedisLedger(client: RedisClientType): Ledger {
  return {
    async read(key) {
      return new Map(Object.entries(await client.hGetAll(recordKey(key))));
    },
    async get(key, field) {
      return (await client.hGet(recordKey(key), field)) ?? undefined;
    },
    async apply(changes, { once, unchanged = [] } = {}) {
      const step = {
        once: once !== undefined,
        unchanged: unchanged.map(({ key, field, value }) => ({
          key: recordKey(key),
          field,
          ...(value === null ? {} : { value }),
        })),
        changes: changes.map(forScript),
      };
      const key = `${TAG}:once:${once ?? ''}`;
      return (await runScript(client, APPLY, [key], [REMEMBER_ONCE_MS, JSON.stringify(step)])) === 1;
    },
    async top(board, most) {
      const rows = await client.zRangeWithScores(boardKey(board), 0, most - 1, { REV: true });
      return rows
        .map(({ value, score }) => ({ member: value, points: score }))
        .sort((a, b) => b.points - a.points || (a.member < b.member ? -1 : 1));
    },
    async standing(board, member) {
      const points = await client.zScore(boardKey(board), member);
      if (points === null) return undefined;
      return { points, place: 1 + (await client.zCount(boardKey(board), `(${points}`, '+inf')) };
    },
    async due(queue, now, most) {
      const limit = { offset: 0, count: most };
      const rows = await client.zRangeWithScores(dueKey(queue), '-inf', now, { BY: 'SCORE', LIMIT: limit });
      return rows.map(({ value, score }) => ({ id: value, at: score }));
    },
  };
}

/** With full keys, and without the nulls that Lua would take for values. */
function forScript(change: Change): Record<string, string | number> {
  switch (change.type) {
    case 'set': {
      const { value, key, ...rest } = change;
      return { ...rest, key: recordKey(key), ...(value === null ? {} : { value }) };
    }
    case 'add':
      // As text: the script would round a number to 14 digits.
      return { ...change, key: recordKey(change.key), by: String(change.by) };
    case 'drop':
      return { ...change, key: recordKey(change.key) };
    case 'score': {
      const { board, member, ...rest } = change;
      return { ...rest, member, key: boardKey(board), boards: boardsOfKey(member) };
    }
    case 'strike':
      return { ...change, key: boardsOfKey(change.member) };
    case 'due': {
      const { queue, at, ...rest } = change;
      return { ...rest, key: dueKey(queue), ...(at === null ? {} : { at: String(at) }) };
    }
  }
}
