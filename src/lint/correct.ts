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

/** Applies changes from the end; of two that overlap, the earlier in the list stays. */
function apply(text: string, changes: readonly Change[]): string {
  const kept: Change[] = [];
  for (const change of changes) {
    if (!kept.some((other) => change.start < other.end && other.start < change.end)) kept.push(change);
  }
  return kept
    .sort((left, right) => right.start - left.start)
    .reduce((result, change) => result.slice(0, change.start) + change.text + result.slice(change.end), text);
}
