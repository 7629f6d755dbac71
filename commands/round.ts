/** A group round in a channel: lobby, questions with private answers, reveals, podium. */
import { z } from 'zod';
import { suggestTopics } from '../src/bank/topics.ts';
import { type Context, defineCommand } from '../src/bot/command.ts';
import { choice, integer, typed, words } from '../src/bot/option.ts';
import { levels } from '../src/catalogue/schema.ts';
import { refusal } from '../src/reply/build.ts';
import type { Outcome } from '../src/reply/nodes.ts';
import { openRound } from '../src/round/open.ts';
import { nameCohost, roundActions, showStatus, stopHere } from '../src/round/play.ts';
import { keepPreset, noSuchPreset, presetActions, showPresets } from '../src/round/preset-pages.ts';
import { combine, readPresetName, readPresets, type Wish } from '../src/round/presets.ts';
import { contradiction, roundOptions, settingsFrom, USUAL_COUNT } from '../src/round/settings.ts';

export default defineCommand({
  name: 'round',
  summary: 'A quiz round for the whole channel',
  visibility: 'private',
  options: z.object({
    task: choice(['status', 'stop', 'presets'], {
      hint: 'the round that runs here, or what is saved',
    }).optional(),
    topic: words({ hint: 'a concept, an area or a pack', example: 'replication', rest: true }).optional(),
    level: choice(levels, { hint: 'how hard' }).optional(),
    questions: integer({
      hint: 'how many questions',
      min: 1,
      max: 30,
      example: '10',
      positional: true,
    }).optional(),
    ...roundOptions({ positional: true }),
    preset: typed(readPresetName, { hint: 'play as saved under this name', example: 'friday' }).optional(),
    save: typed(readPresetName, {
      hint: 'keep these options under a name; default for every round here',
      example: 'friday',
    }).optional(),
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
    'round save=friday mode=survival seconds=20',
    'round preset=friday',
  ],
  actions: [...roundActions, ...presetActions],
  complete: {
    preset: async ({ ledger, place }, text) =>
      (await readPresets(ledger, place.id))
        .filter(({ name }) => name.startsWith(text.toLowerCase()))
        .map(({ name }) => ({ label: name, value: name })),
    topic: (context, text) => suggestTopics(context, text),
  },
  run: (context, { task, cohost, preset, save, ...wish }) => {
    if (task === 'status') return showStatus(context);
    if (task === 'stop') return stopHere(context);
    if (task === 'presets') return showPresets(context);
    if (cohost !== undefined) return nameCohost(context, cohost);
    const odd = contradiction(wish);
    if (odd !== undefined) return refusal(odd);
    if (save !== undefined) return keepPreset(context, save, wish);
    return play(context, preset, wish);
  },
});

async function play(context: Context, preset: string | undefined, given: Wish): Promise<Outcome> {
  const presets = await readPresets(context.ledger, context.place.id);
  if (preset !== undefined && !presets.some(({ name }) => name === preset))
    return noSuchPreset(preset, presets);
  const { topic, level, questions = USUAL_COUNT, ...rules } = combine(presets, preset, given);
  return openRound(context, { topic, level, questions, settings: settingsFrom(rules) });
}
