/** What the bot knows, ready to be asked: entries by id, questions, search and suggestions. */
import type { z } from 'zod';
import type { Block } from '../reply/nodes.ts';
import { createSearch, type Hit, type Search } from '../search/search.ts';
import { parseMarkdown } from './markdown.ts';
import type { frontMatter, Kind, QuestionFile } from './schema.ts';

type EntryOf<K extends Kind> = {
  readonly kind: K;
  readonly id: string;
  /** Path under `content/`. */
  readonly file: string;
  readonly meta: z.output<(typeof frontMatter)[K]>;
  /** The Markdown below the front matter. */
  readonly source: string;
};
export type Entry = { [K in Kind]: EntryOf<K> }[Kind];
export type Meta = Entry['meta'];
export type Question = QuestionFile & { readonly id: string; readonly file: string };
export type Glossary = Readonly<Record<string, { readonly means: string; readonly entry: string }>>;

export type Catalogue = {
  readonly entries: readonly Entry[];
  readonly questions: readonly Question[];
  readonly glossary: Glossary;
  readonly entry: (id: string) => Entry | undefined;
  readonly question: (id: string) => Question | undefined;
  /** Body as reply nodes; parsed on first use and kept. */
  readonly body: (entry: Entry) => readonly Block[];
  /** @param among only entries of these kinds */
  readonly find: (text: string, among?: readonly Kind[]) => Search;
  /** Titles for completion as somebody types; popular ones for empty input. */
  readonly suggest: (typed: string, among?: readonly Kind[]) => readonly Hit[];
};

export function createCatalogue(loaded: {
  entries: readonly Entry[];
  questions: readonly Question[];
  glossary: Glossary;
}): Catalogue {
  const byId = new Map(loaded.entries.map((entry) => [entry.id, entry]));
  const questionsById = new Map(loaded.questions.map((question) => [question.id, question]));
  const bodies = new Map<string, readonly Block[]>();
  // Built on the first question: reading every body costs more than the rest of the start.
  let search: ReturnType<typeof createSearch> | undefined;
  const index = () => {
    search ??= createSearch(loaded.entries, loaded.glossary);
    return search;
  };
  return {
    ...loaded,
    entry: (id) => byId.get(id),
    question: (id) => questionsById.get(id),
    body(entry) {
      const known = bodies.get(entry.id);
      if (known) return known;
      const { blocks } = parseMarkdown(entry.source, `${entry.kind}-${entry.id}`);
      bodies.set(entry.id, blocks);
      return blocks;
    },
    find: remembered((text, among) => index().find(text, among)),
    suggest: (typed, among) => index().suggest(typed, among),
  };
}

const REMEMBERED_SEARCHES = 500;

/** People ask for the same few terms, and the index never changes: the last answers are kept. */
function remembered(find: Catalogue['find']): Catalogue['find'] {
  const known = new Map<string, Search>();
  return (text, among) => {
    const key = `${among?.join() ?? ''} ${text}`;
    const search = known.get(key) ?? find(text, among);
    known.delete(key);
    known.set(key, search);
    const [oldest] = known.keys();
    if (known.size > REMEMBERED_SEARCHES && oldest !== undefined) known.delete(oldest);
    return search;
  };
}
