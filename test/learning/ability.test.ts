import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chance, difficulty, moves } from '../../src/learning/ability.ts';
import { isSlow } from '../../src/learning/pace.ts';

const scale = fc.double({ min: -6, max: 6, noNaN: true });
const options = fc.constantFrom(3, 4);

describe('ability and difficulty', () => {
  it('predicts between luck and certainty, more for the able and less for the hard', () => {
    fc.assert(
      fc.property(scale, scale, options, (ability, hardness, count) => {
        const share = chance(ability, hardness, count);
        expect(share).toBeGreaterThan(1 / count);
        expect(share).toBeLessThan(1);
        expect(chance(ability + 0.5, hardness, count)).toBeGreaterThan(share);
        expect(chance(ability, hardness + 0.5, count)).toBeLessThan(share);
      }),
    );
  });

  it('moves person and question apart in opposite directions, less with every answer', () => {
    const duel = fc.record({
      ability: scale,
      hardness: scale,
      options,
      right: fc.boolean(),
      personAnswers: fc.nat(500),
      questionAnswers: fc.nat(500),
    });
    fc.assert(
      fc.property(duel, (each) => {
        const moved = moves(each);
        const direction = each.right ? 1 : -1;
        expect(moved.ability * direction).toBeGreaterThan(0);
        expect(moved.hardness * direction).toBeLessThan(0);
        expect(Math.abs(moved.ability)).toBeLessThan(1);
        const later = moves({ ...each, personAnswers: each.personAnswers + 10 });
        expect(Math.abs(later.ability)).toBeLessThan(Math.abs(moved.ability));
      }),
    );
  });

  it('finds an ability it is not told, from answers by its own model', () => {
    for (const truth of [-1, 0, 1.5]) {
      const random = sequence(11);
      let [ability, trail] = [0, 0];
      for (let at = 0; at < 3_000; at++) {
        const hardness = difficulty({ level: (['recall', 'apply', 'diagnose'] as const)[at % 3] ?? 'apply' });
        const right = random() < chance(truth, hardness, 4);
        ability += moves({
          ability,
          hardness,
          options: 4,
          right,
          personAnswers: at,
          questionAnswers: 0,
        }).ability;
        trail += at >= 1_500 ? ability : 0;
      }
      expect(Math.abs(trail / 1_500 - truth)).toBeLessThan(0.3);
    }
  });
});

describe('pace', () => {
  it('calls the slowest quarter slow, once there is enough to compare with', () => {
    const paces = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2];
    expect(isSlow(paces, 1.15)).toBe(true);
    expect(isSlow(paces, 0.95)).toBe(false);
    expect(isSlow(paces.slice(0, 3), 9)).toBe(false);
    expect(isSlow(paces, undefined)).toBe(false);
  });
});

/** Numbers that look random and repeat (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
