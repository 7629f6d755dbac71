/** The pages of a private quiz: a question, the feedback to an answer, the result. */
import {
  actions,
  button,
  callout,
  code,
  heading,
  image,
  inline,
  list,
  note,
  paragraph,
  reply,
  strong,
  text,
} from '../reply/build.ts';
import { counted } from '../reply/counted.ts';
import type { Action, Block, Control, Inline, Reply } from '../reply/nodes.ts';
import { type FindQuestion, type QuizQuestion, rightOption } from './question.ts';
import { isOver, left, missed, type Session, score } from './session.ts';

export const LETTERS = ['A', 'B', 'C', 'D'] as const;

/** What the buttons of a page do; the command supplies them, so that pages stay pure. */
export type QuizPresses = {
  readonly answer: (session: string, at: number, shown: number) => Action;
  readonly next: (session: string) => Action;
  readonly retry: (session: string) => Action;
  /** Says a line for whoever presses. */
  readonly say: (line: string) => Action;
  readonly concept: (id: string) => Action;
  readonly report: (question: string) => Action;
};

export type QuizPage = {
  readonly session: Session;
  readonly presses: QuizPresses;
  readonly question: FindQuestion;
  /** What follows the explanation, such as how the streak stands. */
  readonly closing?: readonly Block[];
};

/** The question the session stands at, or its result when all are answered. */
export function currentPage(page: QuizPage, remark?: string): Reply {
  const { session } = page;
  const at = session.answers.length;
  const asked = session.questions[at];
  const question = asked && page.question(asked.id);
  if (isOver(session) || !asked || !question) return resultPage(page);
  const body: Block[] = [
    ...(remark === undefined ? [] : [note(remark)]),
    heading(progress(session, at)),
    ...questionBlocks(question),
    ...optionLines(asked.order.map((index) => question.options[index]?.text ?? '')),
    actions(
      asked.order.map((_, shown) => button(LETTERS[shown] ?? '', page.presses.answer(session.id, at, shown))),
    ),
  ];
  return reply(TITLES[session.kind], `${progress(session, at)}. ${question.prompt}`, body, {
    visibility: 'private',
    data: { at: at + 1, of: session.questions.length, score: score(session), prompt: question.prompt },
  });
}

/** Prompt with its snippet and picture, without anything that tells the answer. */
export function questionBlocks(question: QuizQuestion): readonly Block[] {
  return [
    paragraph([strong(question.prompt)]),
    ...(question.snippet === undefined
      ? []
      : [code(question.snippet.trimEnd(), question.language ?? 'text')]),
    ...(question.diagram === undefined ? [] : [image(`question-${question.id}`, question.diagram)]),
  ];
}

export function optionLines(texts: readonly string[]): readonly Block[] {
  return [
    {
      type: 'list',
      ordered: false,
      items: texts.map((option, at) => [strong(`${LETTERS[at]}. `), text(option)]),
    },
  ];
}

/** Where the answer was checked, and for a team's own question which pack it is from. */
export function sourceNote(question: QuizQuestion): readonly Block[] {
  const parts: Inline[] = [
    ...question.sources.map(({ title, url }): Inline => ({ type: 'link', text: title, url })),
    ...(question.kafka === undefined ? [] : [text(`Kafka ${question.kafka}`)]),
    ...(question.pack === undefined ? [] : [text(`from the pack ${question.pack}`)]),
  ];
  return parts.length === 0
    ? []
    : [note(parts.flatMap((part, at) => (at > 0 ? [text(' · '), part] : [part])))];
}

const TITLES = { quiz: 'Quiz', review: 'Review', daily: 'Question of the day' } as const;

function progress(session: Session, at: number): string {
  switch (session.kind) {
    case 'quiz':
      return `Question ${at + 1} of ${session.questions.length} · score ${score(session)}`;
    case 'review':
      return `Review · ${left(session)} left`;
    case 'daily':
      return 'Question of the day';
  }
}

/** Where an answer has brought somebody. */
function tally(session: Session): string {
  switch (session.kind) {
    case 'quiz':
      return ` · score ${score(session)} of ${session.answers.length}`;
    case 'review':
      return isOver(session) ? '' : ` · ${left(session)} left`;
    case 'daily':
      return '';
  }
}

/** What an answer was worth: the right option, why, and why each other one is wrong. */
export function feedbackPage(page: QuizPage, at: number, remark?: string): Reply {
  const { session, presses } = page;
  const asked = session.questions[at];
  const given = session.answers[at];
  const question = asked && page.question(asked.id);
  if (!asked || !given || !question) return currentPage(page);
  const letterOf = (index: number) => LETTERS[asked.order.indexOf(index)] ?? '';
  const rightIndex = rightOption(question);
  const right = question.options[rightIndex];
  const verdict = given.right ? 'Right' : `Not quite: you chose ${letterOf(given.chosen)}`;
  const summary = `${verdict}. The answer is ${letterOf(rightIndex)}: ${right?.text ?? ''}`;
  const body: Block[] = [
    ...(remark === undefined ? [] : [note(remark)]),
    heading(`${verdict}${tally(session)}`),
    ...questionBlocks(question),
    callout('good', [
      strong(`${letterOf(rightIndex)}. ${right?.text ?? ''}`),
      text(`: ${right?.because ?? ''}`),
    ]),
    list(
      asked.order
        .filter((index) => index !== rightIndex)
        .map((index) =>
          inline([
            strong(`${letterOf(index)}. ${question.options[index]?.text ?? ''}`),
            `: ${question.options[index]?.because ?? ''}`,
          ]),
        ),
    ),
    ...sourceNote(question),
    ...(page.closing ?? []),
    actions([
      ...onward(page),
      ...(question.concept === undefined ? [] : [button('Read about it', presses.concept(question.concept))]),
      button('Report', presses.report(question.id)),
    ]),
  ];
  return reply(TITLES[session.kind], summary, body, {
    visibility: 'private',
    data: { at: at + 1, of: session.questions.length, score: score(session), right: given.right },
  });
}

function onward({ session, presses }: QuizPage): readonly Control[] {
  if (session.kind === 'daily')
    return [
      button('Review what is due', presses.say('quiz review')),
      button('My progress', presses.say('stats')),
    ];
  const label = isOver(session) ? 'See the result' : 'Next question';
  return [button(label, presses.next(session.id), { tone: 'primary' })];
}

export function resultPage(page: QuizPage): Reply {
  const { session, presses } = page;
  if (session.kind === 'review') return reviewResult(page);
  const wrong = missed(session).flatMap((id) => page.question(id) ?? []);
  const total = session.questions.length;
  const summary = `You got ${score(session)} of ${total} right.`;
  const controls: Control[] = [
    ...(wrong.length > 0
      ? [button('Retry the missed ones', presses.retry(session.id), { tone: 'primary' })]
      : []),
    button('New quiz', presses.say('quiz')),
    ...reading(page, wrong),
  ];
  const body: Block[] = [
    heading(summary),
    wrong.length === 0
      ? paragraph('Nothing missed. Come back tomorrow, or try a harder level.')
      : paragraph('What to look at again; it comes back in your review:'),
    ...(wrong.length === 0 ? [] : [list(wrong.map(({ prompt }) => prompt))]),
    actions(controls),
  ];
  return reply('Quiz result', summary, body, {
    visibility: 'private',
    data: { score: score(session), of: total, missed: wrong.map(({ id }) => id) },
  });
}

/** Everything was right in the end; what was not at first is worth a second look. */
function reviewResult(page: QuizPage): Reply {
  const { session, presses } = page;
  const wrong = missed(session).flatMap((id) => page.question(id) ?? []);
  const total = new Set(session.questions.map(({ id }) => id)).size;
  const summary = `Reviewed ${counted(total, 'question')}, ${total - wrong.length} right at once.`;
  const body: Block[] = [
    heading(summary),
    ...(wrong.length === 0
      ? [paragraph('Each comes back when you are about to forget it.')]
      : [paragraph('These took another try and come back sooner:'), list(wrong.map(({ prompt }) => prompt))]),
    actions([
      button('What else is due', presses.say('quiz review'), { tone: 'primary' }),
      button('New quiz', presses.say('quiz')),
      ...reading(page, wrong),
    ]),
  ];
  return reply('Review result', summary, body, {
    visibility: 'private',
    data: { reviewed: total, right_at_once: total - wrong.length, missed: wrong.map(({ id }) => id) },
  });
}

const MOST_READING = 3;

const reading = ({ presses }: QuizPage, wrong: readonly QuizQuestion[]): readonly Control[] =>
  [...new Set(wrong.flatMap(({ concept }) => concept ?? []))]
    .slice(0, MOST_READING)
    .map((id) => button(`Read: ${id}`.slice(0, 38), presses.concept(id)));
