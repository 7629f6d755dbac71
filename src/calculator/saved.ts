/** Scenarios saved by name in a channel, and the last one each person looked at there. */
import { z } from 'zod';
import type { Context } from '../bot/command.ts';
import type { Mode } from '../sizing/answer.ts';

const NAME = /^[a-z0-9][a-z0-9_-]{0,39}$/;
const MOST_PER_PLACE = 100;
const LAST_SHOWN_MS = 7 * 24 * 3600 * 1000;

const scenario = z.object({ line: z.string() });
const names = z.array(z.string());

const key = (context: Context, mode: Mode, name: string) => `${context.place.id}:${mode}:${name}`;
const scenarios = (context: Context) => context.documents.collection('scenario', scenario);
const lists = (context: Context) => context.documents.collection('scenario-names', names);
const lasts = (context: Context) => context.documents.collection('scenario-last', z.string());

export const isName = (word: string): boolean => NAME.test(word.toLowerCase());

/** The words of a saved scenario. */
export async function load(context: Context, mode: Mode, name: string): Promise<string | undefined> {
  return (await scenarios(context).get(key(context, mode, name.toLowerCase())))?.line;
}

/** A sentence when it cannot be saved. */
export async function save(
  context: Context,
  mode: Mode,
  name: string,
  line: string,
): Promise<string | undefined> {
  const folded = name.toLowerCase();
  const listKey = `${context.place.id}:${mode}`;
  return context.alone(`scenarios:${listKey}`, async () => {
    const known = (await lists(context).get(listKey)) ?? [];
    if (!known.includes(folded) && known.length >= MOST_PER_PLACE) {
      return `This channel has ${MOST_PER_PLACE} saved scenarios already; take one away with \`/kafka ${mode} forget <name>\`.`;
    }
    await scenarios(context).set(key(context, mode, folded), { line });
    if (!known.includes(folded)) await lists(context).set(listKey, [...known, folded].sort());
    return undefined;
  });
}

/** False when there was none of that name. */
export async function forget(context: Context, mode: Mode, name: string): Promise<boolean> {
  const folded = name.toLowerCase();
  const listKey = `${context.place.id}:${mode}`;
  return context.alone(`scenarios:${listKey}`, async () => {
    const known = (await lists(context).get(listKey)) ?? [];
    if (!known.includes(folded)) return false;
    await lists(context).set(
      listKey,
      known.filter((each) => each !== folded),
    );
    await scenarios(context).delete(key(context, mode, folded));
    return true;
  });
}

export const list = async (context: Context, mode: Mode): Promise<readonly string[]> =>
  (await lists(context).get(`${context.place.id}:${mode}`)) ?? [];

const lastKey = (context: Context, mode: Mode) => `${context.place.id}:${context.actor.id}:${mode}`;

export const remember = (context: Context, mode: Mode, line: string): Promise<void> =>
  lasts(context).set(lastKey(context, mode), line, LAST_SHOWN_MS);

export const lastShown = (context: Context, mode: Mode): Promise<string | undefined> =>
  lasts(context).get(lastKey(context, mode));
