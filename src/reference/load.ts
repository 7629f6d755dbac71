// Opens the reference facts under content/reference, each file only when it is first asked for.
import { readFileSync } from 'node:fs';
import type { KnownError } from './errors.ts';
import type { ApiFact, Component, DefaultChange, MetricFact, Setting, SettingFact } from './facts.ts';
import { type Changes, type Stretch, unfold, valueAt } from './history.ts';
import { compareVersions } from './version.ts';

const folder = new URL('../../content/reference/', import.meta.url);

/** A release in the reference; `missing` lists components whose jars could not be had when it was read. */
export interface Release {
  readonly version: string;
  readonly missing?: readonly Component[];
  /** Its JMX metrics were read from a running broker. */
  readonly metrics?: true;
}

/** One settings file: changes by setting name. */
export type SettingsFile = Readonly<Record<string, Changes<SettingFact>>>;

/** What is stored of an error, by constant name or, for one without code, by class name. */
export interface ErrorChange {
  readonly code?: number;
  readonly className?: string;
  readonly parents?: readonly string[];
  readonly retriable?: true;
}

/** What is stored of a JMX bean, by object name pattern; Yammer's kinds have the attributes of their kind. */
export interface MetricBean {
  readonly kind: 'gauge' | 'counter' | 'meter' | 'histogram' | 'timer' | 'attributes';
  /** Of a bean of Kafka's own metrics: each attribute is a metric. */
  readonly attributes?: readonly string[];
}

/** What is stored of a request type, by name. */
export type ApiChange = Omit<ApiFact, 'name' | 'since' | 'removedIn'>;

function readJson<T>(name: string): T {
  const value: T = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  return value;
}

/** Calls `make` once per key and remembers what it gave. */
function remember<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

const releaseList = remember((_: 'all') => readJson<Release[]>('releases.json'));
const releaseNumbers = remember((_: 'all') => releaseList('all').map((release) => release.version));

/** Every release the reference knows, oldest first, full numbers such as `4.0.0`. */
export function releases(): readonly string[] {
  return releaseNumbers('all');
}

/**
 * The release whose jars the facts of a component were read from: the asked one, or the newest older one when
 * Maven Central did not have the component's jars for it.
 */
export function readFrom(component: Component, version: string): string {
  const upTo = releaseList('all').filter((release) => compareVersions(release.version, version) <= 0);
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

/** Protocol errors and exceptions of the Java clients, Connect and Streams, as their newest release has them. */
export function readErrors(): readonly KnownError[] {
  return errorList('all');
}

const errorList = remember((_: 'all') =>
  Object.entries(readJson<Record<string, Changes<ErrorChange>>>('errors.json')).flatMap(([key, changes]) => {
    const stretches = unfold(changes);
    const last = stretches.findLast((stretch) => stretch.value !== null)?.value;
    return last ? [describeError(key, last, stretches)] : [];
  }),
);

function describeError(
  key: string,
  last: ErrorChange,
  stretches: readonly Stretch<ErrorChange>[],
): KnownError {
  const className = last.code === undefined ? key : (last.className ?? null);
  const end = stretches.at(-1);
  return {
    id: key,
    code: last.code ?? null,
    name: last.code === undefined ? null : key,
    exception: className?.split(/[.$]/).at(-1) ?? null,
    className,
    parents: last.parents ?? [],
    retriable: last.retriable ?? false,
    clientOnly: last.code === undefined,
    client: 'Java',
    since: stretches[0]?.version ?? null,
    removedIn: end?.value === null ? end.version : null,
  };
}

/** Request types of the protocol as of a release, by key. */
export function apisAt(version: string): readonly ApiFact[] {
  const apis = Object.entries(readJson<Record<string, Changes<ApiChange>>>('apis.json'));
  return apis
    .flatMap(([name, changes]) => {
      const stretches = unfold(changes);
      const fact = valueAt(stretches, version);
      const end = stretches.at(-1);
      const removedIn = end?.value === null ? end.version : null;
      return fact === null ? [] : [{ ...fact, name, since: stretches[0]?.version ?? '', removedIn }];
    })
    .sort((left, right) => left.key - right.key);
}

const metricOwners: Readonly<Record<string, string>> = {
  'kafka.producer': 'producer',
  'kafka.consumer': 'consumer',
  'kafka.admin.client': 'admin client',
  'kafka.streams': 'Kafka Streams',
  'kafka.connect': 'Connect',
};

/** Every JMX metric of any release that was run, one for each bean and attribute. */
export function readMetrics(): readonly MetricFact[] {
  return metricList('all');
}

const metricList = remember((_: 'all') =>
  Object.entries(readJson<Record<string, Changes<MetricBean>>>('metrics.json')).flatMap(([mbean, changes]) =>
    metricsOf(mbean, unfold(changes)),
  ),
);

function metricsOf(mbean: string, stretches: readonly Stretch<MetricBean>[]): readonly MetricFact[] {
  const component = metricOwners[mbean.slice(0, mbean.indexOf(':'))] ?? 'broker';
  const kind = stretches.findLast(({ value }) => value !== null)?.value?.kind ?? 'gauge';
  const name = /[:,]name=([^,]+)/.exec(mbean)?.[1] ?? /[:,]type=([^,]+)/.exec(mbean)?.[1] ?? mbean;
  const attributes = [...new Set(stretches.flatMap(({ value }) => value?.attributes ?? []))];
  const has = (attribute: string | null) => (bean: MetricBean | null) =>
    bean !== null && (attribute === null || (bean.attributes?.includes(attribute) ?? false));
  return (attributes.length === 0 ? [null] : attributes).map((attribute) => {
    const lives = has(attribute);
    const first = stretches.find(({ value }) => lives(value));
    const lastAlive = stretches.findLastIndex(({ value }) => lives(value));
    return {
      name: attribute ?? name,
      mbean,
      attribute,
      kind,
      component,
      since: first?.version ?? '',
      removedIn: stretches[lastAlive + 1]?.version ?? null,
    };
  });
}
