// Shows one setting as a page, or several to choose from.
import type { Context, DefinedAction } from '../bot/command.ts';
import type { Entry } from '../catalogue/catalogue.ts';
import { openEntry } from '../library/page.ts';
import { replacements } from '../lint/replacements.ts';
import {
  actions,
  button,
  callout,
  fields,
  heading,
  linkButton,
  list,
  mono,
  note,
  paragraph,
  refusal,
  reply,
  select,
  strong,
  table,
  text,
  type Words,
} from '../reply/build.ts';
import { quote, shorten } from '../reply/clean.ts';
import type { Action, Block, Control, Inline, Reply } from '../reply/nodes.ts';
import { counterpartOf } from './counterpart.ts';
import { changeText, defaultShown, defaultText, settingData, sinceText, validText } from './describe.ts';
import { componentTitles, type Setting } from './facts.ts';
import { componentsWith, type FoundSetting } from './find-setting.ts';
import { settingLink } from './links.ts';
import { lastKnownSetting, newestRelease, readFrom, releases, settingAt } from './load.ts';
import { meaningOfDefault, relatedSettings } from './people.ts';
import { versionLabel } from './version.ts';

const LONGEST_VALUE = 300;
const MOST_RELATED = 8;
const MOST_OTHERS = 3;

type Page = {
  readonly setting: Setting;
  /** The release that was asked for. */
  readonly version: string;
  /** False when that release does not have it, and `setting` is what the last one with it said. */
  readonly exists: boolean;
  readonly found: FoundSetting & { kind: 'found' };
  readonly open: DefinedAction<{ value?: string }>;
};

export function settingPage(context: Context, page: Page): Reply {
  const { setting, version, exists, found } = page;
  const described = exists ? readFrom(setting.component, version) : lastRelease(setting);
  const title = setting.name;
  const notes = notesOn(context, setting);
  const shown = defaultWords(setting);
  return reply(
    title,
    summaryOf(page, described),
    [
      heading(title),
      paragraph([strong(componentTitles[setting.component]), text(` · Kafka ${described}`)]),
      ...spelling(found),
      ...warnings(page),
      fields([
        ['Default', shown],
        ['Type', setting.type],
        ...optional('Valid values', validText(setting)),
        ['Importance', setting.importance],
        ['Takes effect with', changeText(setting)],
        ...counterpart(setting, described),
        ['Since', sinceText(setting, releases()[0] ?? '')],
      ]),
      ...meaning(setting, described),
      ...history(setting),
      ...(notes === undefined
        ? []
        : [paragraph([strong(notes.meta.gist)]), ...context.catalogue.body(notes)]),
      ...others(page, described),
      ...controls(page, described, notes),
    ],
    { share: lineOf(page), data: dataOf(page, described) },
  );
}

function lineOf({ setting, version }: Page): string {
  const release = version === newestRelease() ? '' : ` version=${version}`;
  return `config ${setting.name}${release} component=${setting.component}`;
}

function summaryOf({ setting, version, exists }: Page, described: string): string {
  const { plain, words } = defaultShown(setting);
  const value = `${shorten(plain, 120)}${words === null ? '' : ` (${words})`}`;
  const of = `${setting.name} of the ${componentTitles[setting.component]}`;
  return exists
    ? `${of}: ${setting.type}, default ${value} in Kafka ${described}.`
    : `${of} is not in Kafka ${version}; in ${described} it was ${setting.type}, default ${value}.`;
}

function defaultWords(setting: Parameters<typeof defaultShown>[0], limit = LONGEST_VALUE): readonly Inline[] {
  const { plain, words } = defaultShown(setting);
  return [mono(shorten(plain, limit)), ...(words === null ? [] : [text(` = ${words}`)])];
}

function optional(label: string, value: string | null): [string, Words][] {
  return value === null ? [] : [[label, mono(shorten(value, LONGEST_VALUE))]];
}

function counterpart(setting: Setting, version: string): [string, Words][] {
  const other = counterpartOf(setting, version);
  if (other === null) return [];
  return [[setting.component === 'topic' ? 'Default from the broker’s' : 'Per topic', mono(other)]];
}

/** How the typed name became this one, when that is not plain. */
function spelling(found: Page['found']): readonly Block[] {
  if (found.spelledAs === undefined) return [];
  const { dialect, name, note: difference } = found.spelledAs;
  const words = `${name} of ${dialect} is this setting in the Java clients.`;
  return [note(difference === null ? words : `${words} ${difference}`)];
}

function warnings({ setting, version, exists }: Page): readonly Block[] {
  const instead = replacements[setting.name];
  const advice = instead === undefined ? '.' : `: ${instead}.`;
  if (!exists && setting.removedIn !== null) {
    return [callout('warning', `Removed in ${versionLabel(setting.removedIn)}${advice}`)];
  }
  if (!exists)
    return [callout('info', `Not yet in ${version}; it came with ${versionLabel(setting.since)}.`)];
  if (setting.internal) return [callout('info', 'Internal: Kafka defines it but does not document it.')];
  const gone = setting.removedIn === null ? '' : `, removed in ${versionLabel(setting.removedIn)}`;
  if (setting.deprecated) {
    return [
      callout('warning', `Deprecated since ${versionLabel(setting.deprecatedIn ?? version)}${gone}${advice}`),
    ];
  }
  return gone === '' ? [] : [callout('warning', `R${gone.slice(3)}${advice}`)];
}

function meaning(setting: Setting, version: string): readonly Block[] {
  const words = meaningOfDefault(setting.component, setting.name, version);
  return words === null ? [] : [note(words)];
}

function history(setting: Setting): readonly Block[] {
  if (setting.history.length < 2) return [];
  const rows = setting.history.map((step, at) => [
    at === 0 && step.version === releases()[0]
      ? `${versionLabel(step.version)} or earlier`
      : `from ${versionLabel(step.version)}`,
    defaultWords({ ...step, name: setting.name, type: setting.type }, 80),
  ]);
  return [table(['Release', 'Default'], rows)];
}

function notesOn(context: Context, setting: Setting): Entry | undefined {
  const entry = context.catalogue.entry(setting.name);
  const fits =
    entry?.kind === 'setting' && entry.meta.components.some((component) => component === setting.component);
  return fits ? entry : undefined;
}

/** Defaults of the same name elsewhere, when it is defined more than once. */
function others({ found }: Page, version: string): readonly Block[] {
  const rows = found.others.flatMap((component) => {
    const other = settingAt(component, found.name, version);
    return other === null || other.internal
      ? []
      : [[componentTitles[component], mono(shorten(defaultText(other), 60))]];
  });
  return rows.length === 0 ? [] : [table(['Also in', 'Default'], rows)];
}

function controls(
  { setting, version, found, open }: Page,
  described: string,
  notes?: Entry,
): readonly Block[] {
  const suffix = version === newestRelease() ? '' : ` version=${version}`;
  const buttons: Control[] = [
    ...found.others
      .slice(0, MOST_OTHERS - (notes === undefined ? 0 : 1))
      .map((component) =>
        button(
          `As ${componentTitles[component]}`,
          open({ value: `${found.name}${suffix} component=${component}` }),
        ),
      ),
    ...relatedEntries(notes),
    linkButton('kafka.apache.org', settingLink(setting.component, setting.name, described)),
  ];
  const related = relatedTo(setting, described);
  const choices = related.map((name) => ({ label: name, value: `${name}${suffix}` }));
  return [
    ...(choices.length === 0 ? [] : [actions([select('Related settings', open({}), choices)])]),
    actions(buttons),
  ];
}

function relatedEntries(notes: Entry | undefined): Control[] {
  const [first] = notes?.meta.related ?? [];
  return first === undefined ? [] : [button('Read more', openEntry({ id: first }))];
}

/** Settings people change together, and the counterpart on the other side. */
function relatedTo(setting: Setting, version: string): readonly string[] {
  const other = counterpartOf(setting, version);
  const names = [...(other === null ? [] : [other]), ...relatedSettings(setting.name)];
  return [...new Set(names)].filter((name) => componentsWith(name).length > 0).slice(0, MOST_RELATED);
}

function lastRelease(setting: Setting): string {
  const before = releases().filter((release) => settingAt(setting.component, setting.name, release) !== null);
  return before.at(-1) ?? setting.since;
}

function dataOf({ setting, version, exists, found }: Page, described: string) {
  return {
    ...settingData(setting, described),
    asked_version: version,
    exists,
    link: settingLink(setting.component, setting.name, described),
    default_means: meaningOfDefault(setting.component, setting.name, described),
    counterpart: counterpartOf(setting, described),
    related: relatedTo(setting, described),
    guessed: found.guessed,
    spelled_as: found.spelledAs ?? null,
    others: found.others.flatMap((component) => {
      const other = settingAt(component, found.name, version) ?? lastKnownSetting(component, found.name);
      return other === null ? [] : [settingData(other, version)];
    }),
  };
}

const MOST_LISTED = 25;

/** The names that answer to a pattern or a word, with their defaults. */
export function severalSettings(
  names: readonly string[],
  asked: { typed: string; version: string; wanted: string | undefined },
  open: Action,
): Reply {
  const { version, wanted } = asked;
  const found = names.flatMap((name) => {
    const owners = componentsWith(name).filter((component) => wanted === undefined || component === wanted);
    const settings = owners.flatMap((component) => settingAt(component, name, version) ?? []);
    const [first] = settings.filter((setting) => !setting.internal);
    return first === undefined ? [] : [first];
  });
  const [first] = found;
  if (first === undefined) return refusal(`No setting of Kafka ${version} fits ${quote(asked.typed)}.`);
  const shown = found.slice(0, MOST_LISTED);
  const more = found.length - shown.length;
  const suffix = `${version === newestRelease() ? '' : ` version=${version}`}${wanted === undefined ? '' : ` component=${wanted}`}`;
  const settings = found.length === 1 ? 'One setting' : `${found.length} settings`;
  const summary = `${settings} of Kafka ${version} fit${found.length === 1 ? 's' : ''} ${quote(asked.typed)}.`;
  const title = `Settings like ${shorten(asked.typed, 40)}`;
  return reply(
    title,
    summary,
    [
      heading(title),
      paragraph(summary),
      list(
        shown.map((setting) => [
          mono(setting.name),
          text(` (${componentTitles[setting.component]}): ${shorten(defaultText(setting), 60)}`),
        ]),
      ),
      ...(more > 0 ? [note(`${more} more; say more of the name.`)] : []),
      actions([
        select(
          'Open one',
          open,
          shown.map(({ name }) => ({ label: name, value: `${name}${suffix}` })),
        ),
      ]),
    ],
    {
      share: `config ${asked.typed}${suffix}`,
      data: {
        matches: found.map(({ name, component, default: value }) => ({ name, component, default: value })),
      },
    },
  );
}
