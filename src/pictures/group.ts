/** Which member of which group reads which partition: a grid, one column for each partition. */
import type { GroupDiagram } from './spec.ts';
import { frame, label, tag, textWidth } from './svg.ts';
import { paletteOf, type Theme } from './theme.ts';

const MARGIN = 20;
const COLUMN = 44;
const ROW = 34;

export function groupSvg(diagram: GroupDiagram, theme: Theme): string {
  const palette = paletteOf(theme);
  const names = diagram.groups.flatMap((group) => group.members.map(({ name }) => name));
  const gutter =
    Math.max(textWidth(diagram.topic, 14, 600), ...names.map((name) => textWidth(name, 13.5))) + 24;
  const left = MARGIN + gutter;
  const width = left + diagram.partitions * COLUMN + MARGIN;
  const xOf = (partition: number) => left + partition * COLUMN;
  const { log, read, faint } = palette.hues;
  const head = Array.from(
    { length: diagram.partitions },
    (_, partition) =>
      tag('rect', {
        x: xOf(partition) + 2,
        y: MARGIN,
        width: COLUMN - 4,
        height: 30,
        rx: 4,
        fill: log.fill,
        stroke: log.stroke,
        'stroke-width': 1.4,
      }) +
      label(`P${partition}`, xOf(partition) + COLUMN / 2, MARGIN + 15, {
        size: 13,
        fill: palette.ink,
        weight: 600,
      }),
  );
  let y = MARGIN + 46;
  const groups = diagram.groups.map((group) => {
    const title = label(`Group ${group.name}`, MARGIN, y + 8, {
      size: 13,
      fill: palette.muted,
      weight: 600,
      anchor: 'start',
    });
    y += 24;
    const members = group.members.map((member) => {
      const isIdle = member.partitions.length === 0;
      const name = label(isIdle ? `${member.name} (idle)` : member.name, MARGIN + 8, y + ROW / 2, {
        size: 13.5,
        fill: isIdle ? palette.muted : palette.ink,
        anchor: 'start',
      });
      const line = tag('path', {
        d: `M${left},${y + ROW / 2}H${width - MARGIN}`,
        stroke: faint.stroke,
        'stroke-width': 1,
        'stroke-dasharray': '2 4',
      });
      const dots = member.partitions.map(
        (partition) =>
          tag('rect', {
            x: xOf(partition) + 6,
            y: y + 5,
            width: COLUMN - 12,
            height: ROW - 10,
            rx: 6,
            fill: read.fill,
            stroke: read.stroke,
            'stroke-width': 1.6,
          }) +
          tag('path', {
            d: `M${xOf(partition) + COLUMN / 2 - 6},${y + ROW / 2}l4,5l8,-10`,
            fill: 'none',
            stroke: read.stroke,
            'stroke-width': 2,
          }),
      );
      y += ROW;
      return name + line + dots.join('');
    });
    y += 12;
    return title + members.join('');
  });
  const topic = label(diagram.topic, MARGIN, MARGIN + 15, {
    size: 14,
    fill: palette.ink,
    weight: 600,
    anchor: 'start',
  });
  return frame(width, y + 4, diagram.alt, palette, topic, ...head, ...groups);
}
