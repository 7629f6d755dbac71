/** What changes between two answers, figure by figure. */

import type { Answer } from './answer.ts';
import { amount, dollars, duration, rate, space } from './figures.ts';
import type { Driver } from './inverse.ts';
import { nameOf } from './names.ts';
import { GiB, MB } from './units.ts';

export interface Change {
  label: string;
  before: string;
  after: string;
  /** “+3”, “−12 %”, or empty when nothing moved. */
  change: string;
}

type Show = (value: number) => string;

const FIGURES: readonly [key: string, label: string, show: Show][] = [
  ['brokers', 'brokers', amount],
  ['throughput_limit_mb_s', 'carries', (value) => rate(value * MB)],
  ['produce_peak_mb_s', 'produce at the peak', (value) => rate(value * MB)],
  ['network_in_mb_s_per_broker', 'network in per broker', (value) => rate(value * MB)],
  ['network_out_mb_s_per_broker', 'network out per broker', (value) => rate(value * MB)],
  ['storage_throughput_mb_s_per_broker', 'disk throughput per broker', (value) => rate(value * MB)],
  ['disk_gib_per_broker', 'disk per broker', (value) => space(value * GiB)],
  ['retention_fits_hours', 'retention that fits', (value) => duration(value * 3600)],
  ['page_cache_window_s', 'page cache reaches back', duration],
  ['catch_up_minutes', 'catch-up', (value) => duration(value * 60)],
  ['rebuild_minutes', 'rebuild a broker', (value) => duration(value * 60)],
  ['failures_survived_data', 'failures data survives', amount],
  ['failures_survived_writes', 'failures writes survive', amount],
  ['cost_usd_month', 'cost a month', dollars],
];

const WORDS: readonly [key: string, label: string, show: (word: string) => string][] = [
  ['preset', 'hardware', (word) => word],
  ['binding', 'decided by', (word) => nameOf(word as Driver)],
];

export function changes(before: Answer, after: Answer): readonly Change[] {
  const words = WORDS.flatMap(([key, label, show]) => {
    const [one, other] = [before.data[key], after.data[key]];
    if (typeof one !== 'string' || typeof other !== 'string' || (one === other && key === 'preset'))
      return [];
    return [{ label, before: show(one), after: show(other), change: one === other ? 'same' : 'changes' }];
  });
  const numbers = FIGURES.flatMap(([key, label, show]) => {
    const [one, other] = [before.data[key], after.data[key]];
    if (typeof one !== 'number' || typeof other !== 'number') return [];
    const moved = movement(one, other, key);
    return moved === '' && key !== 'brokers' && key !== 'cost_usd_month'
      ? []
      : [{ label, before: show(one), after: show(other), change: moved || 'same' }];
  });
  return [...words, ...numbers];
}

function movement(one: number, other: number, key: string): string {
  const difference = other - one;
  if (Math.abs(difference) <= 1e-9 * Math.max(1, Math.abs(one))) return '';
  const sign = difference > 0 ? '+' : '−';
  if (key === 'brokers' || key.startsWith('failures')) return `${sign}${amount(Math.abs(difference))}`;
  if (key === 'cost_usd_month') return `${sign}${dollars(Math.abs(difference))}`;
  return one === 0
    ? `${sign}${amount(Math.abs(difference))}`
    : `${sign}${amount((Math.abs(difference) / one) * 100)} %`;
}

/** The difference in one sentence. */
export function changeSentence(change: string, before: Answer, after: Answer): string {
  const moved = changes(before, after).filter((one) => one.change !== 'same');
  if (moved.length === 0) return `With ${change} nothing changes.`;
  const wanted =
    before.mode === 'size'
      ? ['brokers', 'cost a month', 'hardware', 'decided by']
      : ['carries', 'decided by', 'cost a month'];
  const told = wanted.flatMap((label) => moved.find((one) => one.label === label) ?? []).slice(0, 3);
  const parts = (told.length > 0 ? told : moved.slice(0, 3)).map(
    (one) => `${one.label} ${one.before} → ${one.after}`,
  );
  return `With ${change}: ${parts.join(', ')}.`;
}
