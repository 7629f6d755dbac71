// What the Java program prints for one release, before it is judged and merged.
import type { Check, Component, Importance, SettingType, UpdateMode } from '../facts.ts';

/** One setting as its ConfigDef has it, with the two hints at deprecation. */
export interface ExtractedSetting {
  type: SettingType;
  default?: string | null;
  validValues?: string;
  check?: Check;
  importance: Importance;
  updateMode?: UpdateMode;
  serverDefault?: string;
  internal?: true;
  dynamicOnly?: true;
  /** The constant that holds the name carries @Deprecated. */
  markedDeprecated?: true;
  /** Kafka's sentences, only when they speak of deprecation; they are judged here and never stored. */
  deprecationText?: string;
}

/** One exception class; `code` only for those of the Errors enum. */
export interface ExtractedError {
  code?: number;
  className?: string;
  parents?: string[];
  retriable?: boolean;
}

export interface ExtractedApi {
  key: number;
  min: number;
  max: number;
}

/** Everything read from the jars of one release. Components of a release without their class are absent. */
export interface Extracted {
  settings: Partial<Record<Component, Record<string, ExtractedSetting>>>;
  errors: Record<string, ExtractedError>;
  exceptions: Record<'clients' | 'connect' | 'streams', Record<string, ExtractedError>>;
  apis: Record<string, ExtractedApi>;
}
