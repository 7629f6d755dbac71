/** A group round in a channel: lobby, questions with private answers, reveals, podium. */
import { z } from 'zod';
import { defineCommand } from '../src/bot/command.ts';
import { choice, integer, words } from '../src/bot/option.ts';
import { areas, levels } from '../src/catalogue/schema.ts';
import { openRound } from '../src/round/open.ts';
import { nameCohost, roundActions, showStatus, stopHere } from '../src/round/play.ts';
import { roundOptions, settingsFrom, USUAL_COUNT } from '../src/round/settings.ts';

export default defineCommand({
  name: 'round',
  summary: 'A quiz round for the whole channel',
  visibility: 'private',
  options: z.object({
    task: choice(['status', 'stop'], { hint: 'about the round that runs here' }).optional(),
    topic: words({ hint: 'a concept or an area', example: 'replication', rest: true }).optional(),
    level: choice(levels, { hint: 'how hard' }).optional(),
    questions: integer({
      hint: 'how many questions',
      min: 1,
      max: 30,
      example: '10',
      positional: true,
    }).optional(),
    ...roundOptions({ positional: true }),
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
