import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RETIRED } from '../../src/bank/bank.ts';
import {
  countAnswer,
  discrimination,
  itemStatistics,
  judge,
  readSums,
  restore,
  verdict,
} from '../../src/learning/items.ts';
import { createSqliteLedger } from '../../src/store/sqlite-ledger.ts';

type Answer = { readonly ability: number; readonly right: boolean };

const sumsOf = (answers: readonly Answer[]) => ({
  answers: answers.length,
  right: answers.filter(({ right }) => right).length,
  options: [],
  ability: answers.reduce((sum, { ability }) => sum + ability, 0),
  abilitySquared: answers.reduce((sum, { ability }) => sum + ability ** 2, 0),
  abilityOfRight: answers.reduce((sum, { ability, right }) => sum + (right ? ability : 0), 0),
});

/** The textbook's form: (mean of those right − mean of those wrong) ÷ spread × √(share × (1 − share)). */
function byTextbook(answers: readonly Answer[]): number {
  const mean = (list: readonly Answer[]) => list.reduce((sum, { ability }) => sum + ability, 0) / list.length;
  const [right, wrong] = [answers.filter((each) => each.right), answers.filter((each) => !each.right)];
  const spread = Math.sqrt(
    answers.reduce((sum, { ability }) => sum + (ability - mean(answers)) ** 2, 0) / answers.length,
  );
  const share = right.length / answers.length;
  return ((mean(right) - mean(wrong)) / spread) * Math.sqrt(share * (1 - share));
}

describe('a question’s statistics', () => {
  const answer = fc.record({
    ability: fc.integer({ min: -30, max: 30 }).map((n) => n / 10),
    right: fc.boolean(),
  });

  it('tell the able from the others as the textbook does', () => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 2, maxLength: 80 }), (answers) => {
        const found = discrimination(sumsOf(answers));
        if (found === undefined) return;
        expect(found).toBeCloseTo(byTextbook(answers), 6);
        expect(Math.abs(found)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  const group = (count: number, rightAbility: number, wrongAbility: number, share = 0.5): readonly Answer[] =>
    Array.from({ length: count }, (_, at) => {
      const right = at < count * share;
      return { right, ability: (right ? rightAbility : wrongAbility) + (at % 3) / 10 };
    });

  it('judge nothing before thirty answers', () => {
    expect(verdict(sumsOf(group(29, -1, 1)))).toBeUndefined();
    expect(verdict(sumsOf(group(30, 1, -1)))).toBe('fine');
  });

  it('find what is too easy, too hard, doubtful or wrong', () => {
    expect(verdict(sumsOf(group(60, 1, -1, 0.98)))).toBe('too easy');
    expect(verdict(sumsOf(group(60, 1, -1, 0.2)))).toBe('too hard');
    expect(verdict(sumsOf(group(40, -1, 1)))).toBe('flag');
    expect(verdict(sumsOf(group(60, 0, 0)))).toBe('flag');
    expect(verdict(sumsOf(group(50, -1, 1)))).toBe('retire');
  });

  it('take a question out of use by themselves, and forget when it is put back', async () => {
    const ledger = createSqliteLedger(new DatabaseSync(':memory:'));
    for (const { right, ability } of group(50, -1, 1)) {
      await ledger.apply(countAnswer({ question: 'odd', chosen: right ? 0 : 1, right, ability, shift: 0.1 }));
    }
    expect(await itemStatistics(ledger, 'odd')).toMatchObject({
      answers: 50,
      right: 25,
      options: [25, 25, 0, 0],
      shareRight: 0.5,
      verdict: 'retire',
    });
    await judge(ledger, 'odd');
    expect(await ledger.get(RETIRED, 'odd')).toMatch(/discrimination -1.00 after 50/);
    await restore(ledger, 'odd');
    expect(await ledger.get(RETIRED, 'odd')).toBeUndefined();
    expect(readSums(await ledger.read('item:odd')).answers).toBe(0);
    await judge(ledger, 'odd');
    expect(await ledger.get(RETIRED, 'odd')).toBeUndefined();
  });
});
