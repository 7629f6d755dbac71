/** A private quiz as a value: which questions in which order, what was answered. No clock, no store, no answer key. */
import { z } from 'zod';

/** A person has one of each at a time, so that none of them takes the place of another. */
export const kinds = ['quiz', 'review', 'daily'] as const;
export type Kind = (typeof kinds)[number];

export const sessionSchema = z.object({
  id: z.string(),
  kind: z.enum(kinds).default('quiz'),
  /** What was asked for, to name the quiz: an area, an entry, nothing. */
  topic: z.string().optional(),
  questions: z.array(
    z.object({
      id: z.string(),
      /** Position shown → position in the file; drawn anew for each showing. */
      order: z.array(z.number().int()),
    }),
  ),
  /** One per answered question, in order; `chosen` is the position in the file. */
  answers: z.array(z.object({ chosen: z.number().int(), right: z.boolean() })),
  /** When the open question was first shown, epoch milliseconds. */
  shown: z.number().optional(),
});
export type Session = z.output<typeof sessionSchema>;

/** What is asked about a question, without the key. */
export type Askable = { readonly id: string; readonly options: readonly unknown[] };

export function startSession(
  id: string,
  questions: readonly Askable[],
  random: () => number,
  about: Pick<Session, 'topic'> & { readonly kind?: Kind } = {},
): Session {
  return {
    id,
    kind: 'quiz',
    ...about,
    questions: questions.map((question) => ({
      id: question.id,
      order: shuffle([...question.options.keys()], random),
    })),
    answers: [],
  };
}

export type AnswerEvent = { readonly session: string; readonly at: number; readonly shown: number };

export type Answered =
  /** The answer counts; the session has moved on. */
  | { readonly outcome: 'counted'; readonly session: Session }
  /** This question was answered before; the first answer stands. */
  | { readonly outcome: 'already' }
  /** The press belongs to a quiz that is no longer this person's current one. */
  | { readonly outcome: 'other-quiz' }
  /** No such question or option is open. */
  | { readonly outcome: 'not-open' };

/** @param isRight the answer key for a position in the file; it lives in the catalogue, never in the session */
export function answer(
  session: Session,
  event: AnswerEvent,
  isRight: (question: string, chosen: number) => boolean,
): Answered {
  if (event.session !== session.id) return { outcome: 'other-quiz' };
  if (event.at < session.answers.length) return { outcome: 'already' };
  const open = session.questions[event.at];
  const chosen = open?.order[event.shown];
  if (event.at !== session.answers.length || !open || chosen === undefined) return { outcome: 'not-open' };
  const answers = [...session.answers, { chosen, right: isRight(open.id, chosen) }];
  const { shown: _, ...rest } = session;
  return { outcome: 'counted', session: { ...rest, answers } };
}

/** In a review what was just missed comes again at the end, so that it is over only when everything was right. */
export function askAgain(session: Session, random: () => number): Session {
  const at = session.answers.length - 1;
  const asked = session.questions[at];
  if (session.kind !== 'review' || !asked || session.answers[at]?.right !== false) return session;
  const again = { id: asked.id, order: shuffle(asked.order, random) };
  return { ...session, questions: [...session.questions, again] };
}

export const isOver = (session: Session) => session.answers.length >= session.questions.length;
export const left = ({ questions, answers }: Session) => questions.length - answers.length;
export const score = (session: Session) => session.answers.filter(({ right }) => right).length;

/** Ids of the questions answered wrongly, in order, each once. */
export function missed(session: Session): readonly string[] {
  const wrong = session.questions.filter((_, at) => session.answers[at]?.right === false);
  return [...new Set(wrong.map(({ id }) => id))];
}

/** Fisher–Yates. @param random numbers in [0, 1) */
export function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const at = Math.floor(random() * (last + 1));
    const [a, b] = [mixed[last], mixed[at]];
    if (a !== undefined && b !== undefined) [mixed[last], mixed[at]] = [b, a];
  }
  return mixed;
}
