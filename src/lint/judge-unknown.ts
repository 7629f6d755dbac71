// Judges a setting that this release of the component does not have: misspelt, removed, too new, or somebody else's.
import { type Component, componentTitles } from '../reference/facts.ts';
import { compareVersions, versionLabel } from '../reference/version.ts';
import type { Config } from './config.ts';
import type { Entry } from './entry.ts';
import type { Facts } from './facts.ts';
import type { Judged } from './judge-value.ts';
import { isOwnPackage } from './kafka-classes.ts';
import { isPassedOn } from './passed-on.ts';
import { replacements, sentence } from './replacements.ts';
import { closest, dotted, tolerance } from './suggest.ts';

/**
 * Findings about a name that the component's ConfigDef lacks; none when it is fine where it is.
 * @param guesses whether to look for what was meant, which takes long in a file of thousands of such names
 */
export function judgeUnknown(
  config: Config,
  entry: Entry,
  facts: Facts,
  guesses: boolean,
): readonly Judged[] {
  if (isPassedOn(config, entry.key) || isHandedOn(config, entry.key, facts)) return [];
  const found =
    spelledOtherwise(config, entry) ??
    fromOtherRelease(config, entry, facts) ??
    fromOtherComponent(config, entry, facts) ??
    (guesses ? misspelt(config, entry) : null);
  return found === null ? stranger(config, entry) : [found];
}

/**
 * Components that run others and hand them what they do not know themselves: MirrorMaker its Connect workers and
 * connectors, Streams its clients.
 */
const handsTo: Readonly<Partial<Record<Component, readonly Component[]>>> = {
  mirror: ['connect', 'source-connector'],
  streams: ['producer', 'consumer', 'admin'],
};

function isHandedOn(config: Config, name: string, facts: Facts): boolean {
  return (handsTo[config.component] ?? []).some((owner) => facts.settingsAt(owner, config.version).has(name));
}

/** A topic or group with an unknown name is refused; everybody else only ignores the line. */
function finding(
  config: Config,
  entry: Entry,
  rule: string,
  what: string,
  fix: string | null,
  newKey?: string,
): Judged {
  const refused = config.component === 'topic' || config.component === 'group';
  return {
    key: entry.key,
    severity: refused ? 'error' : 'warning',
    rule,
    message: `${what} ${refused ? `Kafka refuses the ${config.component}.` : 'Kafka ignores the line.'}`,
    fix,
    ...(newKey === undefined || config.entries.has(newKey)
      ? {}
      : { edit: { kind: 'key', key: newKey } as const }),
  };
}

function spelledOtherwise(config: Config, entry: Entry): Judged | null {
  const name = dotted(entry.key);
  if (name === entry.key || !config.settings.has(name)) return null;
  return finding(
    config,
    entry,
    'setting.unknown',
    `${entry.key} is not a ${componentTitles[config.component]} setting; did you mean ${name}?`,
    name,
    name,
  );
}

function fromOtherRelease(config: Config, entry: Entry, facts: Facts): Judged | null {
  const known = facts.lastKnownSetting(config.component, entry.key);
  if (known === null) return null;
  if (known.removedIn !== null && compareVersions(config.version, known.removedIn) >= 0) {
    const instead = replacements[entry.key] ?? null;
    return finding(
      config,
      entry,
      'setting.removed',
      `${entry.key} was removed in ${versionLabel(known.removedIn)}.`,
      instead === null ? 'Remove it.' : sentence(instead),
    );
  }
  return finding(
    config,
    entry,
    'setting.too-new',
    `${entry.key} came with ${versionLabel(known.since)}, this is ${versionLabel(config.version)}.`,
    null,
  );
}

/** Looked through in the order in which files are mixed up. */
const others: readonly Component[] = [
  'broker',
  'topic',
  'producer',
  'consumer',
  'admin',
  'streams',
  'connect',
  'source-connector',
  'sink-connector',
  'mirror',
  'group',
];

function fromOtherComponent(config: Config, entry: Entry, facts: Facts): Judged | null {
  const found = others.filter(
    (other) => other !== config.component && facts.settingsAt(other, config.version).has(entry.key),
  );
  const [first] = found;
  if (first === undefined) return null;
  const counterpart = counterpartOf(config, entry.key, facts);
  const titles = found
    .slice(0, 2)
    .map((other) => componentTitles[other])
    .join(' or ');
  return finding(
    config,
    entry,
    'setting.other-component',
    `${entry.key} is a ${titles} setting, not a ${componentTitles[config.component]} one.`,
    counterpart,
    counterpart ?? undefined,
  );
}

/** A broker's default for a topic setting and the other way round: retention.ms and log.retention.ms. */
function counterpartOf(config: Config, name: string, facts: Facts): string | null {
  const topics = facts.settingsAt('topic', config.version);
  if (config.component === 'broker') return topics.get(name)?.serverDefault ?? null;
  if (config.component !== 'topic') return null;
  return [...topics.values()].find((setting) => setting.serverDefault === name)?.name ?? null;
}

function misspelt(config: Config, entry: Entry): Judged | null {
  const names = [...config.settings.values()]
    .filter((setting) => !setting.internal)
    .map((setting) => setting.name);
  const near =
    closest(entry.key, names, tolerance(entry.key)) ??
    closest(dotted(entry.key), names, tolerance(entry.key));
  if (near === null) return null;
  return finding(
    config,
    entry,
    'setting.unknown',
    `${entry.key} is not a ${componentTitles[config.component]} setting; did you mean ${near}?`,
    near,
    near,
  );
}

function stranger(config: Config, entry: Entry): readonly Judged[] {
  if (config.component.endsWith('-connector')) return [];
  if (config.component !== 'topic' && hasForeignClasses(config)) {
    return [
      {
        key: entry.key,
        severity: 'info',
        rule: 'setting.foreign',
        message: `${entry.key} is not a setting of Kafka; it is handed to your own classes.`,
        fix: null,
      },
    ];
  }
  return [
    finding(
      config,
      entry,
      'setting.unknown',
      `${entry.key} is not a ${componentTitles[config.component]} setting.`,
      'Remove it.',
    ),
  ];
}

const foreign = new WeakMap<Config, boolean>();

/** Third-party serializers, interceptors and reporters read settings of their own from the same file. */
function hasForeignClasses(config: Config): boolean {
  const known = foreign.get(config);
  if (known !== undefined) return known;
  const found = namesForeignClass(config);
  foreign.set(config, found);
  return found;
}

function namesForeignClass(config: Config): boolean {
  return [...config.entries.values()].some((entry) => {
    const type = config.settings.get(entry.key)?.type;
    const named =
      type === 'class' ||
      (type === 'list' && /class|interceptor|reporter|strategy|provider/.test(entry.key)) ||
      /\.class(\.name)?$/.test(entry.key);
    return (
      named &&
      (entry.value ?? '')
        .split(',')
        .some((name) => /^[\w$]+(\.[\w$]+)+$/.test(name.trim()) && !isOwnPackage(name.trim()))
    );
  });
}
