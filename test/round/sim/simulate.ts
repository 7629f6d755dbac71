/** Plays one random round on the real round code: several instances, crashes, late and double deliveries, virtual time. */
import { DatabaseSync } from 'node:sqlite';
import { silentLog } from '../../../src/ports/log.ts';
import type { Reply } from '../../../src/reply/nodes.ts';
import { createKeeper, type Keeper } from '../../../src/round/keeper.ts';
import { MessageGone, type Messenger } from '../../../src/round/messenger.ts';
import { type Answer, defaultSettings, modes, type Round, type Settings } from '../../../src/round/round.ts';
import { createSqliteRoundStore } from '../../../src/round/sqlite-round-store.ts';
import { createRound } from '../../../src/round/step.ts';
import { membersOf, teamsOf } from '../../../src/round/teams.ts';
import { referencePoints } from './reference-scorer.ts';
import { createWorld, type World } from './world.ts';

const PLACE = 'web:main';
const RIGHT = 0;
/** Longer than any round can take with every patience used up. */
const LONGEST_MS = 6 * 3_600_000;

type Acked = { readonly turn: number; readonly user: string; shown: number; elapsed: number };

export type Outcome = {
  /** Broken invariants in words; empty when all hold. */
  readonly faults: readonly string[];
  readonly answers: number;
  readonly duplicates: number;
  readonly crashes: number;
  readonly posts: number;
  readonly edits: number;
};

export async function simulate(seed: number): Promise<Outcome> {
  const world = createWorld(seed);
  const database = new DatabaseSync(':memory:');
  const sim = createSimulation(world, database);
  const finished = await sim.play();
  const outcome = await sim.judge(finished);
  database.close();
  return outcome;
}

function createSimulation(world: World, database: DatabaseSync) {
  const { random, now } = world;
  const store = createSqliteRoundStore(database, now);
  const settings = randomSettings(random);
  const instances: { keeper: Keeper; alive: boolean }[] = [];
  const acked: Acked[] = [];
  const seen = { duplicates: 0, crashes: 0, posts: 0, edits: 0, reveals: new Set<number>(), results: 0 };
  const faults: string[] = [];
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));

  const round = createRound({
    id: 'r',
    place: PLACE,
    workspace: 'w',
    host: 'u0',
    hostName: 'u0',
    topic: undefined,
    questions: Array.from({ length: between(1, 5) }, (_, at) => ({
      id: `q${at}`,
      order: [0, 1, 2, 3],
      limit: settings.seconds === 'untimed' ? null : 20_000,
    })),
    settings,
    now: now(),
  });
  const users = Array.from(
    { length: settings.mode === 'duel' ? 2 : between(settings.mode === 'teams' ? 2 : 1, 8) },
    (_, at) => `u${at}`,
  );

  /** A process: its calls to the platform never come back once it has crashed. */
  const spawn = () => {
    const instance: { keeper: Keeper; alive: boolean } = { alive: true, keeper: undefined as never };
    const platform = async (work: () => void) => {
      await world.wait(between(5, 900));
      if (!instance.alive) await new Promise(() => {});
      work();
      await world.wait(between(1, 50));
      if (!instance.alive) await new Promise(() => {});
    };
    const messenger: Messenger = {
      editEveryMs: 2_000,
      async post(_, reply) {
        let at = 0;
        await platform(() => {
          at = now();
          seen.posts += 1;
          shown(reply, at);
        });
        if (random() < 0.02) throw new Error('the platform had a hiccup');
        return { ref: `m${seen.posts}`, at };
      },
      async edit(_, reply) {
        if (random() < 0.03) throw new Error('the platform had a hiccup');
        if (random() < 0.02) throw new MessageGone('deleted by a moderator');
        await platform(() => {
          seen.edits += 1;
          shown(reply, now());
        });
      },
    };
    instance.keeper = createKeeper({
      store,
      log: silentLog,
      messengerFor: () => messenger,
      rightShown: async () => RIGHT,
      pages: {
        current: async (current, answered) => page('current', current, { answered }),
        past: async (current) => page('past', current, {}),
        reveal: async (current, turn, answers) => page('reveal', current, { turn, answers: answers.length }),
        result: async (current) => page('result', current, {}),
      },
    });
    instances.push(instance);
    const tick = () => {
      if (!instance.alive) return;
      instance.keeper.sweep().catch(() => {});
      world.after(250, tick);
    };
    world.after(between(0, 250), tick);
    return instance;
  };

  /** Players look at what stands in the channel. */
  const asked = new Set<number>();
  const shown = (reply: Reply<string>, at: number) => {
    const data = reply.data as { kind: string; phase: string; turn: number };
    if (data.kind === 'reveal') seen.reveals.add(data.turn);
    if (data.kind === 'result') seen.results += 1;
    if (data.kind !== 'current' || data.phase !== 'open' || asked.has(data.turn)) return;
    asked.add(data.turn);
    for (const user of users) if (random() < 0.85) think(user, data.turn, at);
  };

  const think = (user: string, turn: number, at: number) => {
    const thinking = between(300, 26_000);
    world.after(thinking, () => {
      const pressedAt = at + thinking;
      const shownOption = between(0, 3);
      deliver(user, turn, shownOption, pressedAt);
      if (random() < 0.3) {
        seen.duplicates += 1;
        deliver(user, turn, random() < 0.5 ? shownOption : between(0, 3), pressedAt + between(0, 400));
      }
    });
  };

  /** The press reaches some instance a while later; a crashed one loses it, and the person sees no confirmation. */
  const deliver = (user: string, turn: number, shownOption: number, at: number) => {
    world.after(random() < 0.9 ? between(20, 300) : between(300, 4_000), () => {
      const instance = instances[between(0, instances.length - 1)];
      if (!instance?.alive) return;
      instance.keeper
        .answer('r', turn, { user, name: user, shown: shownOption, at })
        .then((locked) => {
          if (locked.outcome === 'locked')
            acked.push({ turn, user, shown: shownOption, elapsed: locked.elapsed });
          if (locked.outcome === 'changed')
            Object.assign(acked.find((each) => each.turn === turn && each.user === user) ?? {}, {
              shown: shownOption,
              elapsed: locked.elapsed,
            });
        })
        .catch(() => {});
    });
  };

  const alive = () => instances.filter((instance) => instance.alive);
  const someone = () => alive()[between(0, alive().length - 1)];

  const crashNow = () => {
    const victim = someone();
    if (!victim) return;
    victim.alive = false;
    seen.crashes += 1;
    world.after(between(200, 6_000), spawn);
  };

  const control = () => {
    const type = (['pause', 'resume', 'skip', 'extend', 'resume'] as const)[between(0, 4)] ?? 'resume';
    // Whoever is not in charge is refused, and nothing must come of it.
    const by = users[between(0, users.length - 1)] ?? 'u0';
    someone()
      ?.keeper.handle('r', { type, by, now: now() })
      .catch(() => {});
  };

  const nameCohost = () => {
    someone()
      ?.keeper.handle('r', {
        type: 'cohost',
        by: 'u0',
        user: users[between(0, users.length - 1)] ?? 'u0',
        now: now(),
      })
      .catch(() => {});
  };

  const play = async () => {
    for (let count = between(1, 4); count > 0; count--) spawn();
    instances[0]?.keeper.open(round).catch(() => {});
    await world.run(now() + 2_000);
    for (const user of users.slice(1))
      someone()
        ?.keeper.handle('r', { type: 'join', by: user, name: user, now: now() })
        .catch(() => {});
    world.after(
      3_000,
      () =>
        void someone()
          ?.keeper.handle('r', { type: 'start', by: 'u0', now: now() })
          .catch(() => {}),
    );
    disturb();
    const deadline = now() + LONGEST_MS;
    while (now() < deadline) {
      await world.run(now() + 30_000);
      const loaded = await store.load('r');
      if (loaded?.round.phase.at === 'over' && loaded.round.phase.shown) return true;
    }
    return false;
  };

  const disturb = () => {
    if (random() < 0.5) world.after(between(500, 90_000), nameCohost);
    for (let crashes = random() < 0.7 ? between(1, 4) : 0; crashes > 0; crashes--)
      world.after(between(3_000, 120_000), crashNow);
    for (let presses = random() < 0.4 ? between(1, 6) : 0; presses > 0; presses--)
      world.after(between(4_000, 120_000), control);
  };

  const judge = async (finished: boolean): Promise<Outcome> => {
    const last = (await store.load('r'))?.round;
    if (!finished || !last) faults.push(`the round did not end: ${JSON.stringify(last?.phase)}`);
    if (last) await compare(last);
    return {
      faults,
      answers: acked.length,
      duplicates: seen.duplicates,
      crashes: seen.crashes,
      posts: seen.posts,
      edits: seen.edits,
    };
  };

  const compare = async (last: Round) => {
    const kept = await Promise.all(last.questions.map((_, turn) => store.answers('r', turn)));
    faults.push(...acked.flatMap((each) => lostOrChanged(each, kept[each.turn] ?? [])));
    const scored = kept.slice(0, last.scored + 1);
    for (const turn of scored.keys()) {
      if (!seen.reveals.has(turn)) faults.push(`question ${turn} was scored but never revealed`);
    }
    const wanted = referencePoints(last, scored, RIGHT);
    for (const [user, { points }] of Object.entries(last.players)) {
      if (points !== wanted.get(user))
        faults.push(`${user} has ${points} points instead of ${wanted.get(user)}`);
    }
    if (settings.mode === 'teams') faults.push(...unevenTeams(last));
    const isSilent = last.phase.at === 'over' && last.phase.why === 'channel-gone';
    if (!isSilent && seen.results === 0) faults.push('the result was never shown');
  };

  return { play, judge };
}

function unevenTeams(round: Round): readonly string[] {
  const sizes = teamsOf(round).map((team) => membersOf(round, team).length);
  const seated = sizes.reduce((sum, size) => sum + size, 0);
  return [
    ...(seated === Object.keys(round.players).length ? [] : ['somebody plays in no team']),
    ...(Math.max(...sizes) - Math.min(...sizes) <= 1 ? [] : [`teams of ${sizes.join(', ')} players`]),
  ];
}

function lostOrChanged({ turn, user, shown, elapsed }: Acked, kept: readonly Answer[]): readonly string[] {
  const found = kept.filter((answer) => answer.user === user);
  const [only] = found;
  if (found.length !== 1 || !only)
    return [`${user} was told of an answer to question ${turn}, and ${found.length} are kept`];
  const isSame = only.shown === shown && only.elapsed === elapsed;
  return isSame ? [] : [`${user}'s answer to question ${turn} is not the one confirmed`];
}

function randomSettings(random: () => number): Settings {
  const mode = modes[Math.floor(random() * modes.length)] ?? 'classic';
  return {
    ...defaultSettings,
    mode,
    seconds: random() < 0.15 ? 'untimed' : 20,
    speed: random() < 0.7,
    streak: random() < 0.7,
    mayChange: random() < 0.3,
    teams: 2 + Math.floor(random() * 3),
  };
}

function page(kind: string, round: Round, more: object): Reply<string> {
  const turn = 'turn' in round.phase ? round.phase.turn : -1;
  return {
    type: 'reply',
    ok: true,
    title: kind,
    summary: kind,
    body: [],
    data: { kind, phase: round.phase.at, turn, ...more },
  };
}
