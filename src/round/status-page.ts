/** Where a round stands, for one person: who plays, what is open, and every button, without scrolling back. */
import { actions, button, note, paragraph, reply, strong } from '../reply/build.ts';
import { counted } from '../reply/counted.ts';
import type { Block, Reply } from '../reply/nodes.ts';
import { nameList, type PageParts, scoreboard } from './page-parts.ts';
import { currentPage, hostName, progress } from './pages.ts';
import type { Round } from './round.ts';
import { isDecided, ranking } from './scoring.ts';

export function statusPage(round: Round, answered: number, parts: PageParts): Reply {
  const summary = whereItStands(round);
  const players = ranking(round.players).map(({ player }) => player.name);
  return reply(
    'Round',
    summary,
    [
      paragraph(summary),
      paragraph([strong(`Players (${players.length}): `), nameList(players, 30) || 'nobody yet']),
      ...(round.phase.at === 'reveal' ? betweenQuestions(round, parts) : openBlocks(round, answered, parts)),
    ],
    {
      data: {
        phase: round.phase.at,
        ...('turn' in round.phase ? { question: round.phase.turn + 1 } : {}),
        questions: round.questions.length,
        players,
      },
    },
  );
}

function whereItStands(round: Round): string {
  const { phase } = round;
  switch (phase.at) {
    case 'lobby':
      return `A round of ${counted(round.questions.length, 'question')} waits for players; ${hostName(round)} hosts it.`;
    case 'posting':
      return `${progress(round, phase.turn)} comes in a moment.`;
    case 'open':
      return `${progress(round, phase.turn)} is open.`;
    case 'closing':
      return `${progress(round, phase.turn)} is being counted.`;
    case 'reveal':
      return `${progress(round, phase.turn)} is answered; ${isDecided(round, phase.turn + 1) ? 'the result' : 'the next one'} comes in a moment.`;
    case 'paused':
      return `The round is paused before the end of question ${phase.turn + 1} of ${round.questions.length}.`;
    case 'over':
      return 'The round is over.';
  }
}

function openBlocks(round: Round, answered: number, parts: PageParts): readonly Block[] {
  if (round.phase.at === 'posting' || round.phase.at === 'closing') return [note('Ask again in a second.')];
  return currentPage(round, answered, parts).body;
}

const betweenQuestions = (round: Round, { presses }: PageParts): readonly Block[] => [
  scoreboard(round),
  actions([
    button('My rank', presses.standing(round.id)),
    button('Next', presses.control(round.id, 'skip')),
    button('Stop', presses.control(round.id, 'stop')),
  ]),
];
