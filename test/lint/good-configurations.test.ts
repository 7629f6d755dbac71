// Configurations like those that public projects ship cause no false alarm. A name ends in the release it is for.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check } from './linting.ts';

const folder = new URL('good/', import.meta.url);

describe('a good configuration', () => {
  it.each(readdirSync(folder))('causes no error and no unknown name: %s', (name) => {
    const version = /\.(\d+\.\d+)\.\w+$/.exec(name)?.[1] ?? '4.0';
    const { findings, accepted } = check(
      readFileSync(new URL(name, folder), 'utf8'),
      undefined,
      version,
      name,
    );
    const alarms = findings.filter(
      ({ severity, rule }) => severity === 'error' || (severity === 'warning' && rule.startsWith('setting.')),
    );
    // A producer and a consumer often share their connection settings, of which each ignores a few.
    expect(alarms.filter((finding) => finding.key !== 'session.timeout.ms')).toEqual([]);
    expect(accepted).toBe(true);
  });
});
