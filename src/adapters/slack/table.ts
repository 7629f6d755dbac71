/** Slack's native table block, where a table fits one. */
import type { KnownBlock, RichTextBlock, TableBlock } from '@slack/types';
import { cleanLine, safeUrl } from '../../reply/clean.ts';
import type { Block, Inline } from '../../reply/nodes.ts';
import * as limits from './limits.ts';
import { literal, words } from './mrkdwn.ts';

type TableNode = Extract<Block<string>, { readonly type: 'table' }>;
type Cell = TableBlock['rows'][number][number];

/** Undefined when the table is too large for a block. */
export function tableBlocks({ columns, rows }: TableNode): readonly KnownBlock[] | undefined {
  if (columns.length === 0 || columns.length > limits.TABLE_COLUMNS || rows.length >= limits.TABLE_ROWS)
    return undefined;
  const head = columns.map(({ label }) => raw(label));
  const block: TableBlock = {
    type: 'table',
    column_settings: columns.map(({ align }) => ({ align, is_wrapped: true })),
    rows: [head, ...rows.map((row) => columns.map((_, at) => cell(row[at] ?? [])))],
  };
  return JSON.stringify(block).length <= limits.TABLE_JSON ? [block] : undefined;
}

/** Rich text where something must be pressed or stand out, plain text otherwise. */
function cell(body: readonly Inline[]): Cell {
  return body.some(({ type }) => type === 'link' || type === 'code' || type === 'strong')
    ? rich(body)
    : raw(words(body));
}

function raw(text: string): Cell {
  const shown = literal(cleanLine(text));
  return { type: 'raw_text', text: shown === '' ? '–' : shown };
}

function rich(body: readonly Inline[]): RichTextBlock {
  type Elements = Extract<RichTextBlock['elements'][number], { type: 'rich_text_section' }>['elements'];
  const elements: Elements = body.flatMap((node): Elements => {
    const text = literal(words([node]));
    if (text === '') return node.type === 'text' && node.text !== '' ? [{ type: 'text', text: ' ' }] : [];
    const url = node.type === 'link' ? safeUrl(node.url) : undefined;
    if (url !== undefined) return [{ type: 'link', url, text }];
    if (node.type === 'strong' || node.type === 'code')
      return [{ type: 'text', text, style: node.type === 'code' ? { code: true } : { bold: true } }];
    return [{ type: 'text', text: literal('text' in node ? node.text : text) }];
  });
  return {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: elements.length > 0 ? elements : [{ type: 'text', text: '–' }] },
    ],
  };
}
