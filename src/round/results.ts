/** The result of a round as files: places, points and who knew what. */
import { csv } from '../reply/csv.ts';
import type { Round } from './round.ts';
import { ranking } from './scoring.ts';

export function resultFiles(round: Round): readonly { readonly name: string; readonly text: string }[] {
  const rows = ranking(round.players).map(({ place, player }) => ({
    place,
    name: player.name,
    team: player.team ?? '',
    points: player.points,
    right: player.right,
    answered: player.answered,
    bestStreak: player.bestStreak,
    secondsPerRightAnswer: player.right > 0 ? Math.round(player.thinking / player.right / 100) / 10 : '',
    missed: player.missed.map((turn) => turn + 1),
  }));
  const day = round.phase.at === 'over' ? new Date(round.phase.when).toISOString().slice(0, 10) : 'running';
  const name = `round-${day}-${round.id}`;
  const whole = {
    topic: round.topic ?? 'mixed',
    questions: round.questions.slice(0, round.scored + 1).map(({ id }) => id),
    players: rows,
  };
  const head = Object.keys(rows[0] ?? {});
  return [
    { name: `${name}.csv`, text: csv([head, ...rows.map((row) => Object.values(row).map(cell))]) },
    { name: `${name}.json`, text: `${JSON.stringify(whole, null, 2)}\n` },
  ];
}

const cell = (value: unknown) => (Array.isArray(value) ? value.join(' ') : value);
