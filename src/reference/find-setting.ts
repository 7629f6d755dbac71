// Finds the setting somebody means: exact or folded names, other clients' spellings, missing units, globs, words, typos.
import { distance } from 'fastest-levenshtein';
import { type Component, components } from './facts.ts';
import { settingAt, settingNames } from './load.ts';
import { nicknames, popularity, settingSpellings } from './people.ts';
import { foldName, type Reading, readingsOf } from './spelling.ts';

/** A component named by its likelihood when nothing else decides: clients first, because they ask most. */
const likeliest: readonly Component[] = [
  'producer',
  'consumer',
  'topic',
  'broker',
  'streams',
  'connect',
  'source-connector',
  'sink-connector',
  'admin',
  'mirror',
  'group',
  'quota',
  'connect-standalone',
  'tiered-storage',
];

export type FoundSetting =
  | {
      readonly kind: 'found';
      readonly name: string;
      readonly component: Component;
      /** Other components with a setting of this name, likeliest first. */
      readonly others: readonly Component[];
      /** Set when the typed name is another client's: its name, and what to know about the difference. */
      readonly spelledAs?: { readonly dialect: string; readonly name: string; readonly note: string | null };
      /** The name was corrected, not only respelled. */
      readonly guessed: boolean;
    }
  /** A pattern or a word that several names answer to, the best known first. */
  | { readonly kind: 'several'; readonly names: readonly string[] }
  /** A setting of another client that the Java clients do not have. */
  | {
      readonly kind: 'foreign';
      readonly dialect: string;
      readonly name: string;
      readonly note: string | null;
    }
  /** A setting that a class of Kafka reads by itself, so that no release defines it. */
  | { readonly kind: 'plugin'; readonly name: string; readonly note: string }
  | { readonly kind: 'unknown'; readonly guesses: readonly string[] };

interface Names {
  /** Components by setting name, likeliest first. */
  readonly owners: ReadonlyMap<string, readonly Component[]>;
  /** Setting names by their folded form; of two that fold alike, the one that older releases have. */
  readonly byFold: ReadonlyMap<string, string>;
  readonly folded: readonly { name: string; folded: string }[];
}

let names: Names | null = null;

function allNames(): Names {
  if (names !== null) return names;
  const owners = new Map<string, Component[]>();
  for (const component of likeliest) {
    for (const name of settingNames(component)) {
      const known = owners.get(name);
      if (known === undefined) owners.set(name, [component]);
      else known.push(component);
    }
  }
  const byFold = new Map([...owners.keys()].reverse().map((name) => [foldName(name), name]));
  const folded = [...owners.keys()].map((name) => ({ name, folded: foldName(name) }));
  names = { owners, byFold, folded };
  return names;
}

/** Every public or internal name of any release, with its folded form. */
export function knownNames(): readonly { name: string; folded: string }[] {
  return allNames().folded;
}

/** Components that ever had the setting, likeliest first. */
export function componentsWith(name: string): readonly Component[] {
  return allNames().owners.get(name) ?? [];
}

/**
 * @param typed anything: a name in any style, `name=value`, a glob (`*.idempotence`), a word (`idempotence`)
 * @param version the release that settles which component is likeliest; a full number
 */
export function findSetting(typed: string, version: string, wanted?: Component): FoundSetting {
  const readings = readingsOf(typed);
  const literal = readings[0]?.name ?? '';
  if (/[*?]/.test(literal)) return matching(literal, version, wanted);
  for (const reading of readings) {
    const found =
      byName(reading, version, wanted) ?? byPlugin(reading) ?? byDialect(reading, version, wanted);
    if (found !== null) return found;
  }
  for (const reading of readings) {
    const name = withUnit(foldName(reading.name), wanted ?? reading.component);
    if (name !== null) return settle(name, version, { wanted, hint: reading.component });
  }
  return mentioning(literal, version, wanted) ?? nearest(readings, version, wanted);
}

function byName(reading: Reading, version: string, wanted?: Component): FoundSetting | null {
  const folded = foldName(reading.name);
  const literal = allNames().owners.has(reading.name) ? reading.name : undefined;
  const name = literal ?? allNames().byFold.get(folded) ?? nicknames().get(folded);
  return name === undefined ? null : settle(name, version, { wanted, hint: reading.component });
}

function byPlugin(reading: Reading): FoundSetting | null {
  const folded = foldName(reading.name);
  const entry = Object.entries(settingSpellings().plugins).find(([name]) => foldName(name) === folded);
  return entry === undefined ? null : { kind: 'plugin', name: entry[0], note: entry[1] };
}

/** librdkafka's names, and Spring's where they differ from Kafka's. */
function byDialect(reading: Reading, version: string, wanted?: Component): FoundSetting | null {
  const dialect = reading.dialect === 'spring' ? 'Spring Boot' : 'librdkafka';
  const table = reading.dialect === 'spring' ? settingSpellings().spring : settingSpellings().librdkafka;
  const folded = foldName(reading.name);
  const entry = Object.entries(table).find(([name]) => foldName(name) === folded);
  if (entry === undefined) return null;
  const [name, { java, component, note = null }] = entry;
  if (java === null) return { kind: 'foreign', dialect, name, note };
  const found = settle(java, version, { wanted, hint: component ?? reading.component });
  return found.kind === 'found' ? { ...found, spelledAs: { dialect, name, note } } : found;
}

function settle(
  name: string,
  version: string,
  {
    wanted,
    hint,
    guessed = false,
  }: { wanted?: Component | undefined; hint?: Component | undefined; guessed?: boolean },
): FoundSetting {
  const owners = componentsWith(name);
  // A public setting of the asked release comes before one that is internal or gone.
  const current = owners.filter((owner) => settingAt(owner, name, version)?.internal === false);
  const candidates = current.length > 0 ? current : owners;
  const component = [wanted, hint, candidates[0]].find(
    (owner) => owner !== undefined && owners.includes(owner),
  );
  if (component === undefined) return { kind: 'unknown', guesses: [] };
  return {
    kind: 'found',
    name,
    component,
    others: candidates.filter((owner) => owner !== component && !repeats(owner, candidates)),
    guessed,
  };
}

/** The standalone worker repeats nearly everything of the distributed one. */
function repeats(owner: Component, among: readonly Component[]): boolean {
  return owner === 'connect-standalone' && among.includes('connect');
}

const unitSuffixes = [
  'ms',
  'bytes',
  'minutes',
  'hours',
  'seconds',
  'percent',
  'percentage',
  'ratio',
  'enable',
  'type',
];

/** `linger` for `linger.ms`, `retention` for `retention.ms`. */
function withUnit(folded: string, component?: Component): string | null {
  if (folded.length < 4) return null;
  const fits = unitSuffixes.flatMap((suffix) => allNames().byFold.get(folded + suffix) ?? []);
  const own = fits.filter((name) => component === undefined || componentsWith(name).includes(component));
  return ranked(own.length > 0 ? own : fits)[0] ?? null;
}

function matching(glob: string, version: string, wanted?: Component): FoundSetting {
  const pattern = glob
    .toLowerCase()
    .split('')
    .map((letter) =>
      letter === '*' ? '.*' : letter === '?' ? '.' : letter.replace(/[\\^$.|+()[\]{}]/g, '\\$&'),
    )
    .join('');
  const expression = new RegExp(`^${pattern}$`);
  const hits = [...allNames().owners.keys()].filter((name) => expression.test(name));
  const [only] = hits;
  return only !== undefined && hits.length === 1 ? settle(only, version, { wanted }) : several(hits, wanted);
}

/** Words that all stand somewhere in the name: `poll interval`, or one word such as `idempotence`. */
function mentioning(typed: string, version: string, wanted?: Component): FoundSetting | null {
  const words = typed
    .toLowerCase()
    .replace(
      /^(which|what)?\s*(settings?|configs?)?\s*(that\s+)?(mention(s|ing)?|contain(s|ing)?|with|about)\s+/,
      '',
    )
    .split(/[\s._-]+/)
    .filter((word) => word !== '');
  if (words.length === 0 || words.every((word) => word.length < 3)) return null;
  const hits = [...allNames().owners.keys()].filter((name) => words.every((word) => name.includes(word)));
  const [only] = hits;
  if (only !== undefined && hits.length === 1) return settle(only, version, { wanted, guessed: true });
  return hits.length === 0 ? null : several(hits, wanted);
}

function several(hits: readonly string[], wanted?: Component): FoundSetting {
  const own = wanted === undefined ? hits : hits.filter((name) => componentsWith(name).includes(wanted));
  return own.length === 0 ? { kind: 'unknown', guesses: [] } : { kind: 'several', names: ranked(own) };
}

/** Best known first, then by name. */
function ranked(hits: readonly string[]): readonly string[] {
  const rank = popularity();
  return [...hits].sort(
    (left, right) => (rank.get(left) ?? 9999) - (rank.get(right) ?? 9999) || (left < right ? -1 : 1),
  );
}

/** One slip in six letters, two in a dozen, three in anything longer is taken as the name itself. */
function forgiven(length: number): number {
  return length <= 6 ? 1 : length <= 14 ? 2 : 3;
}

function nearest(readings: readonly Reading[], version: string, wanted?: Component): FoundSetting {
  const close: { name: string; slips: number; length: number; hint: Component | undefined }[] = [];
  for (const reading of readings) {
    const folded = foldName(reading.name);
    if (folded.length < 3) continue;
    for (const [known, name] of allNames().byFold) {
      if (Math.abs(known.length - folded.length) > 4) continue;
      const slips = distance(folded, known);
      if (slips <= Math.min(4, Math.ceil(folded.length / 3)))
        close.push({ name, slips, length: folded.length, hint: reading.component });
    }
  }
  const rank = popularity();
  const inWanted = (name: string) => (wanted === undefined || componentsWith(name).includes(wanted) ? 0 : 1);
  close.sort(
    (left, right) =>
      inWanted(left.name) - inWanted(right.name) ||
      left.slips - right.slips ||
      (rank.get(left.name) ?? 9999) - (rank.get(right.name) ?? 9999),
  );
  const [best] = close;
  if (best !== undefined && best.slips <= forgiven(best.length)) {
    return settle(best.name, version, { wanted, hint: best.hint, guessed: true });
  }
  return { kind: 'unknown', guesses: [...new Set(close.map(({ name }) => name))].slice(0, 3) };
}

/** Whether the text names a component, as an option takes it. */
export function isComponent(text: string): text is Component {
  return (components as readonly string[]).includes(text);
}
