/** Lays a flow of nodes and arrows out with Graphviz. */
import { instance } from '@viz-js/viz';
import type { Theme } from './draw.ts';
import type { Picture } from './spec.ts';

const engine = instance();

export async function flowSvg(picture: Picture, theme: Theme): Promise<string> {
  const viz = await engine;
  const ink = theme === 'light' ? '#1c2430' : '#e6edf3';
  const nodes = picture.kind === 'flow' ? picture.nodes : [];
  const arrows = picture.kind === 'flow' ? picture.arrows : [];
  const rank = picture.kind === 'flow' && picture.direction === 'down' ? 'TB' : 'LR';
  return viz.renderString(
    {
      directed: true,
      graphAttributes: { rankdir: rank, bgcolor: theme === 'light' ? 'white' : '#0d1117' },
      nodeAttributes: {
        shape: 'box',
        style: 'rounded',
        color: ink,
        fontcolor: ink,
        fontname: 'Arial',
        margin: '0.28,0.14',
      },
      edgeAttributes: { color: ink, fontcolor: ink, fontname: 'Arial' },
      nodes: nodes.map(({ id, label }) => ({ name: id, attributes: { label } })),
      edges: arrows.map(({ from, to, label = '', dashed }) => ({
        tail: from,
        head: to,
        attributes: { label, style: dashed ? 'dashed' : 'solid' },
      })),
    },
    { format: 'svg' },
  );
}
