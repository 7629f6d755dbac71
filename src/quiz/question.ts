/** A question as a quiz needs it: from the library's own bank, or from a pack that a team has added. */
import type { Diagram } from '../pictures/spec.ts';

export type QuizOption = {
  readonly text: string;
  readonly right?: true | undefined;
  readonly because: string;
};

/** What only the library's questions must have is optional here. */
export type QuizQuestion = {
  readonly id: string;
  readonly prompt: string;
  readonly snippet?: string | undefined;
  readonly language?: string | undefined;
  readonly diagram?: Diagram | undefined;
  /** Three or four, exactly one right. */
  readonly options: readonly QuizOption[];
  readonly level: 'recall' | 'apply' | 'diagnose';
  readonly area?: string | undefined;
  /** The entry that explains it. */
  readonly concept?: string | undefined;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  /** The release it was checked against. */
  readonly kafka?: string | undefined;
  /** The title of the pack it comes from; the library's own bank has none. */
  readonly pack?: string | undefined;
};

export type FindQuestion = (id: string) => QuizQuestion | undefined;

/** Position of the right option in the file, −1 when there is none. */
export const rightOption = (question: QuizQuestion) => question.options.findIndex(({ right }) => right);
