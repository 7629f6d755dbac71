/** Finds the entry somebody means: exact names, then names with a typing mistake, pairs, and the words of the question. */
import { distance } from 'fastest-levenshtein';
import MiniSearch from 'minisearch';
import type { Entry, Glossary } from '../catalogue/catalogue.ts';
import type { Kind } from '../catalogue/schema.ts';
import { logEssence } from './log-text.ts';
import { type Asked, readQuestion, type Shape } from './question.ts';
import { fold, keyOf, rawWords, stemOf, type Word, wordsOf } from './words.ts';

export type Hit = {
  readonly kind: Kind;
  readonly id: string;
  readonly title: string;
  readonly score: number;
};

/** `sure`: show the first; `unsure`: ask which; `none`: say that nothing fits. */
export type Confidence = 'sure' | 'unsure' | 'none';
export type Search = { readonly confidence: Confidence; readonly hits: readonly Hit[] };

export type Finder = {
  readonly find: (text: string, among?: readonly Kind[]) => Search;
  readonly suggest: (typed: string, among?: readonly Kind[]) => readonly Hit[];
};

/** Scores of the three ways to be named; anything found by words stays below. */
const EXACT = 1_000;
const NEAR = 700;
const PAIR = 900;

/** Shorter words are names and abbreviations: ISR must not become LSR. */
const SHORTEST_FUZZY = 5;
const MOST_HITS = 10;

/** How much of what a question says must be found in an entry before it is offered, and before it is shown. */
const OFFER_COVERAGE = 0.42;
const SHOW_COVERAGE = 0.6;
/** The first must lead the second by this factor to be shown without asking. */
const CLEAR_LEAD = 1.12;

const BOOSTS = { title: 7, names: 6, symptoms: 5, gist: 2, settings: 2, body: 1 } as const;

/** What a kind of entry is worth for a kind of question. */
const PRIORS: Readonly<Record<Shape, Partial<Record<Kind, number>>>> = {
  name: { concept: 1.15, about: 0.8, case: 0.8 },
  plain: { concept: 1.05, case: 0.7, about: 0.7 },
  'how-to': { howto: 1.3, practice: 1.05, pattern: 1.05, case: 0.6, about: 0.6, metric: 0.9 },
  trouble: { symptom: 1.35, error: 1.15, howto: 0.95, case: 0.6, pattern: 0.85 },
  compare: { comparison: 1.6, case: 0.5 },
};

type Document = {
  id: string;
  title: string;
  names: string;
  gist: string;
  symptoms: string;
  settings: string;
  body: string;
};

export function createSearch(entries: readonly Entry[], glossary: Glossary): Finder {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const names = collectNames(entries, glossary, fold);
  const spellings = collectNames(entries, glossary, (name) => rawWords(name).join(' '));
  const keys = collectKeys(entries);
  const phrases = [...names]
    .filter(([name]) => name.includes(' ') || name.length > 3)
    .map(([name, ids]) => ({ stems: name.split(' '), ids }));
  const symptoms = entries.flatMap((entry) =>
    entry.meta.symptoms.map((symptom) => ({
      id: entry.id,
      stems: new Set(wordsOf(symptom).map(({ stem }) => stem)),
    })),
  );
  const index = buildIndex(entries);
  const rarity = documentRarity(entries);

  const toHit = (id: string, score: number): readonly Hit[] => {
    const entry = byId.get(id);
    return entry
      ? [{ kind: entry.kind, id, title: entry.meta.title, score: Math.round(score * 100) / 100 }]
      : [];
  };
  const allowed = (id: string, among?: readonly Kind[]) => {
    const entry = byId.get(id);
    return entry !== undefined && (among?.includes(entry.kind) ?? true);
  };
  const named = (name: string, among?: readonly Kind[]) =>
    (names.get(name) ?? []).filter((id) => allowed(id, among));

  function find(raw: string, among?: readonly Kind[]): Search {
    const text = logEssence(raw);
    const asked = readQuestion(text);
    const scores = new Map(byName(text, asked, among));
    const byWords = rank(asked, wordsOf(text), among);
    for (const { id, score } of byWords) scores.set(id, (scores.get(id) ?? 0) + score);
    const hits = [...scores]
      .sort(([, a], [, b]) => b - a)
      .slice(0, MOST_HITS)
      .flatMap(([id, score]) => toHit(id, score));
    return { confidence: confidence(hits, byWords), hits };
  }

  /** What is named outright, as a pair, by its name, as a setting or an error, or with a typing mistake. */
  function byName(
    text: string,
    asked: Asked,
    among?: readonly Kind[],
  ): readonly (readonly [string, number])[] {
    const exact = [fold(text), fold(asked.topic)]
      .flatMap((name) => named(name, among))
      .map((id) => [id, EXACT] as const);
    const asKey = (keys.get(keyOf(asked.topic)) ?? []).map((id) => [id, EXACT - 1] as const);
    const found = [...asKey, ...pairs(asked), ...exact].filter(([id]) => allowed(id, among));
    return found.length > 0 ? found : nearNames(asked.topic, among).map((id) => [id, NEAR] as const);
  }

  function confidence(hits: readonly Hit[], byWords: readonly Ranked[]): Confidence {
    const [first, second] = hits;
    if (!first) return 'none';
    if (first.score >= NEAR)
      return second && second.score >= NEAR && first.score - second.score < 0.5 ? 'unsure' : 'sure';
    const coverage = byWords.find(({ id }) => id === first.id)?.coverage ?? 0;
    if (coverage < OFFER_COVERAGE) return 'none';
    const leads = first.score >= CLEAR_LEAD * (second?.score ?? 0);
    return coverage >= SHOW_COVERAGE && leads ? 'sure' : 'unsure';
  }

  type Ranked = { readonly id: string; readonly score: number; readonly coverage: number };

  /** By the words of the question, each as rare as it is in the library. */
  function rank(asked: Asked, words: readonly Word[], among?: readonly Kind[]): readonly Ranked[] {
    const query = words.map(({ text }) => text).join(' ');
    if (query === '') return [];
    const stems = new Map(words.map((word) => [word.stem, word]));
    const found = index.search(query, {
      boost: BOOSTS,
      fuzzy: (term) => (term.length >= SHORTEST_FUZZY ? 0.2 : false),
      prefix: false,
      boostTerm: (term) => stems.get(stemOf(term))?.weight ?? stems.get(term)?.weight ?? 1,
      weights: { fuzzy: 0.35, prefix: 0.3 },
      filter: (result) => allowed(String(result.id), among),
    });
    const ordered = words.map(({ stem }) => stem);
    const bonus = phraseBonus(ordered);
    return found
      .slice(0, 60)
      .map((result) => {
        const id = String(result.id);
        const entry = byId.get(id);
        const prior = (entry && PRIORS[asked.shape][entry.kind]) ?? 1;
        const coverage = covered(words, result.match);
        const score = (result.score * (0.4 + coverage) + (bonus.get(id) ?? 0)) * prior;
        return { id, score, coverage };
      })
      .sort((a, b) => b.score - a.score);
  }

  /** The part of the question's meaning that an entry contains; words nobody ever wrote here count fully against it. */
  function covered(words: readonly Word[], match: Readonly<Record<string, readonly string[]>>): number {
    const strength = new Map<string, number>();
    for (const [term, fieldNames] of Object.entries(match)) {
      const best = Math.max(
        ...fieldNames.map((field) =>
          field === 'body' ? 0.7 : field === 'gist' || field === 'settings' ? 0.9 : 1,
        ),
      );
      strength.set(term, best);
    }
    let [have, all] = [0, 0];
    for (const { stem, weight } of words) {
      const worth = rarity(stem) * weight;
      all += worth;
      const exact = strength.get(stem);
      const near =
        exact ??
        [...strength].find(
          ([term]) =>
            Math.abs(term.length - stem.length) <= 2 &&
            stem.length >= SHORTEST_FUZZY &&
            distance(term, stem) <= 2,
        )?.[1];
      have += worth * (exact ?? (near === undefined ? 0 : near * 0.8));
    }
    return all === 0 ? 0 : have / all;
  }

  /** Whole names and symptoms inside the question say more than their words apart. */
  function phraseBonus(ordered: readonly string[]): ReadonlyMap<string, number> {
    const bonus = new Map<string, number>();
    const text = ` ${ordered.join(' ')} `;
    const add = (id: string, score: number) => bonus.set(id, Math.max(bonus.get(id) ?? 0, score));
    for (const { stems, ids } of phrases) {
      if (!text.includes(` ${stems.join(' ')} `)) continue;
      const worth = stems.reduce((sum, stem) => sum + rarity(stem), 0);
      for (const id of ids) add(id, worth * (stems.length > 1 ? 5 : 3));
    }
    const own = new Set(ordered);
    for (const { id, stems } of symptoms) {
      const shared = [...stems].filter((stem) => own.has(stem));
      const worth = shared.reduce((sum, stem) => sum + rarity(stem), 0);
      const total = [...stems].reduce((sum, stem) => sum + rarity(stem), 0);
      if (shared.length >= 2 && worth > 0.7 * total) add(id, (worth * worth * 5) / total);
    }
    return bonus;
  }

  /** A-versus-B goes to the entry about the pair. */
  function pairs({ sides }: Asked): readonly (readonly [string, number])[] {
    if (!sides) return [];
    const [left, right] = sides.map((side) => new Set(nameIds(side)));
    return entries.flatMap((entry) => {
      if (entry.kind !== 'comparison') return [];
      const between = entry.meta.between;
      const hasLeft = between.some((id) => left?.has(id));
      const hasRight = between.some((id) => right?.has(id));
      return hasLeft && hasRight ? [[entry.id, PAIR - between.length] as const] : [];
    });
  }

  /** Entries a few words name: exactly, as a key, or as the best hit. */
  function nameIds(side: string): readonly string[] {
    const exact = [...(names.get(fold(side)) ?? []), ...(keys.get(keyOf(side)) ?? [])];
    if (exact.length > 0) return exact;
    return rank({ shape: 'name', topic: side }, wordsOf(side), undefined)
      .slice(0, 3)
      .map(({ id }) => id);
  }

  /** Compared letter by letter as typed: endings must not hide a mistake. */
  function nearNames(topic: string, among?: readonly Kind[]): readonly string[] {
    const typed = rawWords(topic).join(' ');
    const allowance = typed.length >= 7 ? 2 : typed.length >= SHORTEST_FUZZY ? 1 : 0;
    let least = allowance;
    let nearest: string[] = [];
    for (const [name, ids] of spellings) {
      if (least === 0 || name.length < SHORTEST_FUZZY - 1 || name[0] !== typed[0]) continue;
      if (Math.abs(name.length - typed.length) > least) continue;
      const away = distance(typed, name);
      if (away < least) nearest = [];
      if (away <= least) nearest.push(...ids.filter((id) => allowed(id, among)));
      least = Math.min(least, away);
    }
    return [...new Set(nearest)];
  }

  return {
    find,
    suggest(typed, among) {
      const text = typed.trim();
      if (text === '') return popular(entries, among).flatMap((entry) => toHit(entry.id, 0));
      const start = fold(text);
      const begun = [...names]
        .filter(([name]) => name.startsWith(start))
        .flatMap(([name, ids]) => ids.map((id) => ({ id, score: 500 - name.length })));
      const inside = index.search(text, {
        boost: BOOSTS,
        prefix: (term) => term.length >= 2,
        fuzzy: (term) => (term.length >= SHORTEST_FUZZY ? 0.2 : false),
        fields: ['title', 'names'],
      });
      const scores = new Map<string, number>();
      for (const { id, score } of [
        ...begun,
        ...inside.map((result) => ({ id: String(result.id), score: Math.min(400, result.score) })),
      ]) {
        if (allowed(id, among)) scores.set(id, Math.max(scores.get(id) ?? 0, score));
      }
      return [...scores]
        .sort(([, a], [, b]) => b - a)
        .slice(0, 25)
        .flatMap(([id, score]) => toHit(id, score));
    },
  };
}

function buildIndex(entries: readonly Entry[]): MiniSearch<Document> {
  const index = new MiniSearch<Document>({
    fields: Object.keys(BOOSTS),
    tokenize: (text) => wordsOf(text).map(({ text: word }) => word),
    processTerm: stemOf,
  });
  index.addAll(
    entries.map((entry) => ({
      id: entry.id,
      title: entry.meta.title,
      names: [...entry.meta.aliases, entry.id].join(' '),
      gist: entry.meta.gist,
      symptoms: entry.meta.symptoms.join(' '),
      settings: [...entry.meta.settings.map((setting) => setting.name), ...entry.meta.errors].join(' '),
      body: entry.source,
    })),
  );
  return index;
}

/** Natural logarithm of how many entries there are for each that has the word; unknown words are the rarest. */
function documentRarity(entries: readonly Entry[]): (stem: string) => number {
  const counts = new Map<string, number>();
  for (const { meta, source } of entries) {
    const text = [meta.title, ...meta.aliases, meta.gist, ...meta.symptoms, source].join(' ');
    for (const stem of new Set(wordsOf(text).map((word) => word.stem)))
      counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return (stem) => Math.log(1 + entries.length / (0.5 + (counts.get(stem) ?? 0)));
}

function collectNames(
  entries: readonly Entry[],
  glossary: Glossary,
  fold: (name: string) => string,
): Map<string, string[]> {
  const names = new Map<string, string[]>();
  const add = (name: string, id: string) => {
    const key = fold(name);
    const ids = names.get(key) ?? [];
    if (key !== '' && !ids.includes(id)) names.set(key, [...ids, id]);
  };
  for (const { id, meta } of entries) {
    for (const name of [
      id,
      meta.title,
      meta.title.replace(/\s*\(.*?\)/g, ''),
      ...insideBrackets(meta.title),
      ...meta.aliases,
    ])
      add(name, id);
  }
  for (const [term, { entry }] of Object.entries(glossary)) add(term, entry);
  return names;
}

const insideBrackets = (title: string) =>
  [...title.matchAll(/\(([^)]+)\)/g)].map(([, inside]) => inside ?? '');

/** Entries about a setting or an error, by its name in any spelling. */
function collectKeys(entries: readonly Entry[]): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  const add = (name: string, id: string) => keys.set(keyOf(name), [...(keys.get(keyOf(name)) ?? []), id]);
  for (const entry of entries) {
    if (entry.kind === 'setting') add(entry.id, entry.id);
    if (entry.kind === 'error') for (const name of entry.meta.names) add(name, entry.id);
  }
  return keys;
}

/** What newcomers open first: the entries most others lead to. */
function popular(entries: readonly Entry[], among?: readonly Kind[]): readonly Entry[] {
  const links = new Map<string, number>();
  for (const { meta } of entries) for (const id of meta.related) links.set(id, (links.get(id) ?? 0) + 1);
  return entries
    .filter((entry) => among?.includes(entry.kind) ?? true)
    .toSorted((a, b) => (links.get(b.id) ?? 0) - (links.get(a.id) ?? 0))
    .slice(0, 25);
}
