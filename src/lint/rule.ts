// The shape of a rule about several settings, and small makers for the ones that come in dozens.
import type { Component } from '../reference/facts.ts';
import { compareVersions } from '../reference/version.ts';
import { type Config, integer, isSet } from './config.ts';
import type { Edit, Problem, Severity } from './finding.ts';

export interface Rule {
  /** Stable name, shown to users and in JSON, e.g. `producer.delivery-timeout`. */
  readonly id: string;
  readonly components: readonly Component[];
  readonly severity: Severity;
  /** First release it holds for; all known ones when absent. */
  readonly since?: string;
  /** First release it no longer holds for. */
  readonly before?: string;
  /** Where Kafka says or does so: a class of its code, or a page of its documentation. */
  readonly source: string;
  readonly find: (config: Config) => readonly Problem[];
}

/** True when the rule is about this component and release. */
export function applies(rule: Rule, config: Config): boolean {
  return (
    rule.components.includes(config.component) &&
    (rule.since === undefined || compareVersions(config.version, rule.since) >= 0) &&
    (rule.before === undefined || compareVersions(config.version, rule.before) < 0)
  );
}

export function problem(key: string, message: string, fix: string | null, edit?: Edit): readonly Problem[] {
  return [edit === undefined ? { key, message, fix } : { key, message, fix, edit }];
}

export const none: readonly Problem[] = [];

/** Of two settings, one that the file sets: a finding has to stand on a line. */
export function onLineOf(config: Config, first: string, second: string): string {
  return isSet(config, first) ? first : second;
}

type OrderRule = Omit<Rule, 'find'> & {
  readonly lower: string;
  readonly upper: string;
  /** Equality is refused too. */
  readonly strict?: true;
};

/** A rule that one integer setting must not be above another. */
export function ordered({ lower, upper, strict, ...rule }: OrderRule): Rule {
  return {
    ...rule,
    find: (config) => {
      const low = integer(config, lower);
      const high = integer(config, upper);
      if (low === null || high === null) return none;
      if (strict ? low < high : low <= high) return none;
      const relation = strict ? 'less than' : 'at most';
      const key = onLineOf(config, lower, upper);
      return problem(
        key,
        `${lower} (${low}) must be ${relation} ${upper} (${high}).`,
        key === lower ? `Lower ${lower} or raise ${upper}.` : `Raise ${upper} or lower ${lower}.`,
      );
    },
  };
}
