/** Made-up questions for tests of learning. */
import type { QuizQuestion } from '../../src/quiz/question.ts';

export function makeQuestion(id: string, given: Partial<QuizQuestion> = {}): QuizQuestion {
  return {
    id,
    prompt: `What is ${id}?`,
    options: [
      { text: 'right', right: true, because: 'it is' },
      { text: 'wrong', because: 'it is not' },
      { text: 'wronger', because: 'it is less' },
      { text: 'wrongest', because: 'it is least' },
    ],
    level: 'apply',
    concept: id,
    area: 'producer',
    sources: [],
    ...given,
  };
}
