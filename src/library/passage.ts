/** Finds the part of a page that answers a question best, so that chat shows an answer and not an article. */
import type { Block, Inline } from '../reply/nodes.ts';
import { wordsOf } from '../search/words.ts';

export type Passage = { readonly heading: string | undefined; readonly blocks: readonly Block[] };

/** @returns the section whose words meet the question's most often; the first one when none does */
export function bestPassage(body: readonly Block[], question: string): Passage {
  const asked = new Set(wordsOf(question).map(({ stem }) => stem));
  const sections = sectionsOf(body);
  const scored = sections.map((section, at) => {
    const found = new Set(section.blocks.flatMap(blockWords).filter((stem) => asked.has(stem)));
    // Earlier sections say what a thing is, later ones go into detail: equal ones go to the earlier.
    return { section, score: found.size - at * 0.01 };
  });
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  return best?.section ?? { heading: undefined, blocks: [] };
}

function sectionsOf(body: readonly Block[]): readonly Passage[] {
  const sections: { heading: string | undefined; blocks: Block[] }[] = [];
  for (const block of body) {
    if (block.type === 'heading') sections.push({ heading: block.text, blocks: [] });
    else if (sections.length === 0) sections.push({ heading: undefined, blocks: [block] });
    else sections.at(-1)?.blocks.push(block);
  }
  return sections;
}

const inlineText = (body: readonly Inline[]) =>
  body.map((part) => ('text' in part ? part.text : '')).join('');

function blockWords(block: Block): readonly string[] {
  return wordsOf(blockText(block)).map(({ stem }) => stem);
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'callout':
    case 'note':
      return inlineText(block.body);
    case 'list':
      return block.items.map(inlineText).join(' ');
    case 'table':
      return block.rows.flat().map(inlineText).join(' ');
    case 'code':
    case 'heading':
      return block.text;
    case 'image':
      return block.picture.alt;
    case 'fields':
    case 'divider':
    case 'actions':
      return '';
  }
}
