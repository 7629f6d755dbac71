/** When something repeats: plain words or cron with a time zone, read and reckoned. */
import { Cron } from 'croner';
import type { ReadResult } from '../bot/option.ts';
import { readClock, readZone } from '../learning/time-zone.ts';
import { quote } from '../reply/clean.ts';

export type Timetable = {
  /** Five fields, as in crontab. */
  readonly cron: string;
  /** As the IANA spells it: `Europe/Berlin`. */
  readonly zone: string;
  /** For people: `weekdays at 09:00`. */
  readonly words: string;
};

/** What was read, and the words behind it. */
export type Read = { readonly timetable: Timetable; readonly rest: string };

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const GROUPS: Readonly<Record<string, readonly number[]>> = {
  daily: [0, 1, 2, 3, 4, 5, 6],
  day: [0, 1, 2, 3, 4, 5, 6],
  weekdays: [1, 2, 3, 4, 5],
  weekday: [1, 2, 3, 4, 5],
  weekends: [6, 0],
  weekend: [6, 0],
};
const FILLERS: ReadonlySet<string> = new Set(['every', 'each', 'at', 'on', 'and']);
/** A channel that hears from a schedule more often than this is flooded. */
const LEAST_GAP_MS = 3_600_000;
const RUNS_LOOKED_AT = 30;

/**
 * @param text `fri 15:30 Europe/Berlin`, `weekdays 9:00`, `0 9 1 * * UTC`, and then maybe other words
 * @param usual the time zone when none is named
 */
export function readTimetable(text: string, usual = 'UTC'): ReadResult<Read> {
  const words = text
    .trim()
    .split(/[\s,]+/)
    .filter(Boolean);
  const when = looksLikeCron(text) ? readCron(text.trim().split(/\s+/)) : readWords(words);
  if (!when.ok) return when;
  const { cron, said, after } = when.value;
  const [zoneWord, ...others] = after;
  const zone = zoneWord === undefined ? undefined : readZone(zoneWord);
  if (zone?.ok === false && MEANT_AS_ZONE.test(zoneWord ?? '')) return zone;
  const rest = (zone?.ok ? others : after).join(' ');
  const timetable = { cron, zone: zone?.ok ? zone.value : usual, words: said };
  const problem = problemWith(timetable);
  return problem === undefined ? { ok: true, value: { timetable, rest } } : { ok: false, problem };
}

/** The first instant after another, epoch milliseconds; undefined when there is none. */
export function nextRun({ cron, zone }: Pick<Timetable, 'cron' | 'zone'>, after: number): number | undefined {
  return reckoner(cron, zone).nextRun(new Date(after))?.getTime();
}

const reckoner = (cron: string, zone: string) =>
  new Cron(cron, { timezone: zone, paused: true, mode: '5-part' });

type When = { readonly cron: string; readonly said: string; readonly after: readonly string[] };

const looksLikeCron = (text: string) =>
  /^[\d*][\d*/,-]*(\s+[\w*/,#-]+){4}/.test(text.trim()) && !/^\d{1,2}:/.test(text.trim());

function readCron(words: readonly string[]): ReadResult<When> {
  const cron = words.slice(0, 5).join(' ');
  try {
    reckoner(cron, 'UTC');
    return { ok: true, value: { cron, said: `cron ${cron}`, after: words.slice(5) } };
  } catch {
    return { ok: false, problem: `I read the cron line ${quote(cron)}, but it is not one; ${EXAMPLES}` };
  }
}

function readWords(words: readonly string[]): ReadResult<When> {
  const days = new Set<number>();
  let time: string | undefined;
  let at = 0;
  for (; at < words.length; at++) {
    const word = (words[at] ?? '').toLowerCase();
    const found = daysNamed(word);
    const clock = time === undefined ? clockNamed(word) : undefined;
    if (found) for (const day of found) days.add(day);
    else if (clock !== undefined) time = clock;
    else if (!FILLERS.has(word)) break;
  }
  if (time === undefined || days.size === 0) {
    const missing = time === undefined ? 'a time such as 15:30' : 'a day such as fri, daily or weekdays';
    const read = words.length === 0 ? '' : `I read ${quote(words.join(' '))}, but miss ${missing}; `;
    return { ok: false, problem: `${read}${EXAMPLES}` };
  }
  const [hour = '0', minute = '0'] = time.split(':');
  const sorted = [...days].sort((a, b) => a - b);
  const every = sorted.length === 7 ? '*' : sorted.join(',');
  const cron = `${Number(minute)} ${Number(hour)} * * ${every}`;
  return { ok: true, value: { cron, said: `${daysInWords(sorted)} at ${time}`, after: words.slice(at) } };
}

const EXAMPLES =
  'it takes days and a time, such as “fri 15:30 Europe/Berlin”, “weekdays 9:00” or cron “0 9 1 * *”';

function daysNamed(word: string): readonly number[] | undefined {
  if (Object.hasOwn(GROUPS, word)) return GROUPS[word];
  const [first, last] = word.split('-').map(dayNamed);
  if (first === undefined || first < 0) return undefined;
  if (last === undefined) return [first];
  return last < 0
    ? undefined
    : Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, step) => (first + step) % 7);
}

/** `fri`, `friday`, `fridays`; −1 for anything else. */
function dayNamed(word: string): number {
  const plain = word.replace(/s$/, '');
  return DAYS.findIndex((day, at) => plain === day || plain === NAMES[at]?.toLowerCase());
}

/** `9:00`, `15:30`, `9am`, `3:30pm` as `HH:MM`; a bare number is no time here. */
function clockNamed(word: string): string | undefined {
  const read = /[:m]/.test(word) ? readClock(word) : undefined;
  return read?.ok ? read.value : undefined;
}

function daysInWords(days: readonly number[]): string {
  const key = days.join();
  if (key === '0,1,2,3,4,5,6') return 'every day';
  if (key === '1,2,3,4,5') return 'weekdays';
  if (key === '0,6') return 'weekends';
  return `every ${days.map((day) => NAMES[day]).join(', ')}`;
}

/** `Mars/Base` or `UTC+2` is no topic, so it is not taken for one. */
const MEANT_AS_ZONE = /^\p{Lu}\p{L}+\/\p{Lu}|^(utc|UTC|gmt|GMT)?[+-]\d/u;

function problemWith({ cron, zone, words }: Timetable): string | undefined {
  const runs = reckoner(cron, zone)
    .nextRuns(RUNS_LOOKED_AT)
    .map((run) => run.getTime());
  if (runs.length === 0) return `I read ${quote(words)}, but that never comes`;
  const isFlood = runs.some((run, at) => at > 0 && run - (runs[at - 1] ?? 0) < LEAST_GAP_MS);
  return isFlood ? `I read ${quote(words)}, but once an hour is the most` : undefined;
}
