/** Scores a round in the plainest way, from its answers alone, to hold the real scorer against. */
import type { Answer, Round } from '../../../src/round/round.ts';

/** @param answers of each scored question, in order */
export function referencePoints(
  round: Round,
  answers: readonly (readonly Answer[])[],
  right: number,
): ReadonlyMap<string, number> {
  const points = new Map(Object.keys(round.players).map((user) => [user, 0]));
  for (const user of points.keys()) {
    let streak = 0;
    for (const [turn, given] of answers.entries()) {
      const mine = given.find((answer) => answer.user === user);
      if (mine?.shown !== right) {
        if (round.settings.mode === 'survival' && wasIn(round, user, turn)) break;
        streak = 0;
        continue;
      }
      const limit = round.questions[turn]?.limit ?? null;
      const late =
        limit === null || !round.settings.speed
          ? 0
          : Math.min(1, Math.max(0, (mine.elapsed - 1_000) / (limit - 1_000)));
      points.set(
        user,
        (points.get(user) ?? 0) +
          Math.round(1_000 * (1 - 0.5 * late)) +
          (round.settings.streak ? 50 * Math.min(4, streak) : 0),
      );
      streak += 1;
    }
  }
  return points;
}

/** In survival nobody enters late, so everybody is in from the first question on. */
const wasIn = (round: Round, user: string, turn: number) => turn <= (round.players[user]?.outAfter ?? turn);
