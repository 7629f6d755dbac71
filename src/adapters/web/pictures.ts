/** Draws the pictures of a reply once and serves them under an address made from their content. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { drawSvg, type Theme } from '../../pictures/draw.ts';
import type { Picture } from '../../pictures/spec.ts';
import type { Log } from '../../ports/log.ts';
import type { Block } from '../../reply/nodes.ts';
import type { Documents } from '../../store/documents.ts';
import type { Drawn } from './render.ts';

const PATH = '/pictures/';
const KEPT_IN_MEMORY = 300;
const LIFETIME_MS = 90 * 24 * 3_600_000;

export type Pictures = {
  /** Draws every picture of a reply, so that the renderer can look them up. */
  readonly draw: (body: readonly Block<unknown>[]) => Promise<(picture: Picture) => Drawn | undefined>;
  /** The SVG behind a name such as `3kF…x.svg`. */
  readonly svg: (name: string) => Promise<string | undefined>;
};

export function createPictures(documents: Documents, log: Log): Pictures {
  const stored = documents.collection('web-picture', z.string());
  const memory = new Map<string, string>();

  async function keep(svg: string): Promise<string> {
    const name = `${createHash('sha256').update(svg).digest('base64url').slice(0, 22)}.svg`;
    if (!memory.has(name)) {
      await stored.set(name, svg, LIFETIME_MS);
      remember(name, svg);
    }
    return PATH + name;
  }

  function remember(name: string, svg: string): void {
    memory.set(name, svg);
    const [oldest] = memory.keys();
    if (memory.size > KEPT_IN_MEMORY && oldest !== undefined) memory.delete(oldest);
  }

  async function place(picture: Picture): Promise<Drawn | undefined> {
    try {
      const draw = (theme: Theme) => drawSvg(picture, theme);
      const [light, dark] = await Promise.all([draw('light'), draw('dark')]);
      return { light: await keep(light), dark: await keep(dark), ...sizeOf(light) };
    } catch (error) {
      // A reply without its picture is still an answer: the renderer shows the words instead.
      log.warn({ error, kind: picture.kind }, 'picture could not be drawn');
      return undefined;
    }
  }

  return {
    async draw(body) {
      const pictures = body.flatMap((block) => (block.type === 'image' ? [block.picture] : []));
      const placed = new Map(
        await Promise.all(pictures.map(async (picture) => [picture, await place(picture)] as const)),
      );
      return (picture) => placed.get(picture);
    },
    async svg(name) {
      const known = memory.get(name) ?? (await stored.get(name));
      if (known !== undefined && !memory.has(name)) remember(name, known);
      return known;
    },
  };
}

/** CSS pixels, from the drawing's own width and height or its view box; pages reserve the room before it loads. */
function sizeOf(svg: string): { width: number; height: number } {
  const tag = /<svg[^>]*>/.exec(svg)?.[0] ?? '';
  const [, , , boxWidth = 800, boxHeight = 400] =
    /viewBox="([-\d.]+)[\s,]+([-\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)"/.exec(tag)?.map(Number) ?? [];
  return {
    width: Math.round(length(/\swidth="([\d.]+)(px|pt)?"/.exec(tag)) ?? boxWidth),
    height: Math.round(length(/\sheight="([\d.]+)(px|pt)?"/.exec(tag)) ?? boxHeight),
  };
}

function length(match: RegExpExecArray | null): number | undefined {
  if (!match) return undefined;
  return Number(match[1]) * (match[2] === 'pt' ? 4 / 3 : 1);
}
