/** Rules for entries that no single field can tell: links, names, headings, length, pictures. */
import { drawSvg } from '../pictures/draw.ts';
import { isDiagram } from '../pictures/spec.ts';
import type { Block, Inline } from '../reply/nodes.ts';
import type { Entry } from './catalogue.ts';
import { checkDefaults } from './check-defaults.ts';
import { checkDiagram } from './check-diagram.ts';
import type { Loaded } from './load.ts';
import { parseMarkdown } from './markdown.ts';
import type { Problem } from './problems.ts';
import { headings } from './schema.ts';

/** Characters of body text, so that a page with its table and sources fits one Discord message (4,000). */
const LONGEST_BODY = 2_600;

type Report = (field: string, what: string) => void;

export async function checkEntries({ entries, glossary }: Loaded): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const ids = new Set<string>();
  const names = new Map<string, Entry>();
  const asked = new Map<string, Entry>();
  for (const entry of entries) {
    const report: Report = (field, what) => problems.push({ file: entry.file, field, what });
    if (ids.has(entry.id))
      report('', `the id ${entry.id} is taken by another entry; ids are unique over all folders`);
    ids.add(entry.id);
    checkNames(entry, names, report);
    checkAsked(entry, asked, report);
  }
  for (const entry of entries) {
    const report: Report = (field, what) => problems.push({ file: entry.file, field, what });
    checkReferences(entry, ids, report);
    checkGist(entry, report);
    await checkBody(entry, ids, report);
    checkDefaults(entry.meta, report);
  }
  for (const [term, { entry }] of Object.entries(glossary)) {
    if (!ids.has(entry))
      problems.push({ file: 'glossary.yaml', field: term, what: `no entry ${entry}; name one that exists` });
  }
  return problems;
}

/** A title may repeat an alias of its own entry, but no two entries answer to the same name. */
function checkNames(entry: Entry, names: Map<string, Entry>, report: Report): void {
  for (const name of new Set([entry.meta.title, ...entry.meta.aliases].map((each) => each.toLowerCase()))) {
    const other = names.get(name);
    if (other && other !== entry)
      report('aliases', `“${name}” already means ${other.file}; keep it in one place`);
    names.set(name, entry);
  }
}

/** A way of asking leads to one page. */
function checkAsked(entry: Entry, asked: Map<string, Entry>, report: Report): void {
  for (const phrase of entry.meta.asked) {
    const other = asked.get(phrase.toLowerCase());
    if (other) report('asked', `“${phrase}” stands in ${other.file} already; keep it in one place`);
    asked.set(phrase.toLowerCase(), entry);
  }
}

function checkReferences(entry: Entry, ids: ReadonlySet<string>, report: Report): void {
  const check = (field: string, id: string) => {
    if (!ids.has(id)) report(field, `no entry ${id}; name one that exists`);
    if (id === entry.id) report(field, 'an entry does not refer to itself');
  };
  for (const id of entry.meta.related) check('related', id);
  if (entry.kind === 'pattern') for (const id of entry.meta.used_by) check('used_by', id);
  if (entry.kind === 'comparison') for (const id of entry.meta.between) check('between', id);
}

function checkGist({ meta }: Entry, report: Report): void {
  if (!/[.?!]$/.test(meta.gist)) report('gist', 'end the sentence with a full stop');
  if (/[*`[\]]/.test(meta.gist)) report('gist', 'plain text only, no Markdown');
}

async function checkBody(entry: Entry, ids: ReadonlySet<string>, report: Report): Promise<void> {
  const { blocks, problems } = parseMarkdown(entry.source, entry.id);
  for (const problem of problems) report('body', problem);
  const length = blocks.map(textLength).reduce((sum, each) => sum + each, 0);
  if (length > LONGEST_BODY) report('body', `${length} characters; shorten it to ${LONGEST_BODY}`);
  checkHeadings(entry, blocks, report);
  for (const id of blocks.flatMap(entryLinks))
    if (!ids.has(id)) report('body', `links to entry:${id}, which does not exist`);
  const pictures = blocks.flatMap((block) => (block.type === 'image' ? [block.picture] : []));
  if (entry.kind === 'pattern' && pictures.length === 0) report('body', 'a pattern needs a diagram block');
  for (const picture of pictures) {
    if (!isDiagram(picture)) continue;
    for (const what of checkDiagram(picture)) report('diagram', what);
    await drawSvg(picture, 'light').catch((error: unknown) =>
      report('diagram', `does not draw: ${String(error)}`),
    );
  }
}

function checkHeadings(entry: Entry, blocks: readonly Block[], report: Report): void {
  const rules = headings[entry.kind];
  const allowed = [...rules.required, ...rules.optional];
  if (allowed.length === 0) return;
  const found = blocks.flatMap((block) => (block.type === 'heading' ? [block.text] : []));
  for (const heading of rules.required)
    if (!found.includes(heading)) report('body', `needs the heading “${heading}”`);
  for (const heading of found)
    if (!allowed.includes(heading))
      report('body', `heading “${heading}” is not one of ${allowed.join(', ')}`);
}

const inlineLength = (body: readonly Inline[]) =>
  body.reduce((sum, part) => sum + ('text' in part ? part.text.length : 10), 0);

function textLength(block: Block): number {
  switch (block.type) {
    case 'heading':
    case 'code':
      return block.text.length;
    case 'paragraph':
    case 'callout':
    case 'note':
      return inlineLength(block.body);
    case 'list':
      return block.items.reduce((sum, item) => sum + inlineLength(item) + 2, 0);
    case 'table':
      return block.rows.flat().reduce((sum, cell) => sum + inlineLength(cell) + 3, 0);
    case 'fields':
      return block.fields.reduce((sum, { label, value }) => sum + label.length + inlineLength(value), 0);
    case 'image':
    case 'divider':
    case 'actions':
      return 0;
  }
}

function entryLinks(block: Block): readonly string[] {
  const bodies =
    block.type === 'paragraph' || block.type === 'callout' || block.type === 'note'
      ? [block.body]
      : block.type === 'list'
        ? block.items
        : block.type === 'table'
          ? block.rows.flat()
          : [];
  return bodies.flat().flatMap((part) => (part.type === 'entry' ? [part.id] : []));
}
