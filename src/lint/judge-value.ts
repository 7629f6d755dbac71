// Judges one setting by itself: its type, what Kafka accepts, the class it names, and whether it is on its way out.
import type { Check, Setting } from '../reference/facts.ts';
import { compareVersions, versionLabel } from '../reference/version.ts';
import { violation, words } from './check.ts';
import { classProblem, classSetting, classSuggestion } from './class-settings.ts';
import { type Config, showValue } from './config.ts';
import type { Entry } from './entry.ts';
import type { Finding, Problem, Severity } from './finding.ts';
import { javaTrim } from './java-text.ts';
import { replacements, sentence } from './replacements.ts';
import { closest } from './suggest.ts';
import { withoutUnit } from './units.ts';
import { parseValue, type Value } from './value.ts';

/** A problem with the severity and rule that a rule object would give it. */
export type Judged = Problem & Pick<Finding, 'rule' | 'severity'>;

function judged(severity: Severity, rule: string, problem: Problem): Judged {
  return { ...problem, severity, rule };
}

/** Everything about a setting that this release knows. */
export function judgeValue(config: Config, entry: Entry, setting: Setting): readonly Judged[] {
  if (isPlaceholder(config, entry)) return [];
  const parsed = parseValue(setting.type, entry.value);
  if (!parsed.ok) return [...wrongType(entry, setting, parsed.expected), ...onItsWayOut(entry, setting)];
  return [
    ...notAllowed(entry, setting, parsed.value),
    ...wrongClass(config, entry, setting, parsed.value),
    ...onItsWayOut(entry, setting),
  ];
}

/** Filled in before Kafka sees it: by Spring, Compose or the shell, or by a configuration provider. */
export function isPlaceholder(config: Config, entry: Entry): boolean {
  const { value } = entry;
  if (value === null) return true;
  if (/\{\{.*\}\}/s.test(value)) return true;
  const references = [...value.matchAll(/\$\{([^}:]*)[^}]*\}/g)].map((match) => match[1] ?? '');
  if (references.length === 0) return entry.notation === 'environment' && /^\$[A-Za-z_]/.test(value);
  const isSpring = entry.written.startsWith('spring.kafka.');
  if (entry.notation !== 'properties' || isSpring || config.component.endsWith('-connector')) return true;
  return references.some((provider) => config.entries.has(`config.providers.${provider}.class`));
}

function wrongType(entry: Entry, setting: Setting, expected: string): readonly Judged[] {
  const value = showValue(entry.key, entry.value);
  const better = correctedValue(setting, javaTrim(entry.value ?? ''));
  return [
    judged('error', 'value.type', {
      key: entry.key,
      message: `${entry.key} must be ${expected}, not ${JSON.stringify(value)}.`,
      fix: better === null ? null : `${entry.key}=${better.value}`,
      ...(better?.safe ? { edit: { kind: 'value', value: better.value } as const } : {}),
    }),
  ];
}

/** What was probably meant; `safe` when it cannot have meant anything else. */
function correctedValue(setting: Setting, text: string): { value: string; safe: boolean } | null {
  if (setting.type === 'boolean') {
    if (/^(yes|y|on|1|enabled?)$/i.test(text)) return { value: 'true', safe: true };
    if (/^(no|n|off|0|disabled?)$/i.test(text)) return { value: 'false', safe: true };
    const near = closest(text, ['true', 'false'], 2);
    return near === null ? null : { value: near, safe: true };
  }
  return withoutUnit(setting, text);
}

function notAllowed(entry: Entry, setting: Setting, value: Value): readonly Judged[] {
  if (setting.check === null) return [];
  const expected = violation(setting.check, value, setting);
  if (expected === null) return [];
  const near = nearestValue(setting, value);
  const better = near ?? usualValue(setting.check, setting.default, value);
  return [
    judged('error', 'value.allowed', {
      key: entry.key,
      message: `${entry.key} must be ${expected}, not ${JSON.stringify(showValue(entry.key, entry.value))}.`,
      fix: better === null ? null : `${entry.key}=${better}`,
      ...(near === null ? {} : { edit: { kind: 'value', value: near } as const }),
    }),
  ];
}

/** The allowed word, or list of words, that differs in case or by a slip. */
function nearestValue(setting: Setting, value: Value): string | null {
  const { check } = setting;
  if (check?.kind === 'one-of' && typeof value === 'string') return nearestWord(words(check), value);
  if (check?.kind !== 'list' || check.values === undefined || !Array.isArray(value)) return null;
  const items: readonly string[] = value;
  const near = items.filter((item) => item !== '').map((item) => nearestWord(check.values ?? [], item));
  return near.length === 0 || near.includes(null) ? null : [...new Set(near)].join(',');
}

function nearestWord(allowed: readonly string[], value: string): string | null {
  return allowed.includes(value) ? value : closest(value, allowed, value.length > 4 ? 2 : 1);
}

/** For a number the nearer end of what is allowed, for a word Kafka's own default. */
function usualValue(check: Check, standard: string | null, value: Value): string | null {
  if (check.kind === 'one-of') return standard !== null && check.values.includes(standard) ? standard : null;
  if (check.kind !== 'range' || (typeof value !== 'bigint' && typeof value !== 'number')) return null;
  return (check.min !== undefined && Number(value) < Number(check.min) ? check.min : check.max) ?? null;
}

function wrongClass(config: Config, entry: Entry, setting: Setting, value: Value): readonly Judged[] {
  if (isLeftToBroker(config, setting)) return [];
  const names = classNames(setting, value);
  for (const name of names) {
    const reason = classProblem(name, setting, config.version);
    if (reason === null) continue;
    const better = classSuggestion(name, setting, config.version);
    return [
      judged(isLoadedLater(setting) ? 'warning' : 'error', 'value.class', {
        key: entry.key,
        message: `${entry.key}: ${reason}.${isLoadedLater(setting) ? ' The file is read, but nothing starts with it.' : ''}`,
        fix: better === null ? null : better,
        ...(better !== null && names.length === 1 ? { edit: { kind: 'value', value: better } as const } : {}),
      }),
    ];
  }
  return [];
}

/** Everything but a client takes the names in a list as they are, and looks for the classes once it starts. */
function isLoadedLater(setting: Setting): boolean {
  return (
    ['broker', 'streams', 'connect', 'connect-standalone'].includes(setting.component) &&
    setting.type === 'list'
  );
}

/** With the new group protocol a consumer does not create its assignors; before 4.0 it only ignored them. */
function isLeftToBroker(config: Config, setting: Setting): boolean {
  const protocol = config.entries.get('group.protocol')?.value ?? '';
  const isNew =
    javaTrim(protocol).toLowerCase() === 'consumer' && compareVersions(config.version, '3.8.0') >= 0;
  return setting.name === 'partition.assignment.strategy' && isNew;
}

function classNames(setting: Setting, value: Value): readonly string[] {
  if (setting.type === 'class') return typeof value === 'string' ? [value] : [];
  return classSetting(setting) !== null && Array.isArray(value) ? value : [];
}

function onItsWayOut(entry: Entry, setting: Setting): readonly Judged[] {
  if (!setting.deprecated) return [];
  const since = setting.deprecatedIn === null ? '' : ` since ${versionLabel(setting.deprecatedIn)}`;
  const instead = replacements[entry.key] ?? null;
  return [
    judged('warning', 'setting.deprecated', {
      key: entry.key,
      message: `${entry.key} is deprecated${since}.`,
      fix: instead === null ? null : sentence(instead),
    }),
  ];
}
