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
  const lastOfPage = lean.findLastIndex((block) => !isTail(block));
  const tail = shrinkTail(lean.slice(lastOfPage + 1));
  const page = lean.slice(0, lastOfPage + 1);
  while (page.length > 0 && !fits([...page, SHORTENED, ...tail])) page.pop();
  return [...page, SHORTENED, ...tail];
}

function fits(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= limits.BLOCKS_IN_MESSAGE && jsonLength(blocks) <= limits.MESSAGE_JSON;
}

const jsonLength = (value: unknown) => JSON.stringify(value).length;

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

/** Buttons and menus take at most two thirds of a message; of what is over, the last go first. */
function shrinkTail(tail: readonly KnownBlock[]): readonly KnownBlock[] {
  const kept = tail.slice(0, limits.BLOCKS_IN_MESSAGE - 10);
  while (kept.length > 1 && jsonLength(kept) > (limits.MESSAGE_JSON * 2) / 3) kept.pop();
  return jsonLength(kept) > limits.MESSAGE_JSON - 500 ? [] : kept;
}
