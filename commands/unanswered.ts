/** Lists the questions that found no page, for the people who write pages. */
import { z } from 'zod';
import { defineCommand } from '../src/bot/command.ts';
import { readUnanswered } from '../src/library/unanswered.ts';
import { heading, paragraph, refusal, reply, table } from '../src/reply/build.ts';

const SHOWN = 50;

export default defineCommand({
  name: 'unanswered',
  summary: 'Questions that found no page (for moderators)',
  visibility: 'private',
  options: z.object({}),
  examples: ['unanswered'],
  run: async (context) => {
    if (!context.actor.moderator) return refusal('Only moderators see the questions that found no page.');
    const questions = await readUnanswered(context);
    const summary =
      questions.length === 0
        ? 'Every question found a page.'
        : `${questions.length} questions found no page.`;
    const rows = questions
      .slice(0, SHOWN)
      .map(({ question, times, last }) => [
        question,
        String(times),
        new Date(last).toISOString().slice(0, 10),
      ]);
    return reply(
      'Unanswered',
      summary,
      [
        heading('Unanswered'),
        paragraph(summary),
        ...(rows.length > 0 ? [table(['Question', '>Times', 'Last'], rows)] : []),
      ],
      { data: { questions } },
    );
  },
});
