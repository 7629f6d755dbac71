// Stored changes of one thing from release to release, and what they amount to in a given release.
import { compareVersions } from './version.ts';

/**
 * Changes by release. The first entry of a life is complete; a later one holds the fields that changed, with
 * null in `drop` fields that went away; null as a whole means that the release no longer has the thing.
 */
export type Changes<T extends object> = Readonly<
  Record<string, (Partial<T> & { drop?: (keyof T)[] }) | null>
>;

/** One stretch of releases in which a thing did not change. */
export interface Stretch<T> {
  readonly version: string;
  readonly value: T | null;
}

/** Unfolds changes into the full value from each changing release on, oldest first. */
export function unfold<T extends object>(changes: Changes<T>): readonly Stretch<T>[] {
  const stretches: Stretch<T>[] = [];
  let value: T | null = null;
  for (const version of Object.keys(changes).sort(compareVersions)) {
    const change = changes[version] ?? null;
    value = change === null ? null : applyChange(value, change);
    stretches.push({ version, value });
  }
  return stretches;
}

function applyChange<T extends object>(before: T | null, change: Partial<T> & { drop?: (keyof T)[] }): T {
  const { drop, ...fields } = change;
  const merged = { ...before, ...fields } as T;
  for (const field of drop ?? []) delete merged[field];
  return merged;
}

/** The value as of a release: that of the last stretch which starts at or before it. */
export function valueAt<T>(stretches: readonly Stretch<T>[], version: string): T | null {
  return stretches.findLast((stretch) => compareVersions(stretch.version, version) <= 0)?.value ?? null;
}

/**
 * Folds full values, one per known release and oldest first, into changes. Null where a release lacks the thing.
 * Unfolding gives the same values back.
 */
export function fold<T extends object>(values: readonly Stretch<T>[]): Changes<T> {
  const changes: Record<string, (Partial<T> & { drop?: (keyof T)[] }) | null> = {};
  let before: T | null = null;
  for (const { version, value } of values) {
    if (value === null) {
      if (before !== null) changes[version] = null;
    } else if (before === null) {
      changes[version] = value;
    } else {
      const change = difference(before, value);
      if (Object.keys(change).length > 0) changes[version] = change;
    }
    before = value;
  }
  return changes;
}

function difference<T extends object>(before: T, after: T): Partial<T> & { drop?: (keyof T)[] } {
  const change: Partial<T> & { drop?: (keyof T)[] } = {};
  for (const field of keysOf(after)) {
    if (JSON.stringify(before[field]) !== JSON.stringify(after[field])) change[field] = after[field];
  }
  const drop = keysOf(before).filter((field) => !(field in after));
  if (drop.length > 0) change.drop = drop;
  return change;
}

function keysOf<T extends object>(value: T): (keyof T)[] {
  return Object.keys(value) as (keyof T)[];
}
