/** A group round in a channel: lobby, questions with private answers, reveals, podium. */
import { z } from 'zod';
import { defineCommand } from '../src/bot/command.ts';
import { choice, integer, type ReadResult, typed, words } from '../src/bot/option.ts';
import { areas, levels } from '../src/catalogue/schema.ts';
import { quote } from '../src/reply/clean.ts';
import { openRound } from '../src/round/open.ts';
import { nameCohost, roundActions, showStatus, stopHere } from '../src/round/play.ts';
import { defaultSettings, modes, type Settings } from '../src/round/round.ts';

const USUAL_COUNT = 10;

const onOff = (hint: string) => choice(['on', 'off'], { hint, positional: false });

export default defineCommand({
  name: 'round',
  summary: 'A quiz round for the whole channel',
  visibility: 'private',
  options: z.object({
    task: choice(['status', 'stop'], { hint: 'about the round that runs here' }).optional(),
    topic: words({ hint: 'a concept or an area', example: 'replication', rest: true }).optional(),
    level: choice(levels, { hint: 'how hard' }).optional(),
    mode: choice(modes, { hint: 'how it is played' }).optional(),
    questions: integer({
      hint: 'how many questions',
      min: 1,
      max: 30,
      example: '10',
      positional: true,
    }).optional(),
    seconds: typed(readSeconds, {
      hint: 'seconds for each question, auto or untimed',
      example: '20',
    }).optional(),
    teams: integer({ hint: 'how many teams, with mode=teams', min: 2, max: 4, example: '3' }).optional(),
    speed: onOff('points for speed').optional(),
    streak: onOff('points for right answers in a row').optional(),
    change: onOff('whether an answer may be changed once').optional(),
    late: onOff('whether people may come in after the start').optional(),
    cohost: words({
      hint: 'a player who may control the round too',
      positional: false,
      max: 80,
      example: '@ben',
    }).optional(),
  }),
  examples: [
    'round',
    'round replication apply 5',
    'round mode=survival seconds=20',
    'round teams=3',
    'round status',
  ],
  actions: roundActions,
  complete: {
    topic: ({ catalogue }, text) => [
      ...areas
        .filter((area) => area.startsWith(text.toLowerCase()))
        .map((area) => ({ label: area, value: area })),
      ...catalogue
        .suggest(text)
        .slice(0, 10)
        .map(({ title, id }) => ({ label: title, value: id })),
    ],
  },
  run: (context, options) => {
    if (options.task === 'status') return showStatus(context);
    if (options.task === 'stop') return stopHere(context);
    if (options.cohost !== undefined) return nameCohost(context, options.cohost);
    const { topic, level, questions = USUAL_COUNT } = options;
    return openRound(context, { topic, level, questions, settings: settingsFrom(options) });
  },
});

type OnOff = 'on' | 'off' | undefined;
type Given = {
  mode?: Settings['mode'] | undefined;
  seconds?: Settings['seconds'] | undefined;
  teams?: number | undefined;
  speed?: OnOff;
  streak?: OnOff;
  change?: OnOff;
  late?: OnOff;
};

function settingsFrom({ mode, seconds, teams, speed, streak, change, late }: Given): Settings {
  const isOn = (given: OnOff, usual: boolean) => (given === undefined ? usual : given === 'on');
  // Who asks for teams wants to play in teams.
  const usualMode = teams === undefined ? defaultSettings.mode : 'teams';
  return {
    mode: mode ?? usualMode,
    seconds: seconds ?? defaultSettings.seconds,
    teams: teams ?? defaultSettings.teams,
    speed: isOn(speed, defaultSettings.speed),
    streak: isOn(streak, defaultSettings.streak),
    mayChange: isOn(change, defaultSettings.mayChange),
    lateJoin: isOn(late, defaultSettings.lateJoin),
  };
}

function readSeconds(raw: string): ReadResult<Settings['seconds']> {
  const text = raw.trim().toLowerCase().replace(/s$/, '');
  if (text === 'auto' || text === 'untimed') return { ok: true, value: text };
  const value = Number(text);
  return Number.isInteger(value) && value >= 10 && value <= 120
    ? { ok: true, value }
    : {
        ok: false,
        problem: `I read ${quote(raw)}, but it takes 10 to 120 seconds, auto or untimed`,
      };
}
