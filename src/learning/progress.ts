/** How far somebody has come, by topic: counted from their cards and the questions there are. */
import type { QuizQuestion } from '../quiz/question.ts';
import { isDue, isMastered } from './card.ts';
import type { Learner } from './learner.ts';

export type TopicProgress = {
  readonly topic: string;
  /** Questions there are. */
  readonly total: number;
  readonly seen: number;
  readonly mastered: number;
  readonly due: number;
  readonly answers: number;
  readonly right: number;
};

/** Most seen first, then by name; a pack is a topic of its own. */
export function progressByTopic(
  questions: readonly QuizQuestion[],
  { cards }: Learner,
  now: number,
): readonly TopicProgress[] {
  const topics = Map.groupBy(questions, ({ pack, area }) => pack ?? area ?? 'other');
  return [...topics]
    .map(([topic, all]) => {
      const known = all.flatMap(({ id }) => cards.get(id) ?? []);
      return {
        topic,
        total: all.length,
        seen: known.length,
        mastered: known.filter(isMastered).length,
        due: known.filter((card) => isDue(card, now)).length,
        answers: known.reduce((sum, { answers }) => sum + answers, 0),
        right: known.reduce((sum, { right }) => sum + right, 0),
      };
    })
    .sort((a, b) => b.seen - a.seen || a.topic.localeCompare(b.topic, 'en'));
}

const FEWEST_TO_TELL = 3;

/** The begun topic with the smallest share of right answers; undefined while there is too little to tell. */
export function weakest(topics: readonly TopicProgress[]): TopicProgress | undefined {
  const share = ({ right, answers }: TopicProgress) => right / answers;
  return topics
    .filter(({ answers, right }) => answers >= FEWEST_TO_TELL && right < answers)
    .toSorted((a, b) => share(a) - share(b))[0];
}
