/** One track for each topic: mastered, seen, and what is still ahead. */
import { shorten } from '../reply/clean.ts';
import type { ProgressPicture } from './spec.ts';
import { frame, label, tag } from './svg.ts';
import { type Palette, paletteOf, type Theme } from './theme.ts';

const WIDTH = 520;
const LEFT = 128;
const TRACK = 230;
const ROW = 30;
const TOP = 74;

export function progressSvg(picture: ProgressPicture, theme: Theme): string {
  const palette = paletteOf(theme);
  const rows = picture.rows.map((row, at) => drawRow(row, TOP + at * ROW, palette));
  const title = label(picture.title, 16, 26, { size: 16, fill: palette.ink, weight: 600, anchor: 'start' });
  const height = TOP + picture.rows.length * ROW + 6;
  return frame(WIDTH, height, picture.alt, palette, title, legend(palette), ...rows);
}

type Row = ProgressPicture['rows'][number];

const mastered = (palette: Palette) => palette.hues.good.stroke;
const seen = (palette: Palette) => palette.hues.write.stroke;

function drawRow(
  { label: name, total, seen: begun, mastered: known, due }: Row,
  y: number,
  palette: Palette,
): string {
  const wide = (count: number) => (total === 0 ? 0 : (TRACK * Math.min(count, total)) / total);
  const bar = (width: number, fill: string) =>
    width === 0 ? '' : tag('rect', { x: LEFT, y: y - 6, width: Math.max(width, 4), height: 12, rx: 4, fill });
  const words = `${begun} of ${total}${due > 0 ? ` · ${due} due` : ''}`;
  return [
    label(shorten(name, 18), LEFT - 12, y, { size: 14.5, fill: palette.ink, anchor: 'end' }),
    tag('rect', { x: LEFT, y: y - 6, width: TRACK, height: 12, rx: 4, fill: palette.hues.kafka.fill }),
    bar(wide(begun), seen(palette)),
    bar(wide(known), mastered(palette)),
    label(words, LEFT + TRACK + 10, y, { size: 13.5, fill: palette.muted, anchor: 'start' }),
  ].join('');
}

/** Words beside each colour, because colours alone do not reach everybody. */
function legend(palette: Palette): string {
  const entries = [
    { fill: mastered(palette), words: 'mastered' },
    { fill: seen(palette), words: 'seen' },
    { fill: palette.hues.kafka.fill, words: 'ahead' },
  ];
  return entries
    .map(({ fill, words }, at) => {
      const x = LEFT + at * 92;
      const square = tag('rect', {
        x,
        y: 44,
        width: 12,
        height: 12,
        rx: 3,
        fill,
        stroke: palette.line,
        'stroke-width': 0.6,
      });
      return square + label(words, x + 18, 50, { size: 13.5, fill: palette.muted, anchor: 'start' });
    })
    .join('');
}
