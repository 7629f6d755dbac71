/** What is kept about a person who learns: one record of the ledger with a field for each card and one for the rest. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Change, Ledger } from '../store/ledger.ts';
import { type Card, cardSchema } from './card.ts';
import { countAnswer, itemRecord, judge, SHIFTS } from './items.ts';
import { type Answered, type Learner, learn, newProfile, type Profile, profileSchema } from './learner.ts';

const learnerRecord = (user: string) => `learner:${user}`;
const PROFILE = 'profile';
const CARD = 'card ';
/** Each attempt that fails means that somebody else's change was taken. */
const MOST_ATTEMPTS = 50;

/** What cannot be read counts as not there. */
export async function readLearner(ledger: Ledger, user: string): Promise<Learner> {
  const fields = await ledger.read(learnerRecord(user));
  const cards = new Map<string, Card>();
  for (const [field, text] of fields) {
    const card = field.startsWith(CARD) ? parse(cardSchema, text) : undefined;
    if (card) cards.set(field.slice(CARD.length), card);
  }
  return { profile: parse(profileSchema, fields.get(PROFILE)) ?? newProfile, cards };
}

export const readProfile = async (ledger: Ledger, user: string): Promise<Profile> =>
  (await keptProfile(ledger, user)).profile;

/** With the text it was read from, for changes that rely on it. */
export async function keptProfile(ledger: Ledger, user: string) {
  const spot = { key: learnerRecord(user), field: PROFILE };
  const value = (await ledger.get(spot.key, spot.field)) ?? null;
  return { profile: parse(profileSchema, value) ?? newProfile, kept: { ...spot, value } };
}

/** @param also what else is done in the same step, such as setting when something is due */
export async function changeProfile(
  ledger: Ledger,
  user: string,
  change: (profile: Profile) => Profile,
  also: (profile: Profile) => readonly Change[] = () => [],
): Promise<Profile> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const { profile, kept } = await keptProfile(ledger, user);
    const next = change(profile);
    const changes: Change[] = [{ type: 'set', ...kept, value: JSON.stringify(next) }, ...also(next)];
    if (await ledger.apply(changes, { unchanged: [kept] })) return next;
  }
  throw new Error(`A profile changed ${MOST_ATTEMPTS} times while one change was made`);
}

/** What answers have added to the difficulty of questions. */
export async function readShifts(ledger: Ledger): Promise<ReadonlyMap<string, number>> {
  const fields = await ledger.read(SHIFTS);
  return new Map([...fields].map(([question, text]) => [question, Number(text) || 0]));
}

/** Keys of events outlast what people have deleted about themselves, so they do not name them. */
export const nameless = (user: string, event: string) =>
  createHash('sha256').update(`${user} ${event}`).digest('base64url');

/**
 * Counts an answer, once for each event.
 * @param event the same for every delivery: `quiz:<session>:<at>`, `round:<id>:<turn>`, `daily:<date>`
 * @returns false when it was counted before
 */
export async function recordAnswer(
  ledger: Ledger,
  user: string,
  event: string,
  answered: Answered,
): Promise<boolean> {
  const key = learnerRecord(user);
  const { id } = answered.question;
  const spots = [
    { key, field: `${CARD}${id}` },
    { key, field: PROFILE },
    { key: itemRecord(id), field: 'answers' },
  ] as const;
  const once = nameless(user, `answer ${event}`);
  let before = '';
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const [values, shift] = await Promise.all([
      Promise.all(spots.map((spot) => ledger.get(spot.key, spot.field))),
      ledger.get(SHIFTS, id),
    ]);
    // Refused although nothing has changed meanwhile: the event was counted before.
    const seen = JSON.stringify(values);
    if (seen === before) return false;
    before = seen;
    const [card, profile, answers] = values;
    const learned = learn(
      {
        card: parse(cardSchema, card),
        profile: parse(profileSchema, profile) ?? newProfile,
        item: { answers: Number(answers) || 0, shift: Number(shift) || 0 },
      },
      answered,
    );
    const { chosen, right } = answered;
    const first = learned.item;
    const changes: Change[] = [
      { type: 'set', ...spots[0], value: JSON.stringify(learned.card) },
      { type: 'set', ...spots[1], value: JSON.stringify(learned.profile) },
      ...(first ? countAnswer({ question: id, chosen, right, ...first }) : []),
    ];
    const relied = first ? spots : spots.slice(0, 2);
    const unchanged = relied.map((spot, at) => ({ ...spot, value: values[at] ?? null }));
    if (await ledger.apply(changes, { once, unchanged })) {
      if (first) await judge(ledger, id);
      return true;
    }
  }
  throw new Error(`An answer to ${id} could not be counted in ${MOST_ATTEMPTS} attempts`);
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  text: string | null | undefined,
): z.output<Schema> | undefined {
  if (text == null) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
