// Reads and writes the files of content/reference, one line for each name so that a change shows as one line.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { components } from '../facts.ts';
import { emptyStore, type Stored } from './merge.ts';

const folder = fileURLToPath(new URL('../../../content/reference/', import.meta.url));

/** The stored set, empty where a file does not exist yet. */
export function readStored(): Stored {
  const empty = emptyStore();
  return {
    releases: read('releases.json', empty.releases),
    settings: Object.fromEntries(
      components.map((component) => [component, read(`settings/${component}.json`, {})]),
    ) as Stored['settings'],
    errors: read('errors.json', empty.errors),
    apis: read('apis.json', empty.apis),
    metrics: read('metrics.json', empty.metrics),
  };
}

/** Writes what differs and gives the names of the files written. */
export function writeStored(stored: Stored): readonly string[] {
  mkdirSync(`${folder}settings`, { recursive: true });
  const files: [string, string][] = [
    [
      'releases.json',
      lines(
        '[',
        stored.releases.map((release) => JSON.stringify(release)),
        ']',
      ),
    ],
    ...components.map((component): [string, string] => [
      `settings/${component}.json`,
      byName(stored.settings[component]),
    ]),
    ['errors.json', byName(stored.errors)],
    ['apis.json', byName(stored.apis)],
    ['metrics.json', byName(stored.metrics)],
  ];
  const changed = files.filter(([name, text]) => text !== readText(name));
  for (const [name, text] of changed) writeFileSync(folder + name, text);
  return changed.map(([name]) => name);
}

function byName(entries: Readonly<Record<string, unknown>>): string {
  const items = Object.entries(entries).map(
    ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
  );
  return lines('{', items, '}');
}

function lines(open: string, items: readonly string[], close: string): string {
  return `${open}\n${items.join(',\n')}\n${close}\n`;
}

function read<T>(name: string, otherwise: T): T {
  const text = readText(name);
  if (text === null) return otherwise;
  const value: T = JSON.parse(text);
  return value;
}

function readText(name: string): string | null {
  return existsSync(folder + name) ? readFileSync(folder + name, 'utf8') : null;
}
