// What a reader makes of a file: settings with their place in it, grouped by the Kafka component they are for.
import type { Component } from '../reference/facts.ts';

/** Offsets into the text, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How a value has to be written back into its file. */
export type Notation = 'properties' | 'yaml' | 'json' | 'environment';

/** One setting as the file gives it. */
export interface Entry {
  /** Kafka's name of the setting, e.g. `batch.size` for `spring.kafka.producer.batch-size`. */
  readonly key: string;
  /** The name as it stands in the file. */
  readonly written: string;
  /** Null where the file says null: Kafka then gets no string at all. */
  readonly value: string | null;
  /** One-based line of the key. */
  readonly line: number;
  readonly notation: Notation;
  readonly keySpan: Span;
  readonly valueSpan: Span;
  /** The whole setting, for taking it out. */
  readonly span: Span;
  /** False where the name was translated (Spring, environment), so that a new name cannot simply be put there. */
  readonly renamable: boolean;
}

/** Settings of one component; a Spring or Strimzi file can hold several. */
export interface Section {
  /** Null where neither the file nor its caller says, and it has to be worked out from the names. */
  readonly component: Component | null;
  readonly entries: readonly Entry[];
  /** What is not here may still be set: by the image of a container, or a file in it. */
  readonly overridesOthers?: true;
}

export const formats = [
  'properties',
  'spring',
  'strimzi',
  'compose',
  'environment',
  'connector',
  'yaml',
  'json',
] as const;
/** What kind of file the text was taken for. */
export type Format = (typeof formats)[number];

/** Something wrong with the file before any setting is looked at. */
export interface ReadProblem {
  readonly line: number;
  readonly message: string;
  /** Kafka cannot load the file at all. */
  readonly fatal: boolean;
}

export interface ReadFile {
  readonly format: Format;
  readonly sections: readonly Section[];
  readonly problems: readonly ReadProblem[];
}
