/** How able somebody is and how hard a question is, on one scale: Elo, corrected for guessing. */
import type { QuizQuestion } from '../quiz/question.ts';

/** Where a question of a level starts before anybody has answered it. */
const PRIOR: Readonly<Record<QuizQuestion['level'], number>> = { recall: -0.7, apply: 0, diagnose: 0.7 };

/** What is needed of a question to predict an answer. */
export type Rateable = { readonly level: QuizQuestion['level']; readonly options: readonly unknown[] };

/** @param shift what answers have added to the level's prior so far */
export const difficulty = ({ level }: Pick<Rateable, 'level'>, shift = 0) => PRIOR[level] + shift;

/** Chance of a right answer; one in `options` is right by luck. */
export function chance(ability: number, hardness: number, options: number): number {
  const luck = 1 / options;
  return luck + (1 - luck) / (1 + Math.exp(hardness - ability));
}

/** How far an answer moves what is known; the more answers there were, the less. */
const step = (answers: number) => 1 / (1 + 0.05 * answers);

export type Duel = {
  readonly ability: number;
  readonly hardness: number;
  readonly options: number;
  readonly right: boolean;
  /** Answers that were known before this one. */
  readonly personAnswers: number;
  readonly questionAnswers: number;
};

/** What an answer adds to the person's ability and to the question's difficulty. */
export function moves(duel: Duel): { readonly ability: number; readonly hardness: number } {
  const surprise = (duel.right ? 1 : 0) - chance(duel.ability, duel.hardness, duel.options);
  return { ability: step(duel.personAnswers) * surprise, hardness: -step(duel.questionAnswers) * surprise };
}

/** A word for an ability; `diagnose` questions are even odds at about 0.7. */
export function abilityWord(ability: number): string {
  if (ability < -0.5) return 'finding your way';
  if (ability < 0.5) return 'at home with the basics';
  return ability < 1.3 ? 'practised' : 'expert';
}
