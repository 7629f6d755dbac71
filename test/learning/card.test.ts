import fc from 'fast-check';
import { Rating } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import { type Card, cardSchema, DAY_MS, isDue, isMastered, rate, review } from '../../src/learning/card.ts';

const START = Date.UTC(2026, 0, 5, 9);
const grades = fc.constantFrom(Rating.Again, Rating.Hard, Rating.Good) as fc.Arbitrary<2 | 3 | 1>;

describe('what is remembered of a question', () => {
  it('is worth again for wrong, hard for slow or changed, good for right, and never easy', () => {
    const quick = { right: true, isSlow: false, changed: false };
    expect(rate(quick)).toBe(Rating.Good);
    expect(rate({ ...quick, isSlow: true })).toBe(Rating.Hard);
    expect(rate({ ...quick, changed: true })).toBe(Rating.Hard);
    expect(rate({ right: false, isSlow: true, changed: true })).toBe(Rating.Again);
  });

  it('comes back after growing intervals of days when it is right each time', () => {
    let card: Card | undefined;
    let now = START;
    const days: number[] = [];
    for (let time = 0; time < 4; time++) {
      card = review(card, Rating.Good, now);
      days.push(Math.round((card.due - now) / DAY_MS));
      now = card.due;
    }
    expect(days).toEqual(days.toSorted((a, b) => a - b));
    expect(days[0]).toBeGreaterThanOrEqual(1);
    expect(card && isMastered(card)).toBe(true);
  });

  it('is due at once after a miss until it is right, and nothing is won by repeating it at once', () => {
    const known = review(review(undefined, Rating.Good, START), Rating.Good, START + 3 * DAY_MS);
    const missed = review(known, Rating.Again, START + 20 * DAY_MS);
    expect(isDue(missed, START + 20 * DAY_MS)).toBe(true);
    expect(missed.stability).toBeLessThan(known.stability);
    const mended = review(missed, Rating.Good, START + 20 * DAY_MS + 60_000);
    expect(isDue(mended, START + 20 * DAY_MS + 60_000)).toBe(false);
    expect(mended).toMatchObject({ stability: missed.stability, due: missed.due, missed: false });
  });

  it('stays readable and within half a year, whatever is answered when', () => {
    const event = fc.record({ grade: grades, wait: fc.integer({ min: -2 * DAY_MS, max: 400 * DAY_MS }) });
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 30 }), (events) => {
        let card: Card | undefined;
        let now = START;
        for (const { grade, wait } of events) {
          now += wait;
          card = review(card, grade, now);
          expect(cardSchema.parse(JSON.parse(JSON.stringify(card)))).toEqual(card);
          expect(card.due - card.last).toBeGreaterThan(DAY_MS / 2);
          expect(card.due - card.last).toBeLessThanOrEqual(180 * DAY_MS);
          expect(card.missed).toBe(grade === Rating.Again);
        }
        expect(card?.answers).toBe(events.length);
      }),
    );
  });

  it('is never remembered better after a miss than before it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 }), (waits) => {
        let card = review(undefined, Rating.Good, START);
        let now = START;
        for (const days of waits) {
          now += days * DAY_MS;
          card = review(card, Rating.Good, now);
        }
        const after = review(card, Rating.Again, now + DAY_MS);
        expect(after.stability).toBeLessThanOrEqual(card.stability);
        expect(after.lapses).toBe(card.lapses + 1);
      }),
    );
  });
});
