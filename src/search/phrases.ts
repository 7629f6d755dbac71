/** How much of an entry's names, symptoms and usual questions a question says: whole names say more than their words apart. */
import type { Entry } from '../catalogue/catalogue.ts';
import { wordsOf } from './words.ts';

type Phrase = {
  readonly id: string;
  readonly stems: ReadonlySet<string>;
  readonly inOrder: string;
  /** Sum of the rarity of its words. */
  readonly worth: number;
};

export type PhraseMatch = {
  /** Comparable between entries; grows with what was said and with the part of the name that was said. */
  readonly score: number;
  /** Two words or more that name the entry were all said. */
  readonly named: boolean;
};

export type Phrases = (ordered: readonly string[]) => ReadonlyMap<string, PhraseMatch>;

/** Said word by word in order; else the words stand anywhere in the question. */
const IN_ORDER = 1.4;
/** A name of one word is easily said in passing. */
const ONE_WORD = 0.6;
/** Half a long symptom is worth much less than a whole short name. */
const SHARPNESS = 2;

export function createPhrases(entries: readonly Entry[], rarity: (stem: string) => number): Phrases {
  const phrases: Phrase[] = [];
  const byStem = new Map<string, Phrase[]>();
  for (const { id, meta } of entries) {
    const texts = new Set(
      [meta.title, id, ...meta.aliases, ...meta.symptoms, ...meta.asked].map((text) =>
        stemsOf(text).join(' '),
      ),
    );
    for (const inOrder of texts) {
      if (inOrder === '') continue;
      const stems = new Set(inOrder.split(' '));
      const phrase = { id, stems, inOrder, worth: sum([...stems].map(rarity)) };
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
      const match = matchOf(phrase, worth, text);
      const before = best.get(phrase.id);
      best.set(phrase.id, {
        score: Math.max(match.score, before?.score ?? 0),
        named: match.named || (before?.named ?? false),
      });
    }
    return best;
  };
}

function matchOf(phrase: Phrase, said: number, text: string): PhraseMatch {
  const share = said / phrase.worth;
  const inOrder = text.includes(` ${phrase.inOrder} `) ? IN_ORDER : 1;
  const few = phrase.stems.size === 1 ? ONE_WORD : 1;
  return { score: said * share ** SHARPNESS * inOrder * few, named: phrase.stems.size > 1 && share > 0.99 };
}

const stemsOf = (text: string) =>
  wordsOf(text)
    .filter(({ weight }) => weight > 0.2)
    .map(({ stem }) => stem);

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
