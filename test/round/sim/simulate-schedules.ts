/** Three days of a channel with schedules on the real code: several instances that crash, in virtual time. */
import { DatabaseSync } from 'node:sqlite';
import type { Bank } from '../../../src/bank/bank.ts';
import { silentLog } from '../../../src/ports/log.ts';
import type { QuizQuestion } from '../../../src/quiz/question.ts';
import type { Reply } from '../../../src/reply/nodes.ts';
import { createKeeper, type Keeper } from '../../../src/round/keeper.ts';
import type { Messenger } from '../../../src/round/messenger.ts';
import { defaultSettings, type Round } from '../../../src/round/round.ts';
import { createRounds } from '../../../src/round/rounds.ts';
import { createSqliteRoundStore } from '../../../src/round/sqlite-round-store.ts';
import { runSchedules } from '../../../src/schedule/run.ts';
import { type Schedule, saveSchedule } from '../../../src/schedule/schedules.ts';
import { createSqliteLedger } from '../../../src/store/sqlite-ledger.ts';
import { createWorld, type World } from './world.ts';

const PLACE = 'web:main';
const DAY_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;
const DAYS = 3;
/** All schedules are due at noon; nothing happens at other times. */
const NOON_MS = DAY_MS / 2;
const WINDOW_MS = 12 * MINUTE_MS;
const TICK_MS = 500;

export type ScheduleOutcome = {
  readonly faults: readonly string[];
  readonly openings: number;
  readonly leftOut: number;
  readonly crashes: number;
};

export async function simulateSchedules(seed: number): Promise<ScheduleOutcome> {
  const world = createWorld(seed);
  const database = new DatabaseSync(':memory:');
  const sim = createSimulation(world, database);
  await sim.play();
  const outcome = await sim.judge();
  database.close();
  return outcome;
}

const questions = Array.from(
  { length: 12 },
  (_, at): QuizQuestion => ({
    id: `q${at}`,
    prompt: `question ${at}`,
    options: [
      { text: 'a', because: 'a', right: true },
      ...['b', 'c'].map((text) => ({ text, because: text })),
    ],
    level: 'recall',
    sources: [],
  }),
);
const bank: Bank = {
  about: async () => questions,
  find: async () => (id) => questions.find((question) => question.id === id),
};

function createSimulation(world: World, database: DatabaseSync) {
  const { random, now } = world;
  const store = createSqliteRoundStore(database, now);
  const ledger = createSqliteLedger(database, now);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const start = now();
  const noons = Array.from(
    { length: DAYS },
    (_, day) => (Math.floor(start / DAY_MS) + day + (start % DAY_MS < NOON_MS ? 0 : 1)) * DAY_MS + NOON_MS,
  );
  const schedules = (['round', 'round', 'question'] as const).map(
    (what, at): Schedule => ({
      id: `s${at}`,
      what,
      place: PLACE,
      workspace: 'w',
      cron: '0 12 * * *',
      zone: 'UTC',
      words: 'every day at 12:00',
      by: { id: 'u0', name: 'u0' },
      questions: 1,
      settings: defaultSettings,
      hours: 0.02,
      paused: false,
    }),
  );
  const seen = { crashes: 0, lobbies: new Map<string, number>(), leftOut: new Map<string, number>() };
  const instances: { keeper: Keeper; tick: () => Promise<unknown>; alive: boolean }[] = [];
  const alive = () => instances.filter((instance) => instance.alive);
  const someone = () => alive()[between(0, alive().length - 1)];
  const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

  const spawn = () => {
    const instance = { alive: true } as (typeof instances)[number];
    /** A crashed process never hears back. */
    const platform = async () => {
      await world.wait(between(5, 900));
      if (!instance.alive) await new Promise(() => {});
    };
    const messenger: Messenger = {
      editEveryMs: 2_000,
      async post(_, reply, nonce) {
        await platform();
        if (random() < 0.02) throw new Error('the platform had a hiccup');
        const at = now();
        if (nonce.endsWith('-lobby')) count(seen.lobbies, nonce);
        onPage(reply, at);
        await platform();
        return { ref: nonce, at };
      },
      edit: () => platform(),
    };
    const keeper = createKeeper({
      store,
      log: silentLog,
      messengerFor: () => messenger,
      rightShown: async () => 0,
      pages: {
        current: async (round) => page(round),
        past: async (round) => page(round),
        reveal: async (round) => page(round),
        result: async (round) => page(round),
      },
    });
    const run = () =>
      runSchedules({
        ledger,
        rounds: createRounds(keeper, store),
        bank,
        random,
        log: silentLog,
        canSpeak: () => true,
        announce: async (_, __, nonce) => {
          count(seen.leftOut, nonce);
        },
      });
    let isBusy = false;
    const once = async () => {
      if (isBusy) return;
      isBusy = true;
      await run().finally(() => {
        isBusy = false;
      });
    };
    Object.assign(instance, { keeper, tick: () => Promise.all([keeper.sweep(), once()]) });
    instances.push(instance);
    const again = () => {
      if (!instance.alive) return;
      instance.tick().catch(() => {});
      world.after(untilNextTick(), again);
    };
    world.after(between(0, TICK_MS), again);
  };

  /** Often around noon, and not at all otherwise. */
  const untilNextTick = () => {
    const next = noons.find((noon) => noon + WINDOW_MS > now());
    if (next === undefined) return DAY_MS;
    return Math.max(TICK_MS, next - MINUTE_MS - now());
  };

  const onPage = (reply: Reply<string>, at: number) => {
    const { phase, id } = reply.data as { phase: Round['phase']; id: string };
    if (phase.at === 'lobby')
      for (const by of ['u1', 'u2'])
        world.after(between(1_000, 60_000), () => {
          someone()
            ?.keeper.handle(id, { type: 'join', by, name: by, now: now() })
            .catch(() => {});
        });
    if (phase.at !== 'open') return;
    for (const user of ['u1', 'u2', 'u3']) {
      const thinking = between(500, 15_000);
      world.after(thinking, () => {
        someone()
          ?.keeper.answer(id, phase.turn, { user, name: user, shown: 0, at: at + thinking })
          .catch(() => {});
      });
    }
  };

  const crashNow = () => {
    const victim = alive().length > 1 ? someone() : undefined;
    if (!victim) return;
    victim.alive = false;
    seen.crashes += 1;
    world.after(between(200, 6_000), spawn);
  };

  return {
    async play() {
      for (const schedule of schedules) await saveSchedule(ledger, schedule, now());
      for (let many = between(2, 4); many > 0; many--) spawn();
      for (const noon of noons)
        for (let crashes = between(0, 3); crashes > 0; crashes--)
          world.after(noon - now() + between(0, 5_000), crashNow);
      await world.run((noons.at(-1) ?? 0) + WINDOW_MS + MINUTE_MS);
    },

    async judge(): Promise<ScheduleOutcome> {
      const days = await Promise.all(
        noons.map((noon) =>
          Promise.all(
            schedules.map(async ({ id }) => (await store.load(`${id}-${noon.toString(36)}`))?.round),
          ),
        ),
      );
      const opened = days.flat().filter((round) => round !== undefined);
      const due = await ledger.due('schedule', now() + 2 * DAY_MS, 10);
      const next = (noons.at(-1) ?? 0) + DAY_MS;
      const isSet = due.length === schedules.length && due.every(({ at }) => at === next);
      return {
        faults: [
          ...days.flatMap(wrongOpenings),
          ...opened.flatMap(unfinished),
          ...(isSet ? [] : [`what is due next: ${JSON.stringify(due)}`]),
          ...tooOften(seen.leftOut, 1),
          ...tooOften(seen.lobbies, 1 + seen.crashes),
        ],
        openings: opened.length,
        leftOut: seen.leftOut.size,
        crashes: seen.crashes,
      };
    },
  };
}

/** Two rounds are due at once and share the channel; the question of the day has a place of its own. */
function wrongOpenings([first, second, question]: readonly (Round | undefined)[]): readonly string[] {
  const rounds = [first, second].filter((each) => each !== undefined).length;
  return [
    ...(rounds === 1 ? [] : [`${rounds} of two rounds were opened at one time`]),
    ...(question ? [] : ['a question of the day was lost']),
  ];
}

function unfinished({ id, phase, scored }: Round): readonly string[] {
  const isOver = phase.at === 'over' && phase.shown;
  return [
    ...(isOver ? [] : [`${id} did not end: ${JSON.stringify(phase)}`]),
    ...(scored >= 0 ? [] : [`${id} asked nothing`]),
  ];
}

const tooOften = (times: ReadonlyMap<string, number>, most: number) =>
  [...times].filter(([, each]) => each > most).map(([nonce, each]) => `${nonce} was posted ${each} times`);

const page = ({ phase, id }: Round): Reply<string> => ({
  type: 'reply',
  ok: true,
  title: id,
  summary: id,
  body: [],
  data: { phase, id },
});
