/** Rounds and questions of the day at fixed times in a channel. */
import { z } from 'zod';
import { suggestTopics } from '../src/bank/topics.ts';
import { type Context, defineAction, defineCommand } from '../src/bot/command.ts';
import { choice, integer, typed, words } from '../src/bot/option.ts';
import { levels } from '../src/catalogue/schema.ts';
import { readProfile } from '../src/learning/records.ts';
import { refusal } from '../src/reply/build.ts';
import type { Outcome } from '../src/reply/nodes.ts';
import { askedFor, noQuestions } from '../src/round/open.ts';
import { noSuchPreset } from '../src/round/preset-pages.ts';
import { combine, readPresetName, readPresets } from '../src/round/presets.ts';
import { mayChange, mayMake } from '../src/round/rights.ts';
import { unavailable } from '../src/round/sentences.ts';
import { contradiction, roundOptions, settingsFrom, USUAL_COUNT } from '../src/round/settings.ts';
import {
  EXAMPLE,
  nameOf,
  notYours,
  QUESTION_EXAMPLE,
  type SchedulePresses,
  schedulesPage,
} from '../src/schedule/pages.ts';
import {
  dropSchedule,
  MOST_SCHEDULES,
  readSchedules,
  type Schedule,
  saveSchedule,
} from '../src/schedule/schedules.ts';
import { readTimetable } from '../src/schedule/timetable.ts';

const USUAL_HOURS = 8;

const withSchedule = z.object({ id: z.string() });

const pause = defineAction('schedule.pause', withSchedule, (context, { id }) =>
  change(context, id, (schedule) => save(context, { ...schedule, paused: true }, 'Paused')),
);
const resume = defineAction('schedule.resume', withSchedule, (context, { id }) =>
  change(context, id, ({ problem: _, ...schedule }) =>
    save(context, { ...schedule, paused: false }, 'On again'),
  ),
);
const remove = defineAction('schedule.delete', withSchedule, (context, { id }) =>
  change(context, id, async (schedule) => {
    await dropSchedule(context.ledger, schedule);
    return show(context, `Deleted: ${nameOf(schedule)}.`);
  }),
);

const presses: SchedulePresses = {
  pause: (id) => pause({ id }),
  resume: (id) => resume({ id }),
  remove: (id) => remove({ id }),
};

export default defineCommand({
  name: 'schedule',
  summary: 'Rounds and a question of the day at fixed times in this channel',
  visibility: 'private',
  options: z.object({
    task: choice(['round', 'question', 'list'], { hint: 'what to schedule; list when left out' }).optional(),
    when: words({
      hint: 'days, a time and a time zone (yours when left out), or cron',
      rest: true,
      max: 200,
      example: 'fri 15:30 Europe/Berlin',
    }).optional(),
    topic: words({
      hint: 'a concept, an area or a pack',
      positional: false,
      example: 'replication',
    }).optional(),
    level: choice(levels, { hint: 'how hard', positional: false }).optional(),
    questions: integer({ hint: 'how many questions in a round', min: 1, max: 30, example: '10' }).optional(),
    hours: integer({
      hint: 'how long a question of the day stays open',
      min: 1,
      max: 23,
      example: '8',
    }).optional(),
    preset: typed(readPresetName, { hint: 'a round as saved under this name', example: 'friday' }).optional(),
    ...roundOptions({ positional: false }),
  }),
  examples: [
    'schedule',
    'schedule round fri 15:30 Europe/Berlin topic=replication questions=5',
    'schedule question weekdays 9:00 Europe/Berlin',
  ],
  actions: [pause, resume, remove],
  complete: {
    topic: (context, text) => suggestTopics(context, text),
    preset: async ({ ledger, place }, text) =>
      (await readPresets(ledger, place.id))
        .filter(({ name }) => name.startsWith(text.toLowerCase()))
        .map(({ name }) => ({ label: name, value: name })),
  },
  run: async (context, { task, when, hours = USUAL_HOURS, preset, ...given }) => {
    if (!context.rounds) return unavailable();
    if (context.place.kind === 'direct')
      return refusal('Schedules belong to a channel with people; say it there.');
    if (task === undefined && when !== undefined)
      return refusal(`Say whether a round or a question: ${EXAMPLE} or ${QUESTION_EXAMPLE}.`);
    if (task === undefined || task === 'list') return show(context);
    const odd = contradiction(given);
    if (odd !== undefined) return refusal(odd);
    const isAlone = task === 'question';
    const presets = isAlone ? [] : await readPresets(context.ledger, context.place.id);
    if (preset !== undefined && !presets.some(({ name }) => name === preset))
      return noSuchPreset(preset, presets);
    const { topic, level, questions = USUAL_COUNT, ...rules } = combine(presets, preset, given);
    // Nobody sits waiting for a question that is open for hours.
    const settings = settingsFrom(
      isAlone ? { ...rules, mode: 'classic', speed: 'off', streak: 'off' } : rules,
    );
    return add(context, when ?? '', {
      what: task,
      topic,
      level,
      questions: isAlone ? 1 : questions,
      hours,
      settings,
    });
  },
});

type Wanted = Pick<Schedule, 'what' | 'topic' | 'level' | 'questions' | 'hours' | 'settings'>;

async function add(context: Context, when: string, wanted: Wanted): Promise<Outcome> {
  const { ledger, place, actor, now, rounds } = context;
  if (!rounds) return unavailable();
  if (!mayMake(context)) return refusal('Only moderators of this server can schedule something.');
  const { zone } = await readProfile(ledger, actor.id);
  const read = readTimetable(when, zone);
  if (!read.ok) return refusal(`When: ${read.problem}.`);
  const { timetable, rest } = read.value;
  const topic = wanted.topic ?? (rest === '' ? undefined : rest);
  if ((await askedFor({ ...context, rounds }, place, { ...wanted, topic })).length === 0)
    return noQuestions({ topic, level: wanted.level });
  const known = await readSchedules(ledger, place.id);
  if (known.length >= MOST_SCHEDULES)
    return refusal(`A channel has at most ${MOST_SCHEDULES} schedules; delete one with \`/kafka schedule\`.`);
  const schedule: Schedule = {
    ...wanted,
    ...timetable,
    topic,
    id: `${now.toString(36)}${Math.floor(context.random() * 36 ** 3).toString(36)}`,
    place: place.id,
    workspace: place.workspace,
    by: { id: actor.id, name: actor.name },
    paused: false,
  };
  return save(context, schedule, 'Scheduled');
}

async function save(context: Context, schedule: Schedule, done: string): Promise<Outcome> {
  await saveSchedule(context.ledger, schedule, context.now);
  return show(context, `${done}: ${nameOf(schedule)}; ${schedule.words}, ${schedule.zone}.`);
}

async function change(
  context: Context,
  id: string,
  then: (schedule: Schedule) => Promise<Outcome>,
): Promise<Outcome> {
  const schedule = (await readSchedules(context.ledger, context.place.id)).find((each) => each.id === id);
  if (!schedule) return refusal(`That schedule is gone; make one with ${EXAMPLE}.`);
  return mayChange(context, schedule.by.id) ? then(schedule) : notYours();
}

async function show({ ledger, place, now }: Context, remark?: string): Promise<Outcome> {
  const page = schedulesPage(await readSchedules(ledger, place.id), now, presses, remark);
  return { ...page, placement: 'turn' };
}
