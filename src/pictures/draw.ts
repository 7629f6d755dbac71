/** Draws a picture as PNG for chat, SVG for the web and text for the console; what was drawn once is kept. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Picture } from './spec.ts';
import { pictureText } from './text.ts';
import type { Theme } from './theme.ts';

export type { Theme } from './theme.ts';

/** Twice the drawn size is sharp on a phone; beyond these bounds a file grows past 80 KB and nobody sees more. */
const ZOOM = 2;
const WIDEST_PX = 1_200;
const MOST_PX = 1_000_000;
/** At about 40 KB each, some 10 MB. */
const MOST_KEPT = 256;

const kept = new Map<string, Promise<Uint8Array>>();

/** A name for the picture's content: equal pictures have equal keys. */
export function pictureKey(picture: Picture, theme: Theme): string {
  return createHash('sha256').update(theme).update(JSON.stringify(picture)).digest('base64url').slice(0, 22);
}

export function drawPng(picture: Picture, theme: Theme): Promise<Uint8Array> {
  const key = pictureKey(picture, theme);
  const known = kept.get(key);
  if (known) return known;
  const drawn = drawSvg(picture, theme).then(rasterise);
  kept.set(key, drawn);
  drawn.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return drawn;
}

/** The libraries are loaded with the first picture of their kind: Graphviz and ECharts are most of a cold start. */
export async function drawSvg(picture: Picture, theme: Theme): Promise<string> {
  switch (picture.kind) {
    case 'flow':
      return (await import('./flow.ts')).flowSvg(picture, theme);
    case 'log':
      return (await import('./log.ts')).logSvg(picture, theme);
    case 'replicas':
      return (await import('./replicas.ts')).replicasSvg(picture, theme);
    case 'group':
      return (await import('./group.ts')).groupSvg(picture, theme);
    case 'bars':
      return (await import('./bars.ts')).barsSvg(picture, theme);
    case 'podium':
      return (await import('./podium.ts')).podiumSvg(picture, theme);
    case 'progress':
      return (await import('./progress.ts')).progressSvg(picture, theme);
  }
}

export const drawText = pictureText;

const resolve = createRequire(import.meta.url).resolve;
const fontFiles = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'];

function zoomFor(svg: string): number {
  const [, width = WIDEST_PX, height = WIDEST_PX] = (
    / width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
  ).map(Number);
  return Math.min(ZOOM, WIDEST_PX / width, Math.sqrt(MOST_PX / (width * height)));
}

async function rasterise(svg: string): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: zoomFor(svg) },
    font: {
      loadSystemFonts: false,
      fontFiles: fontFiles.map((file) => resolve(`@expo-google-fonts/inter/${file}`)),
      defaultFontFamily: 'Inter',
    },
  });
  return image.asPng();
}
