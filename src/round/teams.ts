/** Who plays in which team: as they choose, else where the fewest are. */
import { type Round, TEAMS } from './round.ts';

type Seats = Pick<Round, 'settings' | 'players' | 'seats'>;

export const teamsOf = ({ settings }: Pick<Round, 'settings'>): readonly string[] =>
  settings.mode === 'teams' ? TEAMS.slice(0, settings.teams) : [];

/** Teams that have players. */
export const playingTeams = (round: Seats): readonly string[] =>
  teamsOf(round).filter((team) => membersOf(round, team).length > 0);

export const membersOf = ({ players }: Pick<Round, 'players'>, team: string) =>
  Object.values(players).filter((player) => player.team === team);

/**
 * The team somebody joins: the one they want, the one they had in the round before, else the smallest.
 * @returns undefined when no teams play
 */
export function chooseTeam(round: Seats, user: string, wanted?: string): string | undefined {
  const teams = teamsOf(round);
  const had = round.seats && Object.hasOwn(round.seats, user) ? round.seats[user] : undefined;
  const known = Object.hasOwn(round.players, user) ? round.players[user]?.team : undefined;
  const chosen = [wanted, known, had].find((team) => team !== undefined && teams.includes(team));
  if (chosen !== undefined) return chosen;
  const [smallest] = teams.toSorted((a, b) => membersOf(round, a).length - membersOf(round, b).length);
  return smallest;
}
