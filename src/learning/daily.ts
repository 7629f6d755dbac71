/** The daily question's streak as a value: dates in, a streak and its freezes out. No clock, no time zone. */
import { z } from 'zod';

export const MOST_FREEZES = 2;
/** Days of streak that earn a freeze back. */
const EARN_EVERY = 7;

export const streakSchema = z.object({
  /** Finished dailies in a row; days that a freeze stood in for are not counted. */
  days: z.number().int().min(0),
  best: z.number().int().min(0),
  freezes: z.number().int().min(0).max(MOST_FREEZES),
  /** The last date (`2026-11-28`) whose daily was finished. */
  last: z.string().optional(),
});
export type Streak = z.output<typeof streakSchema>;

export const noStreak: Streak = { days: 0, best: 0, freezes: MOST_FREEZES };

/** The streak as it stands on a date: missed days are paid with freezes, and end it when there are none left. */
export function standing(streak: Streak, today: string): Streak {
  const missed = streak.last === undefined ? 0 : daysBetween(streak.last, today) - 1;
  if (missed <= 0) return streak;
  if (missed > streak.freezes) return { ...streak, days: 0, freezes: 0 };
  return { ...streak, freezes: streak.freezes - missed };
}

/** Finishing the daily of a date; a date that is not later than the last one changes nothing. */
export function finishDaily(streak: Streak, today: string): Streak {
  if (streak.last !== undefined && today <= streak.last) return streak;
  const now = standing(streak, today);
  const days = now.days + 1;
  const earned = days % EARN_EVERY === 0 ? 1 : 0;
  return {
    days,
    best: Math.max(streak.best, days),
    freezes: Math.min(MOST_FREEZES, now.freezes + earned),
    last: today,
  };
}

export const isDone = ({ last }: Streak, today: string) => last !== undefined && last >= today;

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / (24 * 3_600_000));
}

/**
 * The question of a date: one never used if there is one, else the one that was longest ago.
 * @param used date → question id, this date left out
 */
export function pickDaily(
  date: string,
  questions: readonly string[],
  used: ReadonlyMap<string, string>,
): string | undefined {
  const lastUse = new Map<string, string>();
  for (const [day, id] of used) if (day > (lastUse.get(id) ?? '')) lastUse.set(id, day);
  const oldest = questions.reduce((least, id) => {
    const use = lastUse.get(id) ?? '';
    return use < least ? use : least;
  }, '\u{10ffff}');
  const free = questions.filter((id) => (lastUse.get(id) ?? '') === oldest).toSorted();
  return free[scatter(date) % free.length];
}

/** A number that neighbouring dates do not share (FNV-1a). */
function scatter(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}
