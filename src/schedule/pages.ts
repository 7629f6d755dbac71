/** The schedules of a channel on one page, each with its buttons. */
import {
  actions,
  button,
  callout,
  heading,
  paragraph,
  refusal,
  reply,
  strong,
  text,
  time,
} from '../reply/build.ts';
import { counted } from '../reply/counted.ts';
import type { Action, Block, Reply } from '../reply/nodes.ts';
import type { Schedule } from './schedules.ts';
import { nextRun } from './timetable.ts';

export type SchedulePresses = {
  readonly pause: (id: string) => Action;
  readonly resume: (id: string) => Action;
  readonly remove: (id: string) => Action;
};

export const EXAMPLE = '`/kafka schedule round fri 15:30 Europe/Berlin`';
export const QUESTION_EXAMPLE = '`/kafka schedule question weekdays 9:00`';

export function schedulesPage(
  schedules: readonly Schedule[],
  now: number,
  presses: SchedulePresses,
  remark?: string,
): Reply {
  const count = counted(schedules.length, 'schedule');
  const summary =
    remark ?? (schedules.length === 0 ? 'This channel has no schedules.' : `This channel has ${count}.`);
  return reply(
    'Schedules',
    summary,
    [
      heading('Schedules of this channel'),
      ...(remark === undefined ? [] : [paragraph(remark)]),
      ...(schedules.length === 0
        ? [paragraph(`There are none; make one with ${EXAMPLE} or ${QUESTION_EXAMPLE}.`)]
        : []),
      ...schedules.flatMap((schedule) => scheduleBlocks(schedule, now, presses)),
    ],
    {
      visibility: 'private',
      data: schedules.map(({ id, what, words, cron, zone, paused }) => ({
        id,
        what,
        words,
        cron,
        zone,
        paused,
      })),
    },
  );
}

function scheduleBlocks(schedule: Schedule, now: number, presses: SchedulePresses): readonly Block[] {
  const next = schedule.paused ? undefined : nextRun(schedule, now);
  return [
    paragraph([
      strong(nameOf(schedule)),
      text(`: ${schedule.words}, ${schedule.zone}; by ${schedule.by.name}. `),
      ...(next === undefined
        ? [text('Paused.')]
        : [text('Next: '), time(next, 'date'), text(' '), time(next, 'clock')]),
    ]),
    ...(schedule.problem === undefined ? [] : [callout('warning', schedule.problem)]),
    actions([
      schedule.paused
        ? button('Resume', presses.resume(schedule.id), { tone: 'primary' })
        : button('Pause', presses.pause(schedule.id)),
      button('Delete', presses.remove(schedule.id), { tone: 'danger' }),
    ]),
  ];
}

/** `Round, replication, 10 questions` or `Question of the day, open for 8 hours`. */
export function nameOf({ what, topic, level, questions, hours, settings }: Schedule): string {
  const parts =
    what === 'round'
      ? [
          'Round',
          topic,
          level,
          settings.mode === 'classic' ? undefined : settings.mode,
          counted(questions, 'question'),
        ]
      : ['Question of the day', topic, level, `open for ${counted(hours, 'hour')}`];
  return parts.filter((part) => part !== undefined).join(', ');
}

export const notYours = () => refusal('Only the person who made this, or a moderator, can change it.');
