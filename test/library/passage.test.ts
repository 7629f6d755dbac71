/** The part of a page that answers a question. */
import { describe, expect, it } from 'vitest';
import { bestPassage } from '../../src/library/passage.ts';
import { heading, paragraph } from '../../src/reply/build.ts';
import type { Block } from '../../src/reply/nodes.ts';

const body: readonly Block[] = [
  heading('What it is'),
  paragraph('A group shares the partitions of a topic.'),
  heading('Pitfalls'),
  paragraph('A slow handler exceeds max.poll.interval.ms and the member leaves.'),
  heading('Settings'),
  paragraph('group.id names it.'),
];

describe('the best passage', () => {
  it('is the section that has most of the question’s words', () => {
    expect(bestPassage(body, 'why does a slow member leave').heading).toBe('Pitfalls');
  });

  it('is the first section when no word of the question stands anywhere', () => {
    expect(bestPassage(body, 'zebra').heading).toBe('What it is');
  });

  it('is the earlier of two that fit equally', () => {
    expect(bestPassage(body, 'partitions or group.id').heading).toBe('What it is');
  });

  it('has the whole section and nothing of the next', () => {
    expect(bestPassage(body, 'slow handler').blocks).toEqual([body[3]]);
  });

  it('has no heading when the page has none', () => {
    const [, text] = body;
    expect(bestPassage(text ? [text] : [], 'group')).toEqual({ heading: undefined, blocks: [text] });
  });

  it('of an empty page is empty', () => {
    expect(bestPassage([], 'group')).toEqual({ heading: undefined, blocks: [] });
  });
});
