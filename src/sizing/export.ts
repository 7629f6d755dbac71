/** A card as files: JSON for programs, CSV for spreadsheets. */

import { csv } from '../reply/csv.ts';
import type { Answer } from './answer.ts';
import { replayLine } from './wording.ts';

export function exportJson(answer: Answer): string {
  const { low, high, matters } = answer.spread ?? {};
  const range = low === undefined ? {} : { low, high, matters_most: matters };
  return `${JSON.stringify({ command: `/kafka ${replayLine(answer)}`, ...answer.data, ...range }, null, 2)}\n`;
}

/** One row per number: name, value. Names carry the unit. */
export function exportCsv(answer: Answer): string {
  const rows = Object.entries(answer.data).flatMap(([key, value]) => {
    if (Array.isArray(value)) return [[key, value.join('+')]];
    if (value !== null && typeof value === 'object')
      return Object.entries(value).map(([name, one]) => [`${key}.${name}`, one ?? '']);
    return [[key, value ?? '']];
  });
  return csv([['name', 'value'], ['command', `/kafka ${replayLine(answer)}`], ...rows]);
}
