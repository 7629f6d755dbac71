/** What answers are worth: correctness first, speed at most half, streaks a little; all of it integers. */
import type { Answer, Asked, Mode, Player, Round, Settings } from './round.ts';

const FULL = 1_000;
/** A right answer at the last moment is worth half. */
const SPEED_SHARE = 0.5;
/** Faster than this is reading speed, not knowledge. */
const FULL_SPEED_MS = 1_000;
const STREAK_STEP = 50;
const LONGEST_STREAK_BONUS = 4;

/**
 * @param elapsed milliseconds since the question was posted, by the platform's own clock
 * @param limit milliseconds to answer, null when untimed
 * @param streak right answers in a row before this one
 */
export function pointsFor(
  settings: Pick<Settings, 'speed' | 'streak'>,
  elapsed: number,
  limit: number | null,
  streak: number,
): number {
  const share = settings.speed && limit !== null ? SPEED_SHARE * lateness(elapsed, limit) : 0;
  const bonus = settings.streak ? STREAK_STEP * Math.min(streak, LONGEST_STREAK_BONUS) : 0;
  return Math.round(FULL * (1 - share)) + bonus;
}

/** 0 for an immediate answer, 1 at the limit. */
function lateness(elapsed: number, limit: number): number {
  const usable = Math.max(1, limit - FULL_SPEED_MS);
  return Math.min(1, Math.max(0, elapsed - FULL_SPEED_MS) / usable);
}

/** Adds a closed question to every player's score. @param rightShown position on the screen of the right option */
export function scoreQuestion(
  round: Round,
  turn: number,
  asked: Asked,
  answers: readonly Answer[],
  rightShown: number,
): Round {
  if (turn <= round.scored) return round;
  // Before the first question nobody has a place to come from.
  const standing = round.scored < 0 ? [] : ranking(round.players);
  const places = new Map(standing.map(({ user, place }) => [user, place]));
  const byUser = new Map(answers.map((answer) => [answer.user, answer]));
  const players = Object.fromEntries(
    Object.entries(round.players).map(([user, player]) => {
      const before = places.get(user);
      const next = scorePlayer(round, player, byUser.get(user), asked, turn, rightShown);
      return [user, { ...next, ...(before === undefined ? {} : { before }) }];
    }),
  );
  return {
    ...round,
    players: withLowest(players),
    scored: turn,
    silent: answers.length === 0 ? round.silent + 1 : 0,
  };
}

function withLowest(players: Round['players']): Round['players'] {
  const places = new Map(ranking(players).map(({ user, place }) => [user, place]));
  return Object.fromEntries(
    Object.entries(players).map(([user, player]) => [
      user,
      { ...player, lowest: Math.max(places.get(user) ?? 1, player.lowest ?? 1) },
    ]),
  );
}

function scorePlayer(
  round: Round,
  player: Player,
  answer: Answer | undefined,
  asked: Asked,
  turn: number,
  rightShown: number,
): Player {
  const { settings } = round;
  if (player.outAfter !== undefined) return player;
  const isRight = answer?.shown === rightShown;
  if (!answer || !isRight) {
    const behind = {
      ...player,
      streak: 0,
      answered: player.answered + (answer ? 1 : 0),
      missed: [...player.missed, turn],
    };
    return settings.mode === 'survival' ? { ...behind, outAfter: turn } : behind;
  }
  const streak = player.streak + 1;
  return {
    ...player,
    points: player.points + pointsFor(settings, answer.elapsed, asked.limit, player.streak),
    right: player.right + 1,
    answered: player.answered + 1,
    streak,
    bestStreak: Math.max(player.bestStreak, streak),
    thinking: player.thinking + answer.elapsed,
  };
}

export type Ranked = { readonly user: string; readonly player: Player; readonly place: number };

/** Best first. Equal points share a place; time parts nobody, it only orders names within a place. */
export function ranking(players: Readonly<Record<string, Player>>): readonly Ranked[] {
  const sorted = Object.entries(players).sort(
    ([userA, a], [userB, b]) => b.points - a.points || a.thinking - b.thinking || (userA < userB ? -1 : 1),
  );
  // The first of equals stands as far down as there are people above them.
  const firsts = new Map<number, number>();
  for (const [at, [, { points }]] of sorted.entries()) if (!firsts.has(points)) firsts.set(points, at + 1);
  return sorted.map(([user, player]) => ({ user, player, place: firsts.get(player.points) ?? 1 }));
}

export type RankedTeam = {
  readonly team: string;
  readonly points: number;
  readonly members: number;
  readonly place: number;
};

/** A team's points are the average of its best three, so that its size does not matter. */
export function teamRanking(players: Readonly<Record<string, Player>>): readonly RankedTeam[] {
  const teams = Map.groupBy(
    Object.values(players).filter((player) => player.team !== undefined),
    (player) => player.team ?? '',
  );
  const scored = [...teams].map(([team, members]) => {
    const best = members
      .map(({ points }) => points)
      .toSorted((a, b) => b - a)
      .slice(0, 3);
    return {
      team,
      points: Math.round(best.reduce((sum, each) => sum + each, 0) / best.length),
      members: members.length,
    };
  });
  return scored
    .map((team) => ({ ...team, place: 1 + scored.filter((other) => other.points > team.points).length }))
    .sort((a, b) => a.place - b.place || a.team.localeCompare(b.team));
}

/** Players who still answer: in survival only those who are in. */
export function active({
  settings,
  players,
}: {
  settings: { mode: Mode };
  players: Round['players'];
}): readonly string[] {
  return Object.entries(players)
    .filter(([, player]) => settings.mode !== 'survival' || player.outAfter === undefined)
    .map(([user]) => user);
}

/** Whether there is nothing to ask at this turn: no question is left, or survival has its winner. */
export function isDecided({ settings, players, questions }: Round, turn: number): boolean {
  if (turn >= questions.length) return true;
  const enough = Object.keys(players).length > 1 ? 1 : 0;
  return settings.mode === 'survival' && turn > 0 && active({ settings, players }).length <= enough;
}
