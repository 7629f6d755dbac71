/** Shows replies as terminal text: wrapped, aligned, and without anything that could move the cursor. */
import { drawText } from '../../pictures/draw.ts';
import { clean, cleanLine, safeUrl } from '../../reply/clean.ts';
import type { Block, Control, Inline, Reply } from '../../reply/nodes.ts';
import { type Renderers, renderWith } from '../../reply/render.ts';
import type { Style } from './style.ts';

const TONE_WORDS = { info: 'Note', good: 'Good', warning: 'Careful', bad: 'Problem' } as const;

/** @returns the whole reply as lines, without the buttons when `controls` is false */
export function renderReply(reply: Reply<string>, style: Style, controls: boolean): string {
  const blocks = blockRenderers(style, numbering(reply));
  const shown = reply.body.filter((block) => controls || block.type !== 'actions');
  const parts = shown
    .map((block) => renderWith<Block<string>, string>(blocks, block))
    .filter((part) => part !== '');
  const files = (reply.files ?? []).map((file) => `${style.bold(cleanLine(file.name))}\n${clean(file.text)}`);
  return [...parts, ...files].join('\n\n');
}

/** Buttons, links and selects of a reply in the order of their numbers, from 1. */
export function controlsOf(reply: Reply<string>): readonly Control<string>[] {
  return reply.body.flatMap((block) => (block.type === 'actions' ? block.controls : []));
}

function numbering(reply: Reply<string>): Map<Control<string>, number> {
  return new Map(controlsOf(reply).map((control, at) => [control, at + 1]));
}

function blockRenderers(
  style: Style,
  numbers: Map<Control<string>, number>,
): Renderers<Block<string>, string> {
  const line = (body: readonly Inline[]) =>
    cleanLine(body.map((part) => renderWith(inlines(style), part)).join(''));
  const wrapped = (body: readonly Inline[], first = '', rest = first) => wrap(line(body), style, first, rest);
  return {
    heading: ({ text }) => style.bold(cleanLine(text)),
    paragraph: ({ body }) => wrapped(body),
    list: ({ ordered, items }) =>
      items
        .map((item, at) => (ordered ? wrapped(item, `${at + 1}. `, '   ') : wrapped(item, '• ', '  ')))
        .join('\n'),
    code: ({ text }) => indent(clean(text), '    '),
    fields: ({ fields }) => {
      const widest = Math.min(28, Math.max(...fields.map(({ label }) => cleanLine(label).length)));
      return fields
        .map(({ label, value }) =>
          wrapped(value, `${cleanLine(label).padEnd(widest)}  `, ' '.repeat(widest + 2)),
        )
        .join('\n');
    },
    table: ({ columns, rows }) =>
      renderTable(
        columns.map((column) => ({ ...column, label: cleanLine(column.label) })),
        rows.map((row) => row.map(line)),
        style,
      ),
    callout: ({ tone, title, body }) =>
      style.tone(tone, wrap(`${cleanLine(title ?? TONE_WORDS[tone])}: ${line(body)}`, style, '│ ', '│ ')),
    note: ({ body }) => style.dim(wrapped(body)),
    image: ({ picture }) => indent(clean(drawText(picture)), '  '),
    divider: () => style.dim('─'.repeat(Math.min(style.width, 40))),
    actions: ({ controls }) =>
      controls.map((control) => controlText(control, numbers.get(control) ?? 0)).join('  '),
  };
}

/** Keeps the blanks at either end, which separate a leaf from its neighbours. */
const oneLine = (text: string) => clean(text).replace(/\s+/g, ' ');

function inlines(style: Style): Renderers<Inline, string> {
  return {
    text: ({ text }) => oneLine(text),
    strong: ({ text }) => style.bold(oneLine(text)),
    code: ({ text }) => oneLine(text),
    link: ({ text, url }) => {
      const safe = safeUrl(url);
      return safe === undefined || safe === text ? oneLine(text) : `${oneLine(text)} (${oneLine(safe)})`;
    },
    entry: ({ text }) => oneLine(text),
    mention: ({ name }) => oneLine(name),
    time: ({ at, style: shown }) => {
      const iso = new Date(at).toISOString();
      return shown === 'date'
        ? iso.slice(0, 10)
        : shown === 'clock'
          ? `${iso.slice(11, 16)} UTC`
          : `${iso.slice(0, 16)}Z`;
    },
  };
}

function controlText(control: Control<string>, number: number): string {
  const label = cleanLine(control.label);
  if (control.type === 'link') return `[${number}] ${label}: ${safeUrl(control.url) ?? ''}`;
  if (control.type === 'select') return `[${number}] ${label} (${control.choices.length} choices)`;
  return `[${number}] ${label}`;
}

function wrap(text: string, style: Style, first = '', rest = ''): string {
  const lines: string[] = [];
  let current = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && style.lengthOf(current) + 1 + style.lengthOf(word) > style.width) {
      lines.push(current);
      current = rest;
      isEmpty = true;
    }
    current += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, current].join('\n');
}

function indent(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => by + line)
    .join('\n');
}

function renderTable(
  columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[],
  rows: readonly (readonly string[])[],
  style: Style,
): string {
  const widths = columns.map(({ label }, at) =>
    Math.max(style.lengthOf(label), ...rows.map((row) => style.lengthOf(row[at] ?? ''))),
  );
  const pad = (text: string, at: number) => {
    const space = ' '.repeat(Math.max(0, (widths[at] ?? 0) - style.lengthOf(text)));
    return columns[at]?.align === 'right' ? space + text : text + space;
  };
  const total = widths.reduce((sum, width) => sum + width + 2, -2);
  if (total > style.width) return stackedTable(columns, rows, style);
  const show = (cells: readonly string[]) => cells.map(pad).join('  ').trimEnd();
  return [style.bold(show(columns.map(({ label }) => label))), ...rows.map(show)].join('\n');
}

/** Tables too wide for the window become one small list for each row. */
function stackedTable(
  columns: readonly { readonly label: string }[],
  rows: readonly (readonly string[])[],
  style: Style,
): string {
  return rows
    .map((row) =>
      row
        .map((cell, at) =>
          wrap(
            at === 0 ? style.bold(cell) : `${columns[at]?.label}: ${cell}`,
            style,
            at === 0 ? '• ' : '  ',
            '  ',
          ),
        )
        .join('\n'),
    )
    .join('\n');
}
