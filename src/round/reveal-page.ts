/** The answer to a question, why each option is right or wrong, and what it did to the scores. */
import { LETTERS, questionBlocks, sourceNote } from '../quiz/pages.ts';
import type { QuizQuestion } from '../quiz/question.ts';
import {
  actions,
  button,
  callout,
  heading,
  inline,
  list,
  paragraph,
  reply,
  strong,
  table,
  text,
} from '../reply/build.ts';
import type { Block, Control, Reply } from '../reply/nodes.ts';
import {
  nameList,
  type PageParts,
  questionGone,
  type RoundPresses,
  scoreboard,
  seconds,
} from './page-parts.ts';
import { progress, whyPaused } from './pages.ts';
import type { Answer, Round } from './round.ts';
import { active } from './scoring.ts';

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
  if (!asked || !found) return questionGone();
  const options = asked.order.map((index) => found.options[index]);
  const right = options[rightShown];
  const summary = `The answer is ${LETTERS[rightShown]}: ${right?.text ?? ''}`;
  const wrong = options.flatMap((option, shown) =>
    option && shown !== rightShown ? [{ option, shown }] : [],
  );
  const isAlone = round.form === 'question';
  const name = isAlone ? 'Question of the day' : progress(round, turn);
  return reply('Round', summary, [
    heading(`${name}: ${LETTERS[rightShown]}`),
    ...questionBlocks(found),
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
    ...(isAlone ? whoKnew(answers, rightShown) : whatItDid(round, turn, answers, rightShown)),
    ...sourceNote(found),
    ...(round.phase.at === 'paused' ? [callout('info', whyPaused(round), 'Paused')] : []),
    actions([
      ...(isAlone ? [] : [button('My rank', presses.standing(round.id))]),
      ...afterwards(found, presses),
      ...(isAlone ? [] : goingOn(round, presses)),
    ]),
  ]);
}

function afterwards(question: QuizQuestion, presses: RoundPresses): readonly Control[] {
  return [
    ...(question.concept === undefined ? [] : [button('Read about it', presses.concept(question.concept))]),
    button('Report this question', presses.report(question.id)),
  ];
}

function goingOn(round: Round, presses: RoundPresses): readonly Control[] {
  return [
    round.phase.at === 'paused'
      ? button('Resume', presses.control(round.id, 'resume'), { tone: 'primary' })
      : button('Next', presses.control(round.id, 'skip')),
    button('Stop', presses.control(round.id, 'stop')),
  ];
}

function whoKnew(answers: readonly Answer[], rightShown: number): readonly Block[] {
  const knew = answers.filter(({ shown }) => shown === rightShown).map(({ name }) => name);
  if (answers.length === 0) return [paragraph('Nobody answered this time.')];
  return [paragraph(knew.length === 0 ? 'Nobody knew it.' : [strong('Knew it: '), nameList(knew)])];
}

function whatItDid(
  round: Round,
  turn: number,
  answers: readonly Answer[],
  rightShown: number,
): readonly Block[] {
  const playing = answers.filter(({ user }) => Object.hasOwn(round.players, user));
  const fastest = playing.find(({ shown }) => shown === rightShown);
  return [
    ...(fastest
      ? [paragraph(['Fastest right answer: ', strong(fastest.name), `, ${seconds(fastest.elapsed)}`])]
      : []),
    ...whoIsOut(round, turn),
    scoreboard(round),
  ];
}

function whoIsOut(round: Round, turn: number): readonly Block[] {
  if (round.settings.mode !== 'survival') return [];
  const out = Object.values(round.players).filter(({ outAfter }) => outAfter === turn);
  const left = `${active(round).length} still in.`;
  return [
    paragraph(
      out.length === 0
        ? `Nobody is out; ${left}`
        : [strong('Out: '), `${nameList(out.map(({ name }) => name))}. ${left}`],
    ),
  ];
}

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
