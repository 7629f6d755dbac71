/** What may stand where a topic is asked for: areas, the workspace's packs, pages. */
import type { Context, Suggestion } from '../bot/command.ts';
import { areas } from '../catalogue/schema.ts';
import { readPacks } from './pack.ts';

const MOST_PAGES = 10;

/** @param words further words the command knows in this place */
export async function suggestTopics(
  { catalogue, ledger, place }: Context,
  typed: string,
  words: readonly string[] = [],
): Promise<readonly Suggestion[]> {
  const packs = await readPacks(ledger, place.workspace);
  const named = [...words, ...packs.map(({ title }) => title), ...areas]
    .filter((name) => name.toLowerCase().startsWith(typed.toLowerCase()))
    .map((name) => ({ label: name, value: name }));
  const pages = catalogue
    .suggest(typed)
    .slice(0, MOST_PAGES)
    .map(({ title, id }) => ({ label: title, value: id }));
  return [...named, ...pages];
}
