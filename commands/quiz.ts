/** A private quiz for one person: six questions with feedback, continued where it stood. */
import { z } from 'zod';
import { reportQuestion } from '../src/bank/report.ts';
import { type Context, defineAction, defineCommand } from '../src/bot/command.ts';
import { choice, integer, words } from '../src/bot/option.ts';
import { runLine } from '../src/bot/share.ts';
import { areas, levels } from '../src/catalogue/schema.ts';
import { openEntry } from '../src/library/page.ts';
import { currentPage, feedbackPage, type QuizPresses } from '../src/quiz/pages.ts';
import { type QuizQuestion, rightOption } from '../src/quiz/question.ts';
import {
  answer,
  isOver,
  missed,
  type Session,
  sessionSchema,
  shuffle,
  startSession,
} from '../src/quiz/session.ts';
import { actions, button, paragraph, refusal, reply } from '../src/reply/build.ts';
import { quote } from '../src/reply/clean.ts';
import type { Reply } from '../src/reply/nodes.ts';

const USUAL_COUNT = 6;
const LIFETIME_MS = 24 * 3_600_000;

const answerAction = defineAction(
  'quiz.answer',
  z.object({ session: z.string(), at: z.coerce.number().int(), shown: z.coerce.number().int() }),
  (context, event) =>
    context.alone(`quiz:${context.actor.id}`, async () => {
      const session = await sessions(context).get(context.actor.id);
      if (!session) return gone();
      const question = await questionsOf(context, session);
      const isRight = (id: string, chosen: number) => {
        const asked = question(id);
        return asked !== undefined && rightOption(asked) === chosen;
      };
      const result = answer(session, event, isRight);
      switch (result.outcome) {
        case 'counted':
          await save(context, result.session);
          return turn(feedbackPage(await page(context, result.session), event.at));
        case 'already':
          return turn(
            event.at === session.answers.length - 1
              ? feedbackPage(await page(context, session), event.at, 'Your first answer counts.')
              : currentPage(
                  await page(context, session),
                  `Question ${event.at + 1} is answered already; this is where you stand.`,
                ),
          );
        case 'not-open':
          return turn(
            currentPage(await page(context, session), 'That question is not open; this is where you stand.'),
          );
        case 'other-quiz':
          return turn(
            currentPage(await page(context, session), 'Those buttons belong to another quiz; this is yours.'),
          );
      }
    }),
);

const nextAction = defineAction('quiz.next', z.object({ session: z.string() }), async (context) => {
  const session = await sessions(context).get(context.actor.id);
  return session ? turn(currentPage(await page(context, session))) : gone();
});

const retryAction = defineAction(
  'quiz.retry',
  z.object({ session: z.string() }),
  (context, { session: id }) =>
    context.alone(`quiz:${context.actor.id}`, async () => {
      const session = await sessions(context).get(context.actor.id);
      if (!session) return gone();
      // A second press on “retry” finds the new session and shows it instead of starting a third.
      if (session.id !== id || !isOver(session)) return turn(currentPage(await page(context, session)));
      const question = await questionsOf(context, session);
      const questions = missed(session).flatMap((each) => question(each) ?? []);
      return turn(await begin(context, questions, session.topic));
    }),
);

const startAction = defineAction(
  'quiz.start',
  z.object({ topic: z.string().optional() }),
  (context, { topic }) =>
    context.alone(`quiz:${context.actor.id}`, async () =>
      turn(await startAnew(context, { topic, count: USUAL_COUNT })),
    ),
);

export default defineCommand({
  name: 'quiz',
  summary: 'A private quiz of six questions, continued where you left off',
  visibility: 'private',
  options: z.object({
    topic: words({
      hint: `a concept or an area: ${areas.slice(0, 6).join(', ')} …`.slice(0, 100),
      example: 'replication',
      rest: true,
    }).optional(),
    level: choice(levels, { hint: 'how hard' }).optional(),
    count: integer({
      hint: 'how many questions',
      min: 1,
      max: 20,
      example: '6',
      positional: true,
    }).optional(),
  }),
  examples: ['quiz', 'quiz replication', 'quiz transactions diagnose 3'],
  complete: {
    topic: ({ catalogue }, typed) => [
      ...areas
        .filter((area) => area.startsWith(typed.toLowerCase()))
        .map((area) => ({ label: area, value: area })),
      ...catalogue
        .suggest(typed)
        .slice(0, 10)
        .map(({ title, id }) => ({ label: title, value: id })),
    ],
  },
  actions: [answerAction, nextAction, retryAction, startAction],
  leftOff: async (context) => {
    const session = await sessions(context).get(context.actor.id);
    if (!session || isOver(session)) return undefined;
    const where = `A quiz, ${session.answers.length} of ${session.questions.length} answered.`;
    const resumeButton = button('Continue my quiz', runLine({ line: 'quiz' }), { tone: 'primary' });
    return reply('Quiz', where, [paragraph(where), actions([resumeButton])]);
  },
  run: (context, { topic, level, count }) =>
    context.alone(`quiz:${context.actor.id}`, async () => {
      const session = await sessions(context).get(context.actor.id);
      const asksForMore = topic !== undefined || level !== undefined || count !== undefined;
      if (session && !isOver(session) && !asksForMore) return resume(context, session);
      return startAnew(context, { topic, level, count: count ?? USUAL_COUNT });
    }),
});

const sessions = ({ documents }: Context) => documents.collection('quiz', sessionSchema);
const save = (context: Context, session: Session) =>
  sessions(context).set(context.actor.id, session, LIFETIME_MS);
const turn = (shown: Reply): Reply => ({ ...shown, placement: 'turn' });

async function resume(context: Context, session: Session): Promise<Reply> {
  const remark = session.answers.length === 0 ? undefined : 'Welcome back; this is where you stood.';
  const shown = currentPage(await page(context, session), remark);
  return {
    ...shown,
    body: [
      ...shown.body,
      { type: 'actions', controls: [button('Start over', startAction({ topic: session.topic }))] },
    ],
  };
}

type Wanted = { topic?: string | undefined; level?: string | undefined; count: number };

async function startAnew(context: Context, { topic, level, count }: Wanted): Promise<Reply> {
  const fitting = await context.bank.about(context.place.workspace, { topic, level });
  if (fitting.length === 0) {
    const about = topic === undefined ? '' : ` about ${quote(topic)}`;
    return refusal(
      `I have no questions${about}${level ? ` at level ${level}` : ''}; try one of ${areas.slice(0, 8).join(', ')}.`,
    );
  }
  return begin(context, shuffle(fitting, context.random).slice(0, count), topic);
}

async function begin(
  context: Context,
  questions: readonly QuizQuestion[],
  topic: string | undefined,
): Promise<Reply> {
  const session = startSession(
    Math.floor(context.random() * 36 ** 6).toString(36),
    questions,
    context.random,
    topic,
  );
  await save(context, session);
  return currentPage(await page(context, session));
}

function gone(): Reply {
  return refusal('That quiz has ended, or it is somebody else’s; start your own.', [
    button('Start a quiz', startAction({})),
  ]);
}

const presses: QuizPresses = {
  answer: (session, at, shown) => answerAction({ session, at: String(at), shown: String(shown) }),
  next: (session) => nextAction({ session }),
  retry: (session) => retryAction({ session }),
  restart: () => startAction({}),
  concept: (id) => openEntry({ id }),
  report: (question) => reportQuestion({ question }),
};

const questionsOf = ({ bank }: Context, session: Session) => bank.find(session.questions.map(({ id }) => id));

async function page(context: Context, session: Session) {
  return { session, presses, question: await questionsOf(context, session) };
}
