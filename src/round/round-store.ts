/** What a round needs of a store: a few atomic operations with two implementations, proved by one suite. */
import type { Answer, Round } from './round.ts';

export type Versioned = { readonly round: Round; readonly version: number };

export type Locked =
  /** `answered` of `expected` players have answered now. */
  | {
      readonly outcome: 'locked' | 'changed';
      readonly elapsed: number;
      readonly answered: number;
      readonly expected: number;
    }
  | { readonly outcome: 'already'; readonly shown: number; readonly elapsed: number }
  /** Later than the deadline by this many milliseconds. */
  | { readonly outcome: 'late'; readonly by: number }
  | { readonly outcome: 'not-open' };

/** The person takes no part in this round, so the press counts for nothing. */
export type NotPlaying = { readonly outcome: 'not-playing'; readonly why: 'out' | 'not-in' };

export type RoundStore = {
  /** The store's clock, epoch milliseconds: the one clock all instances share. */
  readonly now: () => Promise<number>;
  /** Keeps a new round and claims its slot; false when another round runs there or this one is kept already. */
  readonly create: (round: Round) => Promise<boolean>;
  readonly load: (id: string) => Promise<Versioned | undefined>;
  /** The round that runs in a slot. */
  readonly runningIn: (slot: string) => Promise<string | undefined>;
  /** Replaces the round if it is still at `version`; frees the place when the round is over. */
  readonly save: (round: Round, version: number) => Promise<boolean>;
  /** @param at when it was pressed, by the platform's clock, which also timed the question */
  readonly answer: (
    id: string,
    turn: number,
    press: { user: string; name: string; shown: number; at: number },
  ) => Promise<Locked>;
  readonly answers: (id: string, turn: number) => Promise<readonly Answer[]>;
  /** How many have answered, without telling what. */
  readonly count: (id: string, turn: number) => Promise<number>;
  /** Rounds whose due time has come, the longest overdue first. Reading claims nothing. */
  readonly due: (now: number, most: number) => Promise<readonly string[]>;
  /** Small facts beside the round, such as where its messages are; they take no part in versions. */
  readonly remember: (id: string, key: string, value: string) => Promise<void>;
  readonly recall: (id: string, key: string) => Promise<string | undefined>;
  /** True for the first caller within `lifetime` milliseconds; for events that platforms deliver twice. */
  readonly first: (key: string, lifetime: number) => Promise<boolean>;
  /** Counts one more of something within `lifetime` milliseconds; false when there were `most` already. */
  readonly tally: (key: string, lifetime: number, most: number) => Promise<boolean>;
  readonly close: () => Promise<void>;
};

/** Rounds and their answers are forgotten after this long. */
export const KEEP_MS = 90 * 24 * 3_600_000;
