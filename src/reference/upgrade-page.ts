// Shows what an upgrade from one release to another changes: an overview, and one page for each long list.

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
  reply,
  steps,
  table,
  text,
  type Words,
} from '../reply/build.ts';
import { shorten } from '../reply/clean.ts';
import type { Action, Block, Reply } from '../reply/nodes.ts';
import { defaultText, settingData } from './describe.ts';
import { type Component, componentTitles, type Setting } from './facts.ts';
import { documentation } from './links.ts';
import { popularity } from './people.ts';
import { readableValue } from './readable.ts';
import {
  compareProtocols,
  compareReleases,
  type DefaultDifference,
  type Difference,
  lineFacts,
  metadataChanges,
  upgradeNotes,
} from './upgrade.ts';
import { compareVersions, lineOf, versionLabel } from './version.ts';

export const parts = ['overview', 'notes', 'defaults', 'removed', 'deprecated', 'added'] as const;
export type Part = (typeof parts)[number];

export type Upgrade = {
  readonly from: string;
  readonly to: string;
  readonly component: Component | undefined;
};

const MOST_ROWS = 20;
const MOST_NAMES = 40;
const MOST_NOTES = 12;

/** @param open makes the press that shows another part */
export function upgradePage(
  upgrade: Upgrade,
  part: Part,
  open: (part: Part) => Action,
  extra: readonly Block[],
): Reply {
  const { from, to, component } = upgrade;
  const difference = compareReleases(from, to, component);
  const of = component === undefined ? '' : ` (${componentTitles[component]})`;
  const title = `Kafka ${from} to ${to}${of}`;
  const counts = countsOf(difference);
  return reply(
    title,
    `${title}: ${counts.map(([, count, word]) => `${count} ${word}`).join(', ')}.`,
    [
      heading(title),
      ...body(part, upgrade, difference),
      ...extra,
      actions(
        [
          ...counts
            .filter(([other, count]) => other !== part && count > 0)
            .map(([other, count, word]) => button(capital(`${count} ${word}`), open(other))),
          ...(part === 'overview' ? [] : [button('Overview', open('overview'))]),
        ].slice(0, 4),
      ),
      actions([
        ...(part === 'notes' || upgradeNotes(from, to, component).length === 0
          ? []
          : [button('All notes with sources', open('notes'))]),
        linkButton('Kafka’s upgrade notes', `${documentation(to)}/getting-started/upgrade/`),
      ]),
    ],
    { share: lineFor(upgrade, part), data: dataOf(upgrade, difference) },
  );
}

export function lineFor({ from, to, component }: Upgrade, part: Part): string {
  const shown = part === 'overview' ? '' : ` show=${part}`;
  return `upgrade ${from} ${to}${component === undefined ? '' : ` component=${component}`}${shown}`;
}

function countsOf(difference: Difference): readonly [Part, number, string][] {
  return [
    ['defaults', difference.changedDefaults.length, 'changed defaults'],
    ['removed', difference.removed.length, 'removed settings'],
    ['deprecated', difference.deprecated.length, 'newly deprecated'],
    ['added', difference.added.length, 'new settings'],
  ];
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function body(part: Part, upgrade: Upgrade, difference: Difference): readonly Block[] {
  switch (part) {
    case 'overview':
      return overview(upgrade, difference);
    case 'notes':
      return notesPage(upgrade);
    case 'defaults':
      return [defaultsTable(difference.changedDefaults, MOST_ROWS)];
    case 'removed':
      return settingsList(difference.removed);
    case 'deprecated':
      return settingsList(difference.deprecated);
    case 'added':
      return settingsList(difference.added);
  }
}

function overview(upgrade: Upgrade, difference: Difference): readonly Block[] {
  const { from, to, component } = upgrade;
  const blockers = upgradeNotes(from, to, component).filter((each) => each.blocker);
  const asked = [...difference.changedDefaults].sort(
    (left, right) => rankOf(left.after.name) - rankOf(right.after.name),
  );
  return [
    ...blockers.map((each) => callout('warning', `${each.say} (${each.source})`)),
    fields(requirements(from, to)),
    ...(touchesServers(component)
      ? [heading('Order of work'), steps(orderOfWork(from, to))]
      : [heading('Order of work'), steps(clientWork(to))]),
    ...(asked.length === 0 ? [] : [heading('Defaults that change'), defaultsTable(asked, 6)]),
  ];
}

const rankOf = (name: string) => popularity().get(name) ?? 9999;

function touchesServers(component: Component | undefined): boolean {
  return (
    component === undefined || ['broker', 'topic', 'group', 'quota', 'tiered-storage'].includes(component)
  );
}

/** What must be there before anything starts. */
function requirements(from: string, to: string): [string, Words][] {
  const [before, after] = [lineFacts(from), lineFacts(to)];
  if (before === null || after === null) return [];
  const java = (old: number, now: number) =>
    old === now ? `${now} or later, as before` : `${now} or later (${old} before)`;
  const rows: [string, Words][] = [
    ['Java for clients', java(before.java_clients, after.java_clients)],
    ['Java for brokers, Connect, tools', java(before.java_servers, after.java_servers)],
    ['Mode', modes(before.modes, after.modes)],
  ];
  if (after.metadata !== undefined) rows.push(['Metadata version', mono(after.metadata)]);
  rows.push(['Protocol', protocolText(from, to)]);
  return rows;
}

/** How much of the protocol goes away: old clients notice exactly that. */
function protocolText(from: string, to: string): string {
  const { raised, removed, added } = compareProtocols(from, to);
  const parts = [
    ...(raised.length > 0 ? [`${raised.length} request types drop old versions`] : []),
    ...(removed.length > 0 ? [`${removed.length} are gone`] : []),
    ...(added.length > 0 ? [`${added.length} are new`] : []),
  ];
  return parts.length === 0 ? 'unchanged' : parts.join(', ');
}

function modes(before: readonly string[], after: readonly string[]): string {
  const names = (list: readonly string[]) =>
    list.map((mode) => (mode === 'kraft' ? 'KRaft' : 'ZooKeeper')).join(' or ');
  return names(before) === names(after) ? names(after) : `${names(after)} (${names(before)} before)`;
}

const firstWithoutZooKeeper = '4.0.0';
const firstProductionKraft = '3.3.0';

/** Steps for brokers, in order; which ones there are depends on ZooKeeper and on metadata versions. */
function orderOfWork(from: string, to: string): Words[] {
  const line = lineOf(to);
  const leavesZooKeeper =
    compareVersions(from, firstWithoutZooKeeper) < 0 && compareVersions(to, firstWithoutZooKeeper) >= 0;
  const work: Words[] = [];
  if (leavesZooKeeper) {
    if (compareVersions(from, '3.9.0') < 0) {
      work.push('With ZooKeeper, or with KRaft older than 3.3: upgrade to 3.9 first.');
    }
    work.push('With ZooKeeper: migrate to KRaft on 3.9.');
    work.push([
      'Raise the metadata version to 3.3 or later: ',
      mono('bin/kafka-features.sh --bootstrap-server localhost:9092 describe'),
      text(' shows it.'),
    ]);
  }
  work.push('Remove or replace settings that are gone, and pin defaults you depend on.');
  work.push(
    leavesZooKeeper
      ? 'Bring clients to 2.1 or later, and Java to 17 on the brokers.'
      : 'Check that Java fits on every machine.',
  );
  work.push('Upgrade controllers and brokers one at a time; wait until nothing is under-replicated.');
  if (compareVersions(to, firstWithoutZooKeeper) >= 0) {
    work.push([
      'When all is well, finalize: ',
      mono(`bin/kafka-features.sh --bootstrap-server localhost:9092 upgrade --release-version ${line}`),
    ]);
  } else {
    if (compareVersions(to, firstProductionKraft) >= 0) {
      work.push([
        'With KRaft, when all is well: ',
        mono(`bin/kafka-features.sh --bootstrap-server localhost:9092 upgrade --metadata ${line}`),
      ]);
    }
    work.push([
      'With ZooKeeper, keep ',
      mono('inter.broker.protocol.version'),
      text(` at the old release until then, set it to ${line} and restart once more.`),
    ]);
  }
  const changes = metadataChanges(from, to);
  if (changes.length > 0 && compareVersions(to, firstProductionKraft) >= 0) {
    work.push(
      `There is no way back after finalizing: ${changes.join(', ')} change${changes.length === 1 ? 's' : ''} the metadata.`,
    );
  }
  work.push('Upgrade clients, Connect and Streams, one application at a time.');
  return work;
}

function clientWork(to: string): Words[] {
  return [
    ...(compareVersions(to, firstWithoutZooKeeper) >= 0
      ? ['Check that all brokers are at 2.1 or later.']
      : []),
    'Remove or replace settings that are gone, and pin defaults you depend on.',
    'Upgrade one application instance at a time.',
  ];
}

function notesPage({ from, to, component }: Upgrade): readonly Block[] {
  const notes = upgradeNotes(from, to, component);
  const shown = notes.slice(-MOST_NOTES);
  return [
    list(shown.map((each) => `${versionLabel(each.in)}: ${each.say} (${each.source})`)),
    ...(notes.length > shown.length
      ? [note(`${notes.length - shown.length} older ones; name a component to narrow it down.`)]
      : []),
  ];
}

function defaultsTable(changes: readonly DefaultDifference[], most: number): Block {
  const rows = changes
    .slice(0, most)
    .map(({ before, after }): Words[] => [
      mono(after.name),
      componentTitles[after.component],
      shownDefault(before),
      shownDefault(after),
    ]);
  return table(['Setting', 'Of', 'Before', 'After'], rows);
}

function shownDefault(setting: Setting): Words {
  const readable = setting.required ? null : readableValue(setting.name, setting.type, setting.default);
  const last = /^[\w.$]+\.[A-Z]\w+$/.test(setting.default ?? '')
    ? (setting.default ?? '').split('.').at(-1)
    : undefined;
  return mono(shorten(readable ?? last ?? defaultText(setting), 40));
}

/** Names by component, with what to use instead; the best known first. */
function settingsList(settings: readonly Setting[]): readonly Block[] {
  const sorted = [...settings].sort((left, right) => rankOf(left.name) - rankOf(right.name));
  const shown = sorted.slice(0, MOST_NAMES);
  const components = [...new Set(shown.map(({ component }) => component))];
  const blocks = components.map(
    (component): Words => [
      text(`${componentTitles[component]}: `),
      ...shown
        .filter((setting) => setting.component === component)
        .flatMap((setting, at) => [
          ...(at > 0 ? [text(', ')] : []),
          mono(setting.name),
          text(advice(setting)),
        ]),
    ],
  );
  return [
    list(blocks),
    ...(settings.length > shown.length
      ? [note(`${settings.length - shown.length} more; name a component to see them.`)]
      : []),
  ];
}

function advice(setting: Setting): string {
  const instead = setting.removedIn !== null || setting.deprecated ? replacements[setting.name] : undefined;
  return instead === undefined ? '' : ` (${instead})`;
}

/** The shape that the console's `--json` promises. */
function dataOf({ from, to, component }: Upgrade, difference: Difference) {
  return {
    from,
    to,
    component: component ?? null,
    removed: difference.removed.map((setting) => ({
      ...settingData(setting, from),
      replacement: replacements[setting.name] ?? null,
    })),
    added: difference.added.map((setting) => settingData(setting, to)),
    deprecated: difference.deprecated.map((setting) => ({
      ...settingData(setting, to),
      replacement: replacements[setting.name] ?? null,
    })),
    changed_defaults: difference.changedDefaults.map(({ before, after }) => ({
      component: after.component,
      name: after.name,
      from: before.default,
      to: after.default,
      ...(before.required && { from_required: true }),
      ...(after.required && { to_required: true }),
    })),
    requirements: { from: lineFacts(from), to: lineFacts(to) },
    metadata_changes: metadataChanges(from, to),
    protocol: compareProtocols(from, to),
    notes: upgradeNotes(from, to, component).map((each) => ({
      version: versionLabel(each.in),
      text: each.say,
      source: each.source,
    })),
  };
}
