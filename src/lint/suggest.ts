// Finds the name that was probably meant by a misspelled one.
import { distance } from 'fastest-levenshtein';

/** The nearest of the candidates within so many edits, ignoring case; null when none or when two are equally near. */
export function closest(name: string, candidates: Iterable<string>, maxEdits: number): string | null {
  const wanted = name.toLowerCase();
  let best: string | null = null;
  let bestEdits = maxEdits + 1;
  let tied = false;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > maxEdits) continue;
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits < bestEdits) {
      best = candidate;
      bestEdits = edits;
      tied = false;
    } else if (edits === bestEdits && candidate !== best) {
      tied = true;
    }
  }
  return tied ? null : best;
}

/** How far off a setting's name may be: one edit in four letters, three at most. */
export function tolerance(name: string): number {
  return Math.min(3, Math.max(1, Math.floor(name.length / 4)));
}

/** A name with other separators or in camel case, as Kafka writes it: BATCH_SIZE, batch-size, batchSize. */
export function dotted(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1.$2')
    .replace(/[_\-\s]+/g, '.')
    .toLowerCase();
}
