import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer, isOver, missed, score, startSession } from '../../src/quiz/session.ts';

const questions = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, options: ['w', 'x', 'y', 'z'] }));
/** The first option in the file is right. */
const isRight = (_: string, chosen: number) => chosen === 0;

describe('a private quiz', () => {
  it('counts an answer by what was shown, not by the order in the file', () => {
    const session = startSession('s', questions, () => 0.4);
    const shown = session.questions[0]?.order.indexOf(0) ?? -1;
    const result = answer(session, { session: 's', at: 0, shown }, isRight);
    expect(result.outcome === 'counted' && score(result.session)).toBe(1);
  });

  it('shows every option once', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (numbers) => {
        const session = startSession('s', questions, () => Number(numbers.next().value));
        for (const { order } of session.questions) expect(order.toSorted()).toEqual([0, 1, 2, 3]);
      }),
    );
  });

  it('never counts a question twice, whatever is pressed in whatever order', () => {
    const press = fc.record({
      session: fc.constantFrom('s', 'other'),
      at: fc.integer({ min: -1, max: 7 }),
      shown: fc.integer({ min: -1, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(press, { maxLength: 60 }), (presses) => {
        let session = startSession('s', questions, () => 0.3);
        for (const event of presses) {
          const before = session.answers.length;
          const result = answer(session, event, isRight);
          if (result.outcome === 'counted') session = result.session;
          expect(session.answers.length - before).toBe(result.outcome === 'counted' ? 1 : 0);
        }
        expect(session.answers.length).toBeLessThanOrEqual(6);
        expect(score(session) + missed(session).length).toBe(session.answers.length);
        expect(isOver(session)).toBe(session.answers.length === 6);
      }),
    );
  });

  it('answers a press on an earlier question with “already”', () => {
    const session = startSession('s', questions, () => 0.3);
    const first = answer(session, { session: 's', at: 0, shown: 1 }, isRight);
    if (first.outcome !== 'counted') throw new Error(first.outcome);
    expect(answer(first.session, { session: 's', at: 0, shown: 2 }, isRight).outcome).toBe('already');
  });
});
