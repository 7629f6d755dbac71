/** How questions do by the answers people gave: those worth a look, and those that went out of use by themselves. */
import { z } from 'zod';
import { type Context, defineAction } from '../bot/command.ts';
import { FEWEST_TO_JUDGE, itemStatistics, restore, SHIFTS } from '../learning/items.ts';
import type { QuizQuestion } from '../quiz/question.ts';
import { actions, heading, paragraph, refusal, reply, select, table } from '../reply/build.ts';
import { shorten } from '../reply/clean.ts';
import { counted } from '../reply/counted.ts';
import type { Block, Reply } from '../reply/nodes.ts';
import { RETIRED } from './bank.ts';
import { isVisibleIn } from './pack.ts';

const SHOWN = 25;

const restoreItem = defineAction(
  'item.restore',
  z.object({ value: z.string() }),
  async (context, { value }) => {
    if (!context.actor.moderator || !isVisibleIn(context.place.workspace, value)) return onlyModerators();
    await restore(context.ledger, value);
    return { ...(await itemList(context)), placement: 'turn' };
  },
);

export const itemActions = [restoreItem] as const;

const onlyModerators = () => refusal('Only moderators see how questions do.');

/** Questions of other workspaces' packs are left out: their words are not for everybody. */
export async function itemList(context: Context): Promise<Reply> {
  const { ledger, bank, place, actor } = context;
  if (!actor.moderator) return onlyModerators();
  const [answered, retiredEverywhere] = await Promise.all([ledger.read(SHIFTS), ledger.read(RETIRED)]);
  const out = [...retiredEverywhere].filter(([id]) => isVisibleIn(place.workspace, id));
  const own = await bank.about(place.workspace, {});
  const inUse = new Map(own.map((question) => [question.id, question]));
  const find = await bank.find(out.map(([id]) => id));
  const judged = await Promise.all(
    [...answered.keys()]
      .flatMap((id) => inUse.get(id) ?? [])
      .map(async (question) => ({ question, ...(await itemStatistics(ledger, question.id)) })),
  );
  const odd = judged.filter(({ verdict }) => verdict !== undefined && verdict !== 'fine');
  const enough = judged.filter(({ verdict }) => verdict !== undefined).length;
  const summary = `${counted(enough, 'question has', 'questions have')} ${FEWEST_TO_JUDGE} answers or more, enough to judge; ${odd.length === 0 ? 'none is' : counted(odd.length, 'is', 'are')} worth a look.`;
  const retired = out.flatMap(([id, reason]) => {
    const question = find(id);
    return question ? [{ question, reason }] : [];
  });
  return reply(
    'Statistics',
    summary,
    [
      heading('How questions do'),
      paragraph(summary),
      ...(odd.length === 0 ? [] : [oddTable(odd)]),
      ...(retired.length === 0 ? [] : outOfUse(retired)),
    ],
    {
      visibility: 'private',
      data: {
        judged: enough,
        worth_a_look: odd.map(({ question, answers, shareRight, discrimination, verdict }) => ({
          question: question.id,
          answers,
          share_right: shareRight,
          discrimination,
          verdict,
        })),
        out_of_use: retired.map(({ question, reason }) => ({ question: question.id, reason })),
      },
    },
  );
}

type Judged = { readonly question: QuizQuestion } & Awaited<ReturnType<typeof itemStatistics>>;

function oddTable(odd: readonly Judged[]): Block {
  return table(
    ['Question', '>Answers', '>Right', '>Discrimination', 'Verdict'],
    odd
      .slice(0, SHOWN)
      .map(({ question, answers, shareRight = 0, discrimination, verdict = '' }) => [
        shorten(question.prompt, 70),
        String(answers),
        `${Math.round(shareRight * 100)} %`,
        discrimination === undefined ? '–' : discrimination.toFixed(2),
        verdict,
      ]),
  );
}

function outOfUse(retired: readonly { question: QuizQuestion; reason: string }[]): readonly Block[] {
  return [
    heading('Out of use'),
    table(
      ['Question', 'Why'],
      retired.map(({ question, reason }) => [shorten(question.prompt, 70), reason]),
    ),
    actions([
      select(
        'Use one again, with empty statistics',
        restoreItem({}),
        retired
          .slice(0, SHOWN)
          .map(({ question }) => ({ label: shorten(question.prompt, 70), value: question.id })),
      ),
    ]),
  ];
}
