/** What all pages of a round share: what their buttons do, and small pieces. */
import type { FindQuestion } from '../quiz/question.ts';
import { paragraph, reply, table } from '../reply/build.ts';
import type { Action, Block, Reply } from '../reply/nodes.ts';
import type { Round } from './round.ts';
import { type Ranked, ranking, teamRanking } from './scoring.ts';

/** What the buttons do; the command supplies them. */
export type RoundPresses = {
  /** Into a team, or where there is room. */
  readonly join: (round: string, team?: string) => Action;
  readonly leave: (round: string) => Action;
  readonly start: (round: string) => Action;
  /** A select of players. */
  readonly cohost: (round: string) => Action;
  readonly answer: (round: string, turn: number, shown: number) => Action;
  readonly control: (round: string, what: 'pause' | 'resume' | 'skip' | 'extend' | 'stop') => Action;
  readonly standing: (round: string) => Action;
  readonly report: (question: string) => Action;
  readonly concept: (id: string) => Action;
  readonly replay: (round: string) => Action;
  readonly rematch: (round: string) => Action;
  readonly results: (round: string) => Action;
};

export type PageParts = {
  readonly presses: RoundPresses;
  readonly question: FindQuestion;
};

export const SHOWN_PLAYERS = 10;

export const titleOf = ({ topic }: Pick<Round, 'topic'>) => `Kafka round: ${topic ?? 'mixed'}`;

export const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`;

export const points = (value: number) => value.toLocaleString('en-US');

export function questionGone(advice = ''): Reply {
  const sentence = `This question is no longer in the bank${advice}.`;
  return reply('Round', sentence, [paragraph(sentence)]);
}

/** Names in one line, the rest as a number. */
export function nameList(names: readonly string[], most = SHOWN_PLAYERS): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

export function scoreboard(round: Round): Block {
  return round.settings.mode === 'teams' ? teamBoard(round) : playerBoard(round);
}

function teamBoard(round: Round): Block {
  return table(
    ['>Place', 'Team', '>Players', '>Points'],
    teamRanking(round.players).map((row) => [
      String(row.place),
      row.team,
      String(row.members),
      points(row.points),
    ]),
  );
}

export function playerBoard(round: Round): Block {
  const hasTeams = round.settings.mode === 'teams';
  return table(
    ['>Place', 'Player', ...(hasTeams ? ['Team'] : []), '>Points', ''],
    ranking(round.players)
      .slice(0, SHOWN_PLAYERS)
      .map((row) => [
        String(row.place),
        row.player.name,
        ...(hasTeams ? [row.player.team ?? ''] : []),
        points(row.player.points),
        movement(row, round),
      ]),
  );
}

function movement({ player, place }: Ranked, { settings }: Round): string {
  if (settings.mode === 'survival' && player.outAfter !== undefined) return 'out';
  const before = player.before;
  if (before === undefined || before === place) return player.streak >= 2 ? `${player.streak} in a row` : '';
  return before > place ? `▲ ${before - place}` : `▼ ${place - before}`;
}
