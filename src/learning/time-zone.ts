/** Days and times as people live them: by their own time zone, across the changes to and from summer time. */
import { Cron } from 'croner';
import type { ReadResult } from '../bot/option.ts';
import { quote } from '../reply/clean.ts';

/** Making a formatter costs more than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();
const MOST_FORMATS = 500;

/** The date there, as `2026-11-28`. @param zone IANA name; an unknown one counts as UTC */
export function dateIn(zone: string, at: number): string {
  const format = formats.get(zone) ?? makeFormat(zone);
  if (formats.size >= MOST_FORMATS) formats.clear();
  formats.set(zone, format);
  return format.format(at);
}

function makeFormat(zone: string): Intl.DateTimeFormat {
  const timeZone = canonicalZone(zone) ?? 'UTC';
  // Swedish writes dates as ISO does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
}

/**
 * The next time a clock there shows it. In spring a time that is left out comes when the clock has jumped;
 * in autumn one that comes twice counts once.
 * @param clock `18:00`
 */
export function nextAt(zone: string, clock: string, after: number): number {
  const [hour, minute] = clock.split(':').map(Number);
  const schedule = new Cron(`${minute} ${hour} * * *`, {
    timezone: canonicalZone(zone) ?? 'UTC',
    paused: true,
  });
  const next = schedule.nextRun(new Date(after));
  if (!next) throw new Error(`${clock} never comes in ${zone}`);
  return next.getTime();
}

export const nextMidnight = (zone: string, after: number) => nextAt(zone, '00:00', after);

/** As the IANA spells it, however it is written; undefined when there is no such zone. */
function canonicalZone(zone: string): string | undefined {
  try {
    const named = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    // Offsets are no zones: they know nothing of summer time.
    return /^[+-]/.test(named) ? undefined : named;
  } catch {
    return undefined;
  }
}

const LONGEST_ZONE = 60;

/** `Europe/Paris`, however it is written, or the city alone. */
export function readZone(raw: string): ReadResult<string> {
  const wanted = raw.trim().replace(/\s+/g, '_');
  const named = wanted.length <= LONGEST_ZONE ? canonicalZone(wanted) : undefined;
  if (named !== undefined) return { ok: true, value: named };
  const city = zonesLike(wanted).filter((zone) => cityOf(zone) === wanted.toLowerCase());
  if (city.length === 1 && city[0] !== undefined) return { ok: true, value: city[0] };
  return { ok: false, problem: `I read ${quote(raw)}, but it takes a time zone such as Europe/Paris or UTC` };
}

const cityOf = (zone: string) => zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();

/** Names that hold what was typed, for completion. */
export function zonesLike(typed: string): readonly string[] {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, '_');
  const found = ['UTC', ...Intl.supportedValuesOf('timeZone')].filter((zone) =>
    zone.toLowerCase().includes(wanted),
  );
  const begins = (zone: string) => zone.toLowerCase().startsWith(wanted) || cityOf(zone).startsWith(wanted);
  return [...found.filter(begins), ...found.filter((zone) => !begins(zone))];
}

/** `18:00`, `6pm`, `7:30`; or `off`, which is undefined. */
export function readClock(raw: string): ReadResult<string | undefined> {
  const text = raw.trim().toLowerCase();
  if (text === 'off' || text === 'none' || text === 'no') return { ok: true, value: undefined };
  const [, hours, minutes = '00', half] = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/.exec(text) ?? [];
  const hour = hours === undefined ? Number.NaN : toHour(Number(hours), half);
  if (hour >= 0 && hour <= 23 && Number(minutes) <= 59)
    return { ok: true, value: `${String(hour).padStart(2, '0')}:${minutes}` };
  return { ok: false, problem: `I read ${quote(raw)}, but it takes a time such as 18:00, or off` };
}

function toHour(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}
