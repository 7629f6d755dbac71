/** Flows of nodes and arrows: Graphviz finds the places, we draw the shapes. */
import { instance } from '@viz-js/viz';
import { drawNode, nodeSize } from './nodes.ts';
import type { FlowDiagram } from './spec.ts';
import { frame, label, tag, textWidth } from './svg.ts';
import { type Palette, paletteOf, type Theme } from './theme.ts';

const engine = instance();

/** Graphviz measures nodes in inches of 72 points; one point is one pixel here. */
const POINTS = 72;
const MARGIN = 20;
const LABEL_SIZE = 12.5;
/** Wider than this, text becomes too small on a phone, and the other direction is tried. */
const WIDEST = 640;

type Point = { readonly x: number; readonly y: number };
type Laid = {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, Point>;
  readonly edges: readonly {
    readonly points: readonly Point[];
    readonly label?: Point;
    readonly index: number;
  }[];
  readonly lanes: readonly { readonly label: string; readonly from: Point; readonly to: Point }[];
};

export async function flowSvg(diagram: FlowDiagram, theme: Theme): Promise<string> {
  const palette = paletteOf(theme);
  const laid = await bestLayout(diagram);
  const lanes = laid.lanes.map((lane) => drawLane(lane, palette));
  const edges = laid.edges.map((edge) => drawEdge(diagram, edge, palette));
  const nodes = diagram.nodes.map((node) =>
    drawNode(node, laid.nodes.get(node.id) ?? { x: 0, y: 0 }, palette),
  );
  const inner = tag('g', { transform: `translate(${MARGIN} ${MARGIN})` }, ...lanes, ...edges, ...nodes);
  return frame(laid.width + 2 * MARGIN, laid.height + 2 * MARGIN, diagram.alt, palette, inner);
}

/** The author's direction, unless the other one reads better on a narrow screen. */
async function bestLayout(diagram: FlowDiagram): Promise<Laid> {
  const wanted = await layOut(diagram, diagram.direction);
  if (wanted.width <= WIDEST) return wanted;
  const other = await layOut(diagram, diagram.direction === 'right' ? 'down' : 'right');
  return other.width < wanted.width * 0.8 && other.height < 1_000 ? other : wanted;
}

async function layOut(diagram: FlowDiagram, direction: 'right' | 'down'): Promise<Laid> {
  const viz = await engine;
  const inLane = new Set(diagram.lanes.flatMap((lane) => lane.nodes));
  const node = (each: FlowDiagram['nodes'][number]) => {
    const { width, height } = nodeSize(each);
    return {
      name: each.id,
      attributes: {
        width: width / POINTS,
        height: height / POINTS,
        fixedsize: true,
        shape: 'box',
        label: '',
      },
    };
  };
  const result = viz.renderJSON({
    directed: true,
    graphAttributes: {
      rankdir: direction === 'right' ? 'LR' : 'TB',
      nodesep: 0.35,
      ranksep: 0.5,
      splines: true,
    },
    nodeAttributes: { fontname: 'Arial', fontsize: LABEL_SIZE },
    edgeAttributes: { fontname: 'Arial', fontsize: LABEL_SIZE, arrowsize: 0.7 },
    nodes: diagram.nodes.filter(({ id }) => !inLane.has(id)).map(node),
    subgraphs: diagram.lanes.map((lane) => ({
      name: `cluster_${lane.id}`,
      graphAttributes: { label: lane.label, margin: 16, fontname: 'Arial', fontsize: 13 },
      nodes: diagram.nodes.filter(({ id }) => lane.nodes.includes(id)).map(node),
    })),
    edges: diagram.arrows.map(({ from, to, label: text }, index) => ({
      tail: from,
      head: to,
      attributes: { id: String(index), ...(text === undefined ? {} : { label: labelSpace(text) }) },
    })),
  });
  return readLayout(result, diagram);
}

/** An HTML table of fixed size keeps the room that our own font needs, whatever Graphviz thinks of its own. */
function labelSpace(text: string): { html: string } {
  const width = Math.ceil(textWidth(text, LABEL_SIZE)) + 10;
  return {
    html: `<table border="0" cellborder="0" cellpadding="0"><tr><td fixedsize="true" width="${width}" height="18"></td></tr></table>`,
  };
}

type Json = { readonly [key: string]: unknown };
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const numbers = (value: unknown) =>
  String(value ?? '')
    .match(/-?[\d.]+(e-?\d+)?/g)
    ?.map(Number) ?? [];

function readLayout(result: unknown, diagram: FlowDiagram): Laid {
  const graph = result as Json;
  const [, , width = 0, height = 0] = numbers(graph['bb']);
  // Graphviz counts y upwards.
  const point = ([x = 0, y = 0]: readonly number[]): Point => ({ x, y: height - y });
  const objects = list(graph['objects']);
  const places = objects
    .filter((each) => each['pos'] !== undefined)
    .map((each) => [String(each['name']), point(numbers(each['pos']))] as const);
  const edges = list(graph['edges']).map((edge) => ({
    points: readSpline(String(edge['pos'] ?? ''), point),
    index: Number(edge['id']),
    ...(edge['lp'] === undefined ? {} : { label: point(numbers(edge['lp'])) }),
  }));
  const lanes = diagram.lanes.flatMap((lane) => {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers(
      objects.find((each) => each['name'] === `cluster_${lane.id}`)?.['bb'],
    );
    return [{ label: lane.label, from: point([x1, y2]), to: point([x2, y1]) }];
  });
  return { width, height, nodes: new Map(places), edges, lanes };
}

/** `e,x,y x,y …`: the arrow's tip, then Bézier control points; the tip is put last. */
function readSpline(text: string, point: (pair: readonly number[]) => Point): readonly Point[] {
  const parts = text.split(' ').filter((part) => part !== '');
  const tip = parts.find((part) => part.startsWith('e,'));
  const curve = parts
    .filter((part) => !/^[es],/.test(part))
    .map((part) => point(part.split(',').map(Number)));
  return tip ? [...curve, point(tip.slice(2).split(',').map(Number))] : curve;
}

function drawLane(lane: Laid['lanes'][number], palette: Palette): string {
  const { from, to } = lane;
  return (
    tag('rect', {
      x: from.x,
      y: from.y,
      width: to.x - from.x,
      height: to.y - from.y,
      rx: 14,
      fill: palette.lane,
    }) + label(lane.label, (from.x + to.x) / 2, from.y + 15, { size: 13, fill: palette.muted, weight: 600 })
  );
}

function drawEdge(diagram: FlowDiagram, edge: Laid['edges'][number], palette: Palette): string {
  const arrow = diagram.arrows[edge.index];
  const tip = edge.points.at(-1);
  const before = edge.points.at(-2);
  const [start, ...curve] = edge.points.slice(0, -1);
  if (!arrow || !tip || !before || !start) return '';
  const path = `M${show(start)}C${curve.map(show).join(' ')}`;
  const text = arrow.label !== undefined && edge.label ? backedLabel(arrow.label, edge.label, palette) : '';
  return (
    tag('path', {
      d: path,
      fill: 'none',
      stroke: palette.line,
      'stroke-width': 1.6,
      'stroke-dasharray': arrow.dashed ? '5 4' : undefined,
    }) +
    arrowHead(before, tip, palette) +
    text
  );
}

const show = ({ x, y }: Point) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;

function arrowHead(from: Point, tip: Point, palette: Palette): string {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  const corner = (turn: number) => ({
    x: tip.x - 9 * Math.cos(angle + turn),
    y: tip.y - 9 * Math.sin(angle + turn),
  });
  return tag('path', {
    d: `M${show(tip)}L${show(corner(0.42))}L${show(corner(-0.42))}Z`,
    fill: palette.line,
  });
}

/** The surface behind a label keeps it legible where it crosses its own arrow. */
function backedLabel(text: string, at: Point, palette: Palette): string {
  const width = textWidth(text, LABEL_SIZE) + 6;
  return (
    tag('rect', {
      x: at.x - width / 2,
      y: at.y - 9,
      width,
      height: 18,
      rx: 4,
      fill: palette.surface,
      'fill-opacity': 0.85,
    }) + label(text, at.x, at.y, { size: LABEL_SIZE, fill: palette.muted })
  );
}
