/** The numbers of an answer for `--json`, ranges included. */
import type { Answer } from '../sizing/answer.ts';
import type { Data } from '../sizing/data.ts';

/** Numbers with their ranges beside them. */
export function numbersOf({ data, spread }: Answer): Data {
  if (!spread) return data;
  const ranged: Data = { ...data, matters_most: spread.matters };
  for (const [key, low] of Object.entries(spread.low)) {
    const high = spread.high[key];
    if (low === high || high === undefined) continue;
    ranged[`${key}_low`] = low;
    ranged[`${key}_high`] = high;
  }
  return ranged;
}
