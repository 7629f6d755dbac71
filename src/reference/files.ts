// Reads the files of content/reference and remembers what was made of them; each is opened when first asked for.
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { z } from 'zod';

const folder = new URL('../../content/reference/', import.meta.url);

/** A generated file; its shape is the generator's promise. */
export function readJson<T>(name: string): T {
  const value: T = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  return value;
}

/** A file kept by hand; its shape is checked. */
export function readYaml<Schema extends z.ZodType>(name: string, schema: Schema): z.output<Schema> {
  return schema.parse(load(readFileSync(new URL(name, folder), 'utf8')));
}

/** Calls `make` once for each key and remembers what it gave. */
export function remember<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

/** Calls `make` on first use and remembers what it gave. */
export function once<Value>(make: () => Value): () => Value {
  const made = remember((_: 'once') => make());
  return () => made('once');
}
