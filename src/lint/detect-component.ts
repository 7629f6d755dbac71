// Works out which component a file is for, from the names in it.
import type { Component } from '../reference/facts.ts';
import type { Entry } from './entry.ts';
import type { Facts } from './facts.ts';
import { closest, dotted, tolerance } from './suggest.ts';

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

/** Names that say nothing, because everything has them. */
const common = new Set(['name', 'type', 'version']);
/** A longer file in which fewer names than this are known is about something else. */
const leastShare = 0.25;
const longFile = 4;

/** Null when the names are not Kafka's. */
export function detectComponent(entries: readonly Entry[], version: string, facts: Facts): Component | null {
  const names = [...new Set(entries.map((entry) => entry.key))].filter((name) => !common.has(name));
  for (const [pattern, component] of telling) {
    if (names.some((name) => pattern.test(name))) return component;
  }
  const best = mostKnown(names, version, facts);
  if (names.length < longFile) return best?.component ?? nearest(names, version, facts);
  return best !== null && best.count >= names.length * leastShare ? best.component : null;
}

function mostKnown(
  names: readonly string[],
  version: string,
  facts: Facts,
): { component: Component; count: number } | null {
  let best: { component: Component; count: number } | null = null;
  for (const component of candidates) {
    const settings = facts.settingsAt(component, version);
    const count = names.filter((name) => settings.has(name)).length;
    if (count > (best?.count ?? 0)) best = { component, count };
  }
  return best;
}

/** For a few names that are all misspelt: the component that has something like one of them. */
function nearest(names: readonly string[], version: string, facts: Facts): Component | null {
  return (
    candidates.find((component) => {
      const known = facts.settingsAt(component, version);
      return names.some(
        (name) => known.has(dotted(name)) || closest(name, known.keys(), tolerance(name)) !== null,
      );
    }) ?? null
  );
}
