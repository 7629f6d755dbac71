import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActionIds } from '../../src/bot/action-id.ts';
import type { Collection } from '../../src/store/documents.ts';

function inMemory(): Collection<Record<string, string>> {
  const kept = new Map<string, Record<string, string>>();
  return {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
    delete: async (key) => void kept.delete(key),
  };
}

const args = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
  {
    noNullPrototype: true,
  },
);

describe('action ids', () => {
  it('come back as the action they were made of, and fit a Discord button', async () => {
    const ids = createActionIds('secret', inMemory());
    await fc.assert(
      fc.asyncProperty(args, async (values) => {
        const sealed = await ids.seal({ id: 'quiz.answer', args: values });
        expect(sealed.length).toBeLessThanOrEqual(100);
        expect(await ids.open(sealed)).toEqual({ id: 'quiz.answer', args: values });
      }),
    );
  });

  it('open after a restart with the same secret', async () => {
    const sealed = await createActionIds('secret', inMemory()).seal({ id: 'a.b', args: { x: '1' } });
    expect(await createActionIds('secret', inMemory()).open(sealed)).toEqual({ id: 'a.b', args: { x: '1' } });
  });

  it('do not open when a single character was changed', async () => {
    const ids = createActionIds('secret', inMemory());
    const sealed = await ids.seal({ id: 'say.line', args: { line: 'calc brokers=3' } });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sealed.length - 1),
        fc.constantFrom('a', 'Z', '0', ':', '&'),
        async (at, letter) => {
          const forged = sealed.slice(0, at) + letter + sealed.slice(at + 1);
          if (forged !== sealed) expect(await ids.open(forged)).toBeUndefined();
        },
      ),
    );
  });

  it('do not open with another secret', async () => {
    const sealed = await createActionIds('one', inMemory()).seal({ id: 'a.b', args: {} });
    expect(await createActionIds('two', inMemory()).open(sealed)).toBeUndefined();
  });
});
