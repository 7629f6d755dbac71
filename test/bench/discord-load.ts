/** What the benchmark and its endpoint, which runs in a thread of its own, tell each other. */

export const BENCH_TOKEN = 'bench';
export const BENCH_APPLICATION = '900000000000000001';

/** `options` are those of the subcommand `name`. */
export type Load = {
  readonly name: string;
  readonly options: readonly object[];
  readonly count: number;
  readonly inFlight: number;
};
/** Milliseconds from the dispatch to the request that answers it. */
export type Times = { readonly tookMs: number; readonly latenciesMs: readonly number[] };
