/** Rounds in Redis or Valkey: each operation is one command or one script, and scripts touch one round only. */
import type { RedisClientType } from '@keyv/redis';
import { z } from 'zod';
import { runScript, type Script, script } from '../store/redis-script.ts';
import { dueAt, type Round, roundSchema, slotOf } from './round.ts';
import { KEEP_MS, type Locked, type RoundStore } from './round-store.ts';
import { active } from './scoring.ts';

/** Place and due index are shared by all rounds, so every key carries the same hash tag: one slot, also in a cluster. */
const TAG = '{kafka:round}';
const DUE = `${TAG}:due`;
const roundKey = (id: string) => `${TAG}:r:${id}`;
const answersKey = (id: string, turn: number) => `${TAG}:a:${id}:${turn}`;
const placeKey = (place: string) => `${TAG}:p:${place}`;

/** KEYS round, place, due; ARGV document, id, due, open fields …, keep. */
const CREATE = script(`
  if redis.call('EXISTS', KEYS[2]) == 1 or redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
  redis.call('SET', KEYS[2], ARGV[2])
  redis.call('HSET', KEYS[1], 'document', ARGV[1], 'version', 1, 'turn', '', 'expected', ARGV[4], 'change', ARGV[5])
  redis.call('PEXPIRE', KEYS[1], ARGV[6])
  redis.call('ZADD', KEYS[3], ARGV[3], ARGV[2])
  return 1`);

/** KEYS round, place, due; ARGV document, id, version, due or '', over, turn, opened, closes, expected, change, keep. */
const SAVE = script(`
  if redis.call('HGET', KEYS[1], 'version') ~= ARGV[3] then return 0 end
  redis.call('HSET', KEYS[1], 'document', ARGV[1], 'version', tonumber(ARGV[3]) + 1, 'turn', ARGV[6],
    'opened', ARGV[7], 'closes', ARGV[8], 'expected', ARGV[9], 'change', ARGV[10])
  redis.call('PEXPIRE', KEYS[1], ARGV[11])
  if ARGV[4] == '' then redis.call('ZREM', KEYS[3], ARGV[2]) else redis.call('ZADD', KEYS[3], ARGV[4], ARGV[2]) end
  if ARGV[5] == '1' and redis.call('GET', KEYS[2]) == ARGV[2] then redis.call('DEL', KEYS[2]) end
  return 1`);

/** KEYS round, answers; ARGV turn, user, name, shown, at, keep. Answers are \`shown|elapsed|changed|name\`. */
const ANSWER = script(`
  local open = redis.call('HMGET', KEYS[1], 'turn', 'opened', 'closes', 'expected', 'change')
  if open[1] ~= ARGV[1] then return {'not-open'} end
  local at = tonumber(ARGV[5])
  if open[3] ~= '' and at > tonumber(open[3]) then return {'late', at - tonumber(open[3])} end
  local elapsed = math.max(0, at - tonumber(open[2]))
  local fresh = ARGV[4] .. '|' .. elapsed .. '|0|' .. ARGV[3]
  if redis.call('HSETNX', KEYS[2], ARGV[2], fresh) == 1 then
    redis.call('PEXPIRE', KEYS[2], ARGV[6])
    return {'locked', elapsed, redis.call('HLEN', KEYS[2]), tonumber(open[4])}
  end
  local known = redis.call('HGET', KEYS[2], ARGV[2])
  local shown, spent, changed = string.match(known, '^(%d+)|(%d+)|(%d)|')
  if open[5] == '1' and changed == '0' and shown ~= ARGV[4] then
    redis.call('HSET', KEYS[2], ARGV[2], ARGV[4] .. '|' .. elapsed .. '|1|' .. ARGV[3])
    return {'changed', elapsed, redis.call('HLEN', KEYS[2]), tonumber(open[4])}
  end
  return {'already', tonumber(shown), tonumber(spent)}`);

/** KEYS counter; ARGV lifetime, most. */
const TALLY = script(`
  local count = tonumber(redis.call('GET', KEYS[1]) or '0')
  if count >= tonumber(ARGV[2]) then return 0 end
  redis.call('INCR', KEYS[1])
  if count == 0 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
  return 1`);

const lockedReply = z.union([
  z.tuple([z.enum(['locked', 'changed']), z.number(), z.number(), z.number()]),
  z.tuple([z.literal('already'), z.number(), z.number()]),
  z.tuple([z.literal('late'), z.number()]),
  z.tuple([z.literal('not-open')]),
]);

export function createRedisRoundStore(client: RedisClientType): RoundStore {
  const run = (each: Script, keys: string[], args: readonly (string | number)[]) =>
    runScript(client, each, keys, args);
  return {
    async now() {
      const [seconds = '0', micros = '0'] = z
        .array(z.coerce.string())
        .parse(await client.sendCommand(['TIME']));
      return Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000);
    },
    async create(round) {
      const { expected, change, due } = fields(round);
      const args = [JSON.stringify(round), round.id, due, expected, change, KEEP_MS];
      return (await run(CREATE, [roundKey(round.id), placeKey(slotOf(round)), DUE], args)) === 1;
    },
    async load(id) {
      const [document, version] = await client.hmGet(roundKey(id), ['document', 'version']);
      if (!document || !version) return undefined;
      return { round: roundSchema.parse(JSON.parse(document)), version: Number(version) };
    },
    async runningIn(slot) {
      return (await client.get(placeKey(slot))) ?? undefined;
    },
    async save(round, version) {
      const { turn, opened, closes, expected, change, due } = fields(round);
      const over = round.phase.at === 'over' ? 1 : 0;
      const args = [
        JSON.stringify(round),
        round.id,
        version,
        due,
        over,
        turn,
        opened,
        closes,
        expected,
        change,
        KEEP_MS,
      ];
      return (await run(SAVE, [roundKey(round.id), placeKey(slotOf(round)), DUE], args)) === 1;
    },
    async answer(id, turn, { user, name, shown, at }) {
      const reply = lockedReply.parse(
        await run(ANSWER, [roundKey(id), answersKey(id, turn)], [turn, user, name, shown, at, KEEP_MS]),
      );
      return readLocked(reply);
    },
    async answers(id, turn) {
      const all = await client.hGetAll(answersKey(id, turn));
      return Object.entries(all)
        .map(([user, kept]) => {
          const [shown, elapsed, changed, ...name] = kept.split('|');
          return {
            user,
            name: name.join('|'),
            shown: Number(shown),
            elapsed: Number(elapsed),
            changed: changed === '1',
          };
        })
        .sort((a, b) => a.elapsed - b.elapsed || (a.user < b.user ? -1 : 1));
    },
    count: (id, turn) => client.hLen(answersKey(id, turn)),
    due: (now, most) => client.zRange(DUE, '-inf', now, { BY: 'SCORE', LIMIT: { offset: 0, count: most } }),
    async remember(id, key, value) {
      await client.hSet(roundKey(id), `fact:${key}`, value);
    },
    async recall(id, key) {
      return (await client.hGet(roundKey(id), `fact:${key}`)) ?? undefined;
    },
    async first(key, lifetime) {
      return (
        (await client.set(`${TAG}:seen:${key}`, '1', {
          expiration: { type: 'PX', value: lifetime },
          condition: 'NX',
        })) === 'OK'
      );
    },
    tally: async (key, lifetime, most) => (await run(TALLY, [`${TAG}:tally:${key}`], [lifetime, most])) === 1,
    close: async () => {},
  };
}

/** What the scripts ask about, beside the document; empty text stands for “none”. */
function fields(round: Round) {
  const open = round.phase.at === 'open' ? round.phase : undefined;
  return {
    turn: open?.turn ?? '',
    opened: open?.opened ?? '',
    closes: open?.closes ?? '',
    expected: active(round).length,
    change: round.settings.mayChange ? 1 : 0,
    due: dueAt(round) ?? '',
  };
}

function readLocked(reply: z.output<typeof lockedReply>): Locked {
  switch (reply[0]) {
    case 'locked':
    case 'changed':
      return { outcome: reply[0], elapsed: reply[1], answered: reply[2], expected: reply[3] };
    case 'already':
      return { outcome: 'already', shown: reply[1], elapsed: reply[2] };
    case 'late':
      return { outcome: 'late', by: reply[1] };
    case 'not-open':
      return { outcome: 'not-open' };
  }
}
