/** Reads a leaderboard: shared places, names, and where one person stands. */
import type { Ledger } from '../store/ledger.ts';
import { namesIn, OPTED_OUT } from './points.ts';

export type Row = {
  readonly place: number;
  readonly user: string;
  readonly name: string;
  readonly points: number;
};

export type Standings = {
  readonly rows: readonly Row[];
  /** Undefined for who has no points, and for who stays off boards. */
  readonly mine: { readonly place: number; readonly points: number } | undefined;
};

/** @param most how many rows */
export async function readStandings(
  ledger: Ledger,
  board: string,
  { workspace, user, most }: { workspace: string; user: string; most: number },
): Promise<Standings> {
  const [hidden, names] = await Promise.all([ledger.read(OPTED_OUT), ledger.read(namesIn(workspace))]);
  // Who has just opted out may still be on a board; enough more are read to fill their rows.
  const top = (await ledger.top(board, most + hidden.size)).filter(({ member }) => !hidden.has(member));
  const rows = top.slice(0, most).map(({ member, points }) => ({
    place: 1 + top.filter((other) => other.points > points).length,
    user: member,
    name: names.get(member) ?? 'somebody',
    points,
  }));
  const listed = rows.find((row) => row.user === user);
  const mine = listed ?? (hidden.has(user) ? undefined : await ledger.standing(board, user));
  return { rows, mine: mine && { place: mine.place, points: mine.points } };
}
