/** Which questions of a round somebody should look at again. */
import type { Round } from './round.ts';

/** Positions of the questions this player missed; for who did not play, of those that most players missed. */
export function missedTurns(
  { players, scored }: Pick<Round, 'players' | 'scored'>,
  user: string,
): readonly number[] {
  if (Object.hasOwn(players, user)) return players[user]?.missed ?? [];
  const all = Object.values(players);
  const misses = Array.from(
    { length: scored + 1 },
    (_, turn) => all.filter(({ missed }) => missed.includes(turn)).length,
  );
  const byMost = [...misses.keys()].filter((turn) => (misses[turn] ?? 0) * 2 > all.length);
  return byMost.length > 0 ? byMost : [...misses.keys()].filter((turn) => (misses[turn] ?? 0) > 0);
}
