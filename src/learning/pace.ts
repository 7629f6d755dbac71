/** How fast an answer came, beside what its question takes to read: the same measure for short and long ones. */
import type { QuizQuestion } from '../quiz/question.ts';

const LOOK_MS = 3_000;
const MS_PER_CHARACTER = 45;
/** Whoever takes longer has been away, which says nothing. */
const AWAY_MS = 10 * 60_000;
const REMEMBERED = 40;
/** Before that, nobody knows what is slow for this person. */
const FEWEST = 8;

/** 1 for an answer that took as long as reading; undefined when it cannot be told. */
export function paceOf(question: QuizQuestion, elapsed: number | undefined): number | undefined {
  if (elapsed === undefined || elapsed < 0 || elapsed > AWAY_MS) return undefined;
  const { prompt, snippet = '', options } = question;
  const length = options.reduce((sum, { text }) => sum + text.length, prompt.length + snippet.length);
  return Math.round((elapsed / (LOOK_MS + length * MS_PER_CHARACTER)) * 1_000) / 1_000;
}

/** In the slowest quarter of what this person takes. */
export function isSlow(paces: readonly number[], pace: number | undefined): boolean {
  if (pace === undefined || paces.length < FEWEST) return false;
  const faster = paces.filter((each) => each < pace).length;
  return faster >= paces.length * 0.75;
}

export const withPace = (paces: readonly number[], pace: number | undefined): readonly number[] =>
  pace === undefined ? paces : [...paces, pace].slice(-REMEMBERED);
