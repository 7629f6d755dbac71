/** Completion as somebody types. */
import { describe, expect, it } from 'vitest';
import { suggest } from './finder.ts';

describe('completion', () => {
  it('of nothing offers the entries most others lead to', () => {
    const offered = suggest('');
    expect(offered.length).toBeGreaterThan(10);
    expect(offered.length).toBeLessThanOrEqual(25);
  });

  it('keeps to the kinds asked for', () => {
    expect(new Set(suggest('', ['pattern']).map(({ kind }) => kind))).toEqual(new Set(['pattern']));
    expect(new Set(suggest('sag', ['pattern']).map(({ kind }) => kind))).toEqual(new Set(['pattern']));
  });

  it('begins with names that begin so', () => {
    expect(suggest('tomb')[0]?.id).toBe('tombstone');
    expect(suggest('idempotent p')[0]?.id).toBe('idempotent-producer');
  });

  it('finds words inside a title', () => {
    expect(suggest('registry').map(({ id }) => id)).toContain('schema-registry');
  });
});
