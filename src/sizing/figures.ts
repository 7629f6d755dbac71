/** Numbers as people read them: one unit family per quantity, never a digit that means nothing. */

import { GiB, MB, SECONDS_PER_DAY, TiB } from './units.ts';

// Made once: building a formatter costs more than everything else on a card.
const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const THREE_DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const SIX_DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });

/** Thousands separated, up to six significant digits. */
export const grouped = (value: number): string => SIX_DIGITS.format(value);

/** Three significant digits, thousands separated; whole numbers from 100 on. */
export function amount(value: number): string {
  if (!Number.isFinite(value)) return 'more than any';
  const size = Math.abs(value);
  if (size >= 1e15) return value.toExponential(2);
  if (size >= 100) return WHOLE.format(value);
  return THREE_DIGITS.format(value);
}

/** Data rates are in MB/s everywhere: 10^6 bytes. */
export const rate = (bytesPerSecond: number): string => `${amount(bytesPerSecond / MB)} MB/s`;

/** Disks and what lies on them are in GiB, and in TiB from ten of them on. */
export const space = (bytes: number): string =>
  bytes >= 10 * TiB ? `${amount(bytes / TiB)} TiB` : `${amount(bytes / GiB)} GiB`;

export const messageRate = (perSecond: number): string => `${amount(perSecond)} msg/s`;

export const percent = (share: number): string =>
  Number.isFinite(share) ? `${amount(share * 100)} %` : 'more than any %';

/** The largest unit that leaves at least one and a half of it. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'never';
  if (seconds < 1) return `${amount(seconds * 1000)} ms`;
  const steps = [
    [1.5 * 365 * SECONDS_PER_DAY, 365 * SECONDS_PER_DAY, 'years'],
    [1.5 * SECONDS_PER_DAY, SECONDS_PER_DAY, 'days'],
    [5400, 3600, 'hours'],
    [90, 60, 'minutes'],
  ] as const;
  const step = steps.find(([from]) => seconds >= from);
  return step ? `${amount(seconds / step[1])} ${step[2]}` : `${amount(seconds)} s`;
}

export const dollars = (value: number): string =>
  value >= 100 ? `$${WHOLE.format(value)}` : `$${value.toFixed(2)}`;

export const plural = (count: number, noun: string): string =>
  `${WHOLE.format(count)} ${count === 1 ? noun : `${noun}s`}`;
