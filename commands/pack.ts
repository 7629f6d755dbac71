/** A team's own questions: import with a check, preview, edit, retire, export; and what people reported. */
import { z } from 'zod';
import { exportFormats } from '../src/bank/export-pack.ts';
import { itemActions, itemList } from '../src/bank/item-pages.ts';
import { type Pack, packNamed, readPacks } from '../src/bank/pack.ts';
import { addQuestions, checkDraft, importActions, importForm } from '../src/bank/pack-import.ts';
import { packList } from '../src/bank/pack-pages.ts';
import { questionActions } from '../src/bank/pack-questions.ts';
import { confirmRemoval, handOver, openPack, packActions, showPack } from '../src/bank/pack-view.ts';
import { reportActions } from '../src/bank/report.ts';
import { reportList, reportPageActions } from '../src/bank/report-pages.ts';
import { type Context, defineCommand } from '../src/bot/command.ts';
import { choice, file, lines, words } from '../src/bot/option.ts';
import { refusal } from '../src/reply/build.ts';
import { quote } from '../src/reply/clean.ts';
import type { Outcome } from '../src/reply/nodes.ts';

const tasks = ['list', 'import', 'show', 'export', 'delete', 'reports', 'statistics'] as const;

export default defineCommand({
  name: 'pack',
  summary: 'Your team’s own quiz questions: import, edit, export, reports',
  visibility: 'private',
  options: z.object({
    task: choice(tasks, { hint: 'what to do; list when left out' }).optional(),
    title: words({
      hint: 'name for an imported pack',
      positional: false,
      max: 60,
      example: 'Payments',
    }).optional(),
    format: choice(exportFormats, { hint: 'of an export', positional: false }).optional(),
    file: file({ hint: 'YAML, JSON, CSV or Anki text' }).optional(),
    name: words({ hint: 'which pack', rest: true, max: 60, example: 'Payments' }).optional(),
    text: lines({ hint: 'the questions to import', positional: false }).optional(),
  }),
  examples: [
    'pack',
    'pack import',
    'pack show Payments',
    'pack export Payments format=csv',
    'pack statistics',
  ],
  actions: [
    ...importActions,
    ...packActions,
    ...questionActions,
    ...reportActions,
    ...reportPageActions,
    ...itemActions,
  ],
  complete: {
    name: async ({ ledger, place }, typed) =>
      (await readPacks(ledger, place.workspace))
        .filter(({ title }) => title.toLowerCase().startsWith(typed.toLowerCase()))
        .map(({ title }) => ({ label: title, value: title })),
  },
  run: async (context, { task, title, format, file: upload, name, text }) => {
    const sent = upload?.text ?? text;
    if (sent !== undefined)
      return checkDraft(context, {
        title: title ?? name ?? '',
        text: sent,
        ...(upload === undefined ? {} : { file: upload.name }),
      });
    switch (task) {
      case 'import':
        return importForm({ title: title ?? name ?? '', text: '' });
      case 'reports':
        return reportList(context);
      case 'statistics':
        return itemList(context);
      case 'show':
        return named(context, name, (pack) => showPack(context, pack));
      case 'export':
        return named(context, name, (pack) => handOver(context, pack, format ?? 'yaml'));
      case 'delete':
        return named(context, name, (pack) => confirmRemoval(context, pack));
      case 'list':
      case undefined:
        return name === undefined ? list(context) : named(context, name, (pack) => showPack(context, pack));
    }
  },
});

async function list({ ledger, place }: Context): Promise<Outcome> {
  return packList(await readPacks(ledger, place.workspace), { open: openPack({}), add: addQuestions({}) });
}

async function named(
  context: Context,
  name: string | undefined,
  then: (pack: Pack) => Outcome,
): Promise<Outcome> {
  const packs = await readPacks(context.ledger, context.place.workspace);
  const found = name === undefined ? undefined : packNamed(packs, name);
  if (found) return then(found);
  const known = packs
    .slice(0, 8)
    .map(({ title }) => title)
    .join(', ');
  if (packs.length === 0)
    return refusal('Your workspace has no packs yet; make one with `/kafka pack import`.');
  const what = name === undefined ? 'Say which pack' : `There is no pack ${quote(name)}`;
  return refusal(`${what}; there ${packs.length === 1 ? 'is' : 'are'} ${known}.`);
}
