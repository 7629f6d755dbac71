/** Finds the entry somebody means: exact names first, then words with tolerance for typing mistakes. */
import { distance } from 'fastest-levenshtein';
import MiniSearch from 'minisearch';
import type { Entry, Glossary } from './catalogue.ts';
import type { Kind } from './schema.ts';

export type Hit = {
  readonly kind: Kind;
  readonly id: string;
  readonly title: string;
  readonly score: number;
};

/** `sure`: show the first; `unsure`: ask which; `none`: say that nothing fits. */
export type Search = { readonly confidence: 'sure' | 'unsure' | 'none'; readonly hits: readonly Hit[] };

export type Finder = {
  readonly find: (text: string, among?: readonly Kind[]) => Search;
  readonly suggest: (typed: string, among?: readonly Kind[]) => readonly Hit[];
};

const EXACT_SCORE = 1_000;
/** A name with a typing mistake: below an exact one, above anything found by words. */
const NEAR_SCORE = 500;
/** Shorter words are names and abbreviations: ISR must not become LSR. */
const SHORTEST_FUZZY_WORD = 5;
const MOST_HITS = 10;

export function createSearch(entries: readonly Entry[], glossary: Glossary): Finder {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const names = exactNames(entries, glossary);
  const index = new MiniSearch<{
    id: string;
    title: string;
    names: string;
    gist: string;
    symptoms: string;
    settings: string;
    body: string;
  }>({
    fields: ['title', 'names', 'gist', 'symptoms', 'settings', 'body'],
    tokenize: (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [],
    processTerm: stem,
  });
  index.addAll(
    entries.map((entry) => ({
      id: entry.id,
      title: entry.meta.title,
      names: [...entry.meta.aliases, entry.id].join(' '),
      gist: entry.meta.gist,
      symptoms: entry.meta.symptoms.join(' '),
      settings: entry.meta.settings.map((setting) => setting.name).join(' '),
      body: entry.source,
    })),
  );

  const allowed = (entry: Entry | undefined, among?: readonly Kind[]) =>
    entry !== undefined && (among?.includes(entry.kind) ?? true);
  const hit = (entry: Entry, score: number): Hit => ({
    kind: entry.kind,
    id: entry.id,
    title: entry.meta.title,
    score,
  });

  const ranked = (text: string, among: readonly Kind[] | undefined, prefix: boolean): Hit[] => {
    const entriesNamed = (name: string) =>
      (names.get(name) ?? []).flatMap((id) => byId.get(id) ?? []).filter((entry) => allowed(entry, among));
    const exact = entriesNamed(fold(text));
    const near = exact.length > 0 ? [] : nearNames(fold(text), [...names.keys()]).flatMap(entriesNamed);
    const found = index.search(text, {
      boost: { title: 6, names: 6, symptoms: 4, gist: 2, settings: 2 },
      fuzzy: (term) => (term.length >= SHORTEST_FUZZY_WORD ? 0.25 : false),
      prefix: (term) => prefix && term.length >= 2,
      filter: (result) => allowed(byId.get(String(result.id)), among),
    });
    const scores = new Map(found.map((result) => [String(result.id), result.score]));
    for (const entry of near) scores.set(entry.id, NEAR_SCORE + (scores.get(entry.id) ?? 0));
    for (const entry of exact) scores.set(entry.id, EXACT_SCORE + (scores.get(entry.id) ?? 0));
    return [...scores]
      .flatMap(([id, score]) => {
        const entry = byId.get(id);
        return entry ? [hit(entry, Math.round(score * 100) / 100)] : [];
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_HITS);
  };

  return {
    find(text, among) {
      const hits = ranked(text, among, false);
      const [first, second] = hits;
      if (!first) return { confidence: 'none', hits };
      const clear = first.score >= NEAR_SCORE || first.score > 1.3 * (second?.score ?? 0);
      return { confidence: clear ? 'sure' : 'unsure', hits };
    },
    suggest(typed, among) {
      if (typed.trim() !== '') return ranked(typed, among, true);
      return entries
        .filter((entry) => allowed(entry, among))
        .slice(0, 25)
        .map((entry) => hit(entry, 0));
    },
  };
}

function exactNames(entries: readonly Entry[], glossary: Glossary): Map<string, string[]> {
  const names = new Map<string, string[]>();
  const add = (name: string, id: string) => {
    const key = fold(name);
    const ids = names.get(key) ?? [];
    if (!ids.includes(id)) names.set(key, [...ids, id]);
  };
  for (const entry of entries)
    for (const name of [entry.id, entry.meta.title, ...entry.meta.aliases]) add(name, entry.id);
  for (const [term, { entry }] of Object.entries(glossary)) add(term, entry);
  return names;
}

/** Names at the smallest distance a typing mistake explains: one letter from five on, two from seven on. */
function nearNames(typed: string, names: readonly string[]): readonly string[] {
  const allowance = typed.length >= 7 ? 2 : typed.length >= SHORTEST_FUZZY_WORD ? 1 : 0;
  if (allowance === 0) return [];
  const near = names
    .filter((name) => name.length >= SHORTEST_FUZZY_WORD && Math.abs(name.length - typed.length) <= allowance)
    .map((name) => ({ name, away: distance(typed, name) }))
    .filter(({ away }) => away <= allowance);
  const least = Math.min(...near.map(({ away }) => away));
  return near.filter(({ away }) => away === least).map(({ name }) => name);
}

/** Spelling that does not matter: case, hyphens, dots, plural s. */
function fold(name: string): string {
  return (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stem).join(' ');
}

function stem(term: string): string {
  return term.length > 3 && term.endsWith('s') && !term.endsWith('ss') ? term.slice(0, -1) : term;
}
