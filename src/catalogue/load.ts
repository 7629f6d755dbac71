/** Reads `content/` into a frozen catalogue, or fails with every problem at once. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load as parseYaml } from 'js-yaml';
import type { z } from 'zod';
import * as zod from 'zod';
import { type Catalogue, createCatalogue, type Entry, type Glossary, type Question } from './catalogue.ts';
import { ContentError, type Problem } from './problems.ts';
import { folders, frontMatter, type Kind, kinds, question } from './schema.ts';

export const contentFolder = join(import.meta.dirname, '../../content');

export type Loaded = {
  readonly entries: readonly Entry[];
  readonly questions: readonly Question[];
  readonly glossary: Glossary;
};

/** @throws ContentError naming each file and field that does not fit */
export function loadCatalogue(folder: string = contentFolder): Catalogue {
  const { loaded, problems } = readContent(folder);
  if (problems.length > 0) throw new ContentError(problems);
  return createCatalogue(loaded);
}

/** Reads everything and collects problems instead of throwing; bodies stay text until somebody reads them. */
export function readContent(folder: string): { loaded: Loaded; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const entries = kinds.flatMap((kind) => readKind(folder, kind, problems));
  const questions = readQuestions(folder, problems);
  return { loaded: { entries, questions, glossary: readGlossary(folder, problems) }, problems };
}

function readKind(folder: string, kind: Kind, problems: Problem[]): Entry[] {
  return filesIn(join(folder, folders[kind]), '.md').flatMap((name) => {
    const file = `${folders[kind]}/${name}`;
    const parts = splitFrontMatter(readFileSync(join(folder, file), 'utf8'));
    if (!parts) {
      problems.push({ file, field: '', what: 'start the file with front matter between two lines of ---' });
      return [];
    }
    const meta = parseWith(frontMatter[kind], parts.front, file, problems);
    if (!meta) return [];
    return [{ kind, id: name.slice(0, -'.md'.length), file, meta, source: parts.body } as Entry];
  });
}

function splitFrontMatter(text: string): { front: string; body: string } | undefined {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replaceAll('\r\n', '\n'));
  const [, front, body] = match ?? [];
  return front === undefined || body === undefined ? undefined : { front, body };
}

function readQuestions(folder: string, problems: Problem[]): Question[] {
  const root = join(folder, 'questions');
  return foldersIn(root).flatMap((area) =>
    filesIn(join(root, area), '.yaml').flatMap((name) => {
      const file = `questions/${area}/${name}`;
      const parsed = parseWith(question, readFileSync(join(folder, file), 'utf8'), file, problems);
      return parsed ? [{ ...parsed, id: name.slice(0, -'.yaml'.length), file }] : [];
    }),
  );
}

const glossarySchema = zod.record(
  zod.string(),
  zod.strictObject({ means: zod.string(), entry: zod.string() }),
);

function readGlossary(folder: string, problems: Problem[]): Glossary {
  const [file] = filesIn(folder, 'glossary.yaml');
  if (!file) return {};
  return parseWith(glossarySchema, readFileSync(join(folder, file), 'utf8'), file, problems) ?? {};
}

function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  yaml: string,
  file: string,
  problems: Problem[],
): z.output<Schema> | undefined {
  try {
    const parsed = schema.safeParse(parseYaml(yaml, { schema: CORE_SCHEMA }));
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues)
      problems.push({ file, field: issue.path.join('.'), what: issue.message });
  } catch (error) {
    problems.push({
      file,
      field: '',
      what: `not YAML: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
    });
  }
  return undefined;
}

function filesIn(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((item) => item.isFile() && item.name.endsWith(ending) && item.name !== 'README.md')
    .map((item) => item.name)
    .sort();
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map((item) => item.name)
    .sort();
}
