/** How each kind of thing looks, the same in every picture: a caption names the kind, so that colour is never alone. */
import type { FlowDiagram, Shape } from './spec.ts';
import { label, tag, textWidth } from './svg.ts';
import { hueOfShape, type Palette } from './theme.ts';

type Node = FlowDiagram['nodes'][number];

const LABEL_SIZE = 15;
const NOTE_SIZE = 12;
const CAPTION_SIZE = 10;

/** What the small line above the label says. */
const captions: Readonly<Record<Shape, string>> = {
  producer: 'PRODUCER',
  consumer: 'CONSUMER',
  service: 'SERVICE',
  processor: 'PROCESSOR',
  topic: 'TOPIC',
  partition: 'PARTITION',
  broker: 'BROKER',
  controller: 'CONTROLLER',
  store: 'STATE STORE',
  database: 'DATABASE',
  cache: 'CACHE',
  connector: 'CONNECTOR',
  registry: 'REGISTRY',
  external: 'EXTERNAL',
  user: 'PERSON',
  objects: 'OBJECT STORE',
  note: '',
};

/** Pixels, caption and note included. */
export function nodeSize(node: Node): { width: number; height: number } {
  const lines = [
    textWidth(node.label, LABEL_SIZE, 600),
    textWidth(node.note ?? '', NOTE_SIZE),
    textWidth(captions[node.shape], CAPTION_SIZE, 600) * 1.12,
  ];
  const hasBars = node.shape === 'topic' || node.shape === 'partition';
  const isRound = node.shape === 'database' || node.shape === 'store' || node.shape === 'objects';
  return {
    width: Math.max(88, Math.max(...lines) + 32 + (hasBars ? 26 : 0)),
    height: 52 + (node.note === undefined ? 0 : 17) + (isRound ? 12 : 0) - (node.shape === 'note' ? 14 : 0),
  };
}

export function drawNode(node: Node, at: { x: number; y: number }, palette: Palette): string {
  const { width, height } = nodeSize(node);
  const [left, top] = [at.x - width / 2, at.y - height / 2];
  const look = palette.hues[hueOfShape[node.shape]];
  const paint = { fill: look.fill, stroke: look.stroke, 'stroke-width': 1.6 };
  const hasBars = node.shape === 'topic' || node.shape === 'partition';
  const centre = at.x - (hasBars ? 11 : 0);
  const isRound = node.shape === 'database' || node.shape === 'store' || node.shape === 'objects';
  const middle = at.y + (isRound ? 5 : 0);
  const caption = captions[node.shape];
  const rows: { text: string; size: number; fill: string; weight: 400 | 600; step: number }[] = [
    ...(caption === ''
      ? []
      : [{ text: caption, size: CAPTION_SIZE, fill: look.stroke, weight: 600 as const, step: 16 }]),
    { text: node.label, size: LABEL_SIZE, fill: palette.ink, weight: 600 as const, step: 18 },
    ...(node.note === undefined
      ? []
      : [{ text: node.note, size: NOTE_SIZE, fill: palette.muted, weight: 400 as const, step: 16 }]),
  ];
  const total = rows.reduce((sum, row) => sum + row.step, 0);
  let y = middle - total / 2;
  const text = rows.map((row) => {
    const line = label(row.text, centre, y + row.step / 2, row);
    y += row.step;
    return line;
  });
  return outline(node.shape, { left, top, width, height }, paint, look.stroke) + text.join('');
}

type Box = { left: number; top: number; width: number; height: number };
type Paint = { fill: string; stroke: string; 'stroke-width': number };

function outline(shape: Shape, box: Box, paint: Paint, stroke: string): string {
  const { left, top, width, height } = box;
  const rect = (radius: number, more: Readonly<Record<string, string | number>> = {}) =>
    tag('rect', { x: left, y: top, width, height, rx: radius, ...paint, ...more });
  switch (shape) {
    case 'topic':
    case 'partition':
      return rect(6) + cells(box, stroke, shape === 'topic' ? 3 : 1);
    case 'database':
    case 'store':
    case 'objects':
      return cylinder(box, paint);
    case 'cache':
    case 'external':
      return rect(8, { 'stroke-dasharray': '5 4' });
    case 'controller':
      return hexagon(box, paint);
    case 'broker':
    case 'registry':
      return rect(4) + tag('rect', { x: left, y: top, width: 6, height, rx: 2, fill: stroke });
    case 'connector':
      return (
        rect(8) +
        [-8, 8]
          .map((dy) =>
            tag('rect', {
              x: left - 5,
              y: top + height / 2 + dy - 2,
              width: 9,
              height: 4,
              rx: 2,
              fill: stroke,
            }),
          )
          .join('')
      );
    case 'user':
      return rect(height / 2);
    case 'note':
      return rect(6, { stroke: 'none' });
    case 'processor':
      return rect(height / 2.6);
    case 'producer':
    case 'consumer':
    case 'service':
      return rect(12);
  }
}

/** A log seen from the side: the last cells of each partition. */
function cells({ left, top, width, height }: Box, stroke: string, rows: number): string {
  const x = left + width - 24;
  const step = height / (rows + 1);
  return Array.from({ length: rows }, (_, row) =>
    [0, 6, 12]
      .map((dx) =>
        tag('rect', {
          x: x + dx,
          y: top + step * (row + 1) - 3,
          width: 4,
          height: 6,
          rx: 1,
          fill: stroke,
          'fill-opacity': 0.35 + dx / 24,
        }),
      )
      .join(''),
  ).join('');
}

function cylinder({ left, top, width, height }: Box, paint: Paint): string {
  const [lid, right, bottom] = [9, left + width, top + height];
  const side = `M${left},${top + lid}A${width / 2},${lid} 0 0 1 ${right},${top + lid}V${bottom - lid}A${width / 2},${lid} 0 0 1 ${left},${bottom - lid}Z`;
  const front = `M${left},${top + lid}A${width / 2},${lid} 0 0 0 ${right},${top + lid}`;
  return tag('path', { d: side, ...paint }) + tag('path', { d: front, ...paint, fill: 'none' });
}

function hexagon({ left, top, width, height }: Box, paint: Paint): string {
  const cut = 12;
  const [right, bottom, middle] = [left + width, top + height, top + height / 2];
  const d = `M${left + cut},${top}H${right - cut}L${right},${middle}L${right - cut},${bottom}H${left + cut}L${left},${middle}Z`;
  return tag('path', { d, ...paint, 'stroke-linejoin': 'round' });
}
