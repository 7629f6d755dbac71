/** What the buttons of a round do. */
import { z } from 'zod';
import { reportQuestion } from '../bank/report.ts';
import { type Context, defineAction } from '../bot/command.ts';
import { runLine } from '../bot/share.ts';
import { openEntry } from '../library/page.ts';
import { LETTERS } from '../quiz/pages.ts';
import { begin, turn as turnPage } from '../quiz/play.ts';
import { button, paragraph, refusal, reply } from '../reply/build.ts';
import type { Outcome, Reply } from '../reply/nodes.ts';
import { missedTurns } from './missed.ts';
import { openRound } from './open.ts';
import { type RoundPresses, seconds } from './page-parts.ts';
import { standingPage } from './result-page.ts';
import { resultFiles } from './results.ts';
import { type Round, slotOf } from './round.ts';
import { noneRunning, refusals, unavailable, whisper } from './sentences.ts';
import { statusPage } from './status-page.ts';
import type { RoundEvent } from './step.ts';

const withRound = z.object({ round: z.string() });

const join = defineAction(
  'round.join',
  withRound.extend({ team: z.string().optional() }),
  async (context, { round: id, team }) => {
    const { rounds, actor } = context;
    if (!rounds) return unavailable();
    const join = { type: 'join', by: actor.id, name: actor.name, team, now: await rounds.now() } as const;
    const handled = await rounds.handle(id, join);
    if (!handled.ok) return refusal(refusals[handled.why]);
    const mine = handled.round.players[actor.id]?.team;
    return whisper(mine === undefined ? 'You are in.' : `You are in, team ${mine}.`);
  },
);
const leave = defineAction('round.leave', withRound, (context, { round }) =>
  tell(context, round, (now) => ({ type: 'leave', by: context.actor.id, now }), 'You have left the round.'),
);
const start = defineAction('round.start', withRound, async (context, { round }) => {
  const by = await inChargeOf(context, round);
  return tell(context, round, (now) => ({ type: 'start', by, now }), 'Here we go.');
});
const cohostAction = defineAction('round.cohost', withRound.extend({ value: z.string() }), (context, given) =>
  makeCohost(context, given.round, given.value),
);

const controls = ['pause', 'resume', 'skip', 'extend', 'stop'] as const;
type Control = (typeof controls)[number];
const done: Readonly<Record<Control, string>> = {
  pause: 'Paused.',
  resume: 'Going on.',
  skip: 'Going on to what comes next.',
  extend: 'Fifteen seconds more.',
  stop: 'Stopped.',
};

const controlAction = defineAction(
  'round.control',
  withRound.extend({ what: z.enum(controls) }),
  (context, { round, what }) => control(context, round, what),
);

async function control(context: Context, id: string, what: Control): Promise<Reply> {
  const by = await inChargeOf(context, id);
  return tell(context, id, (now) => ({ type: what, by, now }), done[what]);
}

/** Moderators of the channel may do what its host may. */
async function inChargeOf({ rounds, actor }: Context, id: string): Promise<string> {
  return actor.moderator ? ((await rounds?.load(id))?.host ?? actor.id) : actor.id;
}

async function makeCohost(context: Context, id: string, user: string): Promise<Reply> {
  const [round, by] = await Promise.all([context.rounds?.load(id), inChargeOf(context, id)]);
  const name = round?.players[user]?.name ?? 'That person';
  return tell(context, id, (now) => ({ type: 'cohost', by, user, now }), `${name} is a co-host now.`);
}

const answer = defineAction(
  'round.answer',
  withRound.extend({
    turn: z.coerce.number().int(),
    shown: z.coerce.number().int().min(0).max(3),
  }),
  async ({ rounds, actor, pressedAt }, { round: id, turn, shown }) => {
    if (!rounds) return unavailable();
    const locked = await rounds.answer(id, turn, { user: actor.id, name: actor.name, shown, at: pressedAt });
    switch (locked.outcome) {
      case 'locked':
        return whisper(`Locked in ${LETTERS[shown]}${after(locked.elapsed)}.`);
      case 'changed':
        return whisper(`Changed to ${LETTERS[shown]}${after(locked.elapsed)}.`);
      case 'already':
        return whisper(`You are locked in with ${LETTERS[locked.shown]}${after(locked.elapsed)}.`);
      case 'late':
        return whisper(`Too late by ${seconds(locked.by)}.`);
      case 'not-playing':
        return whisper(
          locked.why === 'out'
            ? 'You are out of this round; this answer does not count.'
            : 'This round takes nobody in after the start; this answer does not count.',
        );
      case 'not-open':
        return whisper(whyNotOpen(await rounds.load(id), turn));
    }
  },
);

/** Minutes after a question was posted nobody is thinking any more; they have just come by. */
const WORTH_TELLING_MS = 10 * 60_000;
const after = (elapsed: number) => (elapsed > WORTH_TELLING_MS ? '' : `, ${seconds(elapsed)}`);

function whyNotOpen(round: Round | undefined, turn: number): string {
  if (!round) return 'That round is no longer kept.';
  const { phase } = round;
  if (phase.at === 'over') return 'That round is over.';
  if (!('turn' in phase) || phase.turn < turn) return 'That question is not open yet.';
  if (phase.turn > turn) return 'That question is over; the round has gone on.';
  if (phase.at === 'paused') return 'The round is paused; answer when it goes on.';
  if (phase.at === 'posting') return 'That question opens in a moment; press again.';
  return 'That question is closed.';
}

const standing = defineAction('round.standing', withRound, async ({ rounds, actor }, { round: id }) => {
  const round = await rounds?.load(id);
  return (round && standingPage(round, actor.id)) ?? refusal('You have not played in this round.');
});

const replay = defineAction('round.replay', withRound, async (context, { round: id }) => {
  const { rounds, bank, actor } = context;
  const round = await rounds?.load(id);
  if (!round) return refusal('That round is no longer kept.');
  const ids = missedTurns(round, actor.id).flatMap((turn) => round.questions[turn]?.id ?? []);
  const find = await bank.find(ids);
  const questions = ids.flatMap((each) => find(each) ?? []);
  if (questions.length === 0) {
    const line = `quiz ${round.topic ?? ''}`.trim();
    return whisper('Nothing was missed in that round.', [button('Other questions', runLine({ line }))]);
  }
  return context.alone(`quiz:${actor.id}`, async () =>
    turnPage(await begin(context, questions, { topic: round.topic })),
  );
});

const rematch = defineAction('round.rematch', withRound, async (context, { round: id }) => {
  const round = await context.rounds?.load(id);
  if (!round) return refusal('That round is no longer kept; start a new one with `/kafka round`.');
  const { topic, level, settings, players } = round;
  const seats = Object.entries(players).flatMap(([user, { team }]) =>
    team === undefined ? [] : [[user, team] as const],
  );
  return openRound(context, {
    topic,
    level,
    questions: round.questions.length,
    settings,
    seats: seats.length > 0 ? Object.fromEntries(seats) : undefined,
  });
});

const results = defineAction('round.results', withRound, async ({ rounds }, { round: id }) => {
  const round = await rounds?.load(id);
  if (!round) return refusal('That round is no longer kept.');
  const sentence = 'The result as a table for spreadsheets and as JSON.';
  return reply('Round result', sentence, [paragraph(sentence)], {
    visibility: 'private',
    placement: 'new',
    files: resultFiles(round),
  });
});

export const roundActions = [
  join,
  leave,
  start,
  cohostAction,
  controlAction,
  answer,
  standing,
  replay,
  rematch,
  results,
] as const;

/** What the buttons on a round's messages do. */
export const roundPresses: RoundPresses = {
  join: (round, team) => join({ round, team }),
  leave: (round) => leave({ round }),
  start: (round) => start({ round }),
  cohost: (round) => cohostAction({ round }),
  answer: (round, turn, shown) => answer({ round, turn: String(turn), shown: String(shown) }),
  control: (round, what) => controlAction({ round, what }),
  standing: (round) => standing({ round }),
  report: (question) => reportQuestion({ question }),
  concept: (id) => openEntry({ id }),
  replay: (round) => replay({ round }),
  rematch: (round) => rematch({ round }),
  results: (round) => results({ round }),
};

/** `round status`: the running round as this person may see it, with its buttons. */
export async function showStatus(context: Context): Promise<Outcome> {
  const { rounds, bank } = context;
  if (!rounds) return unavailable();
  const round = await runningHere(context);
  if (!round) return noneRunning();
  const answered = 'turn' in round.phase ? await rounds.count(round.id, round.phase.turn) : 0;
  const question = await bank.find(round.questions.map(({ id }) => id));
  return statusPage(round, answered, { presses: roundPresses, question });
}

/** `round stop`, wherever the round's messages have scrolled to. */
export async function stopHere(context: Context): Promise<Outcome> {
  if (!context.rounds) return unavailable();
  const round = await runningHere(context);
  return round ? control(context, round.id, 'stop') : noneRunning();
}

/** `round cohost=@name`. @param named as typed: a name, with or without @, or a platform's mention */
export async function nameCohost(context: Context, named: string): Promise<Outcome> {
  if (!context.rounds) return unavailable();
  const round = await runningHere(context);
  if (!round) return noneRunning();
  const wanted = named.replace(/^<?@!?|>$/g, '').toLowerCase();
  const found = Object.entries(round.players).find(
    ([user, { name }]) =>
      name.toLowerCase() === wanted || user.split(':').at(-1)?.toLowerCase() === wanted.split('|')[0],
  );
  return found ? makeCohost(context, round.id, found[0]) : refusal(refusals['no-such-player']);
}

async function runningHere({ rounds, place }: Context): Promise<Round | undefined> {
  const id = await rounds?.runningIn(slotOf({ place: place.id, form: 'round' }));
  return id === undefined ? undefined : rounds?.load(id);
}

/** @param event by the store's clock: this machine's may differ, and other instances reckon by the store's */
async function tell(
  { rounds }: Context,
  id: string,
  event: (now: number) => RoundEvent,
  success: string,
): Promise<Reply> {
  if (!rounds) return unavailable();
  const handled = await rounds.handle(id, event(await rounds.now()));
  return handled.ok ? whisper(success) : refusal(refusals[handled.why]);
}
