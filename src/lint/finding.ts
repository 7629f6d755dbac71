// What the linter says about one setting, and how serious that is.

/**
 * error: Kafka of that version refuses the file, the client or the topic. warning: it starts, but the line does
 * nothing, is deprecated or removed, is silently overridden, or is a known risk. info: legal and worth a remark.
 */
export type Severity = 'error' | 'warning' | 'info';

export const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** A change that makes the finding go away without changing what the file means; absent when there is none. */
export type Edit =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'disable' };

export interface Problem {
  readonly key: string;
  /** One sentence: what is wrong. Never holds the value of a secret. */
  readonly message: string;
  /** What to do instead, in a few words; null when only the author can know. */
  readonly fix: string | null;
  readonly edit?: Edit;
  /** Line, where it is not that of the last setting of `key`. */
  readonly line?: number;
}

export interface Finding {
  readonly key: string;
  /** One-based; null when the finding is about something that is not in the file. */
  readonly line: number | null;
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
  readonly fix: string | null;
}
