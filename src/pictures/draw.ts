/** Draws a picture as PNG for chat, SVG for the web and text for the console. */
import type { Picture } from './spec.ts';

export type Theme = 'light' | 'dark';

/** At twice the drawn size, so that it stays sharp on a phone. */
export async function drawPng(picture: Picture, theme: Theme): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const svg = await drawSvg(picture, theme);
  return new Resvg(svg, { fitTo: { mode: 'zoom', value: 2 } }).render().asPng();
}

export async function drawSvg(picture: Picture, theme: Theme): Promise<string> {
  const { flowSvg } = await import('./flow.ts');
  return flowSvg(picture, theme);
}

/** The picture in words, for places without pictures. */
export function drawText(picture: Picture): string {
  return picture.alt;
}
