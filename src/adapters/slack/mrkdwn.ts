/** Inline nodes as Slack's mrkdwn, in which text stays text: it cannot link, mention or format. */
import { clean, cleanLine, safeUrl, shorten } from '../../reply/clean.ts';
import type { Inline } from '../../reply/nodes.ts';
import { type Renderers, renderWith } from '../../reply/render.ts';

/** An invisible character at which Slack's own patterns stop matching. */
const JOINER = '\u2060';

/** https://docs.slack.dev/messaging/formatting-message-text: these three and no others. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Slack has no escape for its formatting characters, so a look-alike stands in where one could open or close a pair. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/** Everything that Slack may read as more than text. */
const MEANINGFUL = /[*_~`:@&<>]/;

/**
 * Text that reads the same and means nothing to Slack. Formatting characters inside a word (`my_topic`) or between
 * blanks (`3 * 4`) never format and stay; emoji names, group mentions and quote marks are broken by an invisible joiner.
 */
export function verbatim(text: string): string {
  const cleaned = clean(text);
  if (!MEANINGFUL.test(cleaned)) return cleaned;
  const still = withoutNames(cleaned)
    .replace(/[*_~`]/g, (mark, at: number, whole: string) =>
      mark !== '`' && isHarmless(whole[at - 1], whole[at + 1]) ? mark : (LOOK_ALIKES[mark] ?? mark),
    )
    .replace(/^>/gm, `${JOINER}>`);
  return escapeText(still);
}

/** Emoji and group names are what Slack looks for in any text. */
function withoutNames(text: string): string {
  return text
    .replace(/:(?=[\w+'-]+:)/g, `:${JOINER}`)
    .replace(/@(?=(?:channel|here|everyone|group)\b)/gi, `@${JOINER}`);
}

function isHarmless(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  const isWord = (character: string) => /[\p{L}\p{N}]/u.test(character);
  const isBlank = (character: string) => /\s/.test(character);
  return (isWord(before) && isWord(after)) || (isBlank(before) && isBlank(after));
}

/** Text for plain_text objects and table cells: Slack formats nothing there, and mentions are broken all the same. */
export function literal(text: string): string {
  const cleaned = clean(text);
  return MEANINGFUL.test(cleaned) ? broken(cleaned) : cleaned;
}

function broken(text: string): string {
  return withoutNames(text).replace(/<(?=[!@#])/g, `<${JOINER}`);
}

/** Inside a fence only the fence itself could end it. */
export function fenced(code: string): string {
  return `\`\`\`\n${fenceBody(code)}\n\`\`\``;
}

export function fenceBody(code: string): string {
  return escapeText(clean(code).replaceAll('```', `\`${JOINER}\`\``));
}

/** Escaping makes a character at most five (`&amp;`). */
const ESCAPED = 5;
const MARKS = 10;
const LONGEST_NAME = 100;

/** @param limit what one piece may take, with its marks */
function createMarks(limit: number): Renderers<Inline, readonly string[]> {
  const longest = Math.floor((limit - MARKS) / ESCAPED);
  const cut = (text: string) => pieces(text, longest);
  const strong = (text: string) => cut(unbroken(text)).map((piece) => wrapped('*', verbatim(piece)));
  return {
    text: ({ text }) => cut(clean(text)).map(verbatim),
    strong: ({ text }) => strong(text),
    code: ({ text }) =>
      cut(unbroken(text)).map((piece) => wrapped('`', escapeText(piece.replaceAll('`', 'ˋ')))),
    entry: ({ text }) => strong(text),
    link: ({ text, url }) => [link(text, url, limit)],
    // The name and not the id: Slack would ping whoever it names.
    mention: ({ name }) => [verbatim(shorten(cleanLine(name), LONGEST_NAME))],
    time: ({ at, style }) => [date(at, style)],
  };
}

/** One line, with the blanks at its ends kept: they separate it from its neighbours. */
function unbroken(text: string): string {
  return clean(text).replace(/\s+/g, ' ');
}

/** Cuts at white space where there is some. */
function pieces(text: string, longest: number): readonly string[] {
  const cuts: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const window = rest.slice(0, longest);
    const blank = window.search(/\s\S*$/);
    const at = blank > longest / 2 ? blank + 1 : wholeCharacters(window);
    cuts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return rest === '' ? cuts : [...cuts, rest];
}

function wholeCharacters(window: string): number {
  const last = window.charCodeAt(window.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? window.length - 1 : window.length;
}

/** A mark must touch its word: `*A. *` would not be bold. */
function wrapped(mark: string, text: string): string {
  const [, before = '', core = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return core === '' ? text : `${before}${mark}${core}${mark}${after}`;
}

/** The label takes at most a third of the space; an address that does not fit the rest is left out. */
function link(text: string, url: string, limit: number): string {
  const label = shorten(cleanLine(text), Math.floor(limit / 3 / ESCAPED));
  const target = safeUrl(url)?.replaceAll('|', '%7C');
  if (target === undefined || escapeText(target).length > limit / 2) return verbatim(label);
  return `<${escapeText(target)}|${verbatim(label === '' ? 'link' : label).replaceAll('|', '∣')}>`;
}

/** `{ago}` knows only the past, so a relative time is a day and an hour in the reader's own zone. */
const DATE_TOKENS = {
  relative: '{date_short_pretty} at {time}',
  clock: '{time_secs}',
  date: '{date_long}',
} as const;

function date(at: number, style: keyof typeof DATE_TOKENS): string {
  return `<!date^${Math.floor(at / 1000)}^${DATE_TOKENS[style]}|${utc(at)}>`;
}

/** `2026-11-22 14:30 UTC` */
function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** One for each of the few limits there are. */
const known = new Map<number, ReturnType<typeof createMarks>>();

/** Packs inline content into as few strings of at most `limit` characters as it takes. */
export function mrkdwn(body: readonly Inline[], limit: number): readonly string[] {
  const marks = known.get(limit) ?? createMarks(limit);
  known.set(limit, marks);
  const packed: string[] = [];
  let current = '';
  for (const piece of body.flatMap((node) => renderWith(marks, node))) {
    const joined = join(current, piece);
    if (joined.length <= limit) current = joined;
    else {
      packed.push(current);
      current = piece;
    }
  }
  return [...packed, current].filter((text) => text.trim() !== '');
}

/** Marks need a boundary: between a letter and a mark an invisible one is put. */
function join(left: string, right: string): string {
  const touches =
    (/[\p{L}\p{N}]$/u.test(left) && /^[*`]/.test(right)) ||
    (/[*`]$/.test(left) && /^[\p{L}\p{N}*`]/u.test(right));
  return touches ? `${left}\u200b${right}` : left + right;
}

/** The words of inline content without any markup. */
export function words(body: readonly Inline[]): string {
  return cleanLine(body.map(plainOf).join(''));
}

function plainOf(node: Inline): string {
  switch (node.type) {
    case 'mention':
      return node.name;
    case 'time':
      return utc(node.at);
    default:
      return node.text;
  }
}
