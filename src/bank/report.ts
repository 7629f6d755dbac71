/** “Report this question”: who found what wrong with it, kept per workspace until somebody has looked. */
import { z } from 'zod';
import { type Context, defineAction } from '../bot/command.ts';
import { form, paragraph, reply } from '../reply/build.ts';
import { cleanLine, shorten } from '../reply/clean.ts';
import type { Ledger } from '../store/ledger.ts';
import { packWorkspace } from './pack.ts';

export const reasons = {
  key: 'The right answer is wrong',
  unclear: 'More than one option is right, or it is unclear',
  outdated: 'It was true for older Kafka',
  typo: 'A typo or a broken picture',
} as const;

const LONGEST_WORDS = 300;

const reportSchema = z.object({
  reason: z.enum(['key', 'unclear', 'outdated', 'typo']),
  words: z.string(),
  at: z.number(),
});
export type Report = z.output<typeof reportSchema> & { readonly question: string; readonly by: string };

const recordOf = (workspace: string) => `reports:${workspace}`;
/** No id of a question or of a person holds a blank. */
const fieldOf = (question: string, by: string) => `${question} ${by}`;

export const reportQuestion = defineAction(
  'question.report',
  z.object({ question: z.string() }),
  (_, given) =>
    form('Report this question', 'Report', reportFilled(given), [
      {
        name: 'reason',
        label: 'What is wrong',
        kind: 'choice',
        value: 'key',
        required: true,
        choices: Object.entries(reasons).map(([value, label]) => ({ value, label })),
      },
      {
        name: 'words',
        label: 'In your words',
        kind: 'lines',
        value: '',
        required: false,
        hint: 'a source helps; seen by those who look after the questions',
      },
    ]),
);

const reportFilled = defineAction(
  'question.report-filled',
  z.object({ question: z.string(), reason: reportSchema.shape.reason, words: z.string().default('') }),
  async ({ ledger, place, actor, now }, { question, reason, words }) => {
    const value = JSON.stringify({ reason, words: shorten(cleanLine(words), LONGEST_WORDS), at: now });
    // A quiz may be continued elsewhere; a pack's question is the business of those who have the pack.
    const key = recordOf(packWorkspace(question) ?? place.workspace);
    await ledger.apply([{ type: 'set', key, field: fieldOf(question, actor.id), value }]);
    const sentence = 'Thank you, the question is reported to the people who look after the questions.';
    return reply('Reported', sentence, [paragraph(sentence)], { visibility: 'private', placement: 'new' });
  },
);

export const reportActions = [reportQuestion, reportFilled] as const;

/** Newest first. */
export async function readReports(ledger: Ledger, workspace: string): Promise<readonly Report[]> {
  const fields = await ledger.read(recordOf(workspace));
  return [...fields]
    .flatMap(([field, text]): Report[] => {
      const [question = '', by = ''] = field.split(' ');
      const read = reportSchema.safeParse(JSON.parse(text));
      return read.success ? [{ ...read.data, question, by }] : [];
    })
    .sort((a, b) => b.at - a.at);
}

/** Takes all reports of a question away: somebody has looked. */
export async function settleReports({ ledger, place }: Context, question: string): Promise<void> {
  const reports = await readReports(ledger, place.workspace);
  await ledger.apply(
    reports
      .filter((report) => report.question === question)
      .map(({ by }) => ({
        type: 'set' as const,
        key: recordOf(place.workspace),
        field: fieldOf(question, by),
        value: null,
      })),
  );
}
