// The linter: what Kafka of a given release makes of a configuration file, line by line.
import type { Component } from '../reference/facts.ts';
import { correct } from './correct.ts';
import type { Format } from './entry.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { type Inspection, inspect, type LintInput } from './inspect.ts';

export type { LintInput } from './inspect.ts';

export interface LintResult {
  /**
   * Whether Kafka of that release takes the file: true exactly when no finding is an error. Required settings that
   * the file leaves out are assumed, because people paste parts of files; classes and files outside Kafka are taken
   * to exist.
   */
  readonly accepted: boolean;
  readonly findings: readonly Finding[];
  /** The text with safe fixes made and secrets masked; comments and order are kept. */
  readonly corrected: string;
  /** The component of the file; of its first section, when it has several. */
  readonly component: Component;
  readonly version: string;
  readonly format: Format;
  /** How many settings were looked at. */
  readonly settings: number;
}

export function lint(input: LintInput, facts: Facts): LintResult {
  const inspected = inspect(input, facts);
  const { findings, components, file, settings } = inspected;
  return {
    accepted: countErrors(findings) === 0,
    findings,
    corrected: corrected(input, inspected, facts),
    component: components[0] ?? input.component ?? 'broker',
    version: input.version,
    format: file.format,
    settings,
  };
}

/**
 * A line that did nothing under a wrong name does something under the right one: what it says is then corrected
 * too, and if Kafka would refuse it, the names stay as they are.
 */
function corrected(input: LintInput, { file, located, findings }: Inspection, facts: Facts): string {
  const entries = file.sections.flatMap((section) => section.entries);
  const once = correct(input.text, located, entries);
  if (!located.some((item) => item.edit?.kind === 'key')) return once;
  const second = inspect({ ...input, text: once }, facts);
  const twice = correct(
    once,
    second.located,
    second.file.sections.flatMap((section) => section.entries),
  );
  const isWorse = countErrors(inspect({ ...input, text: twice }, facts).findings) > countErrors(findings);
  if (!isWorse) return twice;
  return correct(
    input.text,
    located.filter((item) => item.edit?.kind !== 'key'),
    entries,
  );
}

function countErrors(findings: readonly Finding[]): number {
  return findings.filter((finding) => finding.severity === 'error').length;
}
