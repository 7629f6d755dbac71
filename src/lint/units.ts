// Numbers written with a unit, which Kafka refuses: what they come to in the unit of the setting.
import type { Setting } from '../reference/facts.ts';

const milliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  seconds: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  minutes: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  days: 86_400_000,
};
const bytes: Readonly<Record<string, number>> = {
  b: 1,
  k: 1024,
  kb: 1024,
  kib: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  mib: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
  gib: 1024 ** 3,
};

/** `30s` for a setting in ms is 30000, `64 MiB` for one in bytes is 67108864; null when that is not what it is. */
export function withoutUnit(
  setting: Pick<Setting, 'name' | 'type'>,
  text: string,
): { value: string; safe: boolean } | null {
  if (!['int', 'long', 'short'].includes(setting.type)) return null;
  const plain = text.replace(/(?<=\d)[_,](?=\d{3})/g, '');
  if (/^[+-]?\d+$/.test(plain) && plain !== text) return { value: plain, safe: true };
  if (/^\d+\.0+$/.test(text)) return { value: text.replace(/\..*$/, ''), safe: true };
  const match = /^(\d+)\s*([a-z]+)$/i.exec(text);
  const unit = match?.[2]?.toLowerCase() ?? '';
  const isTime = /(^|\.)ms$/.test(setting.name);
  const factor = isTime
    ? milliseconds[unit]
    : /bytes|size|memory|buffer/.test(setting.name)
      ? bytes[unit]
      : undefined;
  if (match === null || factor === undefined) return null;
  // KB may have meant 1000: offered, never put in by itself.
  return { value: String(BigInt(match[1] ?? '0') * BigInt(factor)), safe: isTime || unit.endsWith('ib') };
}

/** A duration of Spring (`5s`, `PT5S`) in milliseconds, or null. A bare number is milliseconds. */
export function springDuration(text: string): string | null {
  const trimmed = text.trim();
  if (/^[+-]?\d+$/.test(trimmed)) return trimmed;
  const simple = /^([+-]?\d+)(ns|us|ms|s|m|h|d)$/i.exec(trimmed);
  if (simple !== null) return String(Number(simple[1]) * (milliseconds[simple[2]?.toLowerCase() ?? ''] ?? 0));
  const iso = /^PT?(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/i.exec(trimmed);
  if (iso === null || trimmed.length < 3) return null;
  const [days, hours, minutes, seconds] = iso.slice(1).map((part) => Number(part ?? 0));
  return String(((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000);
}

/** A data size of Spring (`16KB`, a bare number of bytes) in bytes, or null. */
export function springDataSize(text: string): string | null {
  const match = /^([+-]?\d+)(B|KB|MB|GB|TB)?$/.exec(text.trim());
  if (match === null) return null;
  const factor = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 }[match[2] ?? 'B'] ?? 1;
  return String(BigInt(match[1] ?? '0') * BigInt(factor));
}
