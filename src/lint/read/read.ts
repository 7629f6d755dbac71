// Reads a configuration file of any supported format.
import type { ReadFile } from '../entry.ts';
import { readProperties } from './properties.ts';

export function read(text: string, _fileName: string | null): ReadFile {
  const { entries, problems } = readProperties(text);
  return { format: 'properties', sections: [{ component: null, entries }], problems };
}
