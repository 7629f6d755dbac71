import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer, askAgain, isOver, left, missed, score, startSession } from '../../src/quiz/session.ts';

const questions = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, options: ['w', 'x', 'y', 'z'] }));
const isRight = (_: string, chosen: number) => chosen === 0;

describe('a review', () => {
  it('shrinks only when an answer is right, and is over when everything was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 80 }), (presses) => {
        let session = startSession('review-r', questions, () => 0.3, { kind: 'review' });
        for (const shown of presses) {
          if (isOver(session)) break;
          const before = left(session);
          const result = answer(session, { session: 'review-r', at: session.answers.length, shown }, isRight);
          if (result.outcome !== 'counted') throw new Error(result.outcome);
          session = askAgain(result.session, () => 0.7);
          expect(left(session)).toBe(before - (session.answers.at(-1)?.right ? 1 : 0));
        }
        expect(isOver(session)).toBe(score(session) === questions.length);
        expect(new Set(missed(session)).size).toBe(missed(session).length);
      }),
    );
  });

  it('leaves what was missed in a quiz for later', () => {
    const session = startSession('q', questions, () => 0.3);
    const shown = session.questions[0]?.order.indexOf(2) ?? -1;
    const result = answer(session, { session: 'q', at: 0, shown }, isRight);
    if (result.outcome !== 'counted') throw new Error(result.outcome);
    expect(askAgain(result.session, () => 0.7)).toBe(result.session);
  });
});
