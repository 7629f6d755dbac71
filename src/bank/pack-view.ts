/** One pack: its page, export, deletion. */
import { z } from 'zod';
import { type Context, defineAction } from '../bot/command.ts';
import { runLine } from '../bot/share.ts';
import { actions, button, paragraph, refusal, reply } from '../reply/build.ts';
import { quote } from '../reply/clean.ts';
import { counted } from '../reply/counted.ts';
import type { Outcome, Reply } from '../reply/nodes.ts';
import { type ExportFormat, exportFormats, exportPack } from './export-pack.ts';
import { getPack, type Pack, removePack } from './pack.ts';
import { packPage } from './pack-pages.ts';
import { openQuestion } from './pack-questions.ts';
import { mayEdit, packGone } from './pack-rights.ts';

const notYours = ({ title, author }: Pack) =>
  refusal(`Only ${author.name} and moderators can do that with ${quote(title)}.`);

export const openPack = defineAction('pack.open', z.object({ value: z.string() }), (context, { value }) =>
  withPack(context, value, (pack) => ({ ...showPack(context, pack), placement: 'turn' })),
);
const exportAction = defineAction(
  'pack.export',
  z.object({ pack: z.string(), format: z.enum(exportFormats) }),
  (context, { pack, format }) => withPack(context, pack, (found) => handOver(context, found, format)),
);
const removeAction = defineAction('pack.remove', z.object({ pack: z.string() }), (context, { pack }) =>
  withPack(context, pack, (found) => confirmRemoval(context, found)),
);
const removeNow = defineAction('pack.remove-now', z.object({ pack: z.string() }), (context, { pack: id }) =>
  withPack(context, id, async (pack) => {
    if (!mayEdit(context, pack)) return notYours(pack);
    await removePack(context.ledger, context.place.workspace, id);
    const sentence = `The pack ${quote(pack.title)} is deleted.`;
    return { ...reply('Pack', sentence, [paragraph(sentence)]), placement: 'turn' };
  }),
);

export const packActions = [openPack, exportAction, removeAction, removeNow] as const;

async function withPack(
  { ledger, place }: Context,
  id: string,
  then: (pack: Pack) => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  const pack = await getPack(ledger, place.workspace, id);
  return pack ? then(pack) : packGone();
}

/** By its id, which is one word: of a title such as “Payments 2” a line would read the number as an option. */
export const quizLine = ({ id }: Pack) => `quiz topic=${id}`;

export function showPack(context: Context, pack: Pack, remark?: string): Reply {
  const presses = {
    open: openQuestion({ pack: pack.id }),
    export: exportAction({ pack: pack.id, format: 'yaml' }),
    remove: removeAction({ pack: pack.id }),
    play: runLine({ line: quizLine(pack) }),
  };
  return packPage(pack, mayEdit(context, pack), presses, remark);
}

/** With the keys in it, so for those who may change it only. */
export function handOver(context: Context, pack: Pack, format: ExportFormat): Reply {
  if (!mayEdit(context, pack)) return notYours(pack);
  const handed = exportPack(pack, format);
  const sentence = `${handed.name}, with ${counted(pack.questions.length, 'question')}; \`/kafka pack import\` reads it again.`;
  const other = exportFormats
    .filter((each) => each !== format)
    .map((each) => button(each.toUpperCase(), exportAction({ pack: pack.id, format: each })));
  return reply('Export', sentence, [paragraph(sentence), actions(other)], {
    visibility: 'private',
    placement: 'new',
    files: [handed],
  });
}

export function confirmRemoval(context: Context, pack: Pack): Reply {
  if (!mayEdit(context, pack)) return notYours(pack);
  const sentence = `Delete ${quote(pack.title)} with its ${counted(pack.questions.length, 'question')}? This cannot be undone.`;
  const controls = [
    button('Export first', exportAction({ pack: pack.id, format: 'yaml' })),
    button('Delete', removeNow({ pack: pack.id }), { tone: 'danger' }),
  ];
  return reply('Delete a pack', sentence, [paragraph(sentence), actions(controls)], {
    visibility: 'private',
  });
}
