import fc from 'fast-check';
import { Rating } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import { type Card, DAY_MS, review } from '../../src/learning/card.ts';
import { newProfile } from '../../src/learning/learner.ts';
import { type Asking, dueQuestions, nextDue, pickQuestions, predicted } from '../../src/learning/pick.ts';
import { makeQuestion } from './questions.ts';

const NOW = Date.UTC(2026, 5, 1);
const levels = ['recall', 'apply', 'diagnose'] as const;
const bank = Array.from({ length: 120 }, (_, at) =>
  makeQuestion(`q${at}`, { level: levels[at % 3] ?? 'apply', concept: `c${at % 40}` }),
);
const rested = review(undefined, Rating.Good, NOW - DAY_MS / 2);
const overdue = review(undefined, Rating.Good, NOW - 30 * DAY_MS);

function asking(
  given: Partial<Asking> & { ability?: number; cards?: ReadonlyMap<string, Card> } = {},
): Asking {
  const { ability = 0, cards = new Map(), ...rest } = given;
  return {
    learner: { profile: { ...newProfile, ability }, cards },
    shifts: new Map(),
    adapts: true,
    count: 6,
    now: NOW,
    random: Math.random,
    ...rest,
  };
}

describe('picking questions', () => {
  it('gives as many as were asked for, each once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 60 }),
        fc.double({ min: -4, max: 4, noNaN: true }),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999999, noNaN: true })),
        (count, size, ability, numbers) => {
          const random = () => Number(numbers.next().value);
          const picked = pickQuestions(bank.slice(0, size), asking({ count, ability, random }));
          expect(picked).toHaveLength(Math.min(count, size));
          expect(new Set(picked).size).toBe(picked.length);
        },
      ),
    );
  });

  it('asks what is new or due before what rests', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 20 }), (fresh, count) => {
        const questions = bank.slice(0, 20);
        const cards = new Map(questions.slice(fresh).map(({ id }) => [id, rested]));
        const due = new Map([...cards].map(([id], at) => [id, at % 4 === 0 ? overdue : rested]));
        const picked = pickQuestions(questions, asking({ cards: due, count }));
        const wanted = questions.filter(({ id }) => due.get(id) !== rested).length;
        const found = picked.filter(({ id }) => due.get(id) !== rested).length;
        expect(found).toBe(Math.min(count, wanted));
      }),
    );
  });

  const average = (numbers: readonly number[]) =>
    numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

  it('fits somebody’s ability: what is picked is right three times of four', () => {
    for (const ability of [0, 0.7, 1.5]) {
      const shares = Array.from({ length: 80 }, () => {
        const given = asking({ ability });
        return pickQuestions(bank, given).map((question) => predicted(question, given));
      }).flat();
      expect(average(shares)).toBeGreaterThan(0.66);
      expect(average(shares)).toBeLessThan(0.87);
    }
  });

  it('spreads over concepts and is not the same twice', () => {
    const rounds = Array.from({ length: 40 }, () => pickQuestions(bank, asking()));
    expect(
      average(rounds.map((picked) => new Set(picked.map(({ concept }) => concept)).size)),
    ).toBeGreaterThan(5);
    expect(new Set(rounds.map((picked) => picked.map(({ id }) => id).join())).size).toBeGreaterThan(30);
  });

  it('asks about the named concept before its neighbours', () => {
    const own = ['own1', 'own2'].map((id) => makeQuestion(id, { concept: 'isr' }));
    for (let time = 0; time < 20; time++) {
      const picked = pickQuestions([...bank, ...own], asking({ concept: 'isr' }));
      expect(picked.slice(0, 2).map(({ concept }) => concept)).toEqual(['isr', 'isr']);
      expect(picked).toHaveLength(6);
    }
  });

  it('lists what is due, longest first, and knows when the next comes', () => {
    const cards = new Map([
      ['rested', rested],
      ['old', overdue],
      ['older', review(undefined, Rating.Good, NOW - 60 * DAY_MS)],
      ['missed', review(undefined, Rating.Again, NOW - 60_000)],
    ]);
    expect(dueQuestions(cards, NOW)).toEqual(['older', 'old', 'missed']);
    expect(nextDue(cards, NOW)).toBe(rested.due);
    expect(nextDue(new Map(), NOW)).toBeUndefined();
  });
});
