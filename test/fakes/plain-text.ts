/** A reply as text with `[Button]` labels, for tests of what it says. */
import type { Block, Control, Inline } from '../../src/reply/nodes.ts';

export const plainText = ({ body }: { readonly body: readonly AnyBlock[] }): string =>
  body.map(block).join('\n');

/** With presses sealed or not. */
type AnyBlock = Block | Block<string>;

const words = (inlines: readonly Inline[]) =>
  inlines
    .map((each) => {
      if (each.type === 'time') return new Date(each.at).toISOString();
      return each.type === 'mention' ? each.name : each.text;
    })
    .join('');

function block(each: AnyBlock): string {
  switch (each.type) {
    case 'heading':
    case 'code':
      return each.text;
    case 'paragraph':
    case 'note':
    case 'callout':
      return words(each.body);
    case 'list':
      return each.items.map(words).join('\n');
    case 'fields':
      return each.fields.map(({ label, value }) => `${label}: ${words(value)}`).join('\n');
    case 'table':
      return each.rows.map((row) => row.map(words).join(' | ')).join('\n');
    case 'image':
      return each.picture.alt;
    case 'divider':
      return '';
    case 'actions':
      return each.controls.map(control).join(' ');
  }
}

const control = (each: Control | Control<string>) =>
  each.type === 'select'
    ? `[${each.label}: ${each.choices.map(({ label }) => label).join(', ')}]`
    : `[${each.label}]`;
