/** The schedules of a channel, and when each is due next; shared by all instances. */
import { z } from 'zod';
import { settingsSchema } from '../round/round.ts';
import type { Change, Ledger } from '../store/ledger.ts';
import { nextRun } from './timetable.ts';

export const scheduleSchema = z.object({
  id: z.string(),
  what: z.enum(['round', 'question']),
  place: z.string(),
  workspace: z.string(),
  cron: z.string(),
  zone: z.string(),
  words: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  topic: z.string().optional(),
  level: z.string().optional(),
  questions: z.number().int(),
  settings: settingsSchema,
  /** How long a lone question stays open. */
  hours: z.number(),
  paused: z.boolean(),
  /** Why it was paused by itself. */
  problem: z.string().optional(),
});
export type Schedule = z.output<typeof scheduleSchema>;

export const MOST_SCHEDULES = 10;
const QUEUE = 'schedule';
const recordOf = (place: string) => `schedules:${place}`;
/** No id of a place or of a schedule holds a blank. */
const dueId = ({ place, id }: Pick<Schedule, 'place' | 'id'>) => `${place} ${id}`;

/** Oldest first, as their ids grow with time. */
export async function readSchedules(ledger: Ledger, place: string): Promise<readonly Schedule[]> {
  const kept = [...(await ledger.read(recordOf(place)))].sort(([a], [b]) => (a < b ? -1 : 1));
  return kept.map(([, text]) => scheduleSchema.parse(JSON.parse(text)));
}

/** Keeps a schedule and sets when it is due next, or that it is not. */
export async function saveSchedule(ledger: Ledger, schedule: Schedule, now: number): Promise<void> {
  await ledger.apply([
    { type: 'set', key: recordOf(schedule.place), field: schedule.id, value: JSON.stringify(schedule) },
    dueNext(schedule, now),
  ]);
}

export async function dropSchedule(ledger: Ledger, schedule: Schedule): Promise<void> {
  await ledger.apply([
    { type: 'set', key: recordOf(schedule.place), field: schedule.id, value: null },
    { type: 'due', queue: QUEUE, id: dueId(schedule), at: null },
  ]);
}

/** One instant at which a schedule is due. `kept` is its text, to notice that somebody changes it meanwhile. */
export type Due = { readonly schedule: Schedule; readonly kept: string; readonly at: number };

const MOST_DUE = 50;

/** What is due by now; what belongs to no schedule any more is taken off the queue. */
export async function dueSchedules(ledger: Ledger, now: number): Promise<readonly Due[]> {
  const found = await Promise.all(
    (await ledger.due(QUEUE, now, MOST_DUE)).map(async ({ id, at }) => {
      const [place = '', field = ''] = id.split(' ');
      const kept = await ledger.get(recordOf(place), field);
      if (kept !== undefined) return [{ schedule: scheduleSchema.parse(JSON.parse(kept)), kept, at }];
      await ledger.apply([{ type: 'due', queue: QUEUE, id, at: null }]);
      return [];
    }),
  );
  return found.flat();
}

/**
 * Goes on to the next instant, once for each instant over all instances.
 * @returns false when another instance has done so, or somebody has changed the schedule
 */
export function goOn(ledger: Ledger, { schedule, kept, at }: Due, now: number): Promise<boolean> {
  return ledger.apply([dueNext(schedule, Math.max(now, at))], {
    once: `schedule:${schedule.id}:${at}`,
    unchanged: [{ key: recordOf(schedule.place), field: schedule.id, value: kept }],
  });
}

function dueNext(schedule: Schedule, now: number): Change {
  const at = schedule.paused ? null : (nextRun(schedule, now) ?? null);
  return { type: 'due', queue: QUEUE, id: dueId(schedule), at };
}
