/** SVG pieces shared by every drawn form: escaping, text with a known width, a frame. */
import { clean } from '../reply/clean.ts';
import type { Palette } from './theme.ts';

/** Inter is shipped for PNG; browsers that lack it fall back to fonts of much the same width. */
export const FONT = "Inter, system-ui, 'Segoe UI', sans-serif";

const NARROW = /[ilj.,:;'|!()[\]/ft1I-]/;
const WIDE = /[mwMW@%—→]/;

/** Width in pixels, about 3 % more than Inter needs, so that labels never touch their box. */
export function textWidth(text: string, size: number, weight: 400 | 600 = 400): number {
  let em = 0;
  for (const letter of text)
    em += NARROW.test(letter) ? 0.34 : WIDE.test(letter) ? 0.9 : /[A-Z]/.test(letter) ? 0.7 : 0.585;
  return em * size * (weight === 600 ? 1.05 : 1);
}

export function escapeXml(text: string): string {
  return clean(text).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element; attribute values are escaped, children are markup already. */
export function tag(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeXml(String(value))}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

const round = (value: number) => Math.round(value * 10) / 10;

export type TextLook = {
  readonly size: number;
  readonly fill: string;
  readonly weight?: 400 | 600;
  readonly anchor?: 'start' | 'middle' | 'end';
};

/** @param y the middle of the line */
export function label(
  text: string,
  x: number,
  y: number,
  { size, fill, weight = 400, anchor = 'middle' }: TextLook,
): string {
  // A third of the size below the middle is where Inter's baseline belongs; `dominant-baseline` differs by renderer.
  const place = {
    x,
    y: y + size * 0.35,
    'font-size': size,
    'font-weight': weight,
    fill,
    'text-anchor': anchor,
  };
  return tag('text', place, escapeXml(text));
}

export function frame(
  width: number,
  height: number,
  alt: string,
  palette: Palette,
  ...children: readonly string[]
): string {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  return tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: w,
      height: h,
      viewBox: `0 0 ${w} ${h}`,
      role: 'img',
      'font-family': FONT,
    },
    tag('title', {}, escapeXml(alt)),
    tag('rect', { width: w, height: h, fill: palette.surface }),
    ...children,
  );
}
