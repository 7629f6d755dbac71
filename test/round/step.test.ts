import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Answer,
  defaultSettings,
  dueAt,
  modes,
  type Round,
  roundSchema,
} from '../../src/round/round.ts';
import { ranking } from '../../src/round/scoring.ts';
import { createRound, type Effect, type RoundEvent, step } from '../../src/round/step.ts';

const asked = (id: string) => ({ id, order: [0, 1, 2, 3], limit: 20_000 });

function lobby(settings: Partial<Round['settings']> = {}): Round {
  return createRound({
    id: 'r1',
    place: 'p',
    workspace: 'w',
    host: 'ann',
    hostName: 'Ann',
    topic: undefined,
    questions: ['a', 'b', 'c'].map(asked),
    settings: { ...defaultSettings, ...settings },
    now: 0,
  });
}

/** Applies events one after the other; refused ones change nothing. */
function run(round: Round, events: readonly RoundEvent[]): { round: Round; effects: readonly Effect[] } {
  let current = round;
  const effects: Effect[] = [];
  for (const event of events) {
    const result = step(current, event);
    if (!result.ok) continue;
    current = result.round;
    effects.push(...result.effects);
  }
  return { round: current, effects };
}

const opened: readonly RoundEvent[] = [
  { type: 'start', by: 'ann', now: 10 },
  { type: 'posted', turn: 0, at: 20, now: 20 },
];
const right = (user: string, elapsed = 5_000): Answer => ({
  user,
  name: user,
  shown: 1,
  elapsed,
  changed: false,
});
const wrong = (user: string): Answer => ({ user, name: user, shown: 2, elapsed: 5_000, changed: false });
const closing = (turn: number, now = 29_000): RoundEvent => ({ type: 'all-answered', turn, now });
const close = (turn: number, answers: readonly Answer[], now = 30_000): RoundEvent => ({
  type: 'close',
  turn,
  answers,
  right: 1,
  now,
});

describe('a round', () => {
  it('is a duel for two and no more', () => {
    const joins: RoundEvent[] = [
      { type: 'join', by: 'ben', name: 'Ben', now: 5 },
      { type: 'join', by: 'cleo', name: 'Cleo', now: 5 },
    ];
    const { round: duel } = run(lobby({ mode: 'duel' }), joins);
    expect(Object.keys(duel.players)).toEqual(['ann', 'ben']);
    expect(Object.keys(run(lobby(), joins).round.players)).toEqual(['ann', 'ben', 'cleo']);
  });

  it('shows nobody as fallen or risen after the first question', () => {
    const { round: played } = run(lobby(), [
      { type: 'join', by: 'ben', name: 'Ben', now: 5 },
      ...opened,
      closing(0),
      close(0, [right('ann'), wrong('ben')]),
    ]);
    expect(Object.values(played.players).map(({ before }) => before)).toEqual([undefined, undefined]);
    expect(played.scored).toBe(0);
  });

  it('starts the clock when the question stands in the channel, not before', () => {
    expect(run(lobby(), opened).round.phase).toEqual({
      at: 'open',
      turn: 0,
      opened: 20,
      closes: 20_020,
      skew: 0,
      extended: false,
    });
  });

  it('asks for the answers when the time is up, and reveals them once', () => {
    const { effects } = run(lobby(), [
      ...opened,
      { type: 'wake', now: 22_000 },
      closing(0),
      close(0, [right('ann')]),
      closing(0),
      close(0, [right('ann')]),
    ]);
    expect(effects.map(({ type }) => type)).toEqual(['post', 'collect', 'reveal']);
  });

  it('gives a right answer at the last moment half of the points', () => {
    const { round } = run(lobby({ streak: false }), [
      ...opened,
      closing(0),
      close(0, [right('ann', 20_000)]),
    ]);
    expect(round.players['ann']?.points).toBe(500);
  });

  it('gives full points without the speed rule', () => {
    const { round } = run(lobby({ streak: false, speed: false }), [
      ...opened,
      closing(0),
      close(0, [right('ann', 20_000)]),
    ]);
    expect(round.players['ann']?.points).toBe(1_000);
  });

  it('counts somebody who answers without having joined', () => {
    const { round } = run(lobby(), [...opened, closing(0), close(0, [right('ben')])]);
    expect(round.players['ben']?.right).toBe(1);
  });

  it('does not count a stranger when nobody may join late', () => {
    const { round } = run(lobby({ lateJoin: false }), [...opened, closing(0), close(0, [right('stranger')])]);
    expect(Object.keys(round.players)).toEqual(['ann']);
  });

  it('is not disturbed by a player called like a property of every object', () => {
    const { round } = run(lobby(), [
      { type: 'join', by: 'constructor', name: 'C', now: 5 },
      ...opened,
      closing(0),
      close(0, [right('constructor')]),
    ]);
    expect(round.players['constructor']?.right).toBe(1);
  });

  it('lets only the host start', () => {
    expect(step(lobby(), { type: 'start', by: 'ben', now: 1 })).toEqual({ ok: false, why: 'not-host' });
  });

  it('takes a survivor out after a miss', () => {
    const { round } = run(lobby({ mode: 'survival' }), [
      { type: 'join', by: 'ben', name: 'Ben', now: 1 },
      ...opened,
      closing(0),
      close(0, [right('ann'), wrong('ben')]),
      { type: 'shown', now: 31_000 },
      { type: 'wake', now: 60_000 },
    ]);
    expect(round.phase).toMatchObject({ at: 'over', why: 'finished' });
  });

  it('keeps the time that was left through a pause', () => {
    const { round } = run(lobby(), [
      ...opened,
      { type: 'pause', by: 'ann', now: 5_020 },
      { type: 'resume', by: 'ann', now: 100_000 },
    ]);
    expect(round.phase).toMatchObject({ at: 'open', closes: 115_000 });
  });

  it('pauses after two questions that nobody answered', () => {
    const { round } = run(lobby(), [
      ...opened,
      closing(0),
      close(0, []),
      { type: 'shown', now: 31_000 },
      { type: 'wake', now: 60_000 },
      { type: 'posted', turn: 1, at: 60_000, now: 60_000 },
      closing(1),
      close(1, [], 90_000),
      { type: 'shown', now: 91_000 },
      { type: 'wake', now: 120_000 },
    ]);
    expect(round.phase).toMatchObject({ at: 'paused', turn: 2 });
  });
});

const user = fc.constantFrom('ann', 'ben', 'cem', '__proto__', 'constructor');
const turn = fc.integer({ min: -1, max: 4 });
const now = fc.nat(200_000);
const answers = fc.uniqueArray(
  fc.record({ user, name: user, shown: fc.nat(4), elapsed: fc.nat(25_000), changed: fc.boolean() }),
  { selector: (each) => each.user },
);
const event: fc.Arbitrary<RoundEvent> = fc.oneof(
  fc.record({ type: fc.constant('join' as const), by: user, name: fc.string(), now }),
  fc.record({ type: fc.constant('leave' as const), by: user, now }),
  fc.record({ type: fc.constant('start' as const), by: user, now }),
  fc.record({ type: fc.constant('posted' as const), turn, at: now, now }),
  fc.record({ type: fc.constant('close' as const), turn, answers, right: fc.nat(3), now }),
  fc.record({ type: fc.constant('wake' as const), now }),
  fc.record({ type: fc.constant('shown' as const), now }),
  fc.record({
    type: fc.constantFrom(
      'pause' as const,
      'resume' as const,
      'skip' as const,
      'extend' as const,
      'stop' as const,
    ),
    by: user,
    now,
  }),
);
const settings = fc.record({
  mode: fc.constantFrom(...modes),
  speed: fc.boolean(),
  streak: fc.boolean(),
  lateJoin: fc.boolean(),
});

/** What the edge would do next if nobody pressed anything. */
function patiently({ phase }: Round, now: number): RoundEvent {
  if (phase.at === 'posting') return { type: 'posted', turn: phase.turn, at: now, now };
  if (phase.at === 'lobby' && !phase.shown) return { type: 'shown', now };
  if (phase.at === 'closing') return close(phase.turn, [], now);
  return phase.at === 'reveal' && !phase.shown ? { type: 'shown', now } : { type: 'wake', now };
}

describe('a round that paused by itself', () => {
  it('says so, and forgets the silence when it goes on', () => {
    const silent = run(lobby(), [
      ...opened,
      closing(0),
      close(0, []),
      { type: 'shown', now: 31_000 },
      { type: 'wake', now: 60_000 },
      { type: 'posted', turn: 1, at: 60_000, now: 60_000 },
      closing(1, 89_000),
      close(1, [], 90_000),
      { type: 'shown', now: 91_000 },
      { type: 'wake', now: 120_000 },
    ]).round;
    expect(silent.silent).toBe(2);
    expect(run(silent, [{ type: 'resume', by: 'ann', now: 130_000 }]).round).toMatchObject({
      silent: 0,
      phase: { at: 'posting', turn: 2 },
    });
  });
});

describe('a round under any order of events', () => {
  it('stays readable, scores each question at most once, and is never stuck without a due time', () => {
    fc.assert(
      fc.property(settings, fc.array(event, { maxLength: 80 }), (rules, events) => {
        const { round, effects } = run(lobby(rules), events);
        expect(roundSchema.safeParse(JSON.parse(JSON.stringify(round))).success).toBe(true);
        const reveals = effects.flatMap((effect) => (effect.type === 'reveal' ? [effect.turn] : []));
        expect(new Set(reveals).size).toBe(reveals.length);
        if (round.phase.at !== 'over') expect(dueAt(round)).toBeTypeOf('number');
        expect(effects.some(({ type }) => type === 'finish')).toBe(round.phase.at === 'over');
      }),
      { numRuns: 3_000 },
    );
  });

  it('ends when nobody does anything any more', () => {
    fc.assert(
      fc.property(settings, fc.array(event, { maxLength: 40 }), (rules, events) => {
        let { round } = run(lobby(rules), events);
        for (let wakes = 0; wakes < 40 && round.phase.at !== 'over'; wakes++) {
          const later = (dueAt(round) ?? 0) + 1;
          round = run(round, [patiently(round, later)]).round;
        }
        expect(round.phase.at).toBe('over');
      }),
    );
  });

  it('shares a place between equals', () => {
    const { round } = run(lobby({ speed: false }), [
      { type: 'join', by: 'ben', name: 'Ben', now: 1 },
      ...opened,
      closing(0),
      close(0, [right('ann'), right('ben')]),
    ]);
    expect(ranking(round.players).map(({ place }) => place)).toEqual([1, 1]);
  });
});
