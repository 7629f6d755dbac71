// Finds the errors somebody means by a name, a code, an exception, other clients' spellings or a pasted log.
import { distance } from 'fastest-levenshtein';
import { type ErrorIndex, errorIndex, foldError, type KnownError } from './errors.ts';
import { errorsIn, type Sighting } from './log-text.ts';

export type FoundErrors =
  | { readonly kind: 'found'; readonly errors: readonly Sighting[]; readonly guessed: boolean }
  | { readonly kind: 'unknown'; readonly guesses: readonly KnownError[] };

/** @param typed `NOT_ENOUGH_REPLICAS`, `19`, `NotLeaderForPartition`, `Local: Timed out`, or a whole stack trace */
export function findErrors(typed: string): FoundErrors {
  const index = errorIndex();
  const text = typed.trim();
  const code = /^(?:(?:error\s*)?code\s*[:=]?\s*|error\s+)?(-?\d{1,3})$/i.exec(text);
  if (code !== null) return byCode(Number(code[1]), index);
  const named = byName(text, index);
  if (named !== null) return found([{ error: named, seenAs: text }]);
  const errors = errorsIn(text, index);
  if (errors.length > 0) return found(errors);
  return nearest(text, index);
}

function found(errors: readonly Sighting[], guessed = false): FoundErrors {
  return { kind: 'found', errors, guessed };
}

function byCode(code: number, index: ErrorIndex): FoundErrors {
  const error = index.byCode.get(code);
  return error === undefined ? { kind: 'unknown', guesses: [] } : found([{ error, seenAs: String(code) }]);
}

/** The whole text is one name, however it is spelled: `not enough replicas` too. */
function byName(text: string, index: ErrorIndex): KnownError | null {
  if (text.length > 120 || /[\r\n]/.test(text)) return null;
  const own = index.byClass.get(text);
  if (own !== undefined) return own;
  const [line] = errorsIn(text, index);
  if (line !== undefined && !/\s/.test(text)) return line.error;
  const bare = text
    .replace(/^(?:[A-Za-z_][\w-]*\.)+(?=[A-Z])/, '')
    .replace(/^(local|broker|kafka server|kafka):\s*/i, '');
  // A Java class of another package is not ours, though it may share the name.
  if (/^(java|javax|scala|sun)\./.test(text)) return null;
  return (
    index.bySpelling.get(foldError(bare)) ??
    index.bySpelling.get(foldError(bare.replaceAll(/\s+/g, ''))) ??
    byWords(text, index)
  );
}

function byWords(text: string, index: ErrorIndex): KnownError | null {
  const lower = text.toLowerCase();
  const fits = index.byText.filter(
    ([fragment]) => fragment.replace(/^(broker|local|kafka server): /, '') === lower,
  );
  return fits[0]?.[1] ?? null;
}

/** Names within two slips in a dozen letters. */
function nearest(text: string, index: ErrorIndex): FoundErrors {
  if (text.length > 80) return { kind: 'unknown', guesses: [] };
  const folded = foldError(text.replaceAll(/\s+/g, ''));
  if (folded.length < 4) return { kind: 'unknown', guesses: [] };
  const close = [...index.bySpelling]
    .map(([spelling, error]) => ({
      error,
      slips: spelling.includes(folded) ? 2.5 : distance(folded, spelling),
      spelling,
    }))
    .filter(
      ({ slips, spelling }) => slips <= Math.max(2, Math.floor(Math.min(folded.length, spelling.length) / 4)),
    )
    .sort((left, right) => left.slips - right.slips || left.spelling.length - right.spelling.length);
  const [best] = close;
  const sure = folded.length <= 8 ? 1 : 2;
  if (best !== undefined && best.slips <= sure) return found([{ error: best.error, seenAs: text }], true);
  const guesses = [...new Map(close.map(({ error }) => [error.id, error])).values()].slice(0, 3);
  const [only] = guesses;
  return guesses.length === 1 && only
    ? found([{ error: only, seenAs: text }], true)
    : { kind: 'unknown', guesses };
}
