// One component's settings as a rule sees them: what the file says, parsed, and Kafka's defaults for the rest.
import type { Check, Component, Setting } from '../reference/facts.ts';
import { compareVersions } from '../reference/version.ts';
import { violation } from './check.ts';
import type { Entry } from './entry.ts';
import { javaTrim } from './java-text.ts';
import { isSecretName, mask, maskText } from './secrets.ts';
import { parseValue, type Value } from './value.ts';

export interface Config {
  readonly component: Component;
  /** Full release number. */
  readonly version: string;
  /** Last setting of every name in the file. */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly settings: ReadonlyMap<string, Setting>;
  /** Names that are set to a placeholder: their value is not known, and so is nothing that depends on it. */
  readonly hidden: ReadonlySet<string>;
  /** Hidden names that somebody asked for; whatever that led to is not said. */
  readonly asked: Set<string>;
}

function ask(config: Config, name: string): void {
  if (config.hidden.has(name)) config.asked.add(name);
}

/** True when the file sets the name, even to Kafka's default. */
export function isSet(config: Config, name: string): boolean {
  ask(config, name);
  return config.entries.has(name);
}

/** True from this release on. */
export function atLeast(config: Config, version: string): boolean {
  return compareVersions(config.version, version) >= 0;
}

/**
 * The parsed value, or Kafka's default when the file does not say. Undefined when this release has no such
 * setting, or when Kafka refuses the text by itself: other findings are about that.
 */
export function parsedValue(config: Config, name: string): Value | undefined {
  ask(config, name);
  const setting = config.settings.get(name);
  if (setting === undefined) return undefined;
  const entry = config.entries.get(name);
  const parsed = parseValue(setting.type, entry === undefined ? setting.default : entry.value);
  if (
    !parsed.ok ||
    (entry !== undefined &&
      setting.check !== null &&
      violation(setting.check, parsed.value, setting) !== null)
  ) {
    return undefined;
  }
  return Array.isArray(parsed.value) && dropsRepeated(setting.check)
    ? [...new Set(parsed.value)]
    : parsed.value;
}

/** Newer releases drop repeated items of a checked list before anybody looks at it. */
function dropsRepeated(check: Check | null): boolean {
  if (check?.kind === 'all') return check.checks.some(dropsRepeated);
  return check?.kind === 'list' && !check.mayRepeat;
}

/** An integer setting; null when it is unset, invalid or unknown to this release. */
export function integer(config: Config, name: string): bigint | null {
  const value = parsedValue(config, name);
  return typeof value === 'bigint' ? value : null;
}

/** A text setting; null when it is unset or unknown to this release. */
export function text(config: Config, name: string): string | null {
  const value = parsedValue(config, name);
  return typeof value === 'string' ? value : null;
}

/** A boolean setting; null when it is invalid or unknown to this release. */
export function flag(config: Config, name: string): boolean | null {
  const value = parsedValue(config, name);
  return typeof value === 'boolean' ? value : null;
}

/** A list setting; null when it is unset or unknown to this release. */
export function list(config: Config, name: string): readonly string[] | null {
  const value = parsedValue(config, name);
  return Array.isArray(value) ? value : null;
}

/** What the file says, trimmed as Kafka does, safe to show; null when it does not say. */
export function shown(config: Config, name: string): string | null {
  const entry = config.entries.get(name);
  return entry === undefined ? null : showValue(name, entry.value);
}

const longestShown = 80;

/** A value as a message may quote it: secrets masked, long ones cut. */
export function showValue(name: string, value: string | null): string {
  if (value === null) return 'null';
  if (isSecretName(name)) return mask;
  const safe = maskText(javaTrim(value));
  return safe.length > longestShown ? `${safe.slice(0, longestShown)}…` : safe;
}
