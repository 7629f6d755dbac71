/** A reply as Block Kit: one function per node, then fitted to what one Slack message may hold. */
import type { ActionsBlockElement, Button, KnownBlock, PlainTextElement, StaticSelect } from '@slack/types';
import { drawText } from '../../pictures/draw.ts';
import type { Picture } from '../../pictures/spec.ts';
import { clean, cleanLine, safeUrl, shorten } from '../../reply/clean.ts';
import type { Block, Control, Inline, Reply, Tone } from '../../reply/nodes.ts';
import { type Renderers, renderWith } from '../../reply/render.ts';
import { fitMessage } from './fit.ts';
import * as limits from './limits.ts';
import { fenceBody, literal, mrkdwn, verbatim, words } from './mrkdwn.ts';
import { tableBlocks } from './table.ts';

export type SlackMessage = { readonly text: string; readonly blocks: readonly KnownBlock[] };

export type RenderOptions = {
  /** Slack's id of an uploaded picture; a picture without one is shown in words. */
  readonly fileOf: (picture: Picture) => string | undefined;
  /** Native tables exist in messages only, and once in each. */
  readonly tables: number;
};

export const WORDS_ONLY: RenderOptions = { fileOf: () => undefined, tables: 0 };

/** Never fails and never exceeds a limit: what does not fit is chunked, then shortened. */
export function renderReply(reply: Reply<string>, options: RenderOptions): SlackMessage {
  const text = fallbackText(reply.summary);
  const blocks = fitMessage(renderBlocks(reply.body, options));
  return { text, blocks: blocks.length > 0 ? blocks : [section(text)] };
}

/** What notifications and screen readers get; escaped, a character takes at most five, and a section holds the whole. */
function fallbackText(summary: string): string {
  const text = verbatim(shorten(cleanLine(summary), limits.SECTION_TEXT / 5));
  return text === '' ? 'Kafka' : text;
}

export function renderBlocks(body: readonly Block<string>[], options: RenderOptions): readonly KnownBlock[] {
  const table = createTable(options);
  const render = (block: Block<string>) =>
    ALWAYS_ALIKE.has(block.type) ? rememberedBlocks(block, table) : renderWith(table, block);
  return uniqueActions(body.flatMap(render));
}

/** Nodes that look the same wherever they stand; the library's pages are made of the same ones every time. */
const ALWAYS_ALIKE: ReadonlySet<Block['type']> = new Set([
  'heading',
  'paragraph',
  'list',
  'code',
  'fields',
  'callout',
  'note',
]);
const rendered = new WeakMap<Block<string>, readonly KnownBlock[]>();

function rememberedBlocks(
  block: Block<string>,
  table: Renderers<Block<string>, readonly KnownBlock[]>,
): readonly KnownBlock[] {
  const blocks = rendered.get(block) ?? renderWith(table, block);
  rendered.set(block, blocks);
  return blocks;
}

export const plain = (text: string, limit: number): PlainTextElement => {
  const shown = shorten(literal(cleanLine(text)), limit);
  return { type: 'plain_text', text: shown === '' ? '–' : shown };
};

export const section = (text: string): KnownBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text, verbatim: true },
});

const sections = (body: readonly Inline[]) => mrkdwn(body, limits.SECTION_TEXT).map(section);

const contexts = (body: readonly Inline[]): readonly KnownBlock[] =>
  mrkdwn(body, limits.CONTEXT_TEXT).map((text) => ({
    type: 'context',
    elements: [{ type: 'mrkdwn', text, verbatim: true }],
  }));

const ICONS: Readonly<Record<Tone, string>> = { info: 'ℹ️', good: '✅', warning: '⚠️', bad: '❌' };

function createTable(options: RenderOptions): Renderers<Block<string>, readonly KnownBlock[]> {
  let tablesLeft = options.tables;
  return {
    heading: ({ text }) => [{ type: 'header', text: plain(text, limits.HEADER) }],
    paragraph: ({ body }) => sections(body),
    list: ({ items, ordered }) =>
      packLines(items.flatMap((item, at) => listItem(item, ordered ? at + 1 : undefined))),
    code: ({ text }) => codeBlocks(text),
    fields: ({ fields }) => fieldBlocks(fields),
    table: (table) => {
      const native = tablesLeft > 0 ? tableBlocks(table) : undefined;
      if (native) tablesLeft--;
      return native ?? codeBlocks(tableText(table));
    },
    callout: ({ tone, title, body }) =>
      mrkdwn(calloutBody(tone, title, body), limits.SECTION_TEXT - 200).map((text) => section(quoted(text))),
    note: ({ body }) => contexts(body),
    image: ({ picture }) => imageBlocks(picture, options.fileOf(picture)),
    divider: () => [{ type: 'divider' }],
    actions: ({ controls }) => actionBlocks(controls),
  };
}

function calloutBody(tone: Tone, title: string | undefined, body: readonly Inline[]): readonly Inline[] {
  const heading: readonly Inline[] =
    title === undefined
      ? []
      : [
          { type: 'strong', text: title },
          { type: 'text', text: '\n' },
        ];
  return [{ type: 'text', text: `${ICONS[tone]} ` }, ...heading, ...body];
}

/** A quote mark before each line sets a callout apart; 200 characters are kept free for the marks. */
function quoted(text: string): string {
  const lines = text.split('\n').slice(0, 200 / '\n> '.length);
  return `> ${lines.join('\n> ')}`;
}

function listItem(item: readonly Inline[], number: number | undefined): readonly string[] {
  const [first = '', ...rest] = mrkdwn(item, limits.SECTION_TEXT - 20);
  return [`${number === undefined ? '•' : `${number}.`} ${first}`, ...rest];
}

/** As many lines in each section as fit. */
function packLines(lines: readonly string[]): readonly KnownBlock[] {
  return pack(lines, limits.SECTION_TEXT).map(section);
}

function pack(lines: readonly string[], limit: number): readonly string[] {
  const packed: string[] = [];
  let current: string | undefined;
  for (const line of lines) {
    const joined: string = current === undefined ? line : `${current}\n${line}`;
    if (current !== undefined && joined.length > limit) {
      packed.push(current);
      current = line;
    } else current = joined;
  }
  return current === undefined ? packed : [...packed, current];
}

/** Escaping makes a character at most five long, so a line is cut well before the section's limit. */
const CODE_LINE = 550;

function codeBlocks(code: string): readonly KnownBlock[] {
  const lines = clean(code)
    .split('\n')
    .map((line) => fenceBody(shorten(line, CODE_LINE)));
  return pack(lines, limits.SECTION_TEXT - '```\n\n```'.length)
    .filter((part) => part.trim() !== '')
    .map((part) => section(`\`\`\`\n${part}\n\`\`\``));
}

type FieldPair = { readonly label: string; readonly value: readonly Inline[] };

const FIELD_LABEL = 600;
const FIELD_VALUE = limits.SECTION_FIELD - FIELD_LABEL - '\n …'.length;

function fieldBlocks(fields: readonly FieldPair[]): readonly KnownBlock[] {
  const texts = fields.map(({ label, value }) => {
    const [name = ''] = mrkdwn([{ type: 'strong', text: cleanLine(label) }], FIELD_LABEL);
    const [first = '', ...rest] = mrkdwn(value, FIELD_VALUE);
    return `${name}\n${first}${rest.length > 0 ? ' …' : ''}`.trim();
  });
  return chunk(
    texts.filter((text) => text !== ''),
    limits.SECTION_FIELDS,
  ).map((group) => ({
    type: 'section',
    fields: group.map((text) => ({ type: 'mrkdwn', text, verbatim: true })),
  }));
}

type TableNode = Extract<Block<string>, { readonly type: 'table' }>;

/** A table in characters, columns padded to one width each. */
function tableText({ columns, rows }: TableNode): string {
  const cells = [columns.map(({ label }) => cleanLine(label)), ...rows.map((row) => row.map(cellText))];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => [...(row[at] ?? '')].length)));
  const line = (row: readonly string[]) =>
    columns
      .map(({ align }, at) => {
        const [cell, width] = [row[at] ?? '', widths[at] ?? 0];
        return align === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = cells;
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...body.map(line)].join('\n');
}

const LONGEST_CELL = 80;

function cellText(cell: readonly Inline[]): string {
  return shorten(
    cleanLine(cell.map((node) => ('text' in node ? node.text : words([node]))).join('')),
    LONGEST_CELL,
  );
}

function imageBlocks(picture: Picture, file: string | undefined): readonly KnownBlock[] {
  const alt = shorten(literal(cleanLine(picture.alt)), limits.IMAGE_ALT);
  if (file !== undefined)
    return [{ type: 'image', slack_file: { id: file }, alt_text: alt === '' ? 'Picture' : alt }];
  const inWords = drawText(picture);
  return inWords.includes('\n') ? codeBlocks(inWords) : contexts([{ type: 'text', text: inWords }]);
}

/** Slack cannot grey a button out, so a disabled one is its label in a line under the others. */
function actionBlocks(controls: readonly Control<string>[]): readonly KnownBlock[] {
  const isOff = (control: Control<string>) => control.type === 'button' && control.disabled === true;
  const elements = controls
    .filter((control) => !isOff(control))
    .flatMap((control) => controlElement(control));
  const off = controls.filter(isOff).map(offLabel);
  return [
    ...chunk(elements, limits.ACTIONS).map((group): KnownBlock => ({ type: 'actions', elements: group })),
    ...(off.length > 0 ? contexts([{ type: 'text', text: off.join(' · ') }]) : []),
  ];
}

const VERDICTS: Readonly<Record<string, string>> = { right: '✅ ', wrong: '❌ ' };

function offLabel(control: Control<string>): string {
  const tone = control.type === 'button' ? control.tone : undefined;
  return `${VERDICTS[tone ?? ''] ?? ''}${cleanLine(control.label)}`;
}

function controlElement(control: Control<string>): readonly ActionsBlockElement[] {
  switch (control.type) {
    case 'button':
      return [
        {
          type: 'button',
          text: plain(control.label, limits.BUTTON_TEXT),
          action_id: control.press,
          ...buttonStyle(control.tone),
        },
      ];
    case 'link': {
      const url = safeUrl(control.url);
      if (url === undefined || url.length > limits.BUTTON_URL) return [];
      return [
        { type: 'button', text: plain(control.label, limits.BUTTON_TEXT), url, action_id: LINK_ACTION },
      ];
    }
    case 'select':
      return selectElements(control);
  }
}

/** Slack reports a press on a link too; nothing is behind this id. */
export const LINK_ACTION = 'link';

function buttonStyle(tone: 'primary' | 'danger' | 'right' | 'wrong' | undefined): Pick<Button, 'style'> {
  if (tone === undefined) return {};
  return { style: tone === 'primary' || tone === 'right' ? 'primary' : 'danger' };
}

function selectElements({
  label,
  press,
  choices,
}: Extract<Control<string>, { readonly type: 'select' }>): readonly StaticSelect[] {
  // A shortened value would mean something else, so a choice whose value does not fit is left out.
  const options = choices
    .filter(({ value }) => value !== '' && value.length <= limits.OPTION_VALUE)
    .map(({ label: text, value, description }) => ({
      text: plain(text, limits.OPTION_TEXT),
      value,
      ...(description === undefined || description.trim() === ''
        ? {}
        : { description: plain(description, limits.OPTION_TEXT) }),
    }));
  return chunk(options, limits.SELECT_OPTIONS).map((group) => ({
    type: 'static_select',
    placeholder: plain(label, limits.PLACEHOLDER),
    action_id: press,
    options: group,
  }));
}

/** Ids must differ within a message; `#2` is taken off again when the press arrives. */
function uniqueActions(blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  const seen = new Map<string, number>();
  const unique = <Element extends ActionsBlockElement>(element: Element): Element => {
    if (!('action_id' in element) || element.action_id === undefined) return element;
    const times = (seen.get(element.action_id) ?? 0) + 1;
    seen.set(element.action_id, times);
    return times === 1 ? element : { ...element, action_id: `${element.action_id}#${times}` };
  };
  return blocks.map((block) =>
    block.type === 'actions' ? { ...block, elements: block.elements.map(unique) } : block,
  );
}

/** The press behind an action id. */
export function pressOf(actionId: string): string {
  return actionId.replace(/#\d+$/, '');
}

export function chunk<Value>(values: readonly Value[], size: number): Value[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, at) =>
    values.slice(at * size, (at + 1) * size),
  );
}
