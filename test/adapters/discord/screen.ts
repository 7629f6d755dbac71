/** A Discord message as a person reads it: Markdown taken off, buttons in brackets. */
import { z } from 'zod';
import type { Shown } from './channel.ts';
import { allNodes } from './payload-rules.ts';

const node = z.looseObject({
  type: z.number(),
  content: z.string().optional(),
  label: z.string().optional(),
  placeholder: z.string().optional(),
  custom_id: z.string().optional(),
  disabled: z.boolean().optional(),
  url: z.string().optional(),
  options: z.array(z.looseObject({ label: z.string(), value: z.string() })).optional(),
  items: z.array(z.looseObject({ description: z.string().optional() })).optional(),
});
export type Seen = z.output<typeof node>;

const [BUTTON, SELECT] = [2, 3];

const nodesOf = ({ body }: Shown): readonly Seen[] =>
  allNodes(body.components).map((each) => node.parse(each));

export const buttonsOf = (shown: Shown): readonly Seen[] =>
  nodesOf(shown).filter(({ type, custom_id: id }) => type === BUTTON && id !== undefined);

export const selectsOf = (shown: Shown): readonly Seen[] =>
  nodesOf(shown).filter(({ type }) => type === SELECT);

export function textOf(shown: Shown | undefined): string {
  return (shown ? nodesOf(shown) : [])
    .flatMap(({ type, content, label, options, items }) => {
      if (content !== undefined) return [read(content)];
      if (type === BUTTON) return [`[${label}]`];
      if (options) return [options.map((option) => `(${option.label})`).join(' ')];
      return items?.map(({ description }) => `<picture: ${description}>`) ?? [];
    })
    .join('\n');
}

/** Escapes off, marks off, links as their words. */
export function read(markdown: string): string {
  return markdown
    .replace(/^(#{1,3}|-#) /gm, '')
    .replace(
      /```\w*\n([\s\S]*?)\n```|`` ([^\n]*?) ``|`([^`\n]*)`|\\([^0-9A-Za-z\s])|\*\*|\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g,
      (_, block, double, single, escaped, label) =>
        block ?? double ?? single ?? escaped ?? (label === undefined ? '' : read(label)),
    );
}
