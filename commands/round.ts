/** A group round in a channel: lobby, questions with private answers, reveals, podium. */
import { z } from 'zod';
import { reportQuestion } from '../src/bank/report.ts';
import { type Context, defineAction, defineCommand } from '../src/bot/command.ts';
import { choice, integer, type ReadResult, typed, words } from '../src/bot/option.ts';
import { areas, levels } from '../src/catalogue/schema.ts';
import { openEntry } from '../src/library/page.ts';
import { LETTERS } from '../src/quiz/pages.ts';
import type { QuizQuestion } from '../src/quiz/question.ts';
import { shuffle } from '../src/quiz/session.ts';
import { button, paragraph, refusal, reply } from '../src/reply/build.ts';
import { quote } from '../src/reply/clean.ts';
import type { Outcome, Reply } from '../src/reply/nodes.ts';
import { limitFor, type RoundPresses, seconds, standingPage } from '../src/round/pages.ts';
import { type Asked, defaultSettings, modes, type Settings } from '../src/round/round.ts';
import type { Refused, RoundEvent } from '../src/round/step.ts';
import { createRound } from '../src/round/step.ts';

const USUAL_COUNT = 10;

const withRound = z.object({ round: z.string() });

const join = defineAction('round.join', withRound, (context, { round }) =>
  tell(
    context,
    round,
    { type: 'join', by: context.actor.id, name: context.actor.name, now: context.now },
    'You are in.',
  ),
);
const leave = defineAction('round.leave', withRound, (context, { round }) =>
  tell(context, round, { type: 'leave', by: context.actor.id, now: context.now }, 'You have left the round.'),
);
const start = defineAction('round.start', withRound, (context, { round }) =>
  tell(context, round, { type: 'start', by: context.actor.id, now: context.now }, 'Here we go.'),
);

const controls = ['pause', 'resume', 'skip', 'extend', 'stop'] as const;
const done = {
  pause: 'Paused.',
  resume: 'Going on.',
  skip: 'Skipped.',
  extend: 'Fifteen seconds more.',
  stop: 'Stopped.',
} as const;

const control = defineAction(
  'round.control',
  z.object({ round: z.string(), what: z.enum(controls) }),
  async (context, { round: id, what }) => {
    const { rounds, actor } = context;
    if (!rounds) return unavailable();
    const round = await rounds.load(id);
    // Moderators of the channel may do what its host may.
    const by = round && actor.moderator ? round.host : actor.id;
    return tell(context, id, { type: what, by, now: await rounds.now() }, done[what]);
  },
);

const answer = defineAction(
  'round.answer',
  z.object({
    round: z.string(),
    turn: z.coerce.number().int(),
    shown: z.coerce.number().int().min(0).max(3),
  }),
  async ({ rounds, actor, pressedAt }, { round, turn, shown }) => {
    if (!rounds) return unavailable();
    const locked = await rounds.answer(round, turn, {
      user: actor.id,
      name: actor.name,
      shown,
      at: pressedAt,
    });
    switch (locked.outcome) {
      case 'locked':
        return whisper(`Locked in ${LETTERS[shown]}, ${seconds(locked.elapsed)}.`);
      case 'changed':
        return whisper(`Changed to ${LETTERS[shown]}, ${seconds(locked.elapsed)}.`);
      case 'already':
        return whisper(`You are locked in with ${LETTERS[locked.shown]}, ${seconds(locked.elapsed)}.`);
      case 'late':
        return whisper(`Too late by ${seconds(locked.by)}.`);
      case 'not-open':
        return whisper('That question is not open any more.');
    }
  },
);

const standing = defineAction('round.standing', withRound, async ({ rounds, actor }, { round: id }) => {
  const round = await rounds?.load(id);
  return (round && standingPage(round, actor.id)) ?? refusal('You have not played in this round.');
});

const replay = defineAction('round.replay', withRound, async (context, { round: id }) => {
  const round = await context.rounds?.load(id);
  if (!round) return refusal('That round is no longer kept.');
  return context.say(`quiz ${round.topic ?? ''}`.trim());
});

const rematch = defineAction('round.rematch', withRound, async (context, { round: id }) => {
  const round = await context.rounds?.load(id);
  if (!round) return refusal('That round is no longer kept; start a new one with `/kafka round`.');
  return openRound(context, {
    topic: round.topic,
    questions: round.questions.length,
    settings: round.settings,
  });
});

/** What the buttons on a round's messages do. */
export const roundPresses: RoundPresses = {
  join: (round) => join({ round }),
  leave: (round) => leave({ round }),
  start: (round) => start({ round }),
  answer: (round, turn, shown) => answer({ round, turn: String(turn), shown: String(shown) }),
  control: (round, what) => control({ round, what }),
  standing: (round) => standing({ round }),
  report: (question) => reportQuestion({ question }),
  concept: (id) => openEntry({ id }),
  replay: (round) => replay({ round }),
  rematch: (round) => rematch({ round }),
};

const onOff = (hint: string) => choice(['on', 'off'], { hint, positional: false });

export default defineCommand({
  name: 'round',
  summary: 'A quiz round for the whole channel',
  visibility: 'private',
  options: z.object({
    topic: words({ hint: 'a concept or an area', example: 'replication', rest: true }).optional(),
    level: choice(levels, { hint: 'how hard' }).optional(),
    mode: choice(modes, { hint: 'how it is played' }).optional(),
    questions: integer({
      hint: 'how many questions',
      min: 1,
      max: 30,
      example: '10',
      positional: true,
    }).optional(),
    seconds: typed(readSeconds, {
      hint: 'seconds for each question, auto or untimed',
      example: '20',
    }).optional(),
    speed: onOff('points for speed').optional(),
    streak: onOff('points for right answers in a row').optional(),
    change: onOff('whether an answer may be changed once').optional(),
  }),
  examples: ['round', 'round replication apply 5', 'round mode=survival seconds=20'],
  actions: [join, leave, start, control, answer, standing, replay, rematch],
  complete: {
    topic: ({ catalogue }, text) => [
      ...areas
        .filter((area) => area.startsWith(text.toLowerCase()))
        .map((area) => ({ label: area, value: area })),
      ...catalogue
        .suggest(text)
        .slice(0, 10)
        .map(({ title, id }) => ({ label: title, value: id })),
    ],
  },
  run: (context, { topic, level, mode, questions, seconds: limit, speed, streak, change }) =>
    openRound(context, {
      topic,
      level,
      questions: questions ?? USUAL_COUNT,
      settings: {
        mode: mode ?? defaultSettings.mode,
        seconds: limit ?? defaultSettings.seconds,
        speed: speed === undefined ? defaultSettings.speed : speed === 'on',
        streak: streak === undefined ? defaultSettings.streak : streak === 'on',
        mayChange: change === 'on',
        lateJoin: defaultSettings.lateJoin,
      },
    }),
});

function readSeconds(raw: string): ReadResult<Settings['seconds']> {
  const text = raw.trim().toLowerCase().replace(/s$/, '');
  if (text === 'auto' || text === 'untimed') return { ok: true, value: text };
  const value = Number(text);
  return Number.isInteger(value) && value >= 10 && value <= 120
    ? { ok: true, value }
    : {
        ok: false,
        problem: `I read ${quote(raw)}, but it takes 10 to 120 seconds, auto or untimed`,
      };
}

type Wanted = {
  topic?: string | undefined;
  level?: string | undefined;
  questions: number;
  settings: Settings;
};

async function openRound(context: Context, wanted: Wanted): Promise<Outcome> {
  const { rounds, place, actor } = context;
  if (!rounds) return unavailable();
  if (place.kind === 'direct')
    return refusal('A round needs a channel with people; alone, use `/kafka quiz`.');
  const running = await rounds.runningIn(place.id);
  if (running !== undefined)
    return refusal('A round is running in this channel already; join that one.', [
      button('Join', join({ round: running })),
    ]);
  const fitting = await context.bank.about(place.workspace, wanted);
  if (fitting.length === 0)
    return refusal(
      `I have no questions about ${quote(wanted.topic ?? 'that')}; try one of ${areas.slice(0, 8).join(', ')}.`,
    );
  const round = createRound({
    id: Math.floor(context.random() * 36 ** 8).toString(36),
    place: place.id,
    workspace: place.workspace,
    host: actor.id,
    hostName: actor.name,
    topic: wanted.topic,
    questions: shuffle(fitting, context.random)
      .slice(0, wanted.questions)
      .map((question) => ask(question, wanted.settings, context.random)),
    settings: wanted.settings,
    now: await rounds.now(),
  });
  if (!(await rounds.open(round)))
    return refusal('A round has just been opened in this channel; join that one.');
  return whisper('Your round is open; press Start when everybody is in.');
}

function ask(question: QuizQuestion, settings: Settings, random: () => number): Asked {
  const limit =
    settings.seconds === 'untimed'
      ? null
      : settings.seconds === 'auto'
        ? limitFor(question)
        : settings.seconds * 1_000;
  return { id: question.id, order: shuffle([...question.options.keys()], random), limit };
}

const refusals: Readonly<Record<Refused | 'unknown', string>> = {
  'not-running': 'That round is over.',
  unknown: 'That round is over.',
  'not-host': 'Only the host of the round can do that.',
  'not-lobby': 'The round has started already.',
  'already-joined': 'You are in already.',
  'not-joined': 'You are not in this round.',
  'no-late-join': 'This round takes nobody in after the start.',
  full: 'This round is full.',
  nobody: 'Nobody has joined yet.',
  'needs-two': 'A duel needs exactly two players.',
  'not-now': 'That cannot be done at this point of the round.',
};

async function tell({ rounds }: Context, id: string, event: RoundEvent, success: string): Promise<Reply> {
  if (!rounds) return unavailable();
  const handled = await rounds.handle(id, event);
  return handled.ok ? whisper(success) : refusal(refusals[handled.why]);
}

const whisper = (sentence: string): Reply =>
  reply('Round', sentence, [paragraph(sentence)], { visibility: 'private', placement: 'new' });
const unavailable = () => refusal('Rounds cannot run here: this place has no channel that I can post to.');
