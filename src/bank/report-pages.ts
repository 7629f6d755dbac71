/** What people reported, for those who look after the questions: by question, with its key, in and out of use. */
import { z } from 'zod';
import { type Context, defineAction } from '../bot/command.ts';
import type { QuizQuestion } from '../quiz/question.ts';
import { actions, button, heading, paragraph, refusal, reply, select, table } from '../reply/build.ts';
import { quote, shorten } from '../reply/clean.ts';
import { counted } from '../reply/counted.ts';
import type { Outcome, Reply } from '../reply/nodes.ts';
import { retiredIn } from './bank.ts';
import { isPackQuestion, isVisibleIn } from './pack.ts';
import { questionPage } from './pack-pages.ts';
import { type Report, readReports, reasons, settleReports } from './report.ts';

const MENU_SIZE = 25;

const onlyModerators = () => refusal('Only moderators see what was reported.');

const openReport = defineAction('report.open', z.object({ value: z.string() }), (context, { value }) =>
  withReported(context, value, (question, reports) => reportedPage(context, question, reports)),
);
const settle = defineAction(
  'report.settle',
  z.object({ question: z.string() }),
  (context, { question: id }) =>
    withReported(context, id, async () => {
      await settleReports(context, id);
      return { ...(await reportList(context)), placement: 'turn' };
    }),
);
const retire = defineAction(
  'report.retire',
  z.object({ question: z.string(), out: z.enum(['yes', 'no']) }),
  (context, { question: id, out }) =>
    withReported(context, id, async (question, reports) => {
      const value = out === 'yes' ? String(context.now) : null;
      const key = retiredIn(context.place.workspace);
      await context.ledger.apply([{ type: 'set', key, field: id, value }]);
      return reportedPage(context, question, reports);
    }),
);

export const reportPageActions = [openReport, settle, retire] as const;

async function withReported(
  context: Context,
  id: string,
  then: (question: QuizQuestion, reports: readonly Report[]) => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  if (!context.actor.moderator) return onlyModerators();
  const isVisible = isVisibleIn(context.place.workspace, id);
  const question = isVisible ? (await context.bank.find([id]))(id) : undefined;
  if (!question) return refusal('That question is no longer in the bank.');
  const reports = await readReports(context.ledger, context.place.workspace);
  return then(
    question,
    reports.filter((report) => report.question === id),
  );
}

export async function reportList(context: Context): Promise<Reply> {
  if (!context.actor.moderator) return onlyModerators();
  const reports = await readReports(context.ledger, context.place.workspace);
  const byQuestion = [...Map.groupBy(reports, ({ question }) => question)];
  const find = await context.bank.find(byQuestion.map(([id]) => id));
  const rows = byQuestion.flatMap(([id, some]) => {
    const question = find(id);
    return question ? [{ id, question, some }] : [];
  });
  const summary =
    rows.length === 0
      ? 'No question is reported.'
      : `${counted(rows.length, 'question is', 'questions are')} reported.`;
  return reply(
    'Reports',
    summary,
    [
      heading('Reported questions'),
      paragraph(summary),
      ...(rows.length === 0
        ? []
        : [
            table(
              ['Question', '>Times', 'Latest'],
              rows.map(({ question, some }) => [
                shorten(question.prompt, 80),
                String(some.length),
                reasons[some[0]?.reason ?? 'unclear'],
              ]),
            ),
            actions([
              select(
                'Look at one',
                openReport({}),
                rows
                  .slice(0, MENU_SIZE)
                  .map(({ id, question }) => ({ label: shorten(question.prompt, 70), value: id })),
              ),
            ]),
          ]),
    ],
    {
      visibility: 'private',
      data: { reports: rows.map(({ id, some }) => ({ question: id, times: some.length })) },
    },
  );
}

async function reportedPage(
  context: Context,
  question: QuizQuestion,
  reports: readonly Report[],
): Promise<Reply> {
  const out = await context.ledger.get(retiredIn(context.place.workspace), question.id);
  const about = [
    question.pack ?? `Kafka ${question.kafka}`,
    ...(out === undefined ? [] : ['out of use here']),
  ];
  const page = questionPage('Reported question', question, about, [
    button('Done', settle({ question: question.id }), { tone: 'primary' }),
    ...(isPackQuestion(question.id)
      ? []
      : [
          button(
            out === undefined ? 'Take it out of use here' : 'Use it again',
            retire({ question: question.id, out: out === undefined ? 'yes' : 'no' }),
          ),
        ]),
  ]);
  const told = table(
    ['Reported as', 'In words'],
    reports.map(({ reason, words }) => [reasons[reason], words === '' ? '–' : quote(words)]),
  );
  const [last] = page.body.slice(-1);
  return {
    ...page,
    body: [...page.body.slice(0, -1), ...(reports.length > 0 ? [told] : []), ...(last ? [last] : [])],
    visibility: 'private',
    placement: 'turn',
  };
}
