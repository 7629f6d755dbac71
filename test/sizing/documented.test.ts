/** The page about the calculator names every input and every number, and every constant has a source. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ASSUMED, CODECS } from '../../src/sizing/constants.ts';
import { INPUTS, inputNamed } from '../../src/sizing/inputs.ts';
import { FAMILIES, findPreset, PRESETS } from '../../src/sizing/presets.ts';
import { READERS } from '../../src/sizing/values.ts';
import { calc, size } from './ask.ts';

const page = readFileSync(join(import.meta.dirname, '../../content/sizing/README.md'), 'utf8');

describe('content/sizing/README.md', () => {
  it('names every input with all its other names', () => {
    for (const { name, aliases } of INPUTS)
      for (const each of [name, ...aliases]) expect(page).toContain(`\`${each}\``);
  });
  it('names every preset', () => {
    for (const { name } of PRESETS) expect(page).toContain(`\`${name}\``);
  });
  it('names every number, states and suffixes apart', () => {
    const answers = [
      size('rate=1k/s size=100B tiered=yes on=all'),
      size('rate=10MB/s retention=1d preset=i3en.xlarge'),
      size('rate=10MB/s preset=msk.m7g.4xlarge disk_throughput=500MiB/s'),
      calc('brokers=6 groups=2 retention_bytes=1GiB'),
      size('rate=10MB/s preset=express.m7g.large'),
    ];
    const plain = (key: string) =>
      key.replace(/_(healthy|broker_lost|zone_lost|recovering|allowed|degraded)$/, '');
    for (const { data } of answers) {
      for (const key of Object.keys(data)) {
        const known = page.includes(`\`${key}\``) || page.includes(`\`${plain(key)}\``);
        expect([key, known]).toEqual([key, true]);
      }
    }
  });
});

describe('inputs', () => {
  it('no name means two things', () => {
    for (const input of INPUTS)
      for (const name of [input.name, ...input.aliases]) expect(inputNamed(name)?.name).toBe(input.name);
  });
  it('every example can be read', () => {
    for (const { name, kind, example } of INPUTS)
      expect([name, READERS[kind](example).ok]).toEqual([name, true]);
  });
});

describe('constants', () => {
  it('every assumption and ratio has a unit, a source and a date', () => {
    for (const constant of [...Object.values(ASSUMED), ...Object.values(CODECS)]) {
      expect(constant.unit.length).toBeGreaterThan(0);
      expect(constant.source.title.length).toBeGreaterThan(0);
      expect(Date.parse(constant.checked)).toBeLessThanOrEqual(Date.parse('2027-01-01'));
    }
  });
  it('presets are found as their makers spell them', () => {
    expect(findPreset('kafka.m5.large')?.name).toBe('msk.m5.large');
    expect(findPreset('MSK.m7g.xlarge')?.name).toBe('msk.m7g.xlarge');
    expect(findPreset('express.m7g.4xlarge')?.vcpu).toBe(16);
  });
  it('every family says what its limits count, and since when', () => {
    for (const { counts, as_of, sources } of FAMILIES)
      expect([counts.length > 0, as_of.length > 0, sources.length > 0]).toEqual([true, true, true]);
  });
});
