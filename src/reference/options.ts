// Command options that take a Kafka release or a component.
import type { ReadResult } from '../bot/option.ts';
import { choice, typed } from '../bot/option.ts';
import { quote } from '../reply/clean.ts';
import { components, componentTitles } from './facts.ts';
import { newestRelease, releases } from './load.ts';
import { lineOf, resolveVersion } from './version.ts';

/** A word that can only be a release: 4.1, v3.9.1, 4.x. */
const shape = /^(v?\d+\.(\d+(\.\d+)?|x)(\.x)?|latest)$/i;

export function release(hint: string) {
  return typed(readRelease, { hint, example: '4.1', shape });
}

export function component() {
  return choice(components, { hint: 'whose setting', labels: componentTitles });
}

function readRelease(raw: string): ReadResult<string> {
  const found = resolveVersion(raw, releases());
  if (found !== null) return { ok: true, value: found };
  const oldest = lineOf(releases()[0] ?? '');
  const problem = `I have no release ${quote(raw)}; I know those from ${oldest} to ${newestRelease()}`;
  return { ok: false, problem };
}
