/** The stretches of time that leaderboards count: ISO weeks, months, calendar quarters and for ever, all in UTC. */

export const periods = ['week', 'month', 'season', 'all'] as const;
export type Period = (typeof periods)[number];

const DAY_MS = 24 * 3_600_000;

/** `2026-W48`, `2026-11`, `2026-Q4`, `all`. @param at epoch milliseconds */
export function periodKey(period: Period, at: number): string {
  const date = new Date(at);
  const year = date.getUTCFullYear();
  switch (period) {
    case 'week': {
      const week = isoWeek(at);
      return `${week.year}-W${String(week.week).padStart(2, '0')}`;
    }
    case 'month':
      return `${year}-${String(date.getUTCMonth() + 1).padStart(2, '0')}`;
    case 'season':
      return `${year}-Q${quarterOf(date)}`;
    case 'all':
      return 'all';
  }
}

/** In words: `week 48 of 2026`, `November 2026`, `October to December 2026`, `all time`. */
export function periodName(period: Period, at: number): string {
  const date = new Date(at);
  const month = (index: number) => MONTHS[index] ?? '';
  switch (period) {
    case 'week': {
      const { year, week } = isoWeek(at);
      return `week ${week} of ${year}`;
    }
    case 'month':
      return `${month(date.getUTCMonth())} ${date.getUTCFullYear()}`;
    case 'season': {
      const last = quarterOf(date) * 3 - 1;
      return `${month(last - 2)} to ${month(last)} ${date.getUTCFullYear()}`;
    }
    case 'all':
      return 'all time';
  }
}

/** How long after its last point a board is still worth keeping. */
export const KEPT_MS: Readonly<Record<Period, number>> = {
  week: 60 * DAY_MS,
  month: 400 * DAY_MS,
  season: 800 * DAY_MS,
  all: 3_650 * DAY_MS,
};

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const quarterOf = (date: Date) => Math.floor(date.getUTCMonth() / 3) + 1;

/** A week belongs to the year that has its Thursday. */
function isoWeek(at: number): { year: number; week: number } {
  const midnight = Math.floor(at / DAY_MS) * DAY_MS;
  const weekday = (new Date(midnight).getUTCDay() + 6) % 7;
  const thursday = midnight + (3 - weekday) * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  return { year, week: 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) };
}
