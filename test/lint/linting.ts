// Shorthand for tests: lints a text and gives what the test is about.
import { type LintResult, lint } from '../../src/lint/lint.ts';
import type { Component } from '../../src/reference/facts.ts';
import * as reference from '../../src/reference/load.ts';
import { resolveVersion } from '../../src/reference/version.ts';

/** @param version a release or a line, `4.0` */
export function check(text: string, component?: Component, version = '4.4', fileName?: string): LintResult {
  const release = resolveVersion(version, reference.releases());
  if (release === null) throw new Error(`no release ${version}`);
  return lint(
    { text, version: release, ...(component && { component }), ...(fileName !== undefined && { fileName }) },
    reference,
  );
}

/** `severity rule key` of every finding. */
export function findings(text: string, component?: Component, version?: string): readonly string[] {
  return check(text, component, version).findings.map(
    ({ severity, rule, key }) => `${severity} ${rule} ${key}`,
  );
}
