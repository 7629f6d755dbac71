/** A private quiz for one person, at their level, and the review of what is due; both continued where they stood. */
import { z } from 'zod';
import { RETIRED } from '../src/bank/bank.ts';
import { suggestTopics } from '../src/bank/topics.ts';
import { type Context, defineAction, defineCommand } from '../src/bot/command.ts';
import { choice, integer, words } from '../src/bot/option.ts';
import { runLine } from '../src/bot/share.ts';
import { areas, levels } from '../src/catalogue/schema.ts';
import { dueQuestions, nextDue, pickQuestions } from '../src/learning/pick.ts';
import { readLearner, readShifts } from '../src/learning/records.ts';
import { entryNamed } from '../src/quiz/pick.ts';
import { begin, loadSession, playActions, showCurrent, turn } from '../src/quiz/play.ts';
import { isOver, type Kind, left, type Session } from '../src/quiz/session.ts';
import { actions, button, heading, paragraph, refusal, reply, text, time } from '../src/reply/build.ts';
import { quote } from '../src/reply/clean.ts';
import type { Reply } from '../src/reply/nodes.ts';

const USUAL_COUNT = 6;
const USUAL_REVIEW = 10;
/** The word that stands where a topic would. */
const REVIEW = 'review';

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
  summary: 'A private quiz at your level, continued where you left off; or a review of what is due',
  visibility: 'private',
  options: z.object({
    topic: words({
      hint: `review, a concept, a pack or an area: ${areas.slice(0, 4).join(', ')} …`.slice(0, 100),
      example: 'replication',
      rest: true,
    }).optional(),
    level: choice(levels, { hint: 'how hard; left out, it adapts to you' }).optional(),
    count: integer({
      hint: 'how many questions',
      min: 1,
      max: 20,
      example: '6',
      positional: true,
    }).optional(),
  }),
  examples: ['quiz', 'quiz replication', 'quiz review', 'quiz transactions diagnose 3'],
  complete: {
    topic: (context, typed) => suggestTopics(context, typed, [REVIEW]),
  },
  actions: [...playActions, startAction],
  leftOff: async (context) => {
    const lines = await Promise.all([
      openLine(context, 'quiz', 'quiz'),
      openLine(context, 'review', 'quiz review'),
    ]);
    const open = lines.flatMap((line) => line ?? []);
    if (open.length === 0) return undefined;
    return reply(
      'Quiz',
      open.map(({ where }) => where).join(' '),
      open.flatMap(({ where, resume }) => [paragraph(where), actions([resume])]),
    );
  },
  run: (context, { topic, level, count }) =>
    context.alone(`quiz:${context.actor.id}`, async () => {
      if (topic?.toLowerCase() === REVIEW) return review(context, count ?? USUAL_REVIEW);
      const session = await loadSession(context, 'quiz');
      const asksForMore = topic !== undefined || level !== undefined || count !== undefined;
      if (session && !isOver(session) && !asksForMore) return resume(context, session);
      return startAnew(context, { topic, level, count: count ?? USUAL_COUNT });
    }),
});

async function openLine(context: Context, kind: Kind, line: string) {
  const session = await loadSession(context, kind);
  if (!session || isOver(session)) return undefined;
  const where =
    kind === 'review'
      ? `A review, ${left(session)} left.`
      : `A quiz, ${session.answers.length} of ${session.questions.length} answered.`;
  const resume = button(`Continue my ${kind}`, runLine({ line }), { tone: 'primary' });
  return { where, resume };
}

async function resume(context: Context, session: Session): Promise<Reply> {
  const remark = session.answers.length === 0 ? undefined : 'Welcome back; this is where you stood.';
  // The time away was no thinking.
  const { shown: _, ...fresh } = session;
  const page = await showCurrent(context, fresh, remark);
  if (session.kind !== 'quiz') return page;
  const startOver = actions([button('Start over', startAction({ topic: session.topic }))]);
  return { ...page, body: [...page.body, startOver] };
}

type Wanted = { topic?: string | undefined; level?: string | undefined; count: number };

async function startAnew(context: Context, { topic, level, count }: Wanted): Promise<Reply> {
  const { bank, ledger, place, actor, now, random } = context;
  const fitting = await bank.about(place.workspace, { topic, level });
  if (fitting.length === 0) {
    const about = topic === undefined ? '' : ` about ${quote(topic)}`;
    return refusal(
      `I have no questions${about}${level ? ` at level ${level}` : ''}; try one of ${areas.slice(0, 8).join(', ')}.`,
    );
  }
  const [learner, shifts] = await Promise.all([readLearner(ledger, actor.id), readShifts(ledger)]);
  const concept = topic === undefined ? undefined : entryNamed(context.catalogue, topic)?.id;
  const adapts = level === undefined;
  const questions = pickQuestions(fitting, { learner, shifts, adapts, concept, count, now, random });
  return begin(context, questions, { topic });
}

async function review(context: Context, count: number): Promise<Reply> {
  const { ledger, bank, actor, now } = context;
  const session = await loadSession(context, 'review');
  if (session && !isOver(session)) return resume(context, session);
  const [{ cards }, retired] = await Promise.all([readLearner(ledger, actor.id), ledger.read(RETIRED)]);
  const due = dueQuestions(cards, now).filter((id) => !retired.has(id));
  const find = await bank.find(due);
  const questions = due.flatMap((id) => find(id) ?? []).slice(0, count);
  return questions.length === 0
    ? nothingDue(cards.size, nextDue(cards, now))
    : begin(context, questions, { kind: 'review' });
}

function nothingDue(seen: number, next: number | undefined): Reply {
  const body =
    next === undefined
      ? [
          paragraph(
            'Questions you answer, here or in a round, come back for review when you are about to forget them.',
          ),
        ]
      : [paragraph([text('The next one comes back '), time(next), text('.')])];
  const summary = seen === 0 ? 'Nothing to review yet.' : 'Nothing is due.';
  return reply(
    'Review',
    summary,
    [heading(summary), ...body, actions([button('New questions', startAction({}), { tone: 'primary' })])],
    { data: { due: 0, ...(next === undefined ? {} : { next: new Date(next).toISOString() }) } },
  );
}
