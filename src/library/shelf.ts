/** The library for reading outside a chat: pages without buttons, lists, search. */
import type { Command } from '../bot/command.ts';
import type { Catalogue, Entry } from '../catalogue/catalogue.ts';
import { type Area, areas, type Kind, kinds } from '../catalogue/schema.ts';
import type { Block } from '../reply/nodes.ts';
import { entryPage, lineFor } from './page.ts';

export type { Entry } from '../catalogue/catalogue.ts';
export type { Area, Kind } from '../catalogue/schema.ts';

/** A page's blocks have no presses: they are read without a session. */
export type PageBlock = Exclude<Block, { readonly type: 'actions' }>;

export type Page = {
  readonly entry: Entry;
  readonly body: readonly PageBlock[];
  readonly related: readonly Entry[];
  /** The line that shows this entry in a chat, without `/kafka`. */
  readonly line: string;
};

export type Group<Name> = { readonly name: Name; readonly entries: readonly Entry[] };

export type Shelf = {
  readonly size: number;
  readonly entry: (id: string) => Entry | undefined;
  readonly page: (entry: Entry) => Page;
  /** Only kinds that have entries, in the order of the schema. */
  readonly byKind: readonly Group<Kind>[];
  readonly byArea: readonly Group<Area>[];
  /** Best first; empty when nothing fits. */
  readonly search: (words: string) => readonly Entry[];
};

export function createShelf(catalogue: Catalogue, commands: readonly Command[]): Shelf {
  const group = <Name extends string>(names: readonly Name[], of: (entry: Entry) => Name) =>
    names.flatMap((name): readonly Group<Name>[] => {
      const entries = catalogue.entries.filter((entry) => of(entry) === name).sort(byTitle);
      return entries.length > 0 ? [{ name, entries }] : [];
    });
  return {
    size: catalogue.entries.length,
    entry: catalogue.entry,
    byKind: group(kinds, ({ kind }) => kind),
    byArea: group(areas, ({ meta }) => meta.area),
    page: (entry) => ({
      entry,
      body: entryPage({ catalogue, commands }, entry).body.filter((block) => block.type !== 'actions'),
      related: entry.meta.related.flatMap((id) => catalogue.entry(id) ?? []),
      line: lineFor(entry, { commands }),
    }),
    search(words) {
      const { confidence, hits } = catalogue.find(words);
      return confidence === 'none' ? [] : hits.flatMap(({ id }) => catalogue.entry(id) ?? []);
    },
  };
}

const byTitle = (a: Entry, b: Entry) => a.meta.title.localeCompare(b.meta.title, 'en');
