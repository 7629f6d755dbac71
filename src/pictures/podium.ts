/** A podium for the first three places and a list for those after them. */
import { shorten } from '../reply/clean.ts';
import type { PodiumPicture } from './spec.ts';
import { frame, label, tag } from './svg.ts';
import { paletteOf, type Theme } from './theme.ts';

const WIDTH = 560;
const STEP_WIDTH = 150;
const HEIGHTS = [130, 96, 70] as const;
/** Second, first, third, as people know podiums. */
const ORDER = [1, 0, 2] as const;

export function podiumSvg(picture: PodiumPicture, theme: Theme): string {
  const palette = paletteOf(theme);
  const floor = 262;
  const steps = ORDER.flatMap((rank, column) => {
    const player = picture.places[rank];
    if (!player) return [];
    const height = HEIGHTS[Math.min(player.place, 3) - 1] ?? 70;
    const x = (WIDTH - 3 * STEP_WIDTH) / 2 + column * STEP_WIDTH;
    const look = palette.hues[player.place === 1 ? 'log' : player.place === 2 ? 'kafka' : 'store'];
    const middle = x + STEP_WIDTH / 2;
    return [
      tag('rect', {
        x: x + 6,
        y: floor - height,
        width: STEP_WIDTH - 12,
        height,
        rx: 8,
        fill: look.fill,
        stroke: look.stroke,
        'stroke-width': 1.6,
      }),
      label(String(player.place), middle, floor - height / 2, { size: 34, fill: look.stroke, weight: 600 }),
      label(shorten(player.name, 16), middle, floor - height - 32, {
        size: 15,
        fill: palette.ink,
        weight: 600,
      }),
      label(`${player.points.toLocaleString('en-US')} points`, middle, floor - height - 14, {
        size: 12.5,
        fill: palette.muted,
      }),
    ];
  });
  const rest = picture.places.slice(3, 10).map((player, at) => {
    const y = floor + 30 + at * 26;
    return (
      label(`${player.place}.`, 70, y, { size: 14, fill: palette.muted, anchor: 'end' }) +
      label(shorten(player.name, 34), 80, y, { size: 14, fill: palette.ink, anchor: 'start' }) +
      label(`${player.points.toLocaleString('en-US')}`, WIDTH - 60, y, {
        size: 14,
        fill: palette.ink,
        anchor: 'end',
      })
    );
  });
  const title = label(picture.title, WIDTH / 2, 30, { size: 18, fill: palette.ink, weight: 600 });
  const height = floor + 20 + rest.length * 26 + (rest.length > 0 ? 10 : 0);
  return frame(WIDTH, height, picture.alt, palette, title, ...steps, ...rest);
}
