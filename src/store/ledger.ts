/** Facts that all instances share and change at once: records, counters, boards, due times. Two implementations, one suite. */

/** One field of one record. */
export type Spot = { readonly key: string; readonly field: string };

export type Change =
  /** Writes a field; null takes it away. */
  | (Spot & { readonly type: 'set'; readonly value: string | null })
  /** Adds to a field that holds a number, from 0. */
  | (Spot & { readonly type: 'add'; readonly by: number })
  /** Takes a whole record away. */
  | { readonly type: 'drop'; readonly key: string }
  /** Adds points on a board, which is forgotten `keep` milliseconds after its last point. */
  | {
      readonly type: 'score';
      readonly board: string;
      readonly member: string;
      readonly by: number;
      readonly keep: number;
    }
  /** Takes a member off every board. */
  | { readonly type: 'strike'; readonly member: string }
  /** Sets when something is due, epoch milliseconds; null when it no longer is. */
  | { readonly type: 'due'; readonly queue: string; readonly id: string; readonly at: number | null };

export type Terms = {
  /** Changes under the same key are made once, whatever is delivered twice; remembered for 90 days. */
  readonly once?: string;
  /** Fields that must still hold these values (null: be absent), so that nobody's change is overwritten. */
  readonly unchanged?: readonly (Spot & { readonly value: string | null })[];
};

export type Standing = { readonly member: string; readonly points: number };

export type Ledger = {
  readonly read: (key: string) => Promise<ReadonlyMap<string, string>>;
  readonly get: (key: string, field: string) => Promise<string | undefined>;
  /** Makes all changes or none. @returns false when they were made before or a field has changed meanwhile */
  readonly apply: (changes: readonly Change[], terms?: Terms) => Promise<boolean>;
  /** Most points first, equal points by member. */
  readonly top: (board: string, most: number) => Promise<readonly Standing[]>;
  /** A member's points and place; equal points share a place. */
  readonly standing: (
    board: string,
    member: string,
  ) => Promise<{ readonly points: number; readonly place: number } | undefined>;
  /** Due by `now`, the longest overdue first. Reading claims nothing: do the work so that it may be done twice. */
  readonly due: (
    queue: string,
    now: number,
    most: number,
  ) => Promise<readonly { readonly id: string; readonly at: number }[]>;
};

export const REMEMBER_ONCE_MS = 90 * 24 * 3_600_000;

/** Attempts to change a field that others change too; each attempt means that somebody else's change was taken. */
const MOST_ATTEMPTS = 50;

/**
 * Changes one field by what it holds, however many do so at the same time.
 * @param change the next value, or undefined to leave it as it is; may be called more than once
 * @returns the value that stands afterwards
 */
export async function updateField<Value>(
  ledger: Ledger,
  spot: Spot,
  read: (text: string) => Value | undefined,
  change: (value: Value | undefined) => Value | undefined,
): Promise<Value | undefined> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const text = await ledger.get(spot.key, spot.field);
    const known = text === undefined ? undefined : read(text);
    const next = change(known);
    if (next === undefined) return known;
    const done = await ledger.apply([{ type: 'set', ...spot, value: JSON.stringify(next) }], {
      unchanged: [{ ...spot, value: text ?? null }],
    });
    if (done) return next;
  }
  throw new Error(`${spot.key} ${spot.field} changed ${MOST_ATTEMPTS} times while one change was made`);
}
