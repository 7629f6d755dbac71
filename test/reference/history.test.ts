import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, type Stretch, unfold, valueAt } from '../../src/reference/history.ts';

type Fact = { type: string; default?: string; gone?: true };

const fact = fc.option(
  fc.record(
    {
      type: fc.constantFrom('int', 'long'),
      default: fc.constantFrom('0', '5'),
      gone: fc.constant(true as const),
    },
    { requiredKeys: ['type'] },
  ),
);
/** One value for each of a few releases, in order; null where the release lacks the thing. */
const life = fc
  .array(fact, { minLength: 1, maxLength: 8 })
  .map((values) =>
    values.map((value, at): Stretch<Fact> => ({ version: `3.${at}.0`, value: value as Fact | null })),
  );

describe('stored changes', () => {
  it('unfold to what was folded, in every release', () => {
    fc.assert(
      fc.property(life, (values) => {
        const stretches = unfold(fold(values));
        for (const { version, value } of values) expect(valueAt(stretches, version)).toEqual(value);
      }),
    );
  });

  it('hold nothing for a release in which nothing changed', () => {
    const same = { type: 'int', default: '5' };
    const changes = fold<Fact>([
      { version: '3.0.0', value: same },
      { version: '3.1.0', value: same },
    ]);
    expect(Object.keys(changes)).toEqual(['3.0.0']);
  });

  it('order releases by number, so that 3.10 comes after 3.9', () => {
    const stretches = unfold<Fact>({ '3.10.0': { default: '9' }, '3.9.0': { type: 'int', default: '1' } });
    expect(valueAt(stretches, '3.11.0')).toEqual({ type: 'int', default: '9' });
  });
});
