/** What a person reads of Block Kit: text without markup, buttons in square brackets. */

export type Json = Readonly<Record<string, unknown>>;
export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : []);
export const string = (value: unknown): string => (typeof value === 'string' ? value : '');

export function textOf(object: unknown): string {
  if (!isJson(object)) return '';
  const raw = string(object['text']);
  return object['type'] === 'mrkdwn' ? shown(raw) : raw.replace(/[\u200b\u2060]/g, '');
}

function shown(mrkdwn: string): string {
  return mrkdwn
    .replace(/<!date\^[^|]*\|([^>]*)>/g, '$1')
    .replace(/<[^|>]*\|([^>]*)>/g, '$1')
    .replace(/[*`\u200b\u2060]/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

export type Element = { readonly kind: 'button' | 'select'; readonly label: string; readonly json: Json };

export function elementsOf(blocks: readonly Json[]): readonly Element[] {
  return blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => list(elements))
    .map((json) => ({
      kind: json['type'] === 'button' ? 'button' : 'select',
      label: textOf(json['type'] === 'button' ? json['text'] : json['placeholder']),
      json,
    }));
}

export function blocksText(blocks: readonly Json[]): string {
  return blocks.map(blockText).join('\n');
}

function blockText(block: Json): string {
  switch (block['type']) {
    case 'section':
      return [textOf(block['text']), ...list(block['fields']).map(textOf)].filter(Boolean).join('\n');
    case 'context':
      return list(block['elements']).map(textOf).join(' ');
    case 'image':
      return `(picture: ${string(block['alt_text'])})`;
    case 'table':
      return (Array.isArray(block['rows']) ? block['rows'] : [])
        .map((row) => list(row).map(cellText).join(' | '))
        .join('\n');
    case 'actions':
      return elementsOf([block])
        .map(({ label }) => `[${label}]`)
        .join(' ');
    default:
      return textOf(block['text']);
  }
}

function cellText(cell: Json): string {
  if (cell['type'] === 'raw_text') return string(cell['text']);
  return list(cell['elements'])
    .flatMap((part) => list(part['elements']))
    .map((part) => string(part['text']))
    .join('');
}
