/** A private quiz being played: what its buttons do, and how each answer becomes part of what its person has learned. */
import { z } from 'zod';
import { reportQuestion } from '../bank/report.ts';
import { soloPoints } from '../board/points.ts';
import { type Context, defineAction } from '../bot/command.ts';
import { runLine } from '../bot/share.ts';
import { streakNote } from '../learning/pages.ts';
import { readProfile, recordAnswer } from '../learning/records.ts';
import { nextMidnight } from '../learning/time-zone.ts';
import { openEntry } from '../library/page.ts';
import { button, refusal } from '../reply/build.ts';
import type { Reply } from '../reply/nodes.ts';
import { currentPage, feedbackPage, type QuizPage, type QuizPresses } from './pages.ts';
import { type QuizQuestion, rightOption } from './question.ts';
import {
  answer,
  askAgain,
  isOver,
  type Kind,
  missed,
  type Session,
  sessionSchema,
  startSession,
} from './session.ts';

const LIFETIME_MS = 24 * 3_600_000;

const answerAction = defineAction(
  'quiz.answer',
  z.object({ session: z.string(), at: z.coerce.number().int(), shown: z.coerce.number().int() }),
  (context, event) =>
    context.alone(`quiz:${context.actor.id}`, async () => {
      const session = await loadSession(context, kindOf(event.session));
      if (!session) return gone();
      const question = await questionsOf(context, session);
      const isRight = (id: string, chosen: number) => {
        const asked = question(id);
        return asked !== undefined && rightOption(asked) === chosen;
      };
      const result = answer(session, event, isRight);
      switch (result.outcome) {
        case 'counted': {
          // First what was learned, which counts once however often it is tried; then the page that moves on.
          await learnFrom(context, result.session, event.at, question, session.shown);
          const next = askAgain(result.session, context.random);
          await saveSession(context, next);
          return turn(feedbackPage(await pageOf(context, next), event.at));
        }
        case 'already':
          return turn(
            event.at === session.answers.length - 1
              ? feedbackPage(await pageOf(context, session), event.at, 'Your first answer counts.')
              : currentPage(
                  await pageOf(context, session),
                  `Question ${event.at + 1} is answered already; this is where you stand.`,
                ),
          );
        case 'not-open':
          return turn(
            currentPage(
              await pageOf(context, session),
              'That question is not open; this is where you stand.',
            ),
          );
        case 'other-quiz':
          return turn(
            currentPage(
              await pageOf(context, session),
              'Those buttons belong to another quiz; this is yours.',
            ),
          );
      }
    }),
);

const nextAction = defineAction('quiz.next', z.object({ session: z.string() }), (context, { session: id }) =>
  context.alone(`quiz:${context.actor.id}`, async () => {
    const session = await loadSession(context, kindOf(id));
    return session ? turn(await showCurrent(context, session)) : gone();
  }),
);

const retryAction = defineAction(
  'quiz.retry',
  z.object({ session: z.string() }),
  (context, { session: id }) =>
    context.alone(`quiz:${context.actor.id}`, async () => {
      const session = await loadSession(context, kindOf(id));
      if (!session) return gone();
      // A second press on “retry” finds the new session and shows it instead of starting a third.
      if (session.id !== id || !isOver(session)) return turn(await showCurrent(context, session));
      const question = await questionsOf(context, session);
      const questions = missed(session).flatMap((each) => question(each) ?? []);
      return turn(await begin(context, questions, { topic: session.topic }));
    }),
);

export const playActions = [answerAction, nextAction, retryAction] as const;

/** The kind is in a session's id, so that a press finds its quiz whichever others are open. */
const kindOf = (session: string): Kind =>
  session.startsWith('review-') ? 'review' : session.startsWith('daily-') ? 'daily' : 'quiz';

const sessions = ({ documents }: Pick<Context, 'documents'>) => documents.collection('quiz', sessionSchema);
const sessionKey = (user: string, kind: Kind) => (kind === 'quiz' ? user : `${user}:${kind}`);

export const loadSession = (context: Context, kind: Kind) =>
  sessions(context).get(sessionKey(context.actor.id, kind));

const saveSession = (context: Context, session: Session) =>
  sessions(context).set(sessionKey(context.actor.id, session.kind), session, LIFETIME_MS);

export const turn = (shown: Reply): Reply => ({ ...shown, placement: 'turn' });

/** @param id of its own for each quiz; drawn when it is left out */
export async function begin(
  context: Context,
  questions: readonly QuizQuestion[],
  about: {
    readonly topic?: string | undefined;
    readonly kind?: Kind;
    readonly id?: string;
    /** Stands above the first question. */
    readonly remark?: string;
  },
): Promise<Reply> {
  const { id, kind = 'quiz', topic, remark } = about;
  const drawn = Math.floor(context.random() * 36 ** 8).toString(36);
  const session = startSession(
    id ?? (kind === 'quiz' ? drawn : `${kind}-${drawn}`),
    questions,
    context.random,
    { kind, topic },
  );
  return showCurrent(context, session, remark);
}

/** The open question; thinking is timed from when it was first shown. */
export async function showCurrent(context: Context, session: Session, remark?: string): Promise<Reply> {
  const shown = session.shown === undefined ? { ...session, shown: context.now } : session;
  if (shown !== session && !isOver(session)) await saveSession(context, shown);
  return currentPage(await pageOf(context, shown), remark);
}

export function gone(): Reply {
  return refusal('That quiz has ended, or it is somebody else’s; start your own.', [
    button('Start a quiz', runLine({ line: 'quiz' })),
  ]);
}

async function learnFrom(
  { ledger, actor, place, now }: Context,
  session: Session,
  at: number,
  question: (id: string) => QuizQuestion | undefined,
  shown: number | undefined,
): Promise<void> {
  const asked = session.questions[at];
  const given = session.answers[at];
  const known = asked && question(asked.id);
  if (!known || !given) return;
  const isNew = await recordAnswer(ledger, actor.id, `quiz:${session.id}:${at}`, {
    question: known,
    ...given,
    elapsed: shown === undefined ? undefined : now - shown,
    at: now,
    ...(session.kind === 'daily' ? { daily: session.id.slice('daily-'.length) } : {}),
  });
  if (!isNew || !given.right) return;
  await soloPoints(ledger, {
    user: actor.id,
    name: actor.name,
    channel: place.kind === 'channel' ? place.id : undefined,
    workspace: place.workspace,
    question: known.id,
    level: known.level,
    at: now,
  });
}

const presses: QuizPresses = {
  answer: (session, at, shown) => answerAction({ session, at: String(at), shown: String(shown) }),
  next: (session) => nextAction({ session }),
  retry: (session) => retryAction({ session }),
  say: (line) => runLine({ line }),
  concept: (id) => openEntry({ id }),
  report: (question) => reportQuestion({ question }),
};

const questionsOf = ({ bank }: Context, session: Session) => bank.find(session.questions.map(({ id }) => id));

export async function pageOf(context: Context, session: Session): Promise<QuizPage> {
  const page = { session, presses, question: await questionsOf(context, session) };
  if (session.kind !== 'daily') return page;
  const { streak, zone } = await readProfile(context.ledger, context.actor.id);
  return { ...page, closing: [streakNote(streak, nextMidnight(zone, context.now))] };
}
