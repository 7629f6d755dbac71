/** Short names for reply nodes, so that a command reads like the message it makes. */
import type { Picture } from '../pictures/spec.ts';
import type { Action, Block, Control, Field, Form, Inline, Reply, Tone } from './nodes.ts';

/** A plain string stands for one text node wherever inline content is expected. */
export type Words = string | Inline | readonly (string | Inline)[];

export function inline(words: Words): readonly Inline[] {
  const list = Array.isArray(words) ? (words as readonly (string | Inline)[]) : [words as string | Inline];
  return list.flatMap((word) => (typeof word === 'string' ? withCommands(word) : [word]));
}

/** A command between backticks is shown as code; no other markup in a plain string means anything. */
function withCommands(value: string): readonly Inline[] {
  const parts = value.split(/`(\/kafka[^`\n]*)`/);
  return parts.flatMap((part, at) => (part === '' ? [] : [at % 2 === 1 ? mono(part) : text(part)]));
}

export const text = (value: string): Inline => ({ type: 'text', text: value });
export const strong = (value: string): Inline => ({ type: 'strong', text: value });
export const mono = (value: string): Inline => ({ type: 'code', text: value });
export const link = (label: string, url: string): Inline => ({ type: 'link', text: label, url });
export const mention = (user: string, name: string): Inline => ({ type: 'mention', user, name });
export const time = (at: number, style: 'relative' | 'clock' | 'date' = 'relative'): Inline => ({
  type: 'time',
  at,
  style,
});

export const heading = (value: string): Block => ({ type: 'heading', text: value });
export const paragraph = (words: Words): Block => ({ type: 'paragraph', body: inline(words) });
export const list = (items: readonly Words[]): Block => ({
  type: 'list',
  ordered: false,
  items: items.map(inline),
});
export const steps = (items: readonly Words[]): Block => ({
  type: 'list',
  ordered: true,
  items: items.map(inline),
});
export const code = (value: string, language?: string): Block => ({
  type: 'code',
  text: value,
  ...(language === undefined ? {} : { language }),
});
export const fields = (pairs: readonly (readonly [label: string, value: Words])[]): Block => ({
  type: 'fields',
  fields: pairs.map(([label, value]) => ({ label, value: inline(value) })),
});
/** A column label that starts with `>` is aligned right. */
export const table = (columns: readonly string[], rows: readonly (readonly Words[])[]): Block => ({
  type: 'table',
  columns: columns.map((label) =>
    label.startsWith('>') ? { label: label.slice(1), align: 'right' } : { label, align: 'left' },
  ),
  rows: rows.map((row) => row.map(inline)),
});
export const callout = (tone: Tone, words: Words, title?: string): Block => ({
  type: 'callout',
  tone,
  body: inline(words),
  ...(title === undefined ? {} : { title }),
});
export const note = (words: Words): Block => ({ type: 'note', body: inline(words) });
export const image = (name: string, picture: Picture): Block => ({ type: 'image', name, picture });
export const divider: Block = { type: 'divider' };
export const actions = (controls: readonly Control[]): Block => ({ type: 'actions', controls });

type ButtonLook = { tone?: 'primary' | 'danger' | 'right' | 'wrong'; disabled?: boolean };
export const button = (label: string, press: Action, look: ButtonLook = {}): Control => ({
  type: 'button',
  label,
  press,
  ...look,
});
export const linkButton = (label: string, url: string): Control => ({ type: 'link', label, url });
export const select = (
  label: string,
  press: Action,
  choices: readonly { label: string; value: string; description?: string }[],
): Control => ({ type: 'select', label, press, choices });

type ReplyExtras = Partial<Pick<Reply, 'visibility' | 'placement' | 'results' | 'data' | 'files' | 'share'>>;

/** @param summary one plain sentence that stands for the whole reply where nothing richer can be shown */
export function reply(
  title: string,
  summary: string,
  body: readonly Block[],
  extras: ReplyExtras = {},
): Reply {
  return { type: 'reply', ok: true, title, summary, body, ...extras };
}

/** Something the person can put right: one clear sentence, private, and where possible the buttons that do it right. */
export function refusal(
  sentence: string,
  controls: readonly Control[] = [],
  extras: ReplyExtras = {},
): Reply {
  const body = [paragraph(sentence), ...(controls.length > 0 ? [actions(controls)] : [])];
  return {
    type: 'reply',
    ok: false,
    title: 'Not quite',
    summary: sentence,
    body,
    visibility: 'private',
    placement: 'new',
    ...extras,
  };
}

export function form(title: string, submit: string, press: Action, formFields: readonly Field[]): Form {
  return { type: 'form', title, submit, press, fields: formFields };
}
