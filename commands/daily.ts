/** One question a day, the same for everybody; finishing it keeps a streak. */
import { z } from 'zod';
import { type Context, defineCommand } from '../src/bot/command.ts';
import { runLine } from '../src/bot/share.ts';
import { isDone, standing } from '../src/learning/daily.ts';
import { dailyQuestion } from '../src/learning/daily-question.ts';
import { streakNote, streakWords } from '../src/learning/pages.ts';
import { readProfile } from '../src/learning/records.ts';
import { dateIn, nextMidnight } from '../src/learning/time-zone.ts';
import { feedbackPage } from '../src/quiz/pages.ts';
import { begin, loadSession, pageOf, playActions, showCurrent } from '../src/quiz/play.ts';
import { isOver } from '../src/quiz/session.ts';
import { actions, button, heading, paragraph, refusal, reply } from '../src/reply/build.ts';
import type { Reply } from '../src/reply/nodes.ts';

export default defineCommand({
  name: 'daily',
  summary: 'The question of the day, and your streak',
  visibility: 'private',
  options: z.object({}),
  examples: ['daily'],
  actions: playActions,
  leftOff: async (context) => {
    const { streak, today } = await stand(context);
    // Whoever has never answered one is not waiting for it.
    if (streak.last === undefined || isDone(streak, today)) return undefined;
    const where = `Today’s question is waiting. Streak: ${streakWords(streak)}.`;
    return reply('Question of the day', where, [
      paragraph(where),
      actions([button('Question of the day', runLine({ line: 'daily' }), { tone: 'primary' })]),
    ]);
  },
  run: (context) => context.alone(`quiz:${context.actor.id}`, () => today(context)),
});

async function stand({ ledger, actor, now }: Context) {
  const { streak, zone } = await readProfile(ledger, actor.id);
  const today = dateIn(zone, now);
  return { streak: standing(streak, today), zone, today };
}

async function today(context: Context): Promise<Reply> {
  const { streak, zone, today } = await stand(context);
  const session = await loadSession(context, 'daily');
  if (session?.id === `daily-${today}`) {
    if (!isOver(session)) return showCurrent(context, session, `Streak: ${streakWords(streak)}.`);
    return feedbackPage(await pageOf(context, session), 0, 'You have answered today’s question.');
  }
  if (isDone(streak, today)) return done(streakNote(streak, nextMidnight(zone, context.now)));
  const question = await dailyQuestion(context.ledger, context.catalogue, today);
  if (!question) return refusal('There is no question in the bank; ask whoever runs me.');
  return begin(context, [question], {
    kind: 'daily',
    id: `daily-${today}`,
    remark: `${today} · streak: ${streakWords(streak)}.`,
  });
}

function done(closing: Reply['body'][number]): Reply {
  const summary = 'You have answered today’s question.';
  return reply('Question of the day', summary, [
    heading(summary),
    closing,
    actions([
      button('Review what is due', runLine({ line: 'quiz review' }), { tone: 'primary' }),
      button('My progress', runLine({ line: 'stats' })),
    ]),
  ]);
}
