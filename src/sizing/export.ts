/** A card as files: JSON for programs, CSV for spreadsheets. */

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
  return [['name', 'value'], ['command', `/kafka ${replayLine(answer)}`], ...rows]
    .map((row) => row.map(cell).join(','))
    .join('\r\n')
    .concat('\r\n');
}

/** Quoted where needed; a leading sign of a formula is kept from being one. */
function cell(value: unknown): string {
  const raw = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(raw) ? `'${raw}` : raw;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
