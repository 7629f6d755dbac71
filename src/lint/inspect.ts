// Reads a file and looks at every setting in it: by itself, and with the others.
import type { Component } from '../reference/facts.ts';
import type { Config } from './config.ts';
import { detectComponent } from './detect-component.ts';
import type { Entry, Format, ReadFile, ReadProblem, Section } from './entry.ts';
import type { Facts } from './facts.ts';
import { type Edit, type Finding, severities } from './finding.ts';
import { judgeUnknown } from './judge-unknown.ts';
import { isPlaceholder, type Judged, judgeValue } from './judge-value.ts';
import { read } from './read/read.ts';
import { applies } from './rule.ts';
import { rules } from './rules/all.ts';
import { holdsSecret } from './secrets.ts';

export interface LintInput {
  readonly text: string;
  /** Worked out from the text when absent. */
  readonly component?: Component;
  /** A full release number that the facts know, e.g. `4.0.2`. */
  readonly version: string;
  /** Name of the file, which tells its format better than its text does. */
  readonly fileName?: string;
}

/** A finding before it goes out, with the place and the change it is about. */
interface Located {
  readonly finding: Finding;
  readonly entry: Entry | null;
  readonly edit: Edit | null;
}

export interface Inspection {
  readonly file: ReadFile;
  readonly located: readonly Located[];
  readonly findings: readonly Finding[];
  readonly components: readonly Component[];
  readonly settings: number;
}

export function inspect(input: LintInput, facts: Facts): Inspection {
  const file = read(input.text, input.fileName ?? null);
  const located: Located[] = file.problems.map(syntaxProblem);
  const components: Component[] = [];
  let settings = 0;
  for (const section of file.sections) {
    const component =
      section.component ?? input.component ?? detectComponent(section.entries, input.version, facts);
    if (component === null && (isStructured(file.format) || section.entries.length > 3)) continue;
    components.push(component ?? 'broker');
    settings += section.entries.length;
    located.push(...lintSection(section, component ?? 'broker', input.version, facts));
  }
  const distinct = withoutRepeats(located);
  distinct.sort((left, right) => byPlace(left.finding, right.finding));
  return { file, located, findings: distinct.map((item) => item.finding), components, settings };
}

function syntaxProblem({ line, message, fatal }: ReadProblem): Located {
  const severity = fatal ? 'error' : 'warning';
  return {
    finding: { key: '', line, severity, rule: 'file.syntax', message, fix: null },
    entry: null,
    edit: null,
  };
}

/** What clients share in a Spring file is looked at once per client. */
function withoutRepeats(located: readonly Located[]): Located[] {
  const said = new Set<string>();
  return located.filter(({ finding }) => {
    const sentence = `${finding.line} ${finding.rule} ${finding.message}`;
    return !said.has(sentence) && said.add(sentence);
  });
}

/** YAML and JSON are used for everything: a file without one known name is not about Kafka. */
function isStructured(format: Format): boolean {
  return format === 'yaml' || format === 'json';
}

/** A file with more findings than this has other troubles than spelling. */
const mostGuesses = 200;

function lintSection(
  section: Section,
  component: Component,
  version: string,
  facts: Facts,
): readonly Located[] {
  const settings = facts.settingsAt(component, version);
  const entries = new Map(section.entries.map((entry) => [entry.key, entry]));
  const config: Config = { component, version, entries, settings, hidden: new Set(), asked: new Set() };
  const located: Located[] = [];
  for (const entry of section.entries) {
    const last = entries.get(entry.key);
    const judged =
      last === entry || last === undefined
        ? judge(config, entry, facts, located.length < mostGuesses)
        : [repeated(entry, last)];
    located.push(
      ...judged.map((item) => locate(item, entry)),
      ...secretIn(entry).map((item) => locate(item, entry)),
    );
  }
  const readable = withoutPlaceholders(config, section.overridesOthers ? setElsewhere : []);
  for (const rule of rules) {
    if (!applies(rule, readable)) continue;
    readable.asked.clear();
    const problems = rule.find(readable);
    if (readable.asked.size > 0) continue;
    for (const problem of problems) {
      const entry = entries.get(problem.key) ?? null;
      located.push(locate({ ...problem, severity: rule.severity, rule: rule.id }, entry));
    }
  }
  return [...located, ...missing(config).map((item) => locate(item, null))];
}

function judge(config: Config, entry: Entry, facts: Facts, guesses: boolean): readonly Judged[] {
  const setting = config.settings.get(entry.key);
  if (setting === undefined) return judgeUnknown(config, entry, facts, guesses);
  if (setting.dynamicOnly) return [dynamicOnly(entry)];
  return judgeValue(config, entry, setting);
}

/** Settings that images have values of their own for. */
const setElsewhere = [
  'listeners',
  'advertised.listeners',
  'listener.security.protocol.map',
  'controller.listener.names',
  'controller.quorum.voters',
  'process.roles',
  'node.id',
  'log.dirs',
];

/** Rules must not take ${...} for a value: what it will be is not known. */
function withoutPlaceholders(config: Config, elsewhere: readonly string[]): Config {
  const [hidden, readable] = [true, false].map((wanted) =>
    [...config.entries].filter(([, entry]) => isPlaceholder(config, entry) === wanted),
  );
  const unset = elsewhere.filter((name) => !config.entries.has(name));
  return {
    ...config,
    entries: new Map(readable),
    hidden: new Set([...(hidden ?? []).map(([name]) => name), ...unset]),
  };
}

function dynamicOnly(entry: Entry): Judged {
  return {
    key: entry.key,
    severity: 'warning',
    rule: 'setting.dynamic-only',
    message: `${entry.key} can only be set while the broker runs. Kafka ignores the line.`,
    fix: 'Set it with kafka-configs.sh.',
    edit: { kind: 'disable' },
  };
}

function repeated(entry: Entry, last: Entry): Judged {
  return {
    key: entry.key,
    severity: 'warning',
    rule: 'file.repeated',
    message: `${entry.key} is set again on line ${last.line}, which wins: this line does nothing.`,
    fix: 'Remove one of them.',
    line: entry.line,
    edit: { kind: 'disable' },
  };
}

function secretIn(entry: Entry): readonly Judged[] {
  if (entry.value === null || !holdsSecret(entry.key, entry.value)) return [];
  return [
    {
      key: entry.key,
      severity: 'warning',
      rule: 'secret.plain-text',
      message: `${entry.key} holds a secret in plain text. If it was pasted where others can read it, change it.`,
      fix: 'Keep it out of the file, with config.providers or the environment.',
      line: entry.line,
    },
  ];
}

/** A file that connects somewhere or says which node it is claims to be whole; a snippet is left alone. */
function missing(config: Config): readonly Judged[] {
  const marks = [
    'bootstrap.servers',
    'node.id',
    'process.roles',
    'broker.id',
    'application.id',
    'config.storage.topic',
    'connector.class',
  ];
  if (!marks.some((name) => config.entries.has(name))) return [];
  return [...config.settings.values()]
    .filter((setting) => setting.required && !config.entries.has(setting.name))
    .filter((setting) => setting.name !== 'node.id' || !config.entries.has('broker.id'))
    .map((setting) => ({
      key: setting.name,
      severity: 'info',
      rule: 'setting.missing',
      message: `${setting.name} is required and not in the file.`,
      fix: `Add ${setting.name}, unless it is set elsewhere.`,
    }));
}

function locate(judged: Judged, entry: Entry | null): Located {
  const { key, severity, rule, message, fix, line, edit } = judged;
  return {
    finding: { key, line: line ?? entry?.line ?? null, severity, rule, message, fix },
    entry,
    edit: edit ?? null,
  };
}

function byPlace(left: Finding, right: Finding): number {
  const lines = (left.line ?? Number.POSITIVE_INFINITY) - (right.line ?? Number.POSITIVE_INFINITY);
  if (lines !== 0 && !Number.isNaN(lines)) return lines;
  return severities.indexOf(left.severity) - severities.indexOf(right.severity);
}
