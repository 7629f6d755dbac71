/** Does what schedules say when they are due: exactly once, whichever instance comes first and whichever dies. */
import type { Bank } from '../bank/bank.ts';
import type { Log } from '../ports/log.ts';
import { paragraph, reply, text, time } from '../reply/build.ts';
import type { Reply } from '../reply/nodes.ts';
import { ChannelGone } from '../round/messenger.ts';
import { askedFor } from '../round/open.ts';
import { type Round, slotOf } from '../round/round.ts';
import type { Rounds } from '../round/rounds.ts';
import { createLoneQuestion, createRound } from '../round/step.ts';
import type { Ledger } from '../store/ledger.ts';
import { type Due, dueSchedules, goOn, pauseFor, type Schedule } from './schedules.ts';

export type RunParts = {
  readonly ledger: Ledger;
  readonly rounds: Rounds;
  readonly bank: Bank;
  readonly random: () => number;
  readonly log: Log;
  /** False when this instance does not run the place's platform. */
  readonly canSpeak: (place: string) => boolean;
  /** Says something in a channel; the same nonce is the same message. */
  readonly announce: (place: string, reply: Reply, nonce: string) => Promise<void>;
};

/** Nobody wants Friday's round on Saturday: a run later than this is left out. */
const LATEST_MS = 3_600_000;
const HOUR_MS = 3_600_000;
/** After this long no instance with the schedule's platform will come by and say that it was left out. */
const ABANDONED_MS = 24 * HOUR_MS;

type Result = 'opened' | 'busy' | 'no-questions' | 'too-late';

/** Called again and again. */
export async function runSchedules(parts: RunParts): Promise<void> {
  const now = await parts.rounds.now();
  for (const due of await dueSchedules(parts.ledger, now)) {
    if (!parts.canSpeak(due.schedule.place)) {
      // Of a platform that nobody runs any more: it must not stand for ever before those of others.
      if (now - due.at > ABANDONED_MS) await goOn(parts.ledger, due, now);
      continue;
    }
    await runOne(parts, due, now).catch((error: unknown) =>
      parts.log.warn({ error, schedule: due.schedule.id }, 'a schedule could not be run; trying again'),
    );
  }
}

async function runOne(parts: RunParts, due: Due, now: number): Promise<void> {
  const { ledger } = parts;
  const { schedule, at } = due;
  if (schedule.paused) {
    await goOn(ledger, due, now);
    return;
  }
  try {
    // Opening may be repeated, so it comes first: a crash in between repeats it, and nothing is left out.
    const result = now - at > LATEST_MS ? 'too-late' : await open(parts, due, now);
    const isMine = await goOn(ledger, due, now);
    if (isMine && result !== 'opened')
      await parts.announce(schedule.place, leftOut(due, result), `${roundId(due)}-out`);
  } catch (error) {
    if (!(error instanceof ChannelGone)) throw error;
    await pauseFor(ledger, due, 'I cannot post here any more.');
  }
}

/** The same for every attempt at this instant, so that a store which has it opens nothing twice. */
const roundId = ({ schedule, at }: Due) => `${schedule.id}-${at.toString(36)}`;

async function open(parts: RunParts, due: Due, now: number): Promise<Result> {
  const { rounds } = parts;
  const { schedule } = due;
  const id = roundId(due);
  if (await rounds.load(id)) return 'opened';
  const slot = slotOf({ place: schedule.place, form: schedule.what });
  if ((await rounds.runningIn(slot)) !== undefined) return 'busy';
  const round = await roundOf(parts, schedule, id, now);
  if (!round) return 'no-questions';
  const isOpen = await rounds.open(round);
  return isOpen || (await rounds.load(id)) ? 'opened' : 'busy';
}

async function roundOf(
  parts: RunParts,
  schedule: Schedule,
  id: string,
  now: number,
): Promise<Round | undefined> {
  const { place, workspace, topic, level, settings } = schedule;
  const questions = await askedFor({ ...parts, now }, { id: place, workspace }, schedule);
  if (questions.length === 0) return undefined;
  const common = { id, place, workspace, host: schedule.by.id, topic, level, settings, now };
  return schedule.what === 'round'
    ? createRound({ ...common, questions: [...questions], scheduled: true })
    : createLoneQuestion({
        ...common,
        questions: questions.slice(0, 1).map((asked) => ({ ...asked, limit: schedule.hours * HOUR_MS })),
      });
}

function leftOut({ schedule, at }: Due, result: Exclude<Result, 'opened'>): Reply {
  const what = schedule.what === 'round' ? 'round' : 'question of the day';
  const sentence = `The scheduled ${what} was left out${WHY[result]}.`;
  return reply('Schedule', sentence, [
    paragraph([text(`The ${what} of `), time(at, 'clock'), text(` was left out${WHY[result]}.`)]),
  ]);
}

const WHY: Readonly<Record<Exclude<Result, 'opened'>, string>> = {
  busy: ', because another one was running',
  'no-questions': ', because I have no questions for it',
  'too-late': ', because I was away at that time',
};
