/** A message in parts while it is being fitted: text that can lose its last lines, and finished components. */
import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import { MOST_COMPONENTS, MOST_TEXT } from './limits.ts';

export type TextPart = {
  readonly type: 'text';
  readonly lines: readonly string[];
  /** Written around the lines, such as the fences of a code block. */
  readonly open?: string;
  readonly close?: string;
  /** Headings and sources are the last to lose anything. */
  readonly keep?: boolean;
  /** Shown in a box with a bar of this colour. */
  readonly accent?: number;
};

export type Part = TextPart | { readonly type: 'component'; readonly component: APIMessageTopLevelComponent };

export const textPart = (text: string, extras: Omit<TextPart, 'type' | 'lines'> = {}): TextPart => ({
  type: 'text',
  lines: text.split('\n'),
  ...extras,
});

/** Chunked, joined and shortened until it fits; nothing is refused. */
export function fitMessage(parts: readonly Part[]): readonly APIMessageTopLevelComponent[] {
  const filled = parts.filter((part) => part.type === 'component' || content(part).trim() !== '');
  return fitText(fitCount(filled)).map(component);
}

const content = ({ open = '', lines, close = '' }: TextPart) => open + lines.join('\n') + close;

function component(part: Part): APIMessageTopLevelComponent {
  if (part.type === 'component') return part.component;
  const text = { type: ComponentType.TextDisplay as const, content: content(part) };
  return part.accent === undefined
    ? text
    : { type: ComponentType.Container, accent_color: part.accent, components: [text] };
}

/** Neighbouring texts become one, then dividers go, then whatever is last. */
function fitCount(parts: readonly Part[]): readonly Part[] {
  if (countAll(parts) <= MOST_COMPONENTS) return parts;
  let left = joinTexts(parts.filter((part) => !isDivider(part)));
  if (countAll(left) <= MOST_COMPONENTS) return left;
  while (countAll(left) > MOST_COMPONENTS - 1) left = left.slice(0, -1);
  return [...left, textPart('…')];
}

const isDivider = (part: Part) =>
  part.type === 'component' && part.component.type === ComponentType.Separator;

function joinTexts(parts: readonly Part[]): readonly Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const canJoin = last?.type === 'text' && last.accent === undefined;
    if (part.type === 'text' && part.accent === undefined && canJoin)
      joined[joined.length - 1] = textPart(`${content(last)}\n${content(part)}`);
    else joined.push(part);
  }
  return joined;
}

const countAll = (parts: readonly Part[]) =>
  parts.reduce((sum, part) => sum + countComponents([component(part)]), 0);

export function countComponents(components: readonly APIMessageTopLevelComponent[]): number {
  return components.reduce((sum, each) => sum + 1 + ('components' in each ? each.components.length : 0), 0);
}

/** Takes from the last parts first, and from headings and sources only when nothing else is left. */
function fitText(parts: readonly Part[]): readonly Part[] {
  const fitted = [...parts];
  let excess = fitted.reduce((sum, part) => sum + textOf(part), 0) - MOST_TEXT;
  for (const mayCutAll of [false, true]) {
    for (let at = fitted.length - 1; at >= 0 && excess > 0; at--) {
      const part = fitted[at];
      if (part?.type !== 'text' || (part.keep && !mayCutAll)) continue;
      const before = content(part).length;
      const shorter = shortenText(part, Math.max(0, before - excess));
      excess -= before - (shorter ? content(shorter).length : 0);
      if (shorter) fitted[at] = shorter;
      else fitted.splice(at, 1);
    }
  }
  return fitted;
}

function textOf(part: Part): number {
  return part.type === 'text' ? content(part).length : labelsOf(part.component);
}

/** Labels of buttons and menus are counted too, to be on the safe side. */
function labelsOf(row: APIMessageTopLevelComponent): number {
  if (row.type !== ComponentType.ActionRow) return 0;
  return row.components.reduce((sum, each) => {
    if (each.type === ComponentType.StringSelect) return sum + (each.placeholder?.length ?? 0);
    return sum + ('label' in each ? (each.label?.length ?? 0) : 0);
  }, 0);
}

/** Drops lines from the end; a single line that is too long is cut. Undefined when no room is left. */
function shortenText(part: TextPart, limit: number): TextPart | undefined {
  const room = limit - (part.open?.length ?? 0) - (part.close?.length ?? 0);
  if (room < 2) return undefined;
  const lines: string[] = [];
  let used = 2;
  for (const line of part.lines) {
    if (used + line.length + 1 > room) break;
    lines.push(line);
    used += line.length + 1;
  }
  if (lines.length > 0) return { ...part, lines: [...lines, '…'] };
  return { ...part, lines: [part.open === undefined ? cutMarkdown(part.lines[0] ?? '', room) : '…'] };
}

/** What may not be cut in two: an escape, a time, a link, code, a bold mark, a character. */
const WHOLE = /\\[\s\S]|<t:[^>]*>|\[(?:\\[\s\S]|[^\]\\])*\]\([^)]*\)|`` [^\n]*? ``|`[^`\n]*`|\*\*|[\s\S]/gu;

function cutMarkdown(line: string, limit: number): string {
  let cut = '';
  let isBold = false;
  for (const [token] of line.matchAll(WHOLE)) {
    const staysBold: boolean = isBold !== (token === '**');
    if (cut.length + token.length + (staysBold ? 3 : 1) > limit) break;
    cut += token;
    isBold = staysBold;
  }
  if (isBold) cut = cut.endsWith('**') ? cut.slice(0, -2) : `${cut}**`;
  return `${cut}…`;
}
