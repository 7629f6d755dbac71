/** What commands may do with rounds. */
import type { Handled, Keeper } from './keeper.ts';
import type { Round } from './round.ts';
import type { Locked, NotPlaying, RoundStore } from './round-store.ts';
import type { RoundEvent } from './step.ts';

export type Rounds = {
  readonly open: (round: Round) => Promise<boolean>;
  readonly handle: (id: string, event: RoundEvent) => Promise<Handled>;
  readonly answer: (
    id: string,
    turn: number,
    press: Parameters<RoundStore['answer']>[2],
  ) => Promise<Locked | NotPlaying>;
  readonly load: (id: string) => Promise<Round | undefined>;
  /** How many have answered, without telling what. */
  readonly count: (id: string, turn: number) => Promise<number>;
  /** The round that runs in a slot. */
  readonly runningIn: (slot: string) => Promise<string | undefined>;
  /** The store's clock, epoch milliseconds. */
  readonly now: () => Promise<number>;
};

export function createRounds(keeper: Keeper, store: RoundStore): Rounds {
  return {
    open: keeper.open,
    handle: keeper.handle,
    answer: keeper.answer,
    load: async (id) => (await store.load(id))?.round,
    count: store.count,
    runningIn: store.runningIn,
    now: store.now,
  };
}
