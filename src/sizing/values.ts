/** One value of each kind of input, read from the words people use. */

import { CODECS, type Codec } from './constants.ts';
import { findPreset } from './presets.ts';
import {
  type Reader,
  type Reading,
  readBytes,
  readBytesPerSecond,
  readCount,
  readDuration,
  readFactor,
  readFraction,
  readMilliseconds,
  readRate,
} from './quantity.ts';

/** How a value is understood. `choice` and `preset` are words, everything else a number in the unit named here. */
export type InputKind =
  | 'rate'
  | 'peak'
  | 'bytes'
  | 'bytes per second'
  | 'count'
  | 'factor'
  | 'seconds'
  | 'milliseconds'
  | 'retention'
  | 'use'
  | 'fraction'
  | 'dollars'
  | 'compression'
  | 'failures'
  | 'switch'
  | 'preset'
  | 'families';

/** One value as read: a number, or a word for the kinds that take one. `as` tells rates and retentions apart. */
export type Value =
  | { as: 'number'; number: number }
  | { as: 'bytes per second' | 'messages per second' | 'times' | 'seconds' | 'bytes' | 'use'; number: number }
  | { as: 'codec'; codec: Codec; number: number }
  | { as: 'word'; word: string };

const asNumber =
  <Unit extends number>(reader: Reader<Unit>, as: 'number' | 'seconds' | 'bytes' | 'use' = 'number') =>
  (text: string): Reading<Value> => {
    const reading = reader(text);
    return reading.ok ? { ok: true, value: { as, number: reading.value } } : reading;
  };

function rateValue(text: string): Reading<Value> {
  const reading = readRate(text);
  if (!reading.ok) return reading;
  const rate = reading.value;
  if (rate.kind === 'times') return { ok: true, value: { as: 'times', number: rate.times } };
  const as = rate.kind === 'bytes' ? 'bytes per second' : 'messages per second';
  return { ok: true, value: { as, number: rate.perSecond } };
}

/** A peak is a factor (`3`, `3x`) or a rate with a unit. */
function peakValue(text: string): Reading<Value> {
  const factor = readFactor(text);
  return factor.ok ? { ok: true, value: { as: 'times', number: factor.value } } : rateValue(text);
}

function retentionValue(text: string): Reading<Value> {
  const size = /\d\s*$/.test(text) ? undefined : readBytes(text);
  if (size?.ok && /b(ytes?)?\s*$/i.test(text))
    return { ok: true, value: { as: 'bytes', number: size.value } };
  const time = readDuration(text);
  if (time.ok) return { ok: true, value: { as: 'seconds', number: time.value } };
  return { ok: false, problem: `${time.problem}, or a size such as 500GB` };
}

/**
 * Headroom as people give it: `20%` or `0.2` stays free, `1.3x` is 30 % on top of the need. More than half of a limit
 * is never left idle, so `80%` is understood as the part that may be used. The value kept is the usable share.
 */
function useValue(text: string): Reading<Value> {
  const factor = /x\s*$/i.test(text) ? readFactor(text) : undefined;
  if (factor?.ok) {
    return factor.value >= 1
      ? { ok: true, value: { as: 'use', number: 1 / factor.value } }
      : {
          ok: false,
          problem: `“${text.trim()}” would plan for less than the need; write 1.3x for 30 % on top`,
        };
  }
  const share = readFraction(text);
  if (!share.ok) return { ok: false, problem: `${share.problem}, or 1.3x for 30 % on top of the need` };
  return { ok: true, value: { as: 'use', number: share.value > 0.5 ? share.value : 1 - share.value } };
}

function compressionValue(text: string): Reading<Value> {
  const word = text.trim().toLowerCase();
  if (Object.hasOwn(CODECS, word)) {
    const codec = word as Codec;
    return { ok: true, value: { as: 'codec', codec, number: CODECS[codec].value } };
  }
  const ratio = readFactor(text.replace(/:1\s*$/, ''));
  if (!ratio.ok) {
    return {
      ok: false,
      problem: `“${text.trim()}” is neither a codec (${Object.keys(CODECS).join(', ')}) nor a ratio such as 3x`,
    };
  }
  if (ratio.value < 0.5 || ratio.value > 1000) {
    return {
      ok: false,
      problem: `“${text.trim()}” is no ratio of raw to compressed bytes; 3x means a third is left`,
    };
  }
  return { ok: true, value: { as: 'number', number: ratio.value } };
}

function failuresValue(text: string): Reading<Value> {
  const word = text.trim().toLowerCase().replace(/s$/, '');
  const words: Record<string, string> = {
    none: 'none',
    no: 'none',
    broker: '1',
    one: '1',
    node: '1',
    zone: 'zone',
    az: 'zone',
    rack: 'zone',
  };
  const known = Object.hasOwn(words, word) ? words[word] : undefined;
  if (known !== undefined) return { ok: true, value: { as: 'word', word: known } };
  const number = readCount(text.replace(/\s*(brokers?|nodes?)$/i, ''));
  if (!number.ok)
    return {
      ok: false,
      problem: `“${text.trim()}” is no failure; write none, broker, zone or a number of brokers`,
    };
  return { ok: true, value: { as: 'word', word: number.value === 0 ? 'none' : String(number.value) } };
}

function switchValue(text: string): Reading<Value> {
  const word = text.trim().toLowerCase();
  if (['yes', 'on', 'true', '1', 'y'].includes(word)) return { ok: true, value: { as: 'word', word: 'yes' } };
  if (['no', 'off', 'false', '0', 'n'].includes(word)) return { ok: true, value: { as: 'word', word: 'no' } };
  return { ok: false, problem: `“${text.trim()}” is neither yes nor no` };
}

function presetValue(text: string): Reading<Value> {
  const found = findPreset(text);
  if (found) return { ok: true, value: { as: 'word', word: found.name } };
  return {
    ok: false,
    problem: `“${text.trim()}” is no preset I know; for example msk.m7g.xlarge, express.m7g.large, i3en.2xlarge, confluent.ecku`,
  };
}

const FAMILY_NAMES = ['msk', 'express', 'ec2', 'confluent', 'google'];

function familiesValue(text: string): Reading<Value> {
  const names = text
    .trim()
    .toLowerCase()
    .split(/[\s,+]+/);
  if (names.length === 1 && names[0] === 'all')
    return { ok: true, value: { as: 'word', word: FAMILY_NAMES.join(',') } };
  const unknown = names.find((name) => !FAMILY_NAMES.includes(name));
  if (unknown !== undefined)
    return { ok: false, problem: `“${unknown}” is not one of ${FAMILY_NAMES.join(', ')} or all` };
  return { ok: true, value: { as: 'word', word: names.join(',') } };
}

function dollarsValue(text: string): Reading<Value> {
  return asNumber(readFactor)(
    text
      .trim()
      .replace(/^\$\s*/, '')
      .replace(/\s*(usd|\$)$/i, ''),
  );
}

/** How each kind is read. */
export const READERS: Record<InputKind, (text: string) => Reading<Value>> = {
  rate: rateValue,
  peak: peakValue,
  bytes: asNumber(readBytes),
  'bytes per second': asNumber(readBytesPerSecond),
  count: asNumber(readCount),
  factor: asNumber(readFactor),
  seconds: asNumber(readDuration),
  milliseconds: asNumber(readMilliseconds),
  retention: retentionValue,
  use: useValue,
  fraction: asNumber(readFraction),
  dollars: dollarsValue,
  compression: compressionValue,
  failures: failuresValue,
  switch: switchValue,
  preset: presetValue,
  families: familiesValue,
};
