/** Shows one entry of the library as a page: gist, body, facts from its front matter, sources, where to go next. */
import { z } from 'zod';
import type { Context } from '../bot/command.ts';
import { defineAction } from '../bot/command.ts';
import { runLine } from '../bot/share.ts';
import type { Entry } from '../catalogue/catalogue.ts';
import { questionsAbout } from '../quiz/pick.ts';
import {
  actions,
  button,
  fields,
  heading,
  link,
  mono,
  note,
  paragraph,
  refusal,
  reply,
  strong,
  table,
  text,
} from '../reply/build.ts';
import { shorten } from '../reply/clean.ts';
import type { Block, Control, Inline, Reply, Result } from '../reply/nodes.ts';
import type { Hit } from '../search/search.ts';

/** Buttons beside Share and Quiz must fit one row of five on Discord. */
const MOST_RELATED = 3;
const LONGEST_LABEL = 34;

export const openEntry = defineAction('entry.open', z.object({ id: z.string() }), (context, { id }) => {
  const entry = context.catalogue.entry(id);
  if (!entry) return refusal('That page is no longer in the library; search for it with `/kafka concept`.');
  return { ...entryPage(context, entry), placement: 'turn' };
});

/** A select carries the entry's id as its value. */
export const chooseEntry = defineAction(
  'entry.choose',
  z.object({ value: z.string() }),
  (context, { value }) => {
    const entry = context.catalogue.entry(value);
    if (!entry) return refusal('That page is no longer in the library; search for it with `/kafka concept`.');
    return { ...entryPage(context, entry), placement: 'turn' };
  },
);

/** The line that opens an entry again: its own command where its kind has one. */
export function lineFor(entry: Pick<Entry, 'kind' | 'id'>, context: Pick<Context, 'commands'>): string {
  const own = context.commands.some((command) => command.name === entry.kind) ? entry.kind : 'concept';
  return `${own} ${entry.id}`;
}

/** What a page needs of the context, so that the site without a chat can show it too. */
export type Reading = Pick<Context, 'catalogue' | 'commands'>;

/** @param hits the ranked entries behind a lookup; the shown one is put first */
export function entryPage(context: Reading, entry: Entry, hits: readonly Hit[] = []): Reply {
  const { meta } = entry;
  return reply(
    meta.title,
    `${meta.title}: ${meta.gist}`,
    [
      heading(meta.title),
      paragraph([strong(meta.gist)]),
      ...facts(entry),
      ...context.catalogue.body(entry),
      ...settingsTable(entry),
      sourceNote(entry),
      ...nextSteps(context, entry),
    ],
    {
      results: results(entry, hits),
      share: lineFor(entry, context),
      data: { kind: entry.kind, id: entry.id },
    },
  );
}

function results(entry: Entry, hits: readonly Hit[]): readonly Result[] {
  const shown = hits.find((hit) => hit.id === entry.id) ?? {
    kind: entry.kind,
    id: entry.id,
    title: entry.meta.title,
    score: 1,
  };
  return [shown, ...hits.filter((hit) => hit.id !== entry.id)];
}

function facts(entry: Entry): readonly Block[] {
  switch (entry.kind) {
    case 'practice':
      return entry.meta.example === undefined ? [] : [fields([['Setting', mono(entry.meta.example)]])];
    case 'case':
      return [
        table(
          ['Figure', 'What', '>Year'],
          entry.meta.figures.map(({ value, what, year, url }) => [value, link(what, url), String(year)]),
        ),
      ];
    case 'metric':
      return [
        fields([
          ['MBean', mono(entry.meta.mbean)],
          ...(entry.meta.attribute === undefined ? [] : [['Attribute', mono(entry.meta.attribute)] as const]),
          ['Healthy', entry.meta.healthy],
          [
            'Alert',
            [
              mono(entry.meta.promql),
              ...(entry.meta.promql_note ? [text(` ${entry.meta.promql_note}`)] : []),
            ],
          ],
        ]),
      ];
    case 'howto':
      return entry.meta.tool === undefined ? [] : [fields([['Tool', mono(entry.meta.tool)]])];
    case 'error':
      return [
        fields([
          [
            'Also written',
            entry.meta.names.flatMap((name, at) => [...(at > 0 ? [text(' · ')] : []), mono(name)]),
          ],
        ]),
      ];
    default:
      return [];
  }
}

function settingsTable({ meta }: Entry): readonly Block[] {
  if (meta.settings.length === 0) return [];
  const rows = meta.settings.map(({ name, component, default: value }) => [
    [mono(name)],
    component,
    value === undefined ? 'none' : value === '' ? 'empty' : value,
  ]);
  return [table(['Setting', 'Of', 'Default'], rows)];
}

/** Where a page was checked, for which release, and when. */
export function sourceNote({ meta }: Entry): Block {
  const links = meta.sources.flatMap((source, at): readonly Inline[] => [
    ...(at > 0 ? [text(' · ')] : []),
    link(source.title, source.url),
  ]);
  return note([...links, text(` · Kafka ${meta.kafka}, reviewed ${meta.reviewed}`)]);
}

function nextSteps(context: Reading, entry: Entry): readonly Block[] {
  const related = entry.meta.related.flatMap((id) => context.catalogue.entry(id) ?? []);
  const controls: Control[] = related
    .slice(0, MOST_RELATED)
    .map((near) => button(shorten(near.meta.title, LONGEST_LABEL), openEntry({ id: near.id })));
  if (questionsAbout(context.catalogue, entry.id).length > 0) {
    controls.push(button('Quiz me on this', runLine({ line: `quiz ${entry.id}` })));
  }
  return controls.length > 0 ? [actions(controls)] : [];
}
