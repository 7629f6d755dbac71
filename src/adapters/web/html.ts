/** The one way HTML is made here: a tagged template that escapes everything it is given except other HTML. */
import { clean } from '../../reply/clean.ts';

export class Html {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

export type Part = string | number | Html | undefined | false | readonly Part[];

/** Attributes must be quoted in the template: `<a href="${url}">`. Undefined and false print nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, string, at) => `${text}${print(parts[at - 1])}${string}`));
}

function print(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'object') return part.map(print).join('');
  return escapeText(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return clean(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** Only for HTML that this adapter made earlier and kept. */
export const keptHtml = (text: string): Html => new Html(text);
