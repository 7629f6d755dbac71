// Says a setting's value the way people do: 16384 as 16 KiB, 604800000 as 7 days, 5 as 5 ms.
import type { SettingType } from './facts.ts';

const MAX_INT = 2_147_483_647n;
const MAX_LONG = 9_223_372_036_854_775_807n;

const byteUnits: readonly (readonly [bigint, string])[] = [
  [1024n ** 4n, 'TiB'],
  [1024n ** 3n, 'GiB'],
  [1024n ** 2n, 'MiB'],
  [1024n, 'KiB'],
];

const timeUnits: readonly (readonly [bigint, string])[] = [
  [86_400_000n, 'day'],
  [3_600_000n, 'hour'],
  [60_000n, 'minute'],
  [1000n, 'second'],
];

/** Milliseconds in one unit of a time setting, by the end of its name. */
const timeSuffixes: readonly (readonly [RegExp, bigint])[] = [
  [/(^|\.)(ms|milliseconds)(\.|$)/, 1n],
  [/(^|\.)(seconds|secs)$/, 1000n],
  [/(^|\.)minutes$/, 60_000n],
  [/(^|\.)hours$/, 3_600_000n],
];

/** Settings that hold bytes without saying so in their last word. */
const bytesByName =
  /(^|\.)(bytes|byte|buffer\.memory|batch\.size|max\.request\.size|buffer\.size|producer_byte_rate|consumer_byte_rate)(\.|$)/;

/**
 * A value in words, or null when the plain value already says it all.
 * @param value as Kafka writes it; null is Kafka's null
 */
export function readableValue(name: string, type: SettingType, value: string | null): string | null {
  if (value === null) return null;
  if (type === 'list' && value === '') return 'empty list';
  if (value === '') return 'empty';
  if (!['int', 'long', 'short'].includes(type) || !/^-?\d+$/.test(value)) return null;
  const amount = BigInt(value);
  if (amount === MAX_LONG) return 'the largest long: no limit';
  if (amount === MAX_INT) return 'the largest int: no limit';
  if (amount <= 0n) return null;
  const unit = timeSuffixes.find(([suffix]) => suffix.test(name))?.[1];
  if (unit !== undefined) return readableTime(amount * unit, unit);
  if (bytesByName.test(name)) return readableBytes(amount);
  return amount >= 10_000n ? amount.toLocaleString('en-US') : null;
}

function readableTime(milliseconds: bigint, unit: bigint): string | null {
  for (const [size, word] of timeUnits) {
    if (milliseconds < size) continue;
    // Saying "60 seconds" of a setting that counts seconds adds nothing.
    if (size === unit) return null;
    return `${quotient(milliseconds, size)} ${word}${milliseconds === size ? '' : 's'}`;
  }
  return `${milliseconds} ms`;
}

function readableBytes(bytes: bigint): string | null {
  for (const [size, word] of byteUnits) {
    if (bytes < size) continue;
    if (bytes % size === 0n) return `${bytes / size} ${word}`;
  }
  return bytes >= 10_000n ? `${bytes.toLocaleString('en-US')} bytes` : null;
}

/** At most two decimals, rounded to nearest, without trailing zeros. */
function quotient(amount: bigint, size: bigint): string {
  return String(Number((amount * 100n + size / 2n) / size) / 100);
}
