// Replays verdicts of Kafka's own classes, recorded by the differential test, without Java.
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/lint.ts';
import type { Component } from '../../src/reference/facts.ts';
import * as reference from '../../src/reference/load.ts';

/** Release, component, 1 when Kafka accepted it, text of the file. */
type Recorded = readonly [version: string, component: Component, accepted: 0 | 1, text: string];

const folder = new URL('verdicts/', import.meta.url);
const recorded: readonly Recorded[] = readdirSync(folder)
  .filter((name) => name.endsWith('.jsonl.gz'))
  .flatMap((name) =>
    gunzipSync(readFileSync(new URL(name, folder)))
      .toString('utf8')
      .trim()
      .split('\n'),
  )
  .map((line): Recorded => JSON.parse(line));

const versions = [...new Set(recorded.map(([version]) => version))];

describe('agreement with Kafka', () => {
  it('has thousands of verdicts to agree with, of both kinds', () => {
    expect(recorded.length).toBeGreaterThan(4000);
    const accepted = recorded.filter(([, , verdict]) => verdict === 1).length;
    expect(accepted / recorded.length).toBeGreaterThan(0.3);
    expect(accepted / recorded.length).toBeLessThan(0.7);
  });

  it.each(versions)('accepts and refuses what Kafka %s does', (version) => {
    const apart = recorded
      .filter(([release]) => release === version)
      .filter(
        ([, component, accepted, text]) =>
          lint({ text, component, version }, reference).accepted !== (accepted === 1),
      )
      .map(([, component, accepted, text]) => ({
        component,
        kafka: accepted === 1 ? 'accepts' : 'refuses',
        text,
      }));
    expect(apart).toEqual([]);
  });
});
