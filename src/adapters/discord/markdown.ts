/** Inline content as Discord's Markdown, with everything people or pages say escaped at the leaf. */
import { clean, safeUrl } from '../../reply/clean.ts';
import type { Inline } from '../../reply/nodes.ts';
import { type Renderers, renderWith } from '../../reply/render.ts';

/** Marks that mean something wherever they stand: emphasis, code, spoilers, links, mentions. */
const ANYWHERE = /[\\*_~|`<>[\]@]/g;
/** Headings, small text, quotes and lists begin a line. */
const LINE_START = /^([ \t]*)(#|-|\+|\d+(?=[.)]))/gm;
/** A bare address would become a link, and `:name:` an emoji. */
const COLON = /:(?=\/\/|\w+:)/g;

/** Plain text that looks the same when Discord shows it. */
export function escapeText(text: string): string {
  return clean(text).replace(ANYWHERE, '\\$&').replace(LINE_START, escapeLineStart).replace(COLON, '\\:');
}

const escapeLineStart = (_: string, blanks: string, mark: string) =>
  /\d/.test(mark) ? `${blanks}${mark}\\` : `${blanks}\\${mark}`;

/** The same on one line; blanks at either end stay, because they separate neighbours. */
export const escapeLine = (text: string) => escapeText(oneLine(text));

const oneLine = (text: string) => clean(text).replace(/\s+/g, ' ');

export function markdown(body: readonly Inline[]): string {
  return joinStrong(body)
    .map((part) => renderWith(inlines, part))
    .join('');
}

const inlines: Renderers<Inline, string> = {
  text: ({ text }) => escapeText(text),
  strong: ({ text }) => around('**', escapeLine(text)),
  code: ({ text }) => inlineCode(oneLine(text)),
  link: ({ text, url }) => link(text, url),
  entry: ({ text }) => escapeLine(text),
  mention: ({ name }) => escapeLine(name),
  time: ({ at, style }) =>
    `<t:${Math.floor(at / 1000)}:${({ relative: 'R', clock: 't', date: 'D' } as const)[style]}>`,
};

/** Marks must touch the words, so blanks at either end stay outside. */
function around(mark: string, text: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return words === '' ? text : `${before}${mark}${words}${mark}${after}`;
}

/** Backslashes do nothing inside code; the fence must be longer than any run of backticks within. */
function inlineCode(text: string): string {
  if (text.trim() === '') return text;
  if (!text.includes('`')) return `\`${text}\``;
  return text.includes('``') ? escapeText(text) : `\`\` ${text} \`\``;
}

function link(label: string, url: string): string {
  const href = safeUrl(url);
  if (href === undefined) return escapeLine(label);
  const target = href.replace(/[()<>\s]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const words = escapeLine(label).trim();
  return `[${words === '' ? escapeText(target) : words}](${target})`;
}

/** Two bold neighbours would meet as `****`, which ends nothing. */
function joinStrong(body: readonly Inline[]): readonly Inline[] {
  const joined: Inline[] = [];
  for (const part of body) {
    const last = joined.at(-1);
    if (part.type === 'strong' && last?.type === 'strong')
      joined[joined.length - 1] = { type: 'strong', text: last.text + part.text };
    else joined.push(part);
  }
  return joined;
}

/** Text for code blocks: nothing inside may look like the closing fence. */
export function codeText(text: string): string {
  return clean(text).replace(/```/g, '`\u200b`\u200b`');
}

/** What inline content says, without any marks. */
export function plain(body: readonly Inline[]): string {
  return oneLine(body.map((part) => renderWith(plainInlines, part)).join('')).trim();
}

const plainInlines: Renderers<Inline, string> = {
  text: ({ text }) => text,
  strong: ({ text }) => text,
  code: ({ text }) => text,
  link: ({ text }) => text,
  entry: ({ text }) => text,
  mention: ({ name }) => name,
  time: ({ at }) => new Date(at).toISOString().slice(0, 16).replace('T', ' '),
};
