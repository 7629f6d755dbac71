/** How much of an entry's names, symptoms and usual questions a question says: whole names say more than their words apart. */
import type { Entry } from '../catalogue/catalogue.ts';
import { wordsOf } from './words.ts';

type Phrase = {
  readonly id: string;
  readonly stems: ReadonlySet<string>;
  readonly inOrder: string;
  /** Sum of the rarity of its words. */
  readonly worth: number;
  /** A way of asking, and no name. */
  readonly isAsked: boolean;
};

export type PhraseMatch = {
  /** Comparable between entries; grows with what was said and with the part of the name that was said. */
  readonly score: number;
  /** All words of a name, or of a way of asking, were said, and they were more than one or two. */
  readonly named: boolean;
};

export type Phrases = (ordered: readonly string[]) => ReadonlyMap<string, PhraseMatch>;

/** Said word by word in order; else the words stand anywhere in the question. */
const IN_ORDER = 1.4;
/** A name of one word is easily said in passing. */
const ONE_WORD = 0.6;
/** Words that name an entry when all are said; two of a way of asking are said of much. */
const FEWEST_OF_NAME = 2;
const FEWEST_ASKED = 3;
export type PhraseWeights = {
  /** Half a long symptom is worth much less than a whole short name: the power of the part that was said. */
  readonly sharpness: { readonly name: number; readonly asked: number };
  /** What a way of asking is worth beside a name. */
  readonly asked: number;
};

export function createPhrases(
  entries: readonly Entry[],
  rarity: (stem: string) => number,
  weights: PhraseWeights,
): Phrases {
  const phrases: Phrase[] = [];
  const byStem = new Map<string, Phrase[]>();
  for (const { id, meta } of entries) {
    const stemmed = (texts: readonly string[]) => texts.map((text) => stemsOf(text).join(' '));
    const names = new Set(stemmed([meta.title, id, ...meta.aliases, ...meta.symptoms]));
    for (const inOrder of new Set([...names, ...stemmed(meta.asked)])) {
      if (inOrder === '') continue;
      const stems = new Set(inOrder.split(' '));
      const isAsked = !names.has(inOrder);
      const phrase = { id, stems, inOrder, worth: sum([...stems].map(rarity)), isAsked };
      phrases.push(phrase);
      for (const stem of stems) byStem.set(stem, [...(byStem.get(stem) ?? []), phrase]);
    }
  }
  return (ordered) => {
    const said = new Map<Phrase, number>();
    for (const stem of new Set(ordered))
      for (const phrase of byStem.get(stem) ?? []) said.set(phrase, (said.get(phrase) ?? 0) + rarity(stem));
    const text = ` ${ordered.join(' ')} `;
    const best = new Map<string, PhraseMatch>();
    for (const [phrase, worth] of said) {
      const match = matchOf(phrase, worth, text, weights);
      const before = best.get(phrase.id);
      best.set(phrase.id, {
        score: Math.max(match.score, before?.score ?? 0),
        named: match.named || (before?.named ?? false),
      });
    }
    return best;
  };
}

function matchOf(phrase: Phrase, said: number, text: string, weights: PhraseWeights): PhraseMatch {
  const share = said / phrase.worth;
  const inOrder = text.includes(` ${phrase.inOrder} `) ? IN_ORDER : 1;
  const few = phrase.stems.size === 1 ? ONE_WORD : 1;
  const { sharpness, asked } = weights;
  const part = phrase.isAsked ? asked * share ** sharpness.asked : share ** sharpness.name;
  const enough = phrase.isAsked ? FEWEST_ASKED : FEWEST_OF_NAME;
  return { score: said * part * inOrder * few, named: phrase.stems.size >= enough && share > 0.99 };
}

const stemsOf = (text: string) =>
  wordsOf(text)
    .filter(({ weight }) => weight > 0.2)
    .map(({ stem }) => stem);

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
