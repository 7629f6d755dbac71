/** Packs: a team's own questions, kept whole in one field of its workspace's record. */
import { z } from 'zod';
import { levels } from '../catalogue/schema.ts';
import type { QuizQuestion } from '../quiz/question.ts';
import { type Ledger, updateField } from '../store/ledger.ts';

/** What menus of every platform can show, and one field can hold with ease. */
export const MOST_QUESTIONS = 100;
export const MOST_PACKS = 50;

const packQuestion = z.object({
  /** Stays with the question through edits, so that what people learned stays theirs. */
  number: z.number().int().positive(),
  prompt: z.string(),
  snippet: z.string().optional(),
  language: z.string().optional(),
  options: z.array(z.object({ text: z.string(), right: z.literal(true).optional(), because: z.string() })),
  level: z.enum(levels),
  source: z.object({ title: z.string(), url: z.string() }).optional(),
  /** Out of use, but still there for quizzes that hold it. */
  retired: z.boolean().optional(),
});
export type PackQuestion = z.output<typeof packQuestion>;

const packSchema = z.object({
  id: z.string(),
  title: z.string(),
  author: z.object({ id: z.string(), name: z.string() }),
  created: z.number(),
  /** The highest number that any of its questions ever had, those that are gone included. */
  numbered: z.number().int().optional(),
  questions: z.array(packQuestion),
});
export type Pack = z.output<typeof packSchema>;

/** Letters and digits of any script, joined by hyphens: one word, so that a line needs no quotes for it. */
export const packId = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || 'pack';

/** By its title, however it is written, or its id. */
export const packNamed = (packs: readonly Pack[], name: string) =>
  packs.find(({ id }) => id === packId(name));

const recordOf = (workspace: string) => `packs:${workspace}`;

/** By title. What cannot be read, from a newer version perhaps, is left alone. */
export async function readPacks(ledger: Ledger, workspace: string): Promise<readonly Pack[]> {
  const fields = await ledger.read(recordOf(workspace));
  return [...fields.values()]
    .flatMap((text) => readPack(text) ?? [])
    .sort((a, b) => a.title.localeCompare(b.title, 'en'));
}

export async function getPack(ledger: Ledger, workspace: string, id: string): Promise<Pack | undefined> {
  const text = await ledger.get(recordOf(workspace), id);
  return text === undefined ? undefined : readPack(text);
}

/** Changes a pack by what it holds, however many edit it at once. */
export function updatePack(
  ledger: Ledger,
  workspace: string,
  id: string,
  change: (pack: Pack | undefined) => Pack | undefined,
): Promise<Pack | undefined> {
  return updateField(ledger, { key: recordOf(workspace), field: id }, readPack, change);
}

export async function removePack(ledger: Ledger, workspace: string, id: string): Promise<void> {
  await ledger.apply([{ type: 'set', key: recordOf(workspace), field: id, value: null }]);
}

function readPack(text: string): Pack | undefined {
  try {
    return packSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const PREFIX = 'pack/';

export const isPackQuestion = (id: string) => id.startsWith(PREFIX);

/** The workspace whose pack a question is from; undefined for the library's own questions. */
export function packWorkspace(id: string): string | undefined {
  const workspace = isPackQuestion(id) ? id.split('/')[1] : undefined;
  return workspace === undefined ? undefined : decodeURIComponent(workspace);
}

/** False for questions of other workspaces' packs: their words are not for everybody. */
export const isVisibleIn = (workspace: string, id: string) =>
  !isPackQuestion(id) || packWorkspace(id) === workspace;

/** The questions in use. */
export function packQuestions(workspace: string, pack: Pack): readonly QuizQuestion[] {
  return pack.questions
    .filter(({ retired }) => !retired)
    .map((question) => asQuestion(workspace, pack, question));
}

function asQuestion(workspace: string, pack: Pack, question: PackQuestion): QuizQuestion {
  const { number, source, retired: _, ...rest } = question;
  return {
    ...rest,
    id: `${PREFIX}${encodeURIComponent(workspace)}/${pack.id}/${number}`,
    sources: source ? [source] : [],
    pack: pack.title,
  };
}

export async function findPackQuestion(ledger: Ledger, id: string): Promise<QuizQuestion | undefined> {
  const workspace = packWorkspace(id);
  const [, , packId, number] = id.split('/');
  if (workspace === undefined || packId === undefined) return undefined;
  const pack = await getPack(ledger, workspace, packId);
  const question = pack?.questions.find((each) => String(each.number) === number);
  return pack && question && asQuestion(workspace, pack, question);
}
