/** What the channel sees of a round while it runs: lobby, question, pause. Nothing here tells an answer. */
import { LETTERS, optionLines, questionBlocks } from '../quiz/pages.ts';
import type { QuizQuestion } from '../quiz/question.ts';
import {
  actions,
  button,
  heading,
  inline,
  list,
  note,
  paragraph,
  reply,
  select,
  strong,
  time,
} from '../reply/build.ts';
import { counted } from '../reply/counted.ts';
import type { Block, Control, Reply } from '../reply/nodes.ts';
import { nameList, type PageParts, questionGone, type RoundPresses, titleOf } from './page-parts.ts';
import { resultPage } from './result-page.ts';
import { MOST_SILENT, type Round } from './round.ts';
import { canJoinLate } from './step.ts';
import { membersOf, teamsOf } from './teams.ts';

/** Discord's selects hold no more. */
const MOST_CHOICES = 25;
const SHOWN_IN_LOBBY = 30;

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

export const hostName = ({ players, host }: Round) =>
  Object.hasOwn(players, host) ? (players[host]?.name ?? 'the host') : 'the host';

function lobbyPage(round: Round, until: number, presses: RoundPresses): Reply {
  const count = counted(round.questions.length, 'question');
  const summary = round.scheduled
    ? `A scheduled round of ${count}; press Join to play.`
    : `${hostName(round)} opens a round of ${count}; press Join to play.`;
  return reply('Round', summary, [
    heading(titleOf(round)),
    paragraph(summary),
    list(rules(round).map((rule) => inline(rule))),
    ...playerLines(round),
    note([startsBy(round), time(until)]),
    actions([
      button('Join', presses.join(round.id), { tone: 'primary' }),
      ...teamsOf(round).map((team) => button(`Join ${team}`, presses.join(round.id, team))),
      button('Leave', presses.leave(round.id)),
    ]),
    actions([
      button('Start', presses.start(round.id)),
      button('Stop', presses.control(round.id, 'stop'), { tone: 'danger' }),
    ]),
    ...cohostSelect(round, presses),
  ]);
}

function startsBy({ scheduled }: Round): string {
  return scheduled ? 'It starts by itself ' : 'The host starts it; with two players it starts by itself ';
}

function playerLines(round: Round): readonly Block[] {
  const players = Object.entries(round.players).map(([user, { name }]) =>
    round.cohosts.includes(user) ? `${name} (co-host)` : name,
  );
  const teams = teamsOf(round);
  const all = [strong(`Players (${players.length}): `)];
  if (teams.length === 0)
    return [paragraph([...inline(all), ...inline(nameList(players, SHOWN_IN_LOBBY) || 'nobody yet')])];
  return [
    paragraph(strong(`Players (${players.length})`)),
    list(
      teams.map((team) => {
        const members = membersOf(round, team).map(({ name }) => name);
        return inline([
          strong(`${team} (${members.length}): `),
          nameList(members, SHOWN_IN_LOBBY) || 'nobody yet',
        ]);
      }),
    ),
  ];
}

function cohostSelect(round: Round, presses: RoundPresses): readonly Block[] {
  const choices = Object.entries(round.players)
    .filter(([user]) => user !== round.host && !round.cohosts.includes(user))
    .slice(0, MOST_CHOICES)
    .map(([user, { name }]) => ({ label: name, value: user }));
  return choices.length === 0
    ? []
    : [actions([select('Host: name a co-host', presses.cohost(round.id), choices)])];
}

/** One sentence for each rule that is on. */
export function rules({ settings, questions }: Pick<Round, 'settings' | 'questions'>): readonly string[] {
  const isTimed = settings.seconds !== 'untimed';
  const modes = {
    classic: 'Everybody plays every question.',
    teams: `${settings.teams} teams: the average of a team’s best three counts.`,
    survival: 'Survival: one wrong or missing answer and you are out.',
    duel: 'A duel for two.',
  } as const;
  const isClosed = !settings.lateJoin || settings.mode === 'survival' || settings.mode === 'duel';
  return [
    modes[settings.mode],
    timing(settings.seconds, questions),
    settings.speed && isTimed
      ? 'A right answer is worth 500 to 1,000 points, more when it is quick.'
      : 'A right answer is worth 1,000 points, quick or slow.',
    ...(settings.streak ? ['Right answers in a row add 50 points each, up to 200.'] : []),
    settings.mayChange ? 'You may change your answer once.' : 'The first answer counts.',
    ...(isClosed ? ['Nobody comes in after the start.'] : []),
  ];
}

function timing(seconds: Round['settings']['seconds'], questions: Round['questions']): string {
  if (seconds === 'untimed') return 'No clock: a question closes when everybody has answered.';
  if (seconds !== 'auto') return `${seconds} seconds for each question.`;
  const limits = questions.map(({ limit }) => (limit ?? 0) / 1_000);
  const [least, most] = [Math.min(...limits), Math.max(...limits)];
  return least === most
    ? `${least} seconds for each question.`
    : `${least} to ${most} seconds for each question, by its length.`;
}

function questionPage(round: Round, turn: number, answered: number, { presses, question }: PageParts): Reply {
  const asked = round.questions[turn];
  const found = asked && question(asked.id);
  if (!asked || !found) return questionGone('; the host can skip it');
  const closes = round.phase.at === 'open' ? round.phase.closes : null;
  const counted = `${answered} answered`;
  const isAlone = round.form === 'question';
  const name = isAlone ? 'Question of the day' : progress(round, turn);
  const body: Block[] = [
    heading(name),
    ...questionBlocks(found),
    ...optionLines(asked.order.map((index) => found.options[index]?.text ?? '')),
    note(
      closes === null
        ? [counted]
        : [`${counted} · ${isAlone ? 'the answer comes ' : 'closes '}`, time(closes)],
    ),
    actions(
      asked.order.map((_, shown) => button(LETTERS[shown] ?? '', presses.answer(round.id, turn, shown))),
    ),
    ...(isAlone ? [] : [actions(hostControls(round, presses, closes !== null))]),
  ];
  return reply('Round', `${name}: ${found.prompt}`, body);
}

export const progress = ({ questions }: Pick<Round, 'questions'>, turn: number) =>
  `Question ${turn + 1} of ${questions.length}`;

function hostControls(round: Round, presses: RoundPresses, timed: boolean): readonly Control[] {
  return [
    button('Pause', presses.control(round.id, 'pause')),
    button('Skip', presses.control(round.id, 'skip')),
    ...(timed ? [button('+15 s', presses.control(round.id, 'extend'))] : []),
    button('Stop', presses.control(round.id, 'stop')),
  ];
}

export const whyPaused = ({ silent }: Pick<Round, 'silent'>) =>
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

/** The lobby once the round has begun, or a lone question once its answer stands below. */
export function pastPage(round: Round, { presses, question }: PageParts): Reply {
  if (round.form === 'question') {
    const [asked] = round.questions;
    const found = asked && question(asked.id);
    if (!asked || !found) return questionGone();
    return reply('Question of the day', `Closed: ${found.prompt}`, [
      heading('Question of the day'),
      ...questionBlocks(found),
      ...optionLines(asked.order.map((index) => found.options[index]?.text ?? '')),
      note('Closed; the answer stands further down.'),
    ]);
  }
  const count = Object.keys(round.players).length;
  const summary = `The round has begun with ${counted(count, 'player')}.`;
  return reply('Round', summary, [
    heading(titleOf(round)),
    paragraph(summary),
    ...(canJoinLate(round) ? [actions([button('Join late', presses.join(round.id))])] : []),
  ]);
}

/** How long a question takes to read and answer: 15 to 60 s by its length, code included. */
export function limitFor(question: QuizQuestion): number {
  const length =
    question.prompt.length +
    (question.snippet?.length ?? 0) +
    question.options.reduce((sum, { text: option }) => sum + option.length, 0);
  return Math.min(60, Math.max(15, Math.round((10 + length / 14) / 5) * 5)) * 1_000;
}
