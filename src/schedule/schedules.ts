/** The schedules of a channel, and when each is due next; shared by all instances. */
import { z } from 'zod';
import { settingsSchema } from '../round/round.ts';
import type { Change, Ledger } from '../store/ledger.ts';
import { nextRun } from './timetable.ts';

const scheduleSchema = z.object({
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

/** Oldest first, as their ids grow with time. What cannot be read, from a newer version perhaps, is left alone. */
export async function readSchedules(ledger: Ledger, place: string): Promise<readonly Schedule[]> {
  const kept = [...(await ledger.read(recordOf(place)))].sort(([a], [b]) => (a < b ? -1 : 1));
  return kept.flatMap(([, text]) => readSchedule(text) ?? []);
}

const readSchedule = (text: string) => scheduleSchema.safeParse(JSON.parse(text)).data;

/** Keeps a schedule and sets when it is due next, or that it is not. */
export async function saveSchedule(ledger: Ledger, schedule: Schedule, now: number): Promise<void> {
  await ledger.apply([keep(schedule), dueNext(schedule, now)]);
}

/** Pauses what cannot go on, unless somebody has changed or deleted it meanwhile. */
export async function pauseFor(ledger: Ledger, { schedule, kept }: Due, problem: string): Promise<void> {
  const paused = { ...schedule, paused: true, problem };
  await ledger.apply([keep(paused), due(schedule, null)], {
    unchanged: [{ ...spotOf(schedule), value: kept }],
  });
}

export async function dropSchedule(ledger: Ledger, schedule: Schedule): Promise<void> {
  await ledger.apply([{ type: 'set', ...spotOf(schedule), value: null }, due(schedule, null)]);
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
      if (kept !== undefined) {
        const schedule = readSchedule(kept);
        return schedule ? [{ schedule, kept, at }] : [];
      }
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
export async function goOn(ledger: Ledger, { schedule, kept, at }: Due, now: number): Promise<boolean> {
  const next = [dueNext(schedule, Math.max(now, at))];
  const unchanged = [{ ...spotOf(schedule), value: kept }];
  const isFirst = await ledger.apply(next, { once: `schedule:${schedule.id}:${at}`, unchanged });
  // Resumed by a clock that is behind, a schedule is due at an instant that is done; it must not stay there.
  if (!isFirst) await ledger.apply(next, { unchanged });
  return isFirst;
}

const spotOf = ({ place, id }: Pick<Schedule, 'place' | 'id'>) => ({ key: recordOf(place), field: id });

const keep = (schedule: Schedule): Change => ({
  type: 'set',
  ...spotOf(schedule),
  value: JSON.stringify(schedule),
});

const due = (schedule: Schedule, at: number | null): Change => ({
  type: 'due',
  queue: QUEUE,
  id: dueId(schedule),
  at,
});

const dueNext = (schedule: Schedule, now: number): Change =>
  due(schedule, schedule.paused ? null : (nextRun(schedule, now) ?? null));
