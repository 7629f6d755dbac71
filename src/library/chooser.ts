/** Entries to choose from: by area where there are many, with their gists where there are few. */
import { z } from 'zod';
import { defineAction } from '../bot/command.ts';
import type { Entry } from '../catalogue/catalogue.ts';
import { type Area, areas, type Kind, kinds } from '../catalogue/schema.ts';
import { actions, heading, paragraph, reply, select, strong, text } from '../reply/build.ts';
import { shorten } from '../reply/clean.ts';
import { counted } from '../reply/counted.ts';
import type { Block, Inline, Reply } from '../reply/nodes.ts';
import { chooseEntry } from './page.ts';

/** Opens the entries of one kind and area; a select carries the area as its value. */
export const chooseArea = defineAction(
  'entry.area',
  z.object({ kind: z.enum(kinds), title: z.string(), value: z.enum(areas) }),
  ({ catalogue }, { kind, title, value: area }) => {
    const entries = catalogue.entries.filter((entry) => entry.kind === kind && entry.meta.area === area);
    const intro = `${counted(entries.length, 'page')} on ${area}; choose one.`;
    return { ...chooser(`${title}: ${area}`, intro, entries, kind), placement: 'turn' };
  },
);

/** Entries to choose from: by area where a menu (25, Discord) does not hold them, else all of them. */
export function chooser(title: string, intro: string, entries: readonly Entry[], share: string): Reply {
  const byArea = Map.groupBy(entries, ({ meta }) => meta.area);
  const [first] = entries;
  const isLong = entries.length > MENU_SIZE && byArea.size > 1;
  const choice = isLong && first ? areaMenu(title, first.kind, byArea) : entryList(entries);
  return reply(title, intro, [heading(title), paragraph(intro), ...choice], {
    results: entries.map(({ kind, id, meta }) => ({ kind, id, title: meta.title, score: 1 })),
    share,
  });
}

function areaMenu(title: string, kind: Kind, byArea: ReadonlyMap<Area, readonly Entry[]>): readonly Block[] {
  const sorted = [...byArea].sort(([a], [b]) => areas.indexOf(a) - areas.indexOf(b));
  const named = (some: readonly Entry[]) =>
    some
      .slice(0, SHOWN_OF_AREA)
      .flatMap(({ id, meta }, at): Inline[] => [
        text(at === 0 ? ': ' : ', '),
        { type: 'entry', text: meta.title, id },
      ]);
  return [
    {
      type: 'list',
      ordered: false,
      items: sorted.map(([area, some]) => [
        strong(`${area} (${some.length})`),
        ...named(some),
        ...(some.length > SHOWN_OF_AREA ? [text(' …')] : []),
      ]),
    },
    actions([
      select(
        'Choose an area',
        chooseArea({ kind, title }),
        sorted.map(([area, some]) => ({
          label: area,
          value: area,
          description: counted(some.length, 'page'),
        })),
      ),
    ]),
  ];
}

/** Gists for the first ones, the titles of the rest. */
function entryList(entries: readonly Entry[]): readonly Block[] {
  const rest = entries
    .slice(SHOWN_GISTS)
    .flatMap(({ id, meta }, at): Inline[] => [
      text(at === 0 ? 'Also: ' : ' · '),
      { type: 'entry', text: meta.title, id },
    ]);
  return [
    {
      type: 'list',
      ordered: false,
      items: entries
        .slice(0, SHOWN_GISTS)
        .map(({ id, meta }): readonly Inline[] => [
          { type: 'entry', text: meta.title, id },
          text(`: ${meta.gist}`),
        ]),
    },
    ...(rest.length > 0 && entries.length <= MOST_NAMED ? [paragraph(rest)] : []),
    ...menus(entries),
  ];
}

const SHOWN_OF_AREA = 3;
const SHOWN_GISTS = 12;
/** More titles than this are a wall; the menus hold them. */
const MOST_NAMED = 50;
const MENU_SIZE = 25;
const MOST_MENUS = 4;

function menus(entries: readonly Entry[]): readonly Block[] {
  const blocks: Block[] = [];
  for (let start = 0; start < entries.length && blocks.length < MOST_MENUS; start += MENU_SIZE) {
    const page = entries.slice(start, start + MENU_SIZE);
    const [first, last] = [page[0]?.meta.title ?? '', page.at(-1)?.meta.title ?? ''];
    const label =
      entries.length <= MENU_SIZE ? 'Open a page' : `${shorten(first, 30)} … ${shorten(last, 30)}`;
    const choices = page.map(({ id, meta }) => ({
      label: meta.title,
      value: id,
      description: shorten(meta.gist, 75),
    }));
    blocks.push(actions([select(label, chooseEntry({}), choices)]));
  }
  return blocks;
}
