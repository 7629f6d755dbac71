/** Terminal styling that disappears where it is not wanted. */
import { stripVTControlCharacters } from 'node:util';

export type Style = {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly tone: (tone: 'info' | 'good' | 'warning' | 'bad', text: string) => string;
  /** Length without the styling above. */
  readonly lengthOf: (text: string) => number;
  /** Columns to wrap at. */
  readonly width: number;
};

const COLOURS = { info: 36, good: 32, warning: 33, bad: 31 } as const;
const paint = (code: number, text: string) => `\u001b[${code}m${text}\u001b[0m`;

export const plainStyle = (width: number): Style => ({
  bold: (text) => text,
  dim: (text) => text,
  tone: (_, text) => text,
  lengthOf: (text) => text.length,
  width,
});

export const colourStyle = (width: number): Style => ({
  bold: (text) => paint(1, text),
  dim: (text) => paint(2, text),
  tone: (tone, text) => paint(COLOURS[tone], text),
  lengthOf: (text) => stripVTControlCharacters(text).length,
  width,
});
