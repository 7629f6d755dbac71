/** Finds the entry somebody asks for, shows it, or says plainly what is nearest or that there is nothing. */
import type { Context, Suggestion } from '../bot/command.ts';
import type { Kind } from '../catalogue/schema.ts';
import { button, refusal } from '../reply/build.ts';
import { quote, shorten } from '../reply/clean.ts';
import type { Reply } from '../reply/nodes.ts';
import type { Hit } from '../search/search.ts';
import { entryPage, openEntry } from './page.ts';

const MOST_GUESSES = 3;

/**
 * @param preferred kinds the command is about; when none of them fits for sure, any kind may answer
 */
export function lookUp(context: Context, typed: string, preferred: readonly Kind[]): Reply {
  const own = context.catalogue.find(typed, preferred);
  const search = own.confidence === 'sure' ? own : betterOf(own, context.catalogue.find(typed));
  const [first] = search.hits;
  const entry = first && context.catalogue.entry(first.id);
  if (!entry || search.confidence === 'none') return nothing(typed);
  return search.confidence === 'sure' ? entryPage(context, entry, search.hits) : unsure(typed, search.hits);
}

type Found = ReturnType<Context['catalogue']['find']>;

function betterOf(own: Found, all: Found): Found {
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
export function suggestEntries(
  context: Context,
  typed: string,
  kinds?: readonly Kind[],
): readonly Suggestion[] {
  return context.catalogue.suggest(typed, kinds).map((hit) => ({ label: hit.title, value: hit.id }));
}
