/** What people see of what they have learned: the streak, its reminder, the progress by topic. */
import { packId } from '../bank/pack.ts';
import { runLine } from '../bot/share.ts';
import type { Picture } from '../pictures/spec.ts';
import {
  actions,
  button,
  fields,
  heading,
  image,
  note,
  paragraph,
  reply,
  table,
  text,
  time,
} from '../reply/build.ts';
import { counted } from '../reply/counted.ts';
import type { Block, Reply } from '../reply/nodes.ts';
import { abilityWord } from './ability.ts';
import { isDone, type Streak, standing } from './daily.ts';
import type { Learner, Profile } from './learner.ts';
import { nextDue } from './pick.ts';
import { type TopicProgress, weakest } from './progress.ts';
import { dateIn } from './time-zone.ts';

const days = (count: number) => counted(count, 'day');

/** `3 days, best 12; two freezes stand in for missed days` */
export function streakWords({ days: now, best, freezes }: Streak): string {
  if (best === 0) return 'not begun';
  const record = best > now ? `, best ${best}` : '';
  const spare =
    freezes === 0
      ? 'no freeze left'
      : `${freezes === 1 ? 'one freeze stands' : 'two freezes stand'} in for missed days`;
  return `${days(now)}${record}; ${spare}`;
}

/** After the daily is done. @param next when the next one comes */
export const streakNote = (streak: Streak, next: number): Block =>
  note([text(`Streak: ${streakWords(streak)}. The next question comes `), time(next), text('.')]);

export function reminderPage({ streak }: Profile, date: string): Reply {
  const { days: running } = standing(streak, date);
  const summary =
    running === 0
      ? 'Your question of the day is waiting.'
      : `Your question of the day is waiting; your streak stands at ${days(running)}.`;
  return reply('Question of the day', summary, [
    paragraph(summary),
    actions([
      button('Answer it', runLine({ line: 'daily' }), { tone: 'primary' }),
      button('No more reminders', runLine({ line: 'me reminder=off' })),
    ]),
  ]);
}

export type Progress = {
  readonly learner: Learner;
  readonly topics: readonly TopicProgress[];
  readonly now: number;
};

/** A picture holds that many tracks on a phone. */
const MOST_TRACKS = 20;

export function statsPage({ learner, topics, now }: Progress): Reply {
  const { profile } = learner;
  const today = dateIn(profile.zone, now);
  const streak = standing(profile.streak, today);
  const begun = topics.filter(({ seen }) => seen > 0);
  const sum = (what: 'seen' | 'mastered' | 'due') => topics.reduce((total, topic) => total + topic[what], 0);
  const total = { seen: sum('seen'), mastered: sum('mastered'), due: sum('due') };
  const accuracy = profile.answers === 0 ? undefined : profile.right / profile.answers;
  const weak = weakest(topics);
  const summary =
    profile.answers === 0
      ? 'You have not answered a question yet.'
      : `${counted(total.seen, 'question')} seen, ${total.mastered} mastered, ${total.due} due; streak ${days(streak.days)}.`;
  return reply(
    'Your progress',
    summary,
    [
      heading('Your progress'),
      fields([
        ['Streak', streakWords(streak)],
        ['Due for review', due(total.due, nextDue(learner.cards, now))],
        ['Seen', `${total.seen}, mastered ${total.mastered}`],
        [
          'Right',
          accuracy === undefined
            ? 'no answer yet'
            : `${percent(accuracy)} of ${counted(profile.answers, 'answer')}`,
        ],
        ['Level', profile.rated < FEWEST_FOR_LEVEL ? 'not known yet' : abilityWord(profile.ability)],
      ]),
      actions([
        ...(total.due > 0
          ? [button('Review', runLine({ line: 'quiz review' }), { tone: 'primary' as const })]
          : []),
        weak
          ? button(
              `Quiz me on ${weak.topic}`.slice(0, 40),
              runLine({ line: `quiz topic=${packId(weak.topic)}` }),
            )
          : button('Start a quiz', runLine({ line: 'quiz' })),
        ...(isDone(profile.streak, today) ? [] : [button('Question of the day', runLine({ line: 'daily' }))]),
        button('Settings', runLine({ line: 'me' })),
      ]),
      ...(begun.length > 0 ? [image('progress', progressPicture(topics)), topicTable(begun), MASTERED] : []),
    ],
    {
      visibility: 'private',
      data: {
        streak_days: streak.days,
        freezes: streak.freezes,
        ...total,
        answers: profile.answers,
        right: profile.right,
        ability: Math.round(profile.ability * 100) / 100,
        topics,
      },
    },
  );
}

const MASTERED = note('Mastered: still known after three weeks or more.');

/** Before that, a word would be a guess. */
const FEWEST_FOR_LEVEL = 5;

const percent = (share: number) => `${Math.round(share * 100)} %`;

function due(count: number, next: number | undefined) {
  if (count > 0) return counted(count, 'question');
  return next === undefined ? 'nothing' : [text('nothing; the next '), time(next)];
}

function progressPicture(topics: readonly TopicProgress[]): Picture {
  const rows = topics.slice(0, MOST_TRACKS).map(({ topic, ...rest }) => ({ label: topic, ...rest }));
  const told = rows
    .filter(({ seen }) => seen > 0)
    .map(({ label, seen, total, mastered }) => `${label} ${seen} of ${total} seen, ${mastered} mastered`);
  return {
    kind: 'progress',
    alt: `Progress by topic: ${told.join('; ')}.`,
    title: 'Questions by topic',
    rows: rows.map(({ label, total, seen, mastered, due: waiting }) => ({
      label,
      total,
      seen,
      mastered,
      due: waiting,
    })),
  };
}

const topicTable = (topics: readonly TopicProgress[]): Block =>
  table(
    ['Topic', '>Seen', '>Mastered', '>Due', '>Right'],
    topics
      .slice(0, MOST_TRACKS)
      .map(({ topic, seen, total, mastered, due: waiting, right, answers }) => [
        topic,
        `${seen} of ${total}`,
        String(mastered),
        String(waiting),
        percent(right / answers),
      ]),
  );
