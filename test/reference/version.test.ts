import { describe, expect, it } from 'vitest';
import { newestRelease, readFrom, releases } from '../../src/reference/load.ts';
import { compareVersions, resolveVersion, versionLabel } from '../../src/reference/version.ts';

describe('release numbers', () => {
  it.each([
    ['4.0', '4.0.2'],
    ['4.0.0', '4.0.0'],
    ['v3.9', '3.9.2'],
    ['3.x', '3.9.2'],
    ['kafka 2.8', '2.8.2'],
    ['latest', newestRelease()],
  ])('%s means %s', (typed, release) => {
    expect(resolveVersion(typed, releases())).toBe(release);
  });

  it.each(['1.1', '4.99', 'soon', '4.0.0.1'])('%s is no known release', (typed) => {
    expect(resolveVersion(typed, releases())).toBeNull();
  });

  it('are listed oldest first', () => {
    expect([...releases()].sort(compareVersions)).toEqual(releases());
  });

  it('of a first release are written as the line', () => {
    expect([versionLabel('4.0.0'), versionLabel('3.0.1')]).toEqual(['4.0', '3.0.1']);
  });

  it('name the release whose jars a component was read from', () => {
    expect(readFrom('producer', '4.4.0')).toBe('4.4.0');
    expect(readFrom('mirror', '3.5.2')).toBe('3.5.1');
  });
});
