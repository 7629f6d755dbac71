import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { releases, settingsAt } from '../../src/reference/load.ts';
import {
  compareProtocols,
  compareReleases,
  lineFacts,
  metadataChanges,
  upgradeNotes,
} from '../../src/reference/upgrade.ts';
import { lineOf } from '../../src/reference/version.ts';

const names = (settings: readonly { component: string; name: string }[]) =>
  settings.map(({ component, name }) => `${component} ${name}`);

describe('an upgrade', () => {
  const difference = compareReleases('3.6.2', '4.1.2');

  it('lists settings that are gone', () => {
    expect(names(difference.removed)).toContain('broker zookeeper.connect');
    expect(names(difference.removed)).toContain('topic message.format.version');
  });

  it('lists settings that are new', () => {
    expect(names(difference.added)).toContain('producer compression.zstd.level');
  });

  it('lists defaults that changed, with both values', () => {
    const linger = difference.changedDefaults.find(({ after }) => after.name === 'linger.ms');
    expect([linger?.before.default, linger?.after.default]).toEqual(['0', '5']);
  });

  it('lists what became deprecated in between only', () => {
    expect(names(difference.deprecated)).toContain('broker log.cleaner.enable');
    expect(names(difference.deprecated)).not.toContain('mirror topics.blacklist');
  });

  it('takes a map that is printed in another order for unchanged', () => {
    expect(difference.changedDefaults.map(({ after }) => after.name)).not.toContain(
      'listener.security.protocol.map',
    );
  });

  it('adds up: what is new and gone explains the difference in number', () => {
    const pair = fc.tuple(fc.constantFrom(...releases()), fc.constantFrom(...releases()));
    fc.assert(
      fc.property(pair, ([from, to]) => {
        const { added, removed } = compareReleases(from, to, 'producer');
        const count = (version: string) => settingsAt('producer', version).size;
        const internalOnly = (version: string, other: string) =>
          [...settingsAt('producer', version).values()].filter(
            ({ name, internal }) => internal && !settingsAt('producer', other).has(name),
          ).length;
        const gone = removed.length + internalOnly(from, to);
        const come =
          added.filter(({ name }) => !settingsAt('producer', from).has(name)).length + internalOnly(to, from);
        expect(count(to) - count(from)).toBe(come - gone);
      }),
      { numRuns: 60 },
    );
  });

  it('tells which request types drop old versions', () => {
    const { raised, removed } = compareProtocols('3.9.2', '4.0.0');
    expect(raised).toContainEqual({ name: 'Fetch', from: 0, to: 4 });
    expect(removed).toContain('LeaderAndIsr');
    expect(compareProtocols('4.0.0', '4.1.0').raised).toEqual([]);
  });

  it('across 4.0 says first that ZooKeeper is gone', () => {
    const [first] = upgradeNotes('3.6.2', '4.1.2', 'broker').filter((note) => note.blocker);
    expect(first?.say).toContain('ZooKeeper');
  });

  it('within 3.x says nothing of 4.0', () => {
    expect(upgradeNotes('3.4.1', '3.9.2').filter((note) => note.in.startsWith('4'))).toEqual([]);
  });

  it('names the lines whose metadata cannot be taken back', () => {
    expect(metadataChanges('3.8.1', '4.2.0')).toEqual(['4.0']);
    expect(metadataChanges('4.0.2', '4.2.0')).toEqual([]);
  });

  it('knows Java and mode of every line in the reference', () => {
    const unknown = [...new Set(releases().map(lineOf))].filter((line) => lineFacts(`${line}.0`) === null);
    expect(unknown).toEqual([]);
  });
});
