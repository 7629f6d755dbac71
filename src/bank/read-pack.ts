/** Reads a team's questions out of YAML, JSON, CSV or Anki's text export; what cannot be one is told, not dropped. */
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { levels } from '../catalogue/schema.ts';
import { readAnki } from './read-anki.ts';

/** A question as somebody wrote it, not yet held against the rules. */
export type Draft = {
  readonly prompt: string;
  readonly snippet?: string | undefined;
  readonly language?: string | undefined;
  readonly options: readonly { readonly text: string; readonly right: boolean; readonly because: string }[];
  readonly level?: string | undefined;
  readonly source?: { readonly title: string; readonly url: string } | undefined;
};

/** A question with where it stands in the file, to name it in a complaint. */
export type Placed = { readonly where: string; readonly draft: Draft };

export type ReadPack = {
  readonly title?: string | undefined;
  readonly questions: readonly Placed[];
  /** What could not be read, each a sentence with its place. */
  readonly problems: readonly string[];
};

const formats = ['yaml', 'json', 'csv', 'anki'] as const;
type Format = (typeof formats)[number];

export function readPackText(given: string, name?: string): ReadPack {
  const text = given.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  switch (formatOf(text, name)) {
    case 'yaml':
    case 'json':
      return readYaml(text);
    case 'csv':
      return readCsv(text);
    case 'anki':
      return readAnki(text);
  }
}

function formatOf(text: string, name: string | undefined): Format {
  if (/^#(separator|html|columns|notetype)/im.test(text)) return 'anki';
  const ending = /\.(\w+)$/.exec(name ?? '')?.[1]?.toLowerCase();
  if (ending === 'csv') return 'csv';
  if (ending === 'tsv') return 'anki';
  const first = text.trimStart().split('\n', 1)[0] ?? '';
  if (/^"?prompt"?\s*[,;]/i.test(first)) return 'csv';
  if (first.includes('\t')) return 'anki';
  return 'yaml';
}

const words = z.coerce.string();
const option = z.object({ text: words, right: z.boolean().optional(), because: words.optional() });
const source = z.object({ title: words, url: words });
const item = z.object({
  prompt: words,
  snippet: words.optional(),
  language: words.optional(),
  options: z.array(option),
  level: words.optional(),
  source: source.optional(),
  sources: z.array(source).optional(),
});
const whole = z.union([
  z.array(z.unknown()),
  z.object({ title: words.optional(), questions: z.array(z.unknown()) }),
  // One question alone, as the library keeps them.
  item.transform((one) => [one]),
]);

function readYaml(text: string): ReadPack {
  let parsed: unknown;
  try {
    parsed = parseYaml(text);
  } catch (error) {
    return nothing(error instanceof YAMLParseError ? (error.message.split('\n')[0] ?? '') : String(error));
  }
  const read = whole.safeParse(parsed);
  if (!read.success) return nothing('it takes a list of questions, or title and questions');
  const items = Array.isArray(read.data) ? read.data : read.data.questions;
  const questions: Placed[] = [];
  const problems: string[] = [];
  for (const [at, each] of items.entries()) {
    const where = `question ${at + 1}`;
    const fitting = item.safeParse(each);
    if (fitting.success) questions.push({ where, draft: asDraft(fitting.data) });
    else
      problems.push(
        ...fitting.error.issues.map(
          (issue) => `${where}: ${issue.path.join('.') || 'it'} ${complaint(issue)}`,
        ),
      );
  }
  return { title: Array.isArray(read.data) ? undefined : read.data.title, questions, problems };
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  object: 'fields with values',
  string: 'a text',
};

const complaint = (issue: z.core.$ZodIssue) =>
  issue.code === 'invalid_type'
    ? `is missing or is not ${KINDS[issue.expected] ?? issue.expected}`
    : issue.message;

const nothing = (why: string): ReadPack => ({ questions: [], problems: [`I cannot read the text: ${why}`] });

function asDraft({ options, source: one, sources, ...rest }: z.output<typeof item>): Draft {
  return {
    ...rest,
    options: options.map(({ text, right, because }) => ({
      text,
      right: right === true,
      because: because ?? '',
    })),
    source: one ?? sources?.[0],
  };
}

/** Columns: prompt, a, b, c, d, right; optional why_a … why_d, level, snippet, language, source, source_url. */
function readCsv(text: string): ReadPack {
  let rows: readonly Record<string, string>[];
  try {
    rows = parseCsv(text, {
      columns: (names: string[]) => names.map(columnName),
      // Spreadsheets of half the world separate by semicolons.
      delimiter: /^\s*"?prompt"?\s*;/i.test(text) ? ';' : ',',
      skip_empty_lines: true,
      trim: true,
      relax_column_count: true,
    });
  } catch (error) {
    return nothing(error instanceof Error ? error.message : String(error));
  }
  return readRows(rows, (at) => `row ${at + 2}`);
}

export const columnName = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

const LETTERS = ['a', 'b', 'c', 'd'] as const;

/** Rows with the columns of a CSV pack. */
export function readRows(
  rows: readonly Readonly<Record<string, string>>[],
  where: (at: number) => string,
): ReadPack {
  const [first] = rows;
  const missing = ['prompt', 'a', 'b', 'c', 'right'].filter((name) => first && !(name in first));
  if (!first || missing.length > 0)
    return nothing(
      first
        ? `${missing.length === 1 ? 'the column' : 'the columns'} ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing; it takes prompt, a, b, c, d, right and why_a … why_d`
        : 'it has no rows below its header',
    );
  return { questions: rows.map((row, at) => ({ where: where(at), draft: rowDraft(row) })), problems: [] };
}

function rowDraft(row: Readonly<Record<string, string>>): Draft {
  const filled = (name: string) => unguarded(row[name] ?? '').trim() || undefined;
  const right = rightLetter(row['right'] ?? '');
  const url = filled('source_url');
  return {
    prompt: filled('prompt') ?? '',
    snippet: filled('snippet'),
    language: filled('language'),
    options: LETTERS.flatMap((letter) => {
      const text = filled(letter);
      return text === undefined
        ? []
        : [{ text, right: letter === right, because: filled(`why_${letter}`) ?? '' }];
    }),
    level: filled('level'),
    source: url === undefined ? undefined : { title: filled('source') ?? url, url },
  };
}

/** Our own export puts an apostrophe before what a spreadsheet would run as a formula. */
const unguarded = (cell: string) => cell.replace(/^'(?=[=+\-@])/, '');

/** `B`, `b` or `2`. */
function rightLetter(value: string): string {
  const text = value.trim().toLowerCase();
  return LETTERS[Number(text) - 1] ?? text;
}

/** The level of a question that names none. */
export const USUAL_LEVEL = levels[1];
