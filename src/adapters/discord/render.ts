/** Shows a reply as Discord components: one function for each node type, raw API objects out. */
import {
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { clean, cleanLine, safeUrl, shorten } from '../../reply/clean.ts';
import type { Block, Control, Inline, Reply, Tone } from '../../reply/nodes.ts';
import { type Renderers, renderWith } from '../../reply/render.ts';
import { uniqueIds } from './custom-id.ts';
import * as limits from './limits.ts';
import { codeText, escapeLine, markdown, plain } from './markdown.ts';
import { fitMessage, type Part, textPart } from './parts.ts';

/** Pictures and files are referenced by name; `message.ts` attaches what the result refers to. */
export function renderReply(reply: Reply<string>): readonly APIMessageTopLevelComponent[] {
  const parts = reply.body.flatMap((block) => renderWith<Block<string>, readonly Part[]>(blocks, block));
  const files = (reply.files ?? []).map(({ name }): Part => file(name));
  const fitted = uniqueIds(fitMessage([...titled(parts), ...files]));
  if (fitted.length > 0) return fitted;
  return fitMessage([textPart(escapeLine(reply.summary.trim() || reply.title.trim() || '…'))]);
}

const TONES: Readonly<Record<Tone, { readonly word: string; readonly colour: number }>> = {
  info: { word: 'Note', colour: 0x3b82f6 },
  good: { word: 'Good', colour: 0x22c55e },
  warning: { word: 'Careful', colour: 0xf59e0b },
  bad: { word: 'Problem', colour: 0xef4444 },
};

const blocks: Renderers<Block<string>, readonly Part[]> = {
  heading: ({ text }) =>
    text.trim() === '' ? [] : [textPart(`### ${escapeLine(text).trim()}`, { keep: true })],
  paragraph: ({ body }) => [textPart(markdown(body))],
  list: ({ ordered, items }) => [
    {
      type: 'text',
      lines: items.map((item, at) => `${ordered ? `${at + 1}.` : '-'} ${oneLine(item)}`),
    },
  ],
  code: ({ text, language }) => [fenced(text, language)],
  fields: ({ fields }) => [
    {
      type: 'text',
      lines: fields.map(({ label, value }) => `**${escapeLine(label).trim() || '…'}:** ${oneLine(value)}`),
    },
  ],
  table: (table) => [fitsFence(table) ? fencedTable(table) : tableLines(table)],
  callout: ({ tone, title, body }) => [
    textPart(`**${escapeLine(title ?? TONES[tone].word).trim() || TONES[tone].word}:** ${markdown(body)}`, {
      accent: TONES[tone].colour,
    }),
  ],
  note: ({ body }) => [textPart(`-# ${oneLine(body)}`, { keep: true })],
  image: ({ name, picture }) => [
    {
      type: 'component',
      component: {
        type: ComponentType.MediaGallery,
        items: [
          {
            media: { url: `attachment://${pictureName(name)}` },
            description: shorten(cleanLine(picture.alt) || fileName(name), limits.LONGEST_ALT),
          },
        ],
      },
    },
  ],
  divider: () => [{ type: 'component', component: { type: ComponentType.Separator } }],
  actions: ({ controls }) => rows(controls),
};

/** The first heading names the page and is larger than those within. */
function titled(parts: readonly Part[]): readonly Part[] {
  const [first, ...rest] = parts;
  if (first?.type !== 'text' || !first.lines[0]?.startsWith('### ')) return parts;
  return [{ ...first, lines: first.lines.map((line) => line.replace(/^### /, '## ')) }, ...rest];
}

const oneLine = (body: readonly Inline[]) => markdown(body).replace(/\s+/g, ' ').trim();

function fenced(text: string, language?: string): Part {
  const tag = language !== undefined && /^[a-z0-9+-]+$/i.test(language) ? language : '';
  return textPart(codeText(text), { open: `\`\`\`${tag}\n`, close: '\n```' });
}

type Table = Extract<Block<string>, { type: 'table' }>;

/** Wider lines wrap inside a code block on a phone and stop being columns. */
const WIDEST_TABLE = 58;

function fitsFence(table: Table): boolean {
  const hasLinks = table.rows.some((row) => row.some((cell) => cell.some(({ type }) => type === 'link')));
  return !hasLinks && widths(table).reduce((sum, width) => sum + width + 2, -2) <= WIDEST_TABLE;
}

function widths({ columns, rows }: Table): readonly number[] {
  return columns.map(({ label }, at) =>
    Math.max(cleanLine(label).length, ...rows.map((row) => plain(row[at] ?? []).length)),
  );
}

function fencedTable(table: Table): Part {
  const sizes = widths(table);
  const show = (cells: readonly string[]) =>
    cells
      .map((cell, at) => {
        const space = ' '.repeat(Math.max(0, (sizes[at] ?? 0) - cell.length));
        return table.columns[at]?.align === 'right' ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  const head = show(table.columns.map(({ label }) => cleanLine(label)));
  const rule = sizes.map((size) => '─'.repeat(size)).join('  ');
  return fenced([head, rule, ...table.rows.map((row) => show(row.map(plain)))].join('\n'));
}

/** One line for each row: the first cell in bold, the others behind their column's name. */
function tableLines({ columns, rows }: Table): Part {
  const lines = rows.map(([first = [], ...others]) => {
    const named = others.map((cell, at) => {
      const label = columns[at + 1]?.label ?? '';
      return `${escapeLine(label).trim()}: ${oneLine(cell)}`;
    });
    const name = first.length === 1 && first[0]?.type !== 'text' ? oneLine(first) : bold(first);
    return `- ${[name, ...named].join(' · ')}`;
  });
  return { type: 'text', lines };
}

const bold = (cell: readonly Inline[]) => (plain(cell) === '' ? '…' : `**${escapeLine(plain(cell))}**`);

export const pictureName = (name: string) => `${fileName(name)}.png`;

/** Discord keeps letters, digits, dots, dashes and underscores of a file's name. */
export function fileName(name: string): string {
  return (
    cleanLine(name)
      .replace(/[^\w.-]+/g, '-')
      .slice(0, 80) || 'file'
  );
}

const file = (name: string): Part => ({
  type: 'component',
  component: { type: ComponentType.File, file: { url: `attachment://${fileName(name)}` } },
});

/** Buttons five to a row in their order; a menu takes a row of its own. */
function rows(controls: readonly Control<string>[]): readonly Part[] {
  const made: (APIButtonComponent | APIStringSelectComponent)[][] = [];
  for (const control of controls) {
    const last = made.at(-1);
    if (control.type === 'select') {
      made.push(...menus(control).map((menu) => [menu]));
      continue;
    }
    const shown = control.type === 'link' ? linkButton(control) : button(control);
    if (!shown) continue;
    if (last && last.length < limits.BUTTONS_IN_ROW && last[0]?.type === ComponentType.Button)
      last.push(shown);
    else made.push([shown]);
  }
  return made.map((components) => ({
    type: 'component',
    component: { type: ComponentType.ActionRow, components },
  }));
}

const LOOKS = {
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
  right: ButtonStyle.Success,
  wrong: ButtonStyle.Danger,
} as const;

type Shown<Type extends Control['type']> = Extract<Control<string>, { type: Type }>;

function button({ label, press, tone, disabled }: Shown<'button'>): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: tone === undefined ? ButtonStyle.Secondary : LOOKS[tone],
    label: shortLabel(label),
    custom_id: press,
    ...(disabled === undefined ? {} : { disabled }),
  };
}

const shortLabel = (label: string) => shorten(cleanLine(label) || '…', limits.LONGEST_LABEL);

function linkButton({ label, url }: Shown<'link'>): APIButtonComponent | undefined {
  const href = safeUrl(url);
  if (href === undefined || href.length > limits.LONGEST_URL) return undefined;
  return { type: ComponentType.Button, style: ButtonStyle.Link, label: shortLabel(label), url: href };
}

/** A value too long for Discord could not come back, so such a choice is left out. */
function menus({ label, press, choices }: Shown<'select'>): readonly APIStringSelectComponent[] {
  const fitting = [...new Map(choices.map((choice) => [choice.value, choice])).values()].filter(
    ({ value }) => value.length > 0 && value.length <= limits.LONGEST_CHOICE,
  );
  const pages = Array.from({ length: Math.ceil(fitting.length / limits.CHOICES) }, (_, page) =>
    fitting.slice(page * limits.CHOICES, (page + 1) * limits.CHOICES),
  );
  return pages.map((page) => ({
    type: ComponentType.StringSelect,
    custom_id: press,
    ...(cleanLine(label) === ''
      ? {}
      : { placeholder: shorten(cleanLine(label), limits.LONGEST_PLACEHOLDER) }),
    options: page.map((choice) => ({
      label: shorten(cleanLine(choice.label) || cleanLine(choice.value) || '…', limits.LONGEST_CHOICE),
      value: choice.value,
      ...(choice.description === undefined || cleanLine(choice.description) === ''
        ? {}
        : { description: shorten(cleanLine(choice.description), limits.LONGEST_CHOICE) }),
    })),
  }));
}

/** Alternative text of pictures that cannot be shown. */
export const pictureInWords = (alt: string): Block<string> => ({
  type: 'note',
  body: [{ type: 'text', text: clean(alt) }],
});
