// Opens what the reference knows of releases and settings.
import type { Component, DefaultChange, Setting, SettingFact } from './facts.ts';
import { once, readJson, remember } from './files.ts';
import { type Changes, type Stretch, unfold, valueAt } from './history.ts';
import { compareVersions } from './version.ts';

/** A release in the reference; `missing` lists components whose jars could not be had when it was read. */
export interface Release {
  readonly version: string;
  readonly missing?: readonly Component[];
  /** Its JMX metrics were read from a running broker. */
  readonly metrics?: true;
}

/** One settings file: changes by setting name. */
export type SettingsFile = Readonly<Record<string, Changes<SettingFact>>>;

const releaseList = once(() => readJson<Release[]>('releases.json'));

/** Every release the reference knows, oldest first, full numbers such as `4.0.0`. */
export const releases = once((): readonly string[] => releaseList().map((release) => release.version));

/**
 * The release whose jars the facts of a component were read from: the asked one, or the newest older one when
 * Maven Central did not have the component's jars for it.
 */
export function readFrom(component: Component, version: string): string {
  const upTo = releaseList().filter((release) => compareVersions(release.version, version) <= 0);
  return upTo.findLast((release) => !release.missing?.includes(component))?.version ?? version;
}

/** The newest release the reference knows. */
export function newestRelease(): string {
  const newest = releases().at(-1);
  if (newest === undefined) throw new Error('content/reference/releases.json lists no release');
  return newest;
}

const settingsFile = remember((component: Component) => readJson<SettingsFile>(`settings/${component}.json`));

/** Lives of settings, each unfolded when it is first asked for. */
const unfolded = remember((_: Component) => new Map<string, readonly Stretch<SettingFact>[]>());

function lifeOf(component: Component, name: string): readonly Stretch<SettingFact>[] | undefined {
  const file = settingsFile(component);
  const changes = Object.hasOwn(file, name) ? file[name] : undefined;
  if (changes === undefined) return undefined;
  const known = unfolded(component);
  const life = known.get(name) ?? unfold(changes);
  known.set(name, life);
  return life;
}

/** Every name the component ever had, in any known release, internal ones included. */
export function settingNames(component: Component): readonly string[] {
  return Object.keys(settingsFile(component));
}

/**
 * The setting as of a release (a full number from `releases()`); null when that release does not have it.
 * Its history, `since` and `removedIn` cover all releases.
 */
export function settingAt(component: Component, name: string, version: string): Setting | null {
  const stretches = lifeOf(component, name);
  const fact = stretches === undefined ? null : valueAt(stretches, version);
  return stretches === undefined || fact === null ? null : describe(component, name, fact, stretches);
}

/** All settings of a component in a release by name, internal ones included and flagged. */
export function settingsAt(component: Component, version: string): ReadonlyMap<string, Setting> {
  return settingTables(`${component}@${version}`);
}

const settingTables = remember((key: string) => {
  const [component, version] = key.split('@') as [Component, string];
  const table = new Map<string, Setting>();
  for (const name of settingNames(component)) {
    const stretches = lifeOf(component, name) ?? [];
    const fact = valueAt(stretches, version);
    if (fact !== null) table.set(name, describe(component, name, fact, stretches));
  }
  return table;
});

/** The last release that had a setting, and what it said: for names that are gone. Null for a name never seen. */
export function lastKnownSetting(component: Component, name: string): Setting | null {
  const stretches = lifeOf(component, name);
  const fact = stretches?.findLast((stretch) => stretch.value !== null)?.value;
  return stretches === undefined || fact === undefined || fact === null
    ? null
    : describe(component, name, fact, stretches);
}

function describe(
  component: Component,
  name: string,
  fact: SettingFact,
  stretches: readonly Stretch<SettingFact>[],
): Setting {
  const last = stretches.at(-1);
  return {
    name,
    component,
    type: fact.type,
    default: fact.default ?? null,
    required: fact.default === undefined,
    validValues: fact.validValues ?? null,
    check: fact.check ?? null,
    importance: fact.importance,
    updateMode: fact.updateMode ?? null,
    serverDefault: fact.serverDefault ?? null,
    internal: fact.internal ?? false,
    dynamicOnly: fact.dynamicOnly ?? false,
    deprecated: fact.deprecated ?? false,
    deprecatedIn: stretches.find((stretch) => stretch.value?.deprecated)?.version ?? null,
    since: stretches[0]?.version ?? '',
    removedIn: last?.value === null ? last.version : null,
    history: defaultHistory(stretches),
  };
}

function defaultHistory(stretches: readonly Stretch<SettingFact>[]): readonly DefaultChange[] {
  const history: DefaultChange[] = [];
  for (const { version, value } of stretches) {
    if (value === null) continue;
    const step = { version, default: value.default ?? null, required: value.default === undefined };
    const before = history.at(-1);
    if (before === undefined || !sameDefault(before, step)) history.push(step);
  }
  return history;
}

type Default = Pick<DefaultChange, 'default' | 'required'>;

/** Whether two defaults mean the same: some releases print a map's entries in another order. */
export function sameDefault(left: Default, right: Default): boolean {
  return left.required === right.required && inOrder(left.default) === inOrder(right.default);
}

function inOrder(value: string | null): string | null {
  const isMap = value !== null && /^\w+:\w+(,\w+:\w+)+$/.test(value);
  return isMap ? value.split(',').sort().join(',') : value;
}
