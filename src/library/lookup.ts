/** Finds the entry somebody asks for, shows it, or says plainly what is nearest or that there is nothing. */
import type { Context, Suggestion } from '../bot/command.ts';
import type { Kind } from '../catalogue/schema.ts';
import { factIn } from '../reference/mentions.ts';
import { button, refusal } from '../reply/build.ts';
import { quote, shorten } from '../reply/clean.ts';
import type { Outcome, Reply } from '../reply/nodes.ts';
import { type Hit, isNamed, type Search } from '../search/search.ts';
import { readOpened } from './opened.ts';
import { entryPage, openEntry } from './page.ts';

const MOST_GUESSES = 3;
/** Pages of the channel whose neighbours are offered. */
const MOST_FOLLOWED = 3;

/**
 * @param preferred kinds the command is about; a page of another kind answers when it is named, or when none of these fits
 */
export function lookUp(
  context: Context,
  typed: string,
  preferred: readonly Kind[],
): Outcome | Promise<Outcome> {
  const search = betterOf(context.catalogue.find(typed, preferred), context.catalogue.find(typed));
  const [first] = search.hits;
  const entry = first && context.catalogue.entry(first.id);
  if (entry && search.confidence === 'sure') {
    const page = entryPage(context, entry, search.hits);
    return { ...page, data: { confidence: 'sure', kind: entry.kind, id: entry.id } };
  }
  // Whoever asks for the concept NOT_ENOUGH_REPLICAS means the error.
  const fact = factIn(typed);
  if (fact) return context.say(fact.line);
  return entry ? unsure(typed, search.hits) : nothing(typed);
}

/** Own kinds first, but never a page found by words over one of that very name, unless it comes close behind. */
function betterOf(own: Search, all: Search): Search {
  const [first] = own.hits;
  const isClose = all.hits.slice(0, MOST_GUESSES).some(({ id }) => id === first?.id);
  if (own.confidence === 'sure' && (isNamed(own) || !isNamed(all) || isClose)) return own;
  return all.confidence === 'sure' || own.confidence === 'none' ? all : own;
}

function nothing(typed: string): Reply {
  return refusal(`I have no page about ${quote(typed)}.`, [], { data: { confidence: 'none' }, results: [] });
}

function unsure(typed: string, hits: readonly Hit[]): Reply {
  const guesses = hits
    .slice(0, MOST_GUESSES)
    .map((hit) => button(shorten(hit.title, 60), openEntry({ id: hit.id })));
  return refusal(`I am not sure what you mean by ${quote(typed)}; is it one of these?`, guesses, {
    data: { confidence: 'unsure' },
    results: hits,
  });
}

/** Completion for an option that takes the name of an entry. */
export async function suggestEntries(
  context: Context,
  typed: string,
  kinds?: readonly Kind[],
): Promise<readonly Suggestion[]> {
  const hits = context.catalogue.suggest(typed, kinds);
  const popular = hits.map((hit) => ({ label: hit.title, value: hit.id }));
  return typed.trim() === '' ? withHistory(context, popular, kinds) : popular;
}

/** Before anybody has typed: what comes next after the channel's last pages, what its people open most, then the usual. */
async function withHistory(
  { ledger, place, catalogue }: Context,
  popular: readonly Suggestion[],
  kinds?: readonly Kind[],
): Promise<readonly Suggestion[]> {
  const { recent, most } = await readOpened(ledger, place);
  const next = recent.slice(0, MOST_FOLLOWED).flatMap((id) => catalogue.entry(id)?.meta.related ?? []);
  const fresh = next.filter((id) => !recent.includes(id));
  const known = [...fresh, ...most].flatMap((id) => {
    const entry = catalogue.entry(id);
    return entry && (kinds?.includes(entry.kind) ?? true) ? [{ label: entry.meta.title, value: id }] : [];
  });
  const byId = new Map([...known, ...popular].map((each) => [each.value, each]));
  return [...byId.values()];
}
