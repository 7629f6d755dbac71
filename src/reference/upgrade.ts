// Compares two releases: settings removed, added, deprecated or with another default, and what to know and do.
import { z } from 'zod';
import { type Component, components, type Setting } from './facts.ts';
import { once, readYaml } from './files.ts';
import { sameDefault, settingsAt } from './load.ts';
import { apisAt } from './protocol.ts';
import { compareVersions, lineOf } from './version.ts';

const line = z.strictObject({
  java_clients: z.number().int(),
  java_servers: z.number().int(),
  modes: z.array(z.enum(['zookeeper', 'kraft'])),
  metadata: z.string().optional(),
  metadata_changes: z.boolean().optional(),
});
/** What holds for a release line beside its settings. */
export type Line = z.output<typeof line>;

const note = z.strictObject({
  in: z.string(),
  for: z.array(z.enum(components)).optional(),
  say: z.string(),
  source: z.string(),
  blocker: z.boolean().default(false),
});
export type UpgradeNote = z.output<typeof note>;

const file = z.strictObject({ lines: z.record(z.string(), line), notes: z.array(note) });
const upgradeFacts = once(() => readYaml('upgrade.yaml', file));

/** What holds for the line of a release; null for a line the file does not know. */
export function lineFacts(version: string): Line | null {
  return upgradeFacts().lines[lineOf(version)] ?? null;
}

/** Lines with a metadata version that changes the metadata between two releases: no way back across them. */
export function metadataChanges(from: string, to: string): readonly string[] {
  return Object.entries(upgradeFacts().lines)
    .filter(([name, { metadata_changes }]) => metadata_changes && isCrossed(`${name}.0`, from, to))
    .map(([name]) => name);
}

/** Notes on releases after `from` and up to `to`, oldest first. */
export function upgradeNotes(from: string, to: string, component?: Component): readonly UpgradeNote[] {
  return upgradeFacts().notes.filter(
    (each) =>
      isCrossed(each.in, from, to) &&
      (component === undefined || each.for === undefined || each.for.includes(component)),
  );
}

function isCrossed(release: string, from: string, to: string): boolean {
  return compareVersions(release, from) > 0 && compareVersions(release, to) <= 0;
}

export interface DefaultDifference {
  readonly before: Setting;
  readonly after: Setting;
}

export interface Difference {
  readonly removed: readonly Setting[];
  readonly added: readonly Setting[];
  /** Deprecated in the newer release and not yet in the older. */
  readonly deprecated: readonly Setting[];
  readonly changedDefaults: readonly DefaultDifference[];
}

export interface ProtocolDifference {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  /** Request types whose oldest versions the newer release no longer speaks. */
  readonly raised: readonly { readonly name: string; readonly from: number; readonly to: number }[];
}

/** What the newer release no longer understands of the protocol, and which request types are new. */
export function compareProtocols(from: string, to: string): ProtocolDifference {
  const before = new Map(apisAt(from).map((api) => [api.name, api]));
  const after = new Map(apisAt(to).map((api) => [api.name, api]));
  return {
    removed: [...before.keys()].filter((name) => !after.has(name)),
    added: [...after.keys()].filter((name) => !before.has(name)),
    raised: [...after.values()].flatMap(({ name, min }) => {
      const oldest = before.get(name)?.min;
      return oldest !== undefined && min > oldest ? [{ name, from: oldest, to: min }] : [];
    }),
  };
}

/** Components whose settings people put into files and compare; the others repeat or never reach a file. */
const compared: readonly Component[] = components.filter((component) => component !== 'connect-standalone');

/**
 * What differs between two releases, public settings only. Both are full numbers known to the reference.
 * @param component all components when absent
 */
export function compareReleases(from: string, to: string, component?: Component): Difference {
  const pairs = (component === undefined ? compared : [component]).flatMap((each) => pairsOf(each, from, to));
  return {
    removed: pairs.flatMap(({ before, after }) => (before !== null && after === null ? [before] : [])),
    added: pairs.flatMap(({ before, after }) => (before === null && after !== null ? [after] : [])),
    deprecated: pairs.flatMap(({ before, after }) =>
      after?.deprecated && before !== null && !before.deprecated ? [after] : [],
    ),
    changedDefaults: pairs.flatMap(({ before, after }) =>
      before !== null && after !== null && !sameDefault(before, after) ? [{ before, after }] : [],
    ),
  };
}

/** Every public setting of either release with both sides; an internal one counts as absent when the other is, too. */
function pairsOf(
  component: Component,
  from: string,
  to: string,
): readonly { before: Setting | null; after: Setting | null }[] {
  const older = settingsAt(component, from);
  const newer = settingsAt(component, to);
  const names = new Set([...older.keys(), ...newer.keys()]);
  return [...names].sort().map((name) => {
    const [before, after] = [older.get(name) ?? null, newer.get(name) ?? null];
    const isPublic = before?.internal === false || after?.internal === false;
    return isPublic
      ? {
          before: after !== null && before?.internal ? null : before,
          after: before !== null && after?.internal ? before : after,
        }
      : { before: null, after: null };
  });
}
