/** What somebody has decided about themselves, and what is kept about them: to see, to take along, to delete. */
import { z } from 'zod';
import { type Context, defineAction, defineCommand } from '../src/bot/command.ts';
import { choice, typed } from '../src/bot/option.ts';
import { runLine } from '../src/bot/share.ts';
import type { Profile } from '../src/learning/learner.ts';
import { readLearner, readProfile } from '../src/learning/records.ts';
import { changeSettings, isOnBoards } from '../src/learning/settings.ts';
import { readClock, readZone, zonesLike } from '../src/learning/time-zone.ts';
import { loadSession } from '../src/quiz/play.ts';
import { kinds } from '../src/quiz/session.ts';
import {
  actions,
  button,
  callout,
  fields,
  form,
  heading,
  list,
  note,
  paragraph,
  refusal,
  reply,
  text,
} from '../src/reply/build.ts';
import { counted } from '../src/reply/counted.ts';
import type { Form, Reply } from '../src/reply/nodes.ts';

/** Kept as people wrote it; what does not fit is answered with what would. */
const settings = {
  timezone: typed(readZone, {
    hint: 'your time zone, or the city: your days begin at midnight there',
    example: 'Europe/Paris',
    aliases: ['tz', 'zone'],
  }),
  reminder: typed((raw) => clockOrOff(raw), {
    hint: 'when I remind you of the question of the day, or off',
    example: '18:00',
  }),
  leaderboard: choice(['on', 'off'], { hint: 'whether you appear on leaderboards', positional: false }),
};

/** An option without a value reads as not given, so that `off` is null. */
function clockOrOff(raw: string) {
  const read = readClock(raw);
  return read.ok ? { ok: true as const, value: read.value ?? null } : read;
}

const editAction = defineAction('me.edit', z.object({}), async (context) =>
  settingsForm(
    await readProfile(context.ledger, context.actor.id),
    await isOnBoards(context.ledger, context.actor.id),
  ),
);

const saveAction = defineAction(
  'me.save',
  z.object({ timezone: z.string(), reminder: z.string().default(''), leaderboard: z.enum(['on', 'off']) }),
  async (context, filled) => {
    const zone = readZone(filled.timezone);
    if (!zone.ok) return refusal(`timezone: ${zone.problem}.`);
    const clock = clockOrOff(filled.reminder.trim() || 'off');
    if (!clock.ok) return refusal(`reminder: ${clock.problem}.`);
    const wanted = { timezone: zone.value, reminder: clock.value, leaderboard: filled.leaderboard };
    return { ...(await change(context, wanted)), placement: 'turn' };
  },
);

const forgetAction = defineAction('me.forget', z.object({}), (context) =>
  context.alone(`quiz:${context.actor.id}`, async () => {
    await context.forget(context.actor.id);
    const sentence = 'Done: nothing of what you learned, set or left open is kept any more.';
    return {
      ...reply('Forgotten', sentence, [heading('Forgotten'), paragraph(sentence), note(STAYS)]),
      placement: 'turn',
    };
  }),
);

const STAYS =
  'What stands in channels stays there until somebody deletes it there. Rounds you played in keep your name and answers ' +
  'for 90 days, because the result belongs to all who played; a pack you added belongs to its team.';

export default defineCommand({
  name: 'me',
  summary: 'Your time zone, reminder and data: see, change, export, delete',
  visibility: 'private',
  options: z.object({
    what: choice(['show', 'export', 'forget'], { hint: 'show, export or forget' }).optional(),
    timezone: settings.timezone.optional(),
    reminder: settings.reminder.optional(),
    leaderboard: settings.leaderboard.optional(),
  }),
  examples: ['me', 'me timezone=Europe/Paris reminder=18:00', 'me export'],
  complete: {
    timezone: (_, started) =>
      zonesLike(started)
        .slice(0, 20)
        .map((zone) => ({ label: zone, value: zone })),
  },
  actions: [editAction, saveAction, forgetAction],
  run: async (context, { what, ...wanted }) => {
    const changes = Object.values(wanted).some((value) => value !== undefined);
    if (what === 'forget') return confirmPage();
    if (what === 'export') return exportPage(context);
    return changes ? change(context, wanted) : show(context);
  },
});

type Wanted = {
  timezone?: string | undefined;
  reminder?: string | null | undefined;
  leaderboard?: 'on' | 'off' | undefined;
};

async function change(context: Context, { timezone, reminder, leaderboard }: Wanted): Promise<Reply> {
  const { ledger, actor, now, canBeTold } = context;
  if (typeof reminder === 'string' && !canBeTold)
    return refusal(
      'I cannot write to you here by myself, so I cannot remind you; try it in Slack, Discord or the web chat.',
    );
  const onBoards = leaderboard === undefined ? undefined : leaderboard === 'on';
  await changeSettings(ledger, actor.id, { zone: timezone, reminder, onBoards }, now);
  return show(context, 'Saved.');
}

async function show(context: Context, remark?: string): Promise<Reply> {
  const { ledger, actor } = context;
  const [{ profile, cards }, onBoards] = await Promise.all([
    readLearner(ledger, actor.id),
    isOnBoards(ledger, actor.id),
  ]);
  const { zone, reminder } = profile;
  const summary = `Time zone ${zone}, reminder ${reminder ?? 'off'}, leaderboards ${onBoards ? 'on' : 'off'}.`;
  return reply(
    'You',
    remark === undefined ? summary : `${remark} ${summary}`,
    [
      ...(remark === undefined ? [] : [callout('good', remark)]),
      heading('You'),
      fields([
        ['Time zone', zone],
        [
          'Reminder',
          reminder === undefined ? 'off' : `${reminder}, when the question of the day is not done`,
        ],
        ['Leaderboards', onBoards ? 'you may appear' : 'you do not appear'],
        [
          'Kept about you',
          `what you answered to ${counted(cards.size, 'question')}, your streak, these settings`,
        ],
      ]),
      actions([
        button('Change', editAction({}), { tone: 'primary' }),
        button('My progress', runLine({ line: 'stats' })),
        button('Export', runLine({ line: 'me export' })),
        button('Delete my data', runLine({ line: 'me forget' })),
      ]),
    ],
    { data: { timezone: zone, reminder: reminder ?? null, leaderboard: onBoards, questions: cards.size } },
  );
}

function settingsForm({ zone, reminder }: Profile, onBoards: boolean): Form {
  return form('Your settings', 'Save', saveAction({}), [
    {
      name: 'timezone',
      label: 'Time zone',
      kind: 'line',
      value: zone,
      required: true,
      hint: 'such as Europe/Paris, or the city alone',
    },
    {
      name: 'reminder',
      label: 'Reminder',
      kind: 'line',
      value: reminder ?? 'off',
      required: false,
      hint: 'a time such as 18:00, or off',
    },
    {
      name: 'leaderboard',
      label: 'Leaderboards',
      kind: 'choice',
      value: onBoards ? 'on' : 'off',
      required: true,
      choices: [
        { value: 'on', label: 'I may appear' },
        { value: 'off', label: 'Leave me out' },
      ],
    },
  ]);
}

async function exportPage(context: Context): Promise<Reply> {
  const { ledger, actor, now } = context;
  const [{ profile, cards }, onBoards, ...sessions] = await Promise.all([
    readLearner(ledger, actor.id),
    isOnBoards(ledger, actor.id),
    ...kinds.map((kind) => loadSession(context, kind)),
  ]);
  const kept = {
    person: actor.id,
    exported: new Date(now).toISOString(),
    profile: { ...profile, leaderboard: onBoards },
    questions: Object.fromEntries(cards),
    open: sessions.filter((session) => session !== undefined),
  };
  const sentence = `Everything I keep about you as JSON: ${counted(cards.size, 'question')}, your profile and what is open.`;
  return reply('Export', sentence, [heading('Export'), paragraph(sentence), note(STAYS)], {
    files: [{ name: 'kafka-companion-me.json', text: `${JSON.stringify(kept, null, 2)}\n` }],
    data: kept,
  });
}

function confirmPage(): Reply {
  const sentence = 'This deletes what I keep about you, at once and for good.';
  return reply('Delete my data', sentence, [
    heading('Delete my data'),
    paragraph(sentence),
    list([
      'what you answered and when it comes back for review',
      'your streak, level, time zone and reminder',
      'open quizzes, drafts, reports of questions, places on leaderboards',
    ]),
    note([text(STAYS)]),
    actions([
      button('Delete everything', forgetAction({}), { tone: 'danger' }),
      button('Export first', runLine({ line: 'me export' })),
    ]),
  ]);
}
