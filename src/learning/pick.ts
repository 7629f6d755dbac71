/** Which questions somebody is asked next: worth asking, neither too easy nor too hard, of several concepts, by chance. */
import type { QuizQuestion } from '../quiz/question.ts';
import { chance, difficulty } from './ability.ts';
import { type Card, isDue } from './card.ts';
import type { Learner } from './learner.ts';

/** People learn most where they are right about three times of four. */
const BAND = { from: 0.7, to: 0.85 };
/** How quickly questions outside the band become rare. */
const TOLERANCE = 0.12;
const RAREST = 0.02;
/** Each further question of one concept is this much less likely. */
const AGAIN = 0.15;

export type Asking = {
  readonly learner: Learner;
  /** What answers have added to each question's difficulty. */
  readonly shifts: ReadonlyMap<string, number>;
  /** False where a level was asked for: then everything of it fits. */
  readonly adapts: boolean;
  /** The concept that was asked for by name; its questions come before those of its neighbours. */
  readonly concept?: string | undefined;
  readonly count: number;
  readonly now: number;
  /** Numbers in [0, 1). */
  readonly random: () => number;
};

export const predicted = (question: QuizQuestion, { learner, shifts }: Pick<Asking, 'learner' | 'shifts'>) =>
  chance(learner.profile.ability, difficulty(question, shifts.get(question.id)), question.options.length);

/** New and due questions first; what rests is asked only when those run out. */
export function pickQuestions(questions: readonly QuizQuestion[], asking: Asking): readonly QuizQuestion[] {
  const { learner, now, count, adapts, concept } = asking;
  const rests = ({ id }: QuizQuestion) => {
    const card = learner.cards.get(id);
    return card !== undefined && !isDue(card, now);
  };
  const isOwn = (question: QuizQuestion) => concept !== undefined && question.concept === concept;
  const rank = (question: QuizQuestion) => (rests(question) ? 2 : 0) + (isOwn(question) ? 0 : 1);
  const pools = Map.groupBy(questions, rank);
  const weights = new Map(
    questions.map((question) => [question.id, adapts ? fitOf(predicted(question, asking)) : 1]),
  );
  const picked: QuizQuestion[] = [];
  for (const each of [0, 1, 2, 3])
    draw(pools.get(each) ?? [], count - picked.length, picked, weights, asking.random);
  return picked;
}

function fitOf(share: number): number {
  const off = Math.max(0, BAND.from - share, share - BAND.to);
  return Math.max(RAREST, Math.exp(-((off / TOLERANCE) ** 2)));
}

/** Draws without putting back, by weight, onto the end of `picked`. */
function draw(
  pool: readonly QuizQuestion[],
  count: number,
  picked: QuizQuestion[],
  fit: ReadonlyMap<string, number>,
  random: () => number,
): void {
  const left = [...pool];
  for (let drawn = 0; drawn < count && left.length > 0; drawn++) {
    const weights = left.map((question) => {
      const same = picked.filter(({ concept }) => concept !== undefined && concept === question.concept);
      return (fit.get(question.id) ?? RAREST) * AGAIN ** same.length;
    });
    let rest = random() * weights.reduce((sum, weight) => sum + weight, 0);
    const at = weights.findIndex((weight) => {
      rest -= weight;
      return rest < 0;
    });
    picked.push(...left.splice(at < 0 ? left.length - 1 : at, 1));
  }
}

/** Ids of due questions, the longest overdue first; what was missed a moment ago comes last. */
export function dueQuestions(cards: ReadonlyMap<string, Card>, now: number): readonly string[] {
  return [...cards]
    .filter(([, card]) => isDue(card, now))
    .sort(([, a], [, b]) => a.due - b.due)
    .map(([id]) => id);
}

/** When the next question that rests comes back; undefined when there is none. */
export function nextDue(cards: ReadonlyMap<string, Card>, now: number): number | undefined {
  const times = [...cards.values()].flatMap((card) => (isDue(card, now) ? [] : [card.due]));
  return times.length === 0 ? undefined : times.reduce((first, each) => Math.min(first, each));
}
