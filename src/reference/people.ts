// Opens the hand-kept files about how people use Kafka's names: other spellings, ranking, settings that belong together.
import { z } from 'zod';
import { type Component, components } from './facts.ts';
import { once, readYaml } from './files.ts';
import { compareVersions } from './version.ts';

const spelling = z.strictObject({
  java: z.string().nullable(),
  component: z.enum(components).optional(),
  note: z.string().optional(),
});

/** Names of librdkafka and Spring Boot with what the Java clients call the same thing, if they have it. */
export const settingSpellings = once(() =>
  readYaml(
    'setting-spellings.yaml',
    z.strictObject({
      librdkafka: z.record(z.string(), spelling),
      spring: z.record(z.string(), spelling),
      plugins: z.record(z.string(), z.string()),
    }),
  ),
);

const people = once(() =>
  readYaml(
    'people.yaml',
    z.strictObject({
      /** Names in the order in which people ask for them. */
      asked: z.array(z.string()),
      /** What people call a setting, as it folds to letters and digits. */
      nicknames: z.record(z.string(), z.string()),
      /** Settings that act together, each list around one subject. */
      together: z.array(z.array(z.string()).min(2)),
    }),
  ),
);

/** Rank by name, 0 for the most asked; names that are not listed have none. */
export const popularity = once(
  (): ReadonlyMap<string, number> => new Map(people().asked.map((name, at) => [name, at])),
);

/** Setting by nickname. */
export const nicknames = once((): ReadonlyMap<string, string> => new Map(Object.entries(people().nicknames)));

/** Settings that act together with this one, closest first: those of shorter lists before those of longer ones. */
export function relatedSettings(name: string): readonly string[] {
  const lists = people().together.filter((list) => list.includes(name));
  const ordered = [...lists].sort((left, right) => left.length - right.length);
  return [...new Set(ordered.flat())].filter((other) => other !== name);
}

const meaning = z.strictObject({
  component: z.enum(components),
  name: z.string(),
  from: z.string().optional(),
  until: z.string().optional(),
  say: z.string(),
});

/** What defaults amount to where their values do not say; `from` and `until` are releases, both included. */
export const defaultMeanings = once(() => readYaml('defaults.yaml', z.array(meaning)));

/** What the default of a setting amounts to in a release, one sentence; null when its value says it all. */
export function meaningOfDefault(component: Component, name: string, version: string): string | null {
  const known = defaultMeanings().find(
    (one) =>
      one.component === component &&
      one.name === name &&
      compareVersions(one.from ?? version, version) <= 0 &&
      compareVersions(version, one.until ?? version) <= 0,
  );
  return known?.say ?? null;
}

const clientSide = z.strictObject({
  client: z.string(),
  name: z.string(),
  code: z.number().int().optional(),
  text: z.string().optional(),
  java: z.string().optional(),
  retriable: z.boolean().default(false),
});
/** An error that a client other than Java's makes itself. */
export type ClientSideError = z.output<typeof clientSide>;

/** How other clients spell errors; keys are protocol codes, those of `phrases` what a log says. */
export const errorSpellings = once(() =>
  readYaml(
    'other-clients.yaml',
    z.strictObject({
      spellings: z.record(z.string(), z.array(z.string())),
      librdkafka: z.record(z.string(), z.string()),
      sarama: z.record(z.string(), z.string()),
      phrases: z.record(z.string(), z.string()),
      client_side: z.array(clientSide),
    }),
  ),
);
