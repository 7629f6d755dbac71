/** Every name an entry goes by, to be found exactly, run together, as a setting or error, or with a typing mistake. */
import { distance } from 'fastest-levenshtein';
import type { Entry, Glossary } from '../catalogue/catalogue.ts';
import { fold, keyOf, rawWords } from './words.ts';

/** Shorter words are names and abbreviations: ISR must not become LSR. */
export const SHORTEST_FUZZY = 5;

export type Names = {
  /** Whatever the case, punctuation and endings; also written as one word. */
  readonly exactly: (text: string) => readonly string[];
  /** Entries about a setting or an error, by its name in any spelling. */
  readonly asKey: (text: string) => readonly string[];
  readonly beginningWith: (text: string) => readonly { readonly id: string; readonly length: number }[];
  /** Compared letter by letter as typed: endings must not hide a mistake. */
  readonly nearly: (text: string, allowed: (id: string) => boolean) => readonly string[];
};

type ByName = ReadonlyMap<string, readonly string[]>;

export function createNames(entries: readonly Entry[], glossary: Glossary): Names {
  const named = [
    ...entries.flatMap(({ id, meta }) =>
      namesOf(id, meta.title, meta.aliases).map((name) => [name, id] as const),
    ),
    ...Object.entries(glossary).map(([term, { entry }]) => [term, entry] as const),
  ];
  const folded = gather(named, fold);
  const spelled = gather(named, (name) => rawWords(name).join(' '));
  // Only names of several words: a short one with its dots taken away may be another's.
  const together = gather(
    named.filter(([name]) => rawWords(name).length > 1),
    keyOf,
  );
  const keys = gather(
    entries.flatMap((entry) => {
      if (entry.kind === 'setting') return [[entry.id, entry.id] as const];
      return entry.kind === 'error' ? entry.meta.names.map((name) => [name, entry.id] as const) : [];
    }),
    keyOf,
  );
  return {
    exactly: (text) => folded.get(fold(text)) ?? together.get(keyOf(text)) ?? [],
    asKey: (text) => keys.get(keyOf(text)) ?? [],
    beginningWith(text) {
      const start = fold(text);
      return [...folded]
        .filter(([name]) => name.startsWith(start))
        .flatMap(([name, ids]) => ids.map((id) => ({ id, length: name.length })));
    },
    nearly: (text, allowed) => nearest(spelled, rawWords(text).join(' '), allowed),
  };
}

function namesOf(id: string, title: string, aliases: readonly string[]): readonly string[] {
  const inside = [...title.matchAll(/\(([^)]+)\)/g)].map(([, text]) => text ?? '');
  return [id, title, title.replace(/\s*\(.*?\)/g, ''), ...inside, ...aliases];
}

function gather(named: readonly (readonly [string, string])[], form: (name: string) => string): ByName {
  const byName = new Map<string, string[]>();
  for (const [name, id] of named) {
    const key = form(name);
    const ids = byName.get(key) ?? [];
    if (key !== '' && !ids.includes(id)) byName.set(key, [...ids, id]);
  }
  return byName;
}

function nearest(names: ByName, typed: string, allowed: (id: string) => boolean): readonly string[] {
  let least = typed.length >= 7 ? 2 : typed.length >= SHORTEST_FUZZY ? 1 : 0;
  let found: string[] = [];
  for (const [name, ids] of names) {
    if (least === 0 || name.length < SHORTEST_FUZZY - 1 || name[0] !== typed[0]) continue;
    if (Math.abs(name.length - typed.length) > least) continue;
    const away = distance(typed, name);
    if (away > least) continue;
    if (away < least) found = [];
    found.push(...ids.filter(allowed));
    least = away;
  }
  return [...new Set(found)];
}
