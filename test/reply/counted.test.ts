import { describe, expect, it } from 'vitest';
import { counted } from '../../src/reply/counted.ts';

describe('a number with its noun', () => {
  it.each([
    [0, '0 people'],
    [1, '1 person'],
    [1_200, '1,200 people'],
  ])('%d', (count, words) => {
    expect(counted(count, 'person', 'people')).toBe(words);
  });

  it('adds an s when no plural is given', () => {
    expect([counted(1, 'question'), counted(2, 'question')]).toEqual(['1 question', '2 questions']);
  });
});
