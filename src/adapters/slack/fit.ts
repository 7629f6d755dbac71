/** Fits blocks into one message: the buttons stay, the page gives way. */
import type { KnownBlock } from '@slack/types';
import * as limits from './limits.ts';

const SHORTENED: KnownBlock = {
  type: 'context',
  elements: [{ type: 'mrkdwn', text: 'Shortened to fit a Slack message.', verbatim: true }],
};

export function fitMessage(blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  if (fits(blocks)) return blocks;
  const lean = blocks.map(withoutDescriptions);
  if (fits(lean)) return lean;
  const isTail = (block: KnownBlock) => block.type === 'actions' || block.type === 'context';
  const pageEnd = lean.findLastIndex((block) => !isTail(block)) + 1;
  const tail = [SHORTENED, ...shrinkTail(lean.slice(pageEnd))];
  return [...startOf(lean.slice(0, pageEnd), tail), ...tail];
}

/** As much of the page as fits above its tail. */
function startOf(page: readonly KnownBlock[], tail: readonly KnownBlock[]): readonly KnownBlock[] {
  let room = limits.MESSAGE_JSON - jsonLength(tail);
  const end = page.findIndex((block, at) => {
    room -= blockLength(block) + 1;
    return room < 0 || at + tail.length >= limits.BLOCKS_IN_MESSAGE;
  });
  return end < 0 ? page : page.slice(0, end);
}

function fits(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= limits.BLOCKS_IN_MESSAGE && jsonLength(blocks) <= limits.MESSAGE_JSON;
}

const lengths = new WeakMap<KnownBlock, number>();

function blockLength(block: KnownBlock): number {
  const length = lengths.get(block) ?? JSON.stringify(block).length;
  lengths.set(block, length);
  return length;
}

/** Of the list as JSON, with its brackets and commas. */
function jsonLength(blocks: readonly KnownBlock[]): number {
  return blocks.reduce((length, block) => length + blockLength(block) + 1, 1);
}

function withoutDescriptions(block: KnownBlock): KnownBlock {
  if (block.type !== 'actions') return block;
  const elements = block.elements.map((element) =>
    element.type === 'static_select'
      ? {
          ...element,
          options:
            element.options?.map(({ text, value }) => ({
              text,
              ...(value === undefined ? {} : { value }),
            })) ?? [],
        }
      : element,
  );
  return { ...block, elements };
}

/** Leaves room for a heading and a few lines of the page. */
const LONGEST_TAIL = limits.MESSAGE_JSON - 1_500;

/** Of buttons and menus that are too much for one message, the last go first. */
function shrinkTail(tail: readonly KnownBlock[]): readonly KnownBlock[] {
  const kept = tail.slice(0, limits.BLOCKS_IN_MESSAGE - 5);
  for (let last = kept.at(-1); last && jsonLength(kept) > LONGEST_TAIL; last = kept.at(-1)) {
    kept.pop();
    if (last.type === 'actions' && last.elements.length > 1)
      kept.push({ ...last, elements: last.elements.slice(0, -1) });
  }
  return kept;
}
