/** Finds the entry somebody means: exact names, then names with a typing mistake, pairs, and the words of the question. */
import { distance } from 'fastest-levenshtein';
import MiniSearch from 'minisearch';
import type { Entry, Glossary } from '../catalogue/catalogue.ts';
import type { Kind } from '../catalogue/schema.ts';
import { logEssence } from './log-text.ts';
import { createNames, SHORTEST_FUZZY } from './names.ts';
import { createPhrases } from './phrases.ts';
import { type Asked, readQuestion } from './question.ts';
import { subjectOf } from './subject.ts';
import { PRIORS, WEIGHTS, type Weights } from './weights.ts';
import { isKey, rawWords, termOf, type Word, wordsOf } from './words.ts';

export type Hit = {
  readonly kind: Kind;
  readonly id: string;
  readonly title: string;
  readonly score: number;
};

/** `sure`: show the first; `unsure`: ask which; `none`: say that nothing fits. */
export type Confidence = 'sure' | 'unsure' | 'none';
export type Search = { readonly confidence: Confidence; readonly hits: readonly Hit[] };

/** The first hit was named outright or is about the very pair, not only found by words. */
export const isNamed = ({ hits: [first] }: Search): boolean => first !== undefined && first.score >= NAMED;

export type Finder = {
  readonly find: (text: string, among?: readonly Kind[]) => Search;
  readonly suggest: (typed: string, among?: readonly Kind[]) => readonly Hit[];
};

/** Scores of the three ways to be named; anything found by words stays below. */
const EXACT = 1_000;
const PAIR = 900;
const NEAR = 700;
/** Pairs lose a little for every side they have. */
const NAMED = 850;
const MOST_BY_WORDS = NEAR - 1;
/** The score at which words alone reach half of that. */
const HALF_WAY = 600;
const belowNames = (score: number) => (MOST_BY_WORDS * score) / (score + HALF_WAY);

const MOST_HITS = 10;
const MOST_SUGGESTIONS = 25;

type Document = { readonly id: string } & Readonly<Record<keyof Weights['fields'], string>>;
type Ranked = { readonly id: string; readonly score: number; readonly coverage: number };

export function createSearch(
  entries: readonly Entry[],
  glossary: Glossary,
  weights: Weights = WEIGHTS,
): Finder {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const names = createNames(entries, glossary);
  const index = buildIndex(entries, weights);
  const { rarity, isKnown } = vocabularyOf(entries);
  const phrases = createPhrases(entries, rarity, weights.phrases);
  const comparisons = entries.filter((entry) => entry.kind === 'comparison');

  const allowed = (id: string, among?: readonly Kind[]) => {
    const entry = byId.get(id);
    return entry !== undefined && (among?.includes(entry.kind) ?? true);
  };
  const toHits = (scores: ReadonlyMap<string, number>, most: number): readonly Hit[] =>
    [...scores]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, most)
      .flatMap(([id, score]) => {
        const entry = byId.get(id);
        return entry
          ? [{ kind: entry.kind, id, title: entry.meta.title, score: Math.round(score * 100) / 100 }]
          : [];
      });

  function find(raw: string, among?: readonly Kind[]): Search {
    const text = logEssence(raw);
    const asked = readQuestion(text);
    const words = wordsOf(text);
    const byWords = rank(asked, words, among);
    const scores = new Map(byWords.map(({ id, score }) => [id, belowNames(score)]));
    for (const [id, score] of byName(text, asked, among)) {
      const before = scores.get(id) ?? 0;
      // Of two entries of one name, the words of the rest of the question decide.
      if (score > before) scores.set(id, score + before / 10_000);
    }
    const hits = toHits(scores, MOST_HITS);
    const confidence = confidenceIn(hits, byWords, weights.offerCoverage[subjectOf(text)]);
    return { confidence, hits: confidence === 'none' ? [] : hits };
  }

  /** What is named outright, as a pair, by its name, as a setting or an error, or with a typing mistake. */
  function byName(
    text: string,
    asked: Asked,
    among?: readonly Kind[],
  ): readonly (readonly [string, number])[] {
    const named = [text, asked.topic].flatMap((name) => [...names.exactly(name), ...names.asKey(name)]);
    const asKey = isKey(asked.topic);
    const meant = (id: string) => asKey === isReference(byId.get(id));
    const found = [
      ...named.map((id) => [id, meant(id) ? EXACT : EXACT - 1] as const),
      ...pairs(asked),
    ].filter(([id]) => allowed(id, among));
    if (found.length > 0) return found;
    return names
      .nearly(asked.topic, (id) => allowed(id, among))
      .map((id) => [id, meant(id) ? NEAR + 1 : NEAR] as const);
  }

  function confidenceIn(hits: readonly Hit[], byWords: readonly Ranked[], enough: number): Confidence {
    const [first, second] = hits;
    if (!first) return 'none';
    if (first.score >= NEAR)
      return second && second.score >= NEAR && first.score - second.score < 0.5 ? 'unsure' : 'sure';
    const coverage = byWords.find(({ id }) => id === first.id)?.coverage ?? 0;
    if (coverage < enough) return 'none';
    const leads = first.score >= weights.clearLead * (second?.score ?? 0);
    return coverage >= Math.max(enough, weights.showCoverage) && leads ? 'sure' : 'unsure';
  }

  /** By the words of the question, each as rare as it is in the library. */
  function rank(asked: Asked, words: readonly Word[], among?: readonly Kind[]): readonly Ranked[] {
    if (words.length === 0) return [];
    const byStem = new Map(words.map((word) => [word.stem, word]));
    const found = index.search(words.map(({ text }) => text).join(' '), {
      boost: weights.fields,
      bm25: weights.index,
      // Only a word that nobody wrote here can be a slip.
      fuzzy: (term) => (term.length >= SHORTEST_FUZZY && !isKnown(term) ? 0.2 : false),
      // A word of one field may be everyday in all others: what counts is how rare it is in the whole library.
      boostTerm: (term) => (byStem.get(term)?.weight ?? 1) * rarity(term) ** weights.rarityPower,
      weights: { fuzzy: 0.35, prefix: 0.3 },
      filter: (result) => allowed(String(result.id), among),
    });
    // Whoever says Kafka may call the rest what they like; without it, strange words mean another subject.
    const aboutKafka = words.some(({ stem }) => stem === 'kafka');
    const said = phrases(words.filter(({ weight }) => weight > 0.2).map(({ stem }) => stem));
    return found
      .slice(0, 80)
      .flatMap((result) => {
        const entry = byId.get(String(result.id));
        if (!entry) return [];
        const coverage = Math.max(
          covered(words, result.match, aboutKafka),
          said.get(entry.id)?.named ? weights.namedCoverage : 0,
        );
        const phrase = weights.phrase * (said.get(entry.id)?.score ?? 0) ** weights.phrasePower;
        const prior = (PRIORS[asked.shape][entry.kind] ?? 1) * areaFactor(asked, entry);
        return [
          {
            id: entry.id,
            score: (result.score * (weights.coverageFloor + coverage) + phrase) * prior,
            coverage,
          },
        ];
      })
      .sort((a, b) => b.score - a.score);
  }

  function areaFactor({ areas }: Asked, { meta }: Entry): number {
    if (areas.includes(meta.area)) return weights.ownArea;
    return SPECIAL_AREAS.has(meta.area) ? weights.otherArea : 1;
  }

  /** The part of the question's meaning that an entry contains; words nobody ever wrote here count against it. */
  function covered(
    words: readonly Word[],
    match: Readonly<Record<string, readonly string[]>>,
    aboutKafka: boolean,
  ): number {
    const strength = new Map(
      Object.entries(match).map(([term, fields]) => [term, Math.max(...fields.map(fieldStrength))]),
    );
    let [have, all] = [0, 0];
    for (const { stem, weight } of words) {
      const worth = rarity(stem) * weight * (aboutKafka && !isKnown(stem) ? 0.5 : 1);
      all += worth;
      have += worth * (strength.get(stem) ?? (isKnown(stem) ? 0 : nearStrength(stem, strength)));
    }
    return all === 0 ? 0 : have / all;
  }

  /** A-versus-B goes to the entry about the pair. */
  function pairs({ sides }: Asked): readonly (readonly [string, number])[] {
    if (!sides) return [];
    const [left, right] = sides.map((side) => new Set(nameIds(side)));
    return comparisons.flatMap((entry) => {
      if (entry.kind !== 'comparison') return [];
      const between = entry.meta.between;
      const both = between.some((id) => left?.has(id)) && between.some((id) => right?.has(id));
      return both ? [[entry.id, PAIR - between.length] as const] : [];
    });
  }

  /** Entries a few words name: exactly, as a key, or as the best hits. */
  function nameIds(side: string): readonly string[] {
    const exact = [...names.exactly(side), ...names.asKey(side)];
    if (exact.length > 0) return exact;
    return rank({ shape: 'name', topic: side, areas: [] }, wordsOf(side))
      .slice(0, 3)
      .map(({ id }) => id);
  }

  function suggest(typed: string, among?: readonly Kind[]): readonly Hit[] {
    const text = typed.trim();
    if (text === '') return toHits(popular(entries, among), MOST_SUGGESTIONS);
    const scores = new Map<string, number>();
    const add = (id: string, score: number) => {
      if (allowed(id, among)) scores.set(id, Math.max(scores.get(id) ?? 0, score));
    };
    for (const { id, length } of names.beginningWith(text)) add(id, 500 - length);
    const inside = index.search(rawWords(text).join(' '), {
      boost: weights.fields,
      prefix: (term) => term.length >= 2,
      fuzzy: (term) => (term.length >= SHORTEST_FUZZY && !isKnown(term) ? 0.2 : false),
      fields: ['title', 'names'],
    });
    for (const result of inside) add(String(result.id), Math.min(400, result.score));
    return toHits(scores, MOST_SUGGESTIONS);
  }

  return { find, suggest };
}

/** Pages about a setting or an error are meant by whoever writes its name the way programs do. */
const isReference = (entry?: Entry) => entry?.kind === 'setting' || entry?.kind === 'error';

/** Areas with words of their own: their pages answer no question that names none of them. */
const SPECIAL_AREAS = new Set(['streams', 'connect', 'schemas']);

/** A word in a name says more of the subject than one in passing. */
const fieldStrength = (field: string) =>
  field === 'body' ? 0.7 : field === 'gist' || field === 'settings' ? 0.9 : 1;

function nearStrength(stem: string, strength: ReadonlyMap<string, number>): number {
  if (stem.length < SHORTEST_FUZZY) return 0;
  const near = [...strength].find(
    ([term]) => Math.abs(term.length - stem.length) <= 2 && distance(term, stem) <= 2,
  );
  return near === undefined ? 0 : near[1] * 0.8;
}

function buildIndex(entries: readonly Entry[], weights: Weights): MiniSearch<Document> {
  const index = new MiniSearch<Document>({
    fields: Object.keys(weights.fields),
    tokenize: (text) => wordsOf(text).map(({ text: word }) => word),
    processTerm: termOf,
  });
  index.addAll(
    entries.map((entry) => ({
      id: entry.id,
      title: entry.meta.title,
      names: [...entry.meta.aliases, entry.id].join(' '),
      gist: entry.meta.gist,
      symptoms: entry.meta.symptoms.join(' '),
      asked: entry.meta.asked.join(' '),
      settings: [...entry.meta.settings.map((setting) => setting.name), ...entry.meta.errors].join(' '),
      body: entry.source,
    })),
  );
  return index;
}

/** Rarity: natural logarithm of how many entries there are for each that has the word; unknown words are the rarest. */
function vocabularyOf(entries: readonly Entry[]) {
  const counts = new Map<string, number>();
  for (const { meta, source } of entries) {
    const text = [meta.title, ...meta.aliases, meta.gist, ...meta.symptoms, ...meta.asked, source].join(' ');
    for (const stem of new Set(wordsOf(text).map((word) => word.stem)))
      counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return {
    rarity: (stem: string) => Math.log(1 + entries.length / (0.5 + (counts.get(stem) ?? 0))),
    isKnown: (stem: string) => counts.has(stem),
  };
}

/** What newcomers open first: the entries most others lead to. */
function popular(entries: readonly Entry[], among?: readonly Kind[]): ReadonlyMap<string, number> {
  const links = new Map<string, number>();
  for (const entry of entries) if (among?.includes(entry.kind) ?? true) links.set(entry.id, 0);
  for (const { meta } of entries)
    for (const id of meta.related) if (links.has(id)) links.set(id, (links.get(id) ?? 0) + 1);
  return links;
}
