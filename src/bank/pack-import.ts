/** From pasted text or a file to a saved pack: read, check, preview, save; what was sent is kept until it is saved. */
import { z } from 'zod';
import { type Context, defineAction } from '../bot/command.ts';
import { form, paragraph, refusal, reply } from '../reply/build.ts';
import { cleanLine, quote, shorten } from '../reply/clean.ts';
import type { Form, Reply } from '../reply/nodes.ts';
import { checkPack, type PackItem } from './check-pack.ts';
import { getPack, MOST_PACKS, type Pack, packId, readPacks, updatePack } from './pack.ts';
import { complaintPage, previewPage } from './pack-pages.ts';
import { mayEdit } from './pack-rights.ts';
import { quizLine, showPack } from './pack-view.ts';
import { readPackText } from './read-pack.ts';

const DRAFT_LIFETIME_MS = 24 * 3_600_000;
const LONGEST_TITLE = 60;

const draftSchema = z.object({ title: z.string(), text: z.string(), file: z.string().optional() });
export type Draft = z.output<typeof draftSchema>;

const drafts = ({ documents }: Context) => documents.collection('pack-draft', draftSchema);

const filled = defineAction(
  'pack.filled',
  z.object({ title: z.string().default(''), text: z.string() }),
  (context, draft) => checkDraft(context, draft),
);
const edit = defineAction('pack.edit-draft', z.object({}), async (context) =>
  importForm(await drafts(context).get(context.actor.id)),
);
const discard = defineAction('pack.discard', z.object({}), async (context) => {
  await drafts(context).delete(context.actor.id);
  const sentence = 'Discarded; nothing was saved.';
  return { ...reply('Pack', sentence, [paragraph(sentence)]), placement: 'turn' };
});
const save = defineAction('pack.save', z.object({}), async (context) => {
  const draft = await drafts(context).get(context.actor.id);
  return draft
    ? saveDraft(context, draft)
    : refusal('That draft is saved already, or gone; see `/kafka pack`.');
});
export const addQuestions = defineAction('pack.add', z.object({}), () => importForm());

export const importActions = [filled, edit, discard, save, addQuestions] as const;

export function importForm(draft: Draft = { title: '', text: '' }): Form {
  return form('Add questions', 'Check', filled({}), [
    {
      name: 'title',
      label: 'Name of the pack',
      kind: 'line',
      value: draft.title,
      required: false,
      hint: 'Payments team',
    },
    {
      name: 'text',
      label: 'Questions',
      kind: 'lines',
      value: draft.text,
      required: true,
      hint: 'YAML, JSON, CSV or Anki’s “Notes in Plain Text”',
    },
  ]);
}

/** A preview when all is well; otherwise everything that is wrong at once. */
export async function checkDraft(context: Context, draft: Draft): Promise<Reply> {
  await drafts(context).set(context.actor.id, draft, DRAFT_LIFETIME_MS);
  const read = readDraft(context, draft);
  if (read.problems.length > 0 || read.items.length === 0) return complaintPage(read, edit({}));
  const known = await getPack(context.ledger, context.place.workspace, read.id);
  const presses = { save: save({}), edit: edit({}), discard: discard({}) };
  return { ...previewPage(read.title, read.items, known, presses), placement: 'turn' };
}

function readDraft(context: Context, { title, text, file }: Draft) {
  const read = readPackText(text, file);
  const checked = checkPack(read.questions);
  const problems = [...read.problems, ...checked.problems];
  if (read.questions.length === 0 && problems.length === 0) problems.push('there is no question in it');
  const name = cleanLine(title) || cleanLine(read.title ?? '') || (file ?? '').replace(/\.\w+$/, '');
  const whole = shorten(name || `Questions of ${context.actor.name}`, LONGEST_TITLE);
  const isEmpty = read.questions.length === 0;
  return { items: checked.items, problems, isEmpty, title: whole, id: packId(whole) };
}

async function saveDraft(context: Context, draft: Draft): Promise<Reply> {
  const { items, problems, isEmpty, title, id } = readDraft(context, draft);
  const { ledger, place, actor, now } = context;
  if (problems.length > 0) return complaintPage({ items, problems, isEmpty }, edit({}));
  const packs = await readPacks(ledger, place.workspace);
  const known = packs.find((pack) => pack.id === id);
  if (known && !mayEdit(context, known)) return isTaken(known);
  if (!known && packs.length >= MOST_PACKS)
    return refusal(`Your workspace has ${MOST_PACKS} packs already; delete one first.`);
  const author = { id: actor.id, name: actor.name };
  const saved = await updatePack(ledger, place.workspace, id, (old) =>
    old && !mayEdit(context, old)
      ? undefined
      : { ...(old ?? { id, author, created: now }), title, ...renumbered(old, items) },
  );
  if (!saved) return refusal('The pack could not be saved; try again.');
  // Somebody else has saved one of that name since it was looked up.
  if (!mayEdit(context, saved)) return isTaken(saved);
  await drafts(context).delete(actor.id);
  return { ...showPack(context, saved, `Saved. \`/kafka ${quizLine(saved)}\` asks it.`), placement: 'turn' };
}

const isTaken = ({ title, author }: Pack) =>
  refusal(`There is a pack ${quote(title)} by ${author.name} already; choose another name.`);

/** The same prompt keeps its number, and with it what people learned; a number is never used for another question. */
function renumbered(old: Pack | undefined, items: readonly PackItem[]): Pick<Pack, 'questions' | 'numbered'> {
  const known = new Map(old?.questions.map((question) => [question.prompt, question.number]));
  let numbered = Math.max(old?.numbered ?? 0, ...known.values());
  const questions = items.map((item) => {
    const number = known.get(item.prompt);
    if (number !== undefined) return { ...item, number };
    numbered += 1;
    return { ...item, number: numbered };
  });
  return { questions, numbered };
}
