// Makes the corrected file: safe fixes applied in place, secrets masked, everything else left as it was.
import type { Entry, Span } from './entry.ts';
import type { Edit } from './finding.ts';
import { escapeValue } from './read/properties.ts';
import { holdsSecret, maskText, maskValue } from './secrets.ts';

interface Change extends Span {
  readonly text: string;
}

/** The text with the edits of findings made and all secrets masked. */
export function correct(
  text: string,
  located: readonly { readonly entry: Entry | null; readonly edit: Edit | null }[],
  entries: readonly Entry[],
): string {
  const changes: Change[] = [];
  for (const { entry, edit } of located) {
    const change = entry === null || edit === null ? null : changeFor(text, entry, edit);
    if (change !== null) changes.push(change);
  }
  for (const entry of entries) {
    if (entry.value !== null && holdsSecret(entry.key, entry.value)) {
      changes.push({ ...entry.valueSpan, text: write(entry, maskValue(entry.key, entry.value), text) });
    }
  }
  return maskText(apply(text, changes));
}

function changeFor(text: string, entry: Entry, edit: Edit): Change | null {
  switch (edit.kind) {
    case 'value':
      return { ...entry.valueSpan, text: write(entry, edit.value, text) };
    case 'key':
      return entry.renamable ? { ...entry.keySpan, text: edit.key } : null;
    case 'disable':
      return entry.notation === 'json'
        ? null
        : { ...entry.span, text: commentedOut(text.slice(entry.span.start, entry.span.end)) };
  }
}

function commentedOut(text: string): string {
  return text.replace(/^/gm, '# ');
}

/** A value as its notation writes it, keeping the quotes that were there. */
function write(entry: Entry, value: string, text: string): string {
  const before = text.slice(entry.valueSpan.start, entry.valueSpan.end);
  const quote = before.startsWith('"') || before.startsWith("'") ? before.charAt(0) : '';
  if (entry.notation === 'properties') return escapeValue(value);
  if (entry.notation === 'environment') return value;
  if (entry.notation === 'json')
    return quote === '' && /^(-?\d+|true|false)$/.test(value) ? value : JSON.stringify(value);
  if (quote === '"' || /^\*|[:#]/.test(value)) return JSON.stringify(value);
  return `${quote}${value}${quote}`;
}

/** Applies changes in one pass; of two that overlap, the earlier in the list stays. */
function apply(text: string, changes: readonly Change[]): string {
  const inOrder = changes
    .map((change, index) => ({ ...change, index }))
    .sort((left, right) => left.start - right.start || left.index - right.index);
  const kept: (Change & { index: number })[] = [];
  for (const change of inOrder) {
    const before = kept.at(-1);
    const overlaps = before !== undefined && change.start < before.end;
    if (!overlaps) kept.push(change);
    else if (change.index < before.index) kept[kept.length - 1] = change;
  }
  let at = 0;
  const parts: string[] = [];
  for (const change of kept) {
    parts.push(text.slice(at, change.start), change.text);
    at = change.end;
  }
  return [...parts, text.slice(at)].join('');
}
