/** What somebody remembers of one question, and when it is worth asking again: FSRS, in days and not in minutes. */
import { fsrs, type Grade, Rating, State } from 'ts-fsrs';
import { z } from 'zod';

export const DAY_MS = 24 * 3_600_000;

export const cardSchema = z.object({
  /** Epoch milliseconds, as is `last`. */
  due: z.number(),
  last: z.number(),
  /** Days after which nine of ten such answers are still right. */
  stability: z.number().positive(),
  difficulty: z.number().min(1).max(10),
  lapses: z.number().int().min(0),
  answers: z.number().int().min(1),
  right: z.number().int().min(0),
  /** The latest answer was wrong; due at once until one is right. */
  missed: z.boolean(),
});
export type Card = z.output<typeof cardSchema>;

export type Given = { readonly right: boolean; readonly isSlow: boolean; readonly changed: boolean };

/** Never “easy”: one right answer of four may be luck. */
export function rate({ right, isSlow, changed }: Given): Grade {
  if (!right) return Rating.Again;
  return isSlow || changed ? Rating.Hard : Rating.Good;
}

const LONGEST_DAYS = 180;

const scheduler = fsrs({
  request_retention: 0.9,
  maximum_interval: LONGEST_DAYS,
  enable_fuzz: false,
  // People come to a chat once a day, not every ten minutes.
  enable_short_term: false,
  learning_steps: [],
  relearning_steps: [],
});

/** The explanation is still fresh: another answer tells nothing new about memory. FSRS itself counts midnights. */
const FRESH_MS = 12 * 3_600_000;

export const isFresh = (card: Card | undefined, now: number) =>
  card !== undefined && now - card.last < FRESH_MS;

export function review(card: Card | undefined, grade: Grade, now: number): Card {
  const right = grade !== Rating.Again;
  const tally = {
    answers: (card?.answers ?? 0) + 1,
    right: (card?.right ?? 0) + (right ? 1 : 0),
    missed: !right,
  };
  if (card && isFresh(card, now) && (right || card.missed)) return { ...card, ...tally };
  const at = Math.max(now, card?.last ?? now);
  const next = scheduler.next(forScheduler(card, at), at, grade).card;
  return {
    ...tally,
    // The scheduler goes beyond the limit to keep hard before good.
    due: Math.min(next.due.getTime(), at + LONGEST_DAYS * DAY_MS),
    last: at,
    stability: next.stability,
    difficulty: next.difficulty,
    lapses: next.lapses,
  };
}

function forScheduler(card: Card | undefined, now: number) {
  const shared = { elapsed_days: 0, learning_steps: 0 };
  if (!card)
    return {
      ...shared,
      due: now,
      stability: 0,
      difficulty: 0,
      scheduled_days: 0,
      reps: 0,
      lapses: 0,
      state: State.New,
    };
  const { due, last, stability, difficulty, answers, lapses } = card;
  const scheduled_days = Math.round((due - last) / DAY_MS);
  return {
    ...shared,
    due,
    last_review: last,
    stability,
    difficulty,
    scheduled_days,
    reps: answers,
    lapses,
    state: State.Review,
  };
}

export const isDue = ({ due, missed }: Card, now: number) => missed || due <= now;

const MASTERED_DAYS = 21;
export const isMastered = ({ stability, missed }: Card) => !missed && stability >= MASTERED_DAYS;
