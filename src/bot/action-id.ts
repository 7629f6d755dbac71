/** Seals an action into a short id that works after a restart and cannot be forged, and opens it again. */
import { createHash, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { Action } from '../reply/nodes.ts';
import type { Collection } from '../store/documents.ts';

/** Discord allows 100 characters for a button's id, the least of all platforms. */
const LONGEST_ID = 100;
const FORMAT = '1';
const SEAL_LENGTH = 8;
const REMEMBERED_IDS = 2_000;
/** A button whose arguments had to be stored works for this long. */
const STORED_ARGUMENTS_MS = 30 * 24 * 3_600_000;

export type ActionIds = {
  readonly seal: (action: Action) => Promise<string>;
  /** Undefined when the id is from another version, tampered with or no longer stored. */
  readonly open: (id: string) => Promise<Action | undefined>;
};

/**
 * `1:calc.adjust:brokers=3&rf=2:cyqH7fgV`: format, action, arguments, and 48 bits of HMAC-SHA256 over the rest.
 * Arguments too long for an id are kept in the store under their own hash, and the id names the hash.
 */
export function createActionIds(secret: string, stored: Collection<Record<string, string>>): ActionIds {
  // Made once: importing the secret costs more than signing an id with it.
  const key = createSecretKey(secret, 'utf8');
  const sign = (text: string) =>
    createHmac('sha256', key).update(text).digest('base64url').slice(0, SEAL_LENGTH);
  // The library's buttons are the same on every page that has them.
  const sealed = new Map<string, string>();
  const join = (id: string, args: string) => {
    const body = `${FORMAT}:${id}:${args}`;
    const whole = sealed.get(body) ?? `${body}:${sign(body)}`;
    if (sealed.size >= REMEMBERED_IDS) sealed.clear();
    sealed.set(body, whole);
    return whole;
  };
  return {
    async seal({ id, args }) {
      const short = join(id, new URLSearchParams(args).toString());
      if (short.length <= LONGEST_ID) return short;
      const hash = createHash('sha256').update(JSON.stringify(args)).digest('base64url').slice(0, 22);
      await stored.set(hash, { ...args }, STORED_ARGUMENTS_MS);
      return join(id, `@${hash}`);
    },
    async open(given) {
      const [format, id, args, seal, ...more] = given.split(':');
      if (format !== FORMAT || !id || args === undefined || !seal || more.length > 0) return undefined;
      if (!same(seal, sign(`${format}:${id}:${args}`))) return undefined;
      if (!args.startsWith('@')) return { id, args: Object.fromEntries(new URLSearchParams(args)) };
      const kept = await stored.get(args.slice(1));
      return kept && { id, args: kept };
    },
  };
}

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
