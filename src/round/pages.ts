/** What the channel sees of a round: lobby, question, reveal, result. Nothing before the reveal tells the answer. */
import type { PodiumPicture } from '../pictures/spec.ts';
import { LETTERS, optionLines, questionBlocks, sourceNote } from '../quiz/pages.ts';
import type { FindQuestion, QuizQuestion } from '../quiz/question.ts';
import {
  actions,
  button,
  callout,
  heading,
  image,
  inline,
  list,
  note,
  paragraph,
  reply,
  strong,
  table,
  text,
  time,
} from '../reply/build.ts';
import type { Action, Block, Control, Reply } from '../reply/nodes.ts';
import { type Answer, MOST_SILENT, type Round } from './round.ts';
import { type Ranked, ranking, teamRanking } from './scoring.ts';

/** What the buttons do; the command supplies them. */
export type RoundPresses = {
  readonly join: (round: string) => Action;
  readonly leave: (round: string) => Action;
  readonly start: (round: string) => Action;
  readonly answer: (round: string, turn: number, shown: number) => Action;
  readonly control: (round: string, what: 'pause' | 'resume' | 'skip' | 'extend' | 'stop') => Action;
  readonly standing: (round: string) => Action;
  readonly report: (question: string) => Action;
  readonly concept: (id: string) => Action;
  readonly replay: (round: string) => Action;
  readonly rematch: (round: string) => Action;
};

export type PageParts = {
  readonly presses: RoundPresses;
  readonly question: FindQuestion;
};

const SHOWN_PLAYERS = 10;

/** The round as it stands. @param answered how many have locked an answer in */
export function currentPage(round: Round, answered: number, parts: PageParts): Reply {
  switch (round.phase.at) {
    case 'lobby':
      return lobbyPage(round, round.phase.until, parts.presses);
    case 'posting':
    case 'open':
    case 'closing':
      return questionPage(round, round.phase.turn, answered, parts);
    case 'paused':
      return pausedPage(round, parts.presses);
    case 'reveal':
    case 'over':
      return resultPage(round, parts);
  }
}

function lobbyPage(round: Round, until: number, presses: RoundPresses): Reply {
  const players = Object.values(round.players).map(({ name, team }) =>
    team === undefined ? name : `${name} (${team})`,
  );
  const host = round.players[round.host]?.name ?? 'the host';
  const summary = `${host} opens a round of ${round.questions.length} questions; press Join to play.`;
  return reply('Round', summary, [
    heading(`Kafka round: ${round.topic ?? 'mixed'}`),
    paragraph(summary),
    list(rules(round).map((rule) => inline(rule))),
    paragraph([
      strong(`Players (${players.length}): `),
      players.slice(0, 30).join(', ') + (players.length > 30 ? ' …' : ''),
    ]),
    note(['The lobby closes ', time(until)]),
    actions([
      button('Join', presses.join(round.id), { tone: 'primary' }),
      button('Leave', presses.leave(round.id)),
      button('Start', presses.start(round.id)),
      button('Stop', presses.control(round.id, 'stop'), { tone: 'danger' }),
    ]),
  ]);
}

/** One sentence for each rule that is on. */
export function rules({ settings, questions }: Round): readonly string[] {
  const seconds =
    settings.seconds === 'untimed'
      ? 'No clock: a question closes when everybody has answered.'
      : settings.seconds === 'auto'
        ? `${Math.min(...questions.map(({ limit }) => limit ?? 0)) / 1_000} to ${Math.max(...questions.map(({ limit }) => limit ?? 0)) / 1_000} seconds for each question, by its length.`
        : `${settings.seconds} seconds for each question.`;
  const modes = {
    classic: 'Everybody plays every question.',
    teams: 'Teams: the average of the best three counts.',
    survival: 'Survival: one wrong or missing answer and you are out.',
    duel: 'A duel for two.',
  } as const;
  return [
    modes[settings.mode],
    seconds,
    settings.speed && settings.seconds !== 'untimed'
      ? 'A right answer is worth 500 to 1,000 points, more when it is quick.'
      : 'A right answer is worth 1,000 points, quick or slow.',
    ...(settings.streak ? ['Right answers in a row add 50 points each, up to 200.'] : []),
    settings.mayChange ? 'You may change your answer once.' : 'The first answer counts.',
  ];
}

function questionPage(round: Round, turn: number, answered: number, { presses, question }: PageParts): Reply {
  const asked = round.questions[turn];
  const found = asked && question(asked.id);
  if (!asked || !found)
    return reply('Round', 'This question is no longer in the bank.', [
      paragraph('This question is no longer in the bank; the host can skip it.'),
    ]);
  const closes = round.phase.at === 'open' ? round.phase.closes : null;
  const counted = `${answered} answered`;
  const body: Block[] = [
    heading(`Question ${turn + 1} of ${round.questions.length}`),
    ...questionBlocks(found),
    ...optionLines(asked.order.map((index) => found.options[index]?.text ?? '')),
    note(closes === null ? [counted] : [`${counted} · closes `, time(closes)]),
    actions(
      asked.order.map((_, shown) => button(LETTERS[shown] ?? '', presses.answer(round.id, turn, shown))),
    ),
    actions(hostControls(round, presses, closes !== null)),
  ];
  return reply('Round', `Question ${turn + 1} of ${round.questions.length}: ${found.prompt}`, body);
}

function hostControls(round: Round, presses: RoundPresses, timed: boolean): readonly Control[] {
  return [
    button('Pause', presses.control(round.id, 'pause')),
    button('Skip', presses.control(round.id, 'skip')),
    ...(timed ? [button('+15 s', presses.control(round.id, 'extend'))] : []),
    button('Stop', presses.control(round.id, 'stop')),
  ];
}

const whyPaused = ({ silent }: Round) =>
  silent >= MOST_SILENT ? 'Nobody answered twice in a row.' : 'The host has paused the round.';

function pausedPage(round: Round, presses: RoundPresses): Reply {
  return reply('Round', 'The round is paused.', [
    heading('Paused'),
    paragraph(whyPaused(round)),
    actions([
      button('Resume', presses.control(round.id, 'resume'), { tone: 'primary' }),
      button('Stop', presses.control(round.id, 'stop'), { tone: 'danger' }),
    ]),
  ]);
}

/** @param rightShown position on the screen of the right option */
export function revealPage(
  round: Round,
  turn: number,
  answers: readonly Answer[],
  rightShown: number,
  { presses, question }: PageParts,
): Reply {
  const asked = round.questions[turn];
  const found = asked && question(asked.id);
  if (!asked || !found)
    return reply('Round', 'This question is no longer in the bank.', [
      paragraph('This question is no longer in the bank.'),
    ]);
  const options = asked.order.map((index) => found.options[index]);
  const right = options[rightShown];
  const summary = `The answer is ${LETTERS[rightShown]}: ${right?.text ?? ''}`;
  const fastest = answers.find(({ shown }) => shown === rightShown);
  const wrong = options.flatMap((option, shown) =>
    option && shown !== rightShown ? [{ option, shown }] : [],
  );
  return reply('Round', summary, [
    heading(`Question ${turn + 1} of ${round.questions.length}: ${LETTERS[rightShown]}`),
    paragraph([strong(found.prompt)]),
    ...(found.snippet === undefined
      ? []
      : [{ type: 'code' as const, text: found.snippet.trimEnd(), language: found.language ?? 'text' }]),
    callout('good', [
      strong(`${LETTERS[rightShown]}. ${right?.text ?? ''}`),
      text(`: ${right?.because ?? ''}`),
    ]),
    list(
      wrong.map(({ option, shown }) =>
        inline([strong(`${LETTERS[shown]}. ${option.text}`), `: ${option.because}`]),
      ),
    ),
    distribution(asked.order.length, answers, rightShown),
    ...(fastest
      ? [paragraph(['Fastest right answer: ', strong(fastest.name), `, ${seconds(fastest.elapsed)}`])]
      : []),
    scoreboard(round),
    ...sourceNote(found),
    ...(round.phase.at === 'paused' ? [callout('info', whyPaused(round), 'Paused')] : []),
    actions([
      button('My rank', presses.standing(round.id)),
      ...(found.concept === undefined ? [] : [button('Read about it', presses.concept(found.concept))]),
      button('Report this question', presses.report(found.id)),
      round.phase.at === 'paused'
        ? button('Resume', presses.control(round.id, 'resume'), { tone: 'primary' })
        : button('Next', presses.control(round.id, 'skip')),
      button('Stop', presses.control(round.id, 'stop')),
    ]),
  ]);
}

export const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`;

/** Bars in words, because a picture for every reveal would make it late. */
function distribution(options: number, answers: readonly Answer[], rightShown: number): Block {
  const total = Math.max(1, answers.length);
  const rows = Array.from({ length: options }, (_, shown) => {
    const count = answers.filter((answer) => answer.shown === shown).length;
    const share = Math.round((count / total) * 100);
    return [
      `${LETTERS[shown]}${shown === rightShown ? ' ✓' : ''}`,
      '█'.repeat(Math.round(share / 10)) || '·',
      `${count}`,
      `${share} %`,
    ];
  });
  return table(['', 'Answers', '>', '>'], rows);
}

function scoreboard(round: Round): Block {
  if (round.settings.mode === 'teams') {
    return table(
      ['>Place', 'Team', '>Points'],
      teamRanking(round.players).map(({ place, team, points }) => [
        String(place),
        team,
        points.toLocaleString('en-US'),
      ]),
    );
  }
  const rows = ranking(round.players).slice(0, SHOWN_PLAYERS);
  return table(
    ['>Place', 'Player', '>Points', ''],
    rows.map((row) => [
      String(row.place),
      row.player.name,
      row.player.points.toLocaleString('en-US'),
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

export function resultPage(round: Round, { presses }: PageParts): Reply {
  const board = ranking(round.players);
  const title =
    round.phase.at === 'over' && round.phase.why !== 'finished'
      ? endings[round.phase.why]
      : 'The round is over';
  const winners = board.filter(({ place }) => place === 1).map(({ player }) => player.name);
  const hasWinner = board.some(({ player }) => player.points > 0);
  const summary = hasWinner
    ? `${title}: ${winners.join(' and ')} win${winners.length > 1 ? '' : 's'}.`
    : `${title}.`;
  return reply(
    'Round result',
    summary,
    [
      heading(summary),
      ...(hasWinner ? [image(`podium-${round.id}`, podium(round, board))] : []),
      ...(round.settings.mode === 'teams' ? [scoreboard(round)] : []),
      ...awards(board),
      actions([
        button('Replay what we missed', presses.replay(round.id), { tone: 'primary' }),
        button('Rematch', presses.rematch(round.id)),
        button('My rank', presses.standing(round.id)),
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
  nobody: 'Nobody started the round',
  'channel-gone': 'The channel is gone',
} as const;

function podium(round: Round, board: readonly Ranked[]): PodiumPicture {
  const places = board
    .slice(0, SHOWN_PLAYERS)
    .map(({ place, player }) => ({ place, name: player.name, points: player.points }));
  const told = places.slice(0, 3).map(({ place, name, points }) => `${place}. ${name}, ${points} points`);
  return {
    kind: 'podium',
    alt: `Final places: ${told.join('; ')}.`,
    title: `Kafka round: ${round.topic ?? 'mixed'}`,
    places,
  };
}

function awards(board: readonly Ranked[]): readonly Block[] {
  const players = board.map(({ player }) => player);
  const best = (value: (player: Ranked['player']) => number) =>
    players.toSorted((a, b) => value(b) - value(a))[0];
  const streak = best(({ bestStreak }) => bestStreak);
  const accurate = best(({ right, answered }) => (answered >= 3 ? right / answered : 0));
  const quick = players
    .filter(({ right }) => right >= 3)
    .toSorted((a, b) => a.thinking / a.right - b.thinking / b.right)[0];
  const lines = [
    ...(streak && streak.bestStreak >= 3
      ? [inline([strong('Longest streak: '), `${streak.name}, ${streak.bestStreak} in a row`])]
      : []),
    ...(accurate && accurate.answered >= 3 && accurate.right > 0
      ? [inline([strong('Sharpest: '), `${accurate.name}, ${accurate.right} of ${accurate.answered} right`])]
      : []),
    ...(quick
      ? [inline([strong('Quickest: '), `${quick.name}, ${seconds(quick.thinking / quick.right)} on average`])]
      : []),
  ];
  return lines.length > 0 ? [list(lines)] : [];
}

/** One player's own standing, told privately. */
export function standingPage(round: Round, user: string): Reply | undefined {
  const mine = ranking(round.players).find((row) => row.user === user);
  if (!mine) return undefined;
  const { player, place } = mine;
  const of = Object.keys(round.players).length;
  return reply(
    'My rank',
    `You are number ${place} of ${of} with ${player.points.toLocaleString('en-US')} points; ${player.right} of ${round.scored + 1} right.`,
    [
      paragraph(
        `You are number ${place} of ${of} with ${player.points.toLocaleString('en-US')} points; ${player.right} of ${round.scored + 1} right.`,
      ),
    ],
  );
}

/** How long a question takes to read and answer: 15 to 60 s by its length. */
export function limitFor(question: QuizQuestion): number {
  const length =
    question.prompt.length +
    (question.snippet?.length ?? 0) +
    question.options.reduce((sum, { text: option }) => sum + option.length, 0);
  return Math.min(60, Math.max(15, Math.round((10 + length / 14) / 5) * 5)) * 1_000;
}
