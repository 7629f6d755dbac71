/** The replicas of one partition as bars of different length, with the high watermark through all of them. */
import type { ReplicasDiagram } from './spec.ts';
import { frame, label, tag, textWidth } from './svg.ts';
import { paletteOf, type Theme } from './theme.ts';

const MARGIN = 20;
const ROW = 58;
const BAR = 30;
const LONGEST = 330;

export function replicasSvg(diagram: ReplicasDiagram, theme: Theme): string {
  const palette = paletteOf(theme);
  const furthest = Math.max(...diagram.replicas.map(({ end }) => end), diagram.high_watermark, 1);
  const left = MARGIN + 142;
  const xOf = (offset: number) => left + (offset / furthest) * LONGEST;
  const top = MARGIN + 58;
  const rows = diagram.replicas.map(({ broker, role, end, in_sync }, at) => {
    const y = top + at * ROW;
    const look = palette.hues[in_sync ? (role === 'leader' ? 'log' : 'good') : 'bad'];
    return (
      label(`Broker ${broker}`, MARGIN, y + 7, {
        size: 14,
        fill: palette.ink,
        weight: 600,
        anchor: 'start',
      }) +
      label(`${role}${in_sync ? '' : ', not in sync'}`, MARGIN, y + 24, {
        size: 12,
        fill: look.stroke,
        weight: 600,
        anchor: 'start',
      }) +
      tag('rect', {
        x: left,
        y,
        width: Math.max(4, xOf(end) - left),
        height: BAR,
        rx: 5,
        fill: look.fill,
        stroke: look.stroke,
        'stroke-width': 1.6,
        'stroke-dasharray': in_sync ? undefined : '5 4',
      }) +
      label(`end ${end}`, xOf(end) + 8, y + BAR / 2, { size: 12.5, fill: palette.muted, anchor: 'start' })
    );
  });
  const bottom = top + diagram.replicas.length * ROW - (ROW - BAR) + 10;
  const mark = xOf(diagram.high_watermark);
  const flag = `high watermark ${diagram.high_watermark}`;
  const anchor = mark - left > LONGEST / 2 ? 'end' : 'start';
  const line =
    tag('path', {
      d: `M${mark},${top - 22}V${bottom}`,
      stroke: palette.ink,
      'stroke-width': 1.6,
      'stroke-dasharray': '2 3',
    }) +
    label(flag, mark + (anchor === 'end' ? -6 : 6), top - 18, {
      size: 12.5,
      fill: palette.ink,
      weight: 600,
      anchor,
    });
  const title = label(`Replicas of ${diagram.partition}`, MARGIN, MARGIN + 8, {
    size: 15,
    fill: palette.ink,
    weight: 600,
    anchor: 'start',
  });
  const width = left + LONGEST + 8 + textWidth(`end ${furthest}`, 12.5) + MARGIN;
  return frame(width, bottom + MARGIN, diagram.alt, palette, title, ...rows, line);
}
