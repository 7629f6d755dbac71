/** Who is who: a secret cookie stands for a person with a public id and a chosen name. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { shortId } from '../../ports/random.ts';
import { cleanLine, shorten } from '../../reply/clean.ts';
import type { Documents } from '../../store/documents.ts';

/** `id` is what the bot sees (`web:7F3K…`); the cookie's value is never stored, only its hash. */
export type Person = {
  readonly id: string;
  readonly name: string;
  /** Whoever came in first set the chat up, and looks after it. */
  readonly moderator: boolean;
};

const COOKIE = 'kafka_session';
const LIFETIME_MS = 180 * 24 * 3_600_000;
const LONGEST_NAME = 32;
/** In memory; the others are read again when they come back. */
const REMEMBERED = 5_000;
const personSchema = z.object({ id: z.string(), name: z.string(), moderator: z.boolean() });

export type People = {
  /** The person behind a request's `Cookie` header. */
  readonly known: (cookies: string | undefined) => Promise<Person | undefined>;
  /** Makes somebody new, or renames who is there already; `cookie` is the `Set-Cookie` header. */
  readonly join: (
    name: string,
    cookies: string | undefined,
  ) => Promise<{ readonly person: Person; readonly cookie: string }>;
};

/** @param taken whether somebody else who is here now goes by that name */
export function createPeople(documents: Documents, taken: (name: string, id: string) => boolean): People {
  const kept = documents.collection('web-person', personSchema);
  const first = documents.collection('web-first-person', z.string());
  const seen = new Map<string, Person>();

  async function known(cookies: string | undefined): Promise<Person | undefined> {
    const token = tokenIn(cookies);
    if (token === undefined) return undefined;
    const key = keyOf(token);
    const person = seen.get(key) ?? (await kept.get(key));
    if (person) remember(key, person);
    return person;
  }

  function remember(key: string, person: Person): void {
    if (seen.size >= REMEMBERED) seen.clear();
    seen.set(key, person);
  }

  async function isFirst(id: string): Promise<boolean> {
    const known = await first.get('id');
    if (known === undefined) await first.set('id', id);
    return known === undefined || known === id;
  }

  return {
    known,
    async join(wanted, cookies) {
      const before = await known(cookies);
      const token = (before && tokenIn(cookies)) ?? randomBytes(32).toString('base64url');
      const id = before?.id ?? `web:${shortId(10)}`;
      const name = freeName(wanted, (each) => taken(each, id));
      const person = { id, name, moderator: await isFirst(id) };
      await kept.set(keyOf(token), person, LIFETIME_MS);
      remember(keyOf(token), person);
      const cookie = `${COOKIE}=${token}; Path=/; Max-Age=${LIFETIME_MS / 1_000}; HttpOnly; SameSite=Strict`;
      return { person, cookie };
    },
  };
}

const keyOf = (token: string) => createHash('sha256').update(token).digest('base64url');

function tokenIn(cookies: string | undefined): string | undefined {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{43})(?:;|$)`).exec(cookies ?? '')?.[1];
}

/** Nobody goes by another's name or by the bot's: the second Ann becomes “Ann 2”. */
function freeName(wanted: string, taken: (name: string) => boolean): string {
  const asked = shorten(cleanLine(wanted), LONGEST_NAME) || 'Guest';
  const name = asked.toLowerCase() === 'kafka' ? 'Kafka fan' : asked;
  for (let count = 1; ; count++) {
    const free = count === 1 ? name : `${name} ${count}`;
    if (!taken(free)) return free;
  }
}
