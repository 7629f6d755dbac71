/** A person who learns, as a value: what one answer changes in what is known about them and about the question. */
import { z } from 'zod';
import type { QuizQuestion } from '../quiz/question.ts';
import { difficulty, moves } from './ability.ts';
import { type Card, isFresh, rate, review } from './card.ts';
import { finishDaily, noStreak, streakSchema } from './daily.ts';
import { isSlow, paceOf, withPace } from './pace.ts';

const count = z.number().int().min(0);

export const profileSchema = z.object({
  ability: z.number().default(0),
  /** Answers that moved the ability. */
  rated: count.default(0),
  answers: count.default(0),
  right: count.default(0),
  paces: z.array(z.number()).default([]),
  streak: streakSchema.default(noStreak),
  /** IANA name; days begin at midnight there. */
  zone: z.string().default('UTC'),
  /** `18:00` in that zone; without it nobody is reminded. */
  reminder: z.string().optional(),
});
export type Profile = z.output<typeof profileSchema>;

export const newProfile: Profile = profileSchema.parse({});

export type Learner = {
  readonly profile: Profile;
  /** By question. */
  readonly cards: ReadonlyMap<string, Card>;
};

export type Answered = {
  readonly question: QuizQuestion;
  /** Position in the file. */
  readonly chosen: number;
  readonly right: boolean;
  /** Milliseconds of thinking, where they were taken. */
  readonly elapsed?: number | undefined;
  /** The answer was changed before it counted. */
  readonly changed?: boolean;
  readonly at: number;
  /** The date whose daily question this was. */
  readonly daily?: string;
};

export type Known = {
  readonly card: Card | undefined;
  readonly profile: Profile;
  /** First answers to the question so far, and what they have added to its difficulty. */
  readonly item: { readonly answers: number; readonly shift: number };
};

export type Learned = {
  readonly card: Card;
  readonly profile: Profile;
  /** Only somebody's first answer to a question says something about the question. */
  readonly item?: { readonly shift: number; readonly ability: number };
};

export function learn({ card, profile, item }: Known, answered: Answered): Learned {
  const { question, right, at, daily } = answered;
  const pace = paceOf(question, answered.elapsed);
  const grade = rate({
    right,
    isSlow: isSlow(profile.paces, pace),
    changed: answered.changed ?? false,
  });
  const moved = moves({
    ability: profile.ability,
    hardness: difficulty(question, item.shift),
    options: question.options.length,
    right,
    personAnswers: profile.rated,
    questionAnswers: item.answers,
  });
  // Repeating what was explained a moment ago shows no ability.
  const counts = !isFresh(card, at);
  return {
    card: review(card, grade, at),
    profile: {
      ...profile,
      ability: profile.ability + (counts ? moved.ability : 0),
      rated: profile.rated + (counts ? 1 : 0),
      answers: profile.answers + 1,
      right: profile.right + (right ? 1 : 0),
      paces: [...(right ? withPace(profile.paces, pace) : profile.paces)],
      ...(daily === undefined ? {} : { streak: finishDaily(profile.streak, daily) }),
    },
    ...(card ? {} : { item: { shift: moved.hardness, ability: profile.ability } }),
  };
}
