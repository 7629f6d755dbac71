/** How a round ended: podium, awards, and for one player alone what they knew and missed. */
import type { PodiumPicture } from '../pictures/spec.ts';
import {
  actions,
  button,
  heading,
  image,
  inline,
  list,
  note,
  paragraph,
  reply,
  strong,
} from '../reply/build.ts';
import type { Block, Reply } from '../reply/nodes.ts';
import {
  nameList,
  type PageParts,
  playerBoard,
  points,
  SHOWN_PLAYERS,
  scoreboard,
  seconds,
  titleOf,
} from './page-parts.ts';
import type { Player, Round } from './round.ts';
import { type Ranked, ranking, teamRanking } from './scoring.ts';

/** Awards need a few questions, or chance hands them out. */
const ENOUGH_QUESTIONS = 3;
const ENOUGH_PLACES_CLIMBED = 2;

export function resultPage(round: Round, { presses }: PageParts): Reply {
  const board = ranking(round.players);
  const title =
    round.phase.at === 'over' && round.phase.why !== 'finished'
      ? endings[round.phase.why]
      : 'The round is over';
  const winners = winnersOf(round, board);
  const summary =
    winners.length > 0
      ? `${title}: ${winners.slice(0, 4).join(' and ')} win${winners.length > 1 ? '' : 's'}.`
      : `${title}.`;
  const asked = round.scored + 1;
  return reply(
    'Round result',
    summary,
    [
      heading(summary),
      ...(winners.length > 0 ? [image(`podium-${round.id}`, podium(round, board))] : []),
      ...(round.settings.mode === 'teams' && asked > 0 ? [scoreboard(round), playerBoard(round)] : []),
      ...awards(round, board),
      actions([
        ...(asked > 0
          ? [button('Replay what we missed', presses.replay(round.id), { tone: 'primary' as const })]
          : []),
        button('Rematch', presses.rematch(round.id)),
        ...(asked > 0
          ? [button('My rank', presses.standing(round.id)), button('Export', presses.results(round.id))]
          : []),
      ]),
    ],
    {
      data: {
        why: round.phase.at === 'over' ? round.phase.why : 'running',
        places: board.map(({ place, player }) => ({
          place,
          name: player.name,
          points: player.points,
          right: player.right,
        })),
      },
    },
  );
}

const endings = {
  stopped: 'The host stopped the round',
  abandoned: 'The round was paused for too long',
  nobody: 'Nobody joined and started the round',
  'channel-gone': 'The channel is gone',
} as const;

function winnersOf(round: Round, board: readonly Ranked[]): readonly string[] {
  if (!board.some(({ player }) => player.points > 0)) return [];
  return round.settings.mode === 'teams'
    ? teamRanking(round.players)
        .filter(({ place }) => place === 1)
        .map(({ team }) => `Team ${team}`)
    : board.filter(({ place }) => place === 1).map(({ player }) => player.name);
}

function podium(round: Round, board: readonly Ranked[]): PodiumPicture {
  const standings =
    round.settings.mode === 'teams'
      ? teamRanking(round.players).map(({ place, team, points: won }) => ({ place, name: team, points: won }))
      : board.map(({ place, player }) => ({ place, name: player.name, points: player.points }));
  const places = standings.slice(0, SHOWN_PLAYERS);
  const told = places.slice(0, 3).map(({ place, name, points: won }) => `${place}. ${name}, ${won} points`);
  return {
    kind: 'podium',
    alt: `Final places: ${told.join('; ')}.`,
    title: titleOf(round),
    places,
  };
}

/** Equals share an award. @param value undefined for players who do not qualify */
function bestOf(players: readonly Player[], value: (player: Player) => number | undefined) {
  const qualified = players.flatMap((player) => {
    const worth = value(player);
    return worth === undefined ? [] : [{ player, worth }];
  });
  const most = Math.max(...qualified.map(({ worth }) => worth));
  const best = qualified.filter(({ worth }) => worth === most).map(({ player }) => player);
  return best.length === 0
    ? undefined
    : {
        most,
        names: nameList(
          best.map(({ name }) => name),
          4,
        ),
      };
}

function awards(round: Round, board: readonly Ranked[]): readonly Block[] {
  const asked = round.scored + 1;
  const players = board.map(({ player }) => player);
  const placeOf = new Map(board.map(({ player, place }) => [player, place]));
  const perfect = players.filter(({ right }) => asked >= ENOUGH_QUESTIONS && right === asked);
  const streak = bestOf(players, ({ bestStreak }) =>
    bestStreak >= ENOUGH_QUESTIONS ? bestStreak : undefined,
  );
  const sharpest = bestOf(players, ({ right, answered }) =>
    answered >= ENOUGH_QUESTIONS && right * 2 >= answered && right < asked ? right / answered : undefined,
  );
  const quickest = bestOf(players, ({ right, thinking }) =>
    right >= ENOUGH_QUESTIONS ? -thinking / right : undefined,
  );
  const comeback = bestOf(players, (player) => {
    const climbed = (player.lowest ?? 1) - (placeOf.get(player) ?? 1);
    return climbed >= ENOUGH_PLACES_CLIMBED ? climbed : undefined;
  });
  const lines = [
    ...(perfect.length > 0
      ? [
          inline([
            strong('Perfect round: '),
            nameList(
              perfect.map(({ name }) => name),
              4,
            ),
          ]),
        ]
      : []),
    ...(streak ? [inline([strong('Longest streak: '), `${streak.names}, ${streak.most} in a row`])] : []),
    ...(sharpest
      ? [
          inline([
            strong('Sharpest: '),
            `${sharpest.names}, ${Math.round(sharpest.most * 100)} % of the answers right`,
          ]),
        ]
      : []),
    ...(quickest
      ? [inline([strong('Quickest: '), `${quickest.names}, ${seconds(-quickest.most)} on average`])]
      : []),
    ...(comeback ? [inline([strong('Comeback: '), `${comeback.names}, up ${comeback.most} places`])] : []),
  ];
  return lines.length > 0 ? [list(lines)] : [];
}

/** One player's own standing, told privately. */
export function standingPage(round: Round, user: string): Reply | undefined {
  const board = ranking(round.players);
  const mine = board.find((row) => row.user === user);
  if (!mine) return undefined;
  const { player, place } = mine;
  const above = board.findLast((row) => row.player.points > player.points);
  const asked = round.scored + 1;
  const summary = `You are number ${place} of ${board.length} with ${points(player.points)} points; ${player.right} of ${asked} right.`;
  return reply('My rank', summary, [
    paragraph(summary),
    ...(above
      ? [paragraph(`${points(above.player.points - player.points)} points to ${above.player.name}.`)]
      : []),
    ...teamLine(round, player),
    ...(player.missed.length > 0
      ? [note(`Missed: question ${player.missed.map((turn) => turn + 1).join(', ')}.`)]
      : []),
  ]);
}

function teamLine(round: Round, { team }: Player): readonly Block[] {
  const standing = teamRanking(round.players).find((row) => row.team === team);
  return standing
    ? [paragraph(`Team ${standing.team} is number ${standing.place} with ${points(standing.points)} points.`)]
    : [];
}
