/** What answers a question: the page of a setting or an error that it names, or pages of the library, best first. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Fact, factIn } from '../reference/mentions.ts';
import { isNamed, type Search } from '../search/search.ts';
import { isKey } from '../search/words.ts';

export type Answer = Search & {
  /** Comes before every page when it is there. */
  readonly fact?: Fact;
};

type Finds = Pick<Catalogue, 'find'>;

export function answerTo(question: string, { find }: Finds): Answer {
  const found = find(question);
  // A page of that very name or about that very pair says more than the reference does, unless the name is a key.
  if (isNamed(found) && !isKey(question)) return found;
  const fact = factIn(question);
  return fact === undefined ? found : { ...found, confidence: 'sure', fact };
}
