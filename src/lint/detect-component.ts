// Works out which component a file is for, from the names in it.
import type { Component } from '../reference/facts.ts';
import type { Entry } from './entry.ts';
import type { Facts } from './facts.ts';

/** Names that settle it, most telling first. */
const telling: readonly (readonly [name: RegExp, component: Component])[] = [
  [/^(topics|topics\.regex)$/, 'sink-connector'],
  [/^connector\.class$/, 'source-connector'],
  [/^clusters$|->/, 'mirror'],
  [/^application\.id$/, 'streams'],
  [/^offset\.storage\.file\.filename$/, 'connect-standalone'],
  [/^(config|offset|status)\.storage\.topic$/, 'connect'],
  [
    /^(node\.id|process\.roles|broker\.id|zookeeper\.connect|listeners|advertised\.listeners|log\.dirs)$/,
    'broker',
  ],
  [/^(key|value)\.serializer$|^transactional\.id$/, 'producer'],
  [/^(key|value)\.deserializer$|^auto\.offset\.reset$/, 'consumer'],
];

/** Where a name alone does not settle it, ties go to the first. */
const candidates: readonly Component[] = [
  'producer',
  'consumer',
  'broker',
  'topic',
  'admin',
  'streams',
  'connect',
  'mirror',
  'group',
];

/** Null when not one name is known. */
export function detectComponent(entries: readonly Entry[], version: string, facts: Facts): Component | null {
  const names = [...new Set(entries.map((entry) => entry.key))];
  for (const [pattern, component] of telling) {
    if (names.some((name) => pattern.test(name))) return component;
  }
  let best: Component | null = null;
  let bestCount = 0;
  for (const component of candidates) {
    const settings = facts.settingsAt(component, version);
    const count = names.filter((name) => settings.has(name)).length;
    if (count > bestCount) {
      best = component;
      bestCount = count;
    }
  }
  return best;
}
