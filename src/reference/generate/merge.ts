// Puts the facts of one release into the stored set, which holds changes from release to release only.
import { type Component, components, type SettingFact } from '../facts.ts';
import { type Changes, fold, type Stretch, unfold, valueAt } from '../history.ts';
import type { Release, SettingsFile } from '../load.ts';
import type { ApiChange, ErrorChange, MetricBean } from '../protocol.ts';
import { compareVersions } from '../version.ts';
import { isDeprecated } from './deprecations.ts';
import type { Extracted, ExtractedError, ExtractedSetting } from './extracted.ts';

/** The stored set: what the files of content/reference hold. */
export interface Stored {
  readonly releases: readonly Release[];
  readonly settings: Readonly<Record<Component, SettingsFile>>;
  readonly errors: Readonly<Record<string, Changes<ErrorChange>>>;
  readonly apis: Readonly<Record<string, Changes<ApiChange>>>;
  readonly metrics: Readonly<Record<string, Changes<MetricBean>>>;
}

/** What was read of one release. */
export interface ReleaseFacts {
  readonly version: string;
  readonly facts: Extracted;
  /** Components whose jars could not be had; they keep what the releases around say. */
  readonly missing: readonly Component[];
  /** JMX beans by pattern; null when no broker was run this time, which keeps what an earlier run found. */
  readonly metrics: Readonly<Record<string, MetricBean>> | null;
}

/** The set before its first release. */
export function emptyStore(): Stored {
  const settings = Object.fromEntries(components.map((component) => [component, {}]));
  return {
    releases: [],
    settings: settings as Record<Component, SettingsFile>,
    errors: {},
    apis: {},
    metrics: {},
  };
}

/** Adds a release or replaces what was known of it. The order in which releases are added makes no difference. */
export function merge(stored: Stored, { version, facts, missing, metrics }: ReleaseFacts): Stored {
  const known = stored.releases.find((each) => each.version === version);
  const release: Release = {
    version,
    ...(missing.length > 0 && { missing }),
    ...((metrics !== null || known?.metrics) && { metrics: true }),
  };
  const releases = [...stored.releases.filter((known) => known.version !== version), release].sort(
    (left, right) => compareVersions(left.version, right.version),
  );
  const versionsWith = (component: Component): string[] =>
    releases.filter((known) => !known.missing?.includes(component)).map((known) => known.version);

  const settings = Object.fromEntries(
    components.map((component) => {
      const before = stored.settings[component];
      if (missing.includes(component)) return [component, refold(before, versionsWith(component), null)];
      const values = settingFacts(component, facts.settings[component] ?? {}, version);
      return [component, refold(before, versionsWith(component), { version, values })];
    }),
  );
  return {
    releases,
    settings: settings as Record<Component, SettingsFile>,
    errors: mergeErrors(stored.errors, version, facts, missing, versionsWith),
    apis: refold(stored.apis, versionsWith('producer'), { version, values: facts.apis }),
    metrics: mergeMetrics(stored.metrics, releases, version, metrics, missing),
  };
}

function settingFacts(
  component: Component,
  extracted: Readonly<Record<string, ExtractedSetting>>,
  version: string,
): Record<string, SettingFact> {
  return Object.fromEntries(
    Object.entries(extracted).map(([name, setting]) => {
      const { markedDeprecated, deprecationText, ...fact } = setting;
      const deprecated = isDeprecated(component, name, setting, version);
      return [name, { ...fact, ...(deprecated && { deprecated }) }];
    }),
  );
}

/** Beans of Streams and Connect are kept apart from the others because their jars can be missing. */
function mergeMetrics(
  before: Stored['metrics'],
  releases: readonly Release[],
  version: string,
  metrics: Readonly<Record<string, MetricBean>> | null,
  missing: readonly Component[],
): Stored['metrics'] {
  const ownerOf = (pattern: string): Component =>
    pattern.startsWith('kafka.streams:')
      ? 'streams'
      : pattern.startsWith('kafka.connect:')
        ? 'connect'
        : 'broker';
  const merged: Record<string, Changes<MetricBean>> = {};
  for (const owner of ['broker', 'streams', 'connect'] as const) {
    const own = <Value>(all: Readonly<Record<string, Value>>) =>
      Object.fromEntries(Object.entries(all).filter(([pattern]) => ownerOf(pattern) === owner));
    const versions = releases.filter((known) => known.metrics && !known.missing?.includes(owner));
    const added = metrics === null || missing.includes(owner) ? null : { version, values: own(metrics) };
    Object.assign(
      merged,
      refold(
        own(before),
        versions.map((known) => known.version),
        added,
      ),
    );
  }
  return Object.fromEntries(Object.entries(merged).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Exceptions of Streams and Connect are kept apart from the others because their jars can be missing. */
function mergeErrors(
  before: Stored['errors'],
  version: string,
  facts: Extracted,
  missing: readonly Component[],
  versionsWith: (component: Component) => string[],
): Stored['errors'] {
  const owners = { clients: 'producer', streams: 'streams', connect: 'connect' } as const;
  const merged: Record<string, Changes<ErrorChange>> = {};
  for (const group of ['clients', 'streams', 'connect'] as const) {
    const stored = Object.entries(before).filter(([key]) => groupOf(key) === group);
    const found = group === 'clients' ? clientErrors(facts) : withoutClass(facts.exceptions[group]);
    const known = missing.includes(owners[group]) ? null : { version, values: found };
    Object.assign(merged, refold(Object.fromEntries(stored), versionsWith(owners[group]), known));
  }
  return merged;
}

function groupOf(key: string): 'clients' | 'streams' | 'connect' {
  const group = /^org\.apache\.kafka\.(streams|connect)\./.exec(key)?.[1];
  return group === 'streams' || group === 'connect' ? group : 'clients';
}

/** Protocol errors by constant; exception classes that no constant stands for by class name. */
function clientErrors(facts: Extracted): Record<string, ErrorChange> {
  const found: Record<string, ErrorChange> = {};
  const withCode = new Set<string>();
  for (const [name, { code, className, parents, retriable }] of Object.entries(facts.errors)) {
    found[name] = {
      ...(code !== undefined && { code }),
      ...(className !== undefined && { className }),
      ...(parents !== undefined && { parents }),
      ...(retriable && { retriable }),
    };
    if (className !== undefined) withCode.add(className);
  }
  for (const [className, fact] of Object.entries(withoutClass(facts.exceptions.clients))) {
    if (!withCode.has(className)) found[className] = fact;
  }
  return found;
}

function withoutClass(exceptions: Readonly<Record<string, ExtractedError>>): Record<string, ErrorChange> {
  return Object.fromEntries(
    Object.entries(exceptions).map(([className, { parents, retriable }]) => [
      className,
      { ...(parents !== undefined && { parents }), ...(retriable && { retriable }) },
    ]),
  );
}

/** Unfolds every name over the known releases, puts the new values in and folds again; names in order. */
function refold<T extends object>(
  before: Readonly<Record<string, Changes<T>>>,
  versions: readonly string[],
  added: { version: string; values: Readonly<Record<string, T>> } | null,
): Record<string, Changes<T>> {
  const names = new Set([...Object.keys(before), ...Object.keys(added?.values ?? {})]);
  const after: Record<string, Changes<T>> = {};
  for (const name of [...names].sort()) {
    const stretches = unfold(before[name] ?? {});
    const values: Stretch<T>[] = versions.map((version) => ({
      version,
      value: version === added?.version ? (added.values[name] ?? null) : valueAt(stretches, version),
    }));
    const changes = fold(values);
    if (Object.keys(changes).length > 0) after[name] = changes;
  }
  return after;
}
