/** Partition logs as rows of cells: offsets below, states by colour and mark, markers as flags. */
import type { LogDiagram, RecordState } from './spec.ts';
import { frame, label, tag, textWidth } from './svg.ts';
import { hueOfRecord, type Palette, paletteOf, type Theme } from './theme.ts';

/** Height of a cell, and its width unless a text needs more. */
const CELL = 46;
/** Between a text and the border of its cell, both sides together. */
const CELL_PADDING = 12;
const MARGIN = 20;
const MARKER_STEP = 20;

type Log = LogDiagram['logs'][number];
type LogRecord = Log['records'][number];

/** What stands in a cell; some states have a mark of their own. */
const textOf = ({ text, state }: LogRecord) =>
  text ?? (state === 'tombstone' ? '∅' : state === 'control' ? '●' : '');
const sizeOf = (text: string) => (text.length > 5 ? 11 : 13);

/** All cells of a picture are as wide as its longest text needs. */
function cellWidth({ logs }: LogDiagram): number {
  const texts = logs.flatMap(({ records }) => records.map(textOf));
  return Math.max(CELL, ...texts.map((text) => Math.ceil(textWidth(text, sizeOf(text))) + CELL_PADDING));
}

export function logSvg(diagram: LogDiagram, theme: Theme): string {
  const palette = paletteOf(theme);
  const gutter = Math.max(...diagram.logs.map((log) => textWidth(log.label, 14, 600))) + 14;
  const cells = Math.max(...diagram.logs.map((log) => log.to - log.from + 1));
  const wide = cellWidth(diagram);
  const markerRoom = Math.max(
    0,
    ...diagram.logs.flatMap((log) => log.markers.map((marker) => overhang(log, marker, cells, wide))),
  );
  let y = MARGIN;
  const rows = diagram.logs.map((log) => {
    const lanes = markerLanes(log, wide);
    const top = y + lanes.count * MARKER_STEP;
    y = top + CELL + 34;
    return drawLog(log, { laneOf: lanes.laneOf, top, gutter, wide }, palette);
  });
  const states = [
    ...new Set(
      diagram.logs.flatMap((log) =>
        log.records.flatMap(({ state }) => (state && state !== 'live' ? [state] : [])),
      ),
    ),
  ];
  const legend = drawLegend(states, y, palette);
  const width = Math.max(
    2 * MARGIN + gutter + cells * wide + 12 + markerRoom,
    2 * MARGIN + legendWidth(states),
  );
  return frame(width, y + (states.length > 0 ? 30 : 0), diagram.alt, palette, ...rows, legend);
}

/** How far a flag's text reaches beyond the last cell. */
function overhang(
  log: Log,
  { offset, label: text }: Log['markers'][number],
  cells: number,
  wide: number,
): number {
  return Math.max(0, (offset - log.from) * wide + 10 + textWidth(text, 12.5) - cells * wide);
}

/** Flags that would overlap go on different levels, the rightmost lowest. */
function markerLanes(
  { markers, from }: Log,
  wide: number,
): {
  count: number;
  laneOf: ReadonlyMap<Log['markers'][number], number>;
} {
  const laneOf = new Map<Log['markers'][number], number>();
  const ends: number[] = [];
  for (const marker of markers.toSorted((a, b) => b.offset - a.offset)) {
    const start = (marker.offset - from) * wide;
    const end = start + 14 + textWidth(marker.label, 12.5);
    const free = ends.findIndex((other) => end < other);
    const lane = free >= 0 ? free : ends.length;
    ends[lane] = start;
    laneOf.set(marker, lane);
  }
  return { count: ends.length, laneOf };
}

type Placed = {
  readonly laneOf: ReadonlyMap<Log['markers'][number], number>;
  readonly top: number;
  readonly gutter: number;
  /** Of a cell. */
  readonly wide: number;
};

function drawLog(log: Log, { laneOf, top, gutter, wide }: Placed, palette: Palette): string {
  const left = MARGIN + gutter;
  const name = label(log.label, MARGIN, top + CELL / 2, {
    size: 14,
    fill: palette.ink,
    weight: 600,
    anchor: 'start',
  });
  const cells = Array.from({ length: log.to - log.from + 1 }, (_, at) =>
    drawCell(log, log.from + at, { x: left + at * wide, top, wide }, palette),
  );
  const flags = log.markers.map((marker) => {
    const x = left + (marker.offset - log.from) * wide;
    const y = top - ((laneOf.get(marker) ?? 0) + 1) * MARKER_STEP + 6;
    return (
      tag('path', { d: `M${x},${y - 8}V${top + CELL}`, stroke: palette.ink, 'stroke-width': 1.6 }) +
      label(marker.label, x + 6, y - 2, { size: 12.5, fill: palette.ink, weight: 600, anchor: 'start' })
    );
  });
  const end = left + (log.to - log.from + 1) * wide;
  const next = tag('path', {
    d: `M${end + 2},${top + CELL / 2}h8m-4,-4l4,4l-4,4`,
    fill: 'none',
    stroke: palette.line,
    'stroke-width': 1.6,
  });
  return name + cells.join('') + next + flags.join('');
}

type Cell = { readonly x: number; readonly top: number; readonly wide: number };

function drawCell(log: Log, offset: number, { x, top, wide }: Cell, palette: Palette): string {
  const record = log.records.find((each) => each.offset === offset);
  const state: RecordState = record?.state ?? 'live';
  const look = palette.hues[hueOfRecord[state]];
  const box = tag('rect', {
    x: x + 1.5,
    y: top,
    width: wide - 3,
    height: CELL,
    rx: 4,
    fill: look.fill,
    stroke: look.stroke,
    'stroke-width': 1.4,
    'stroke-dasharray': state === 'deleted' || state === 'uncommitted' ? '4 3' : undefined,
  });
  const cross =
    state === 'aborted' || state === 'deleted'
      ? tag('path', {
          d: `M${x + 8},${top + CELL - 7}L${x + wide - 8},${top + 7}`,
          stroke: look.stroke,
          'stroke-width': 1.2,
        })
      : '';
  const text = record ? textOf(record) : '';
  return (
    box +
    cross +
    (text === ''
      ? ''
      : label(text, x + wide / 2, top + CELL / 2, { size: sizeOf(text), fill: palette.ink })) +
    label(String(offset), x + wide / 2, top + CELL + 13, { size: 12, fill: palette.muted })
  );
}

const entryWidth = (state: RecordState) => textWidth(state, 12) + 34;
const legendWidth = (states: readonly RecordState[]) =>
  states.reduce((sum, state) => sum + entryWidth(state), 0);

function drawLegend(states: readonly RecordState[], y: number, palette: Palette): string {
  let x = MARGIN;
  return states
    .map((state) => {
      const look = palette.hues[hueOfRecord[state]];
      const shown =
        tag('rect', {
          x,
          y: y + 2,
          width: 14,
          height: 14,
          rx: 3,
          fill: look.fill,
          stroke: look.stroke,
          'stroke-width': 1.4,
        }) + label(state, x + 20, y + 9, { size: 12, fill: palette.muted, anchor: 'start' });
      x += entryWidth(state);
      return shown;
    })
    .join('');
}
