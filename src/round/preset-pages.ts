/** `round save=…`, `round preset=…` and `round presets`: keeping, playing and deleting presets of a channel. */
import { z } from 'zod';
import { type Context, defineAction } from '../bot/command.ts';
import { runLine } from '../bot/share.ts';
import { actions, button, heading, mono, paragraph, refusal, reply, strong, text } from '../reply/build.ts';
import { quote } from '../reply/clean.ts';
import { counted } from '../reply/counted.ts';
import type { Block, Outcome } from '../reply/nodes.ts';
import {
  DEFAULT,
  dropPreset,
  inWords,
  MOST_PRESETS,
  onlyGiven,
  type Preset,
  readPresets,
  savePreset,
  type Wish,
} from './presets.ts';
import { mayChange, mayMake } from './rights.ts';

const remove = defineAction('round.unsave', z.object({ name: z.string() }), async (context, { name }) => {
  const { ledger, place } = context;
  const known = (await readPresets(ledger, place.id)).find((preset) => preset.name === name);
  if (!known) return refusal('That preset is gone already.');
  if (!mayChange(context, known.by.id)) return notYours(known);
  await dropPreset(ledger, place.id, name);
  return showPresets(context, `Deleted ${name}.`);
});

export const presetActions = [remove] as const;

export async function keepPreset(context: Context, name: string, given: Wish): Promise<Outcome> {
  const { ledger, place, actor } = context;
  const presets = await readPresets(ledger, place.id);
  const known = presets.find((preset) => preset.name === name);
  if (!mayMake(context)) return refusal('Only moderators of this server can save presets.');
  if (known && !mayChange(context, known.by.id)) return notYours(known);
  if (!known && presets.length >= MOST_PRESETS)
    return refusal(
      `A channel has at most ${MOST_PRESETS} presets; delete one with \`/kafka round presets\`.`,
    );
  const wish = onlyGiven(given);
  if (Object.keys(wish).length === 0)
    return refusal(
      `Give the options to keep, such as \`/kafka round save=${name} mode=survival seconds=20\`.`,
    );
  await savePreset(ledger, place.id, { name, by: { id: actor.id, name: actor.name }, wish });
  return showPresets(context, name === DEFAULT ? 'Rounds here are played like this now.' : `Saved ${name}.`);
}

export async function showPresets({ ledger, place }: Context, remark?: string): Promise<Outcome> {
  const presets = await readPresets(ledger, place.id);
  const summary = remark ?? `This channel has ${counted(presets.length, 'preset')}.`;
  const none = 'There are none; keep one with `/kafka round save=friday mode=survival seconds=20`.';
  return reply(
    'Presets',
    summary,
    [
      heading('Presets of this channel'),
      ...(remark === undefined ? [] : [paragraph(remark)]),
      ...(presets.length === 0 ? [paragraph(none)] : presets.flatMap(presetBlocks)),
    ],
    { visibility: 'private', placement: 'turn', data: presets.map(({ name, wish }) => ({ name, ...wish })) },
  );
}

function presetBlocks({ name, by, wish }: Preset): readonly Block[] {
  const play = name === DEFAULT ? 'round' : `round preset=${name}`;
  return [
    paragraph([strong(name), text(' '), mono(inWords(wish)), text(` by ${by.name}`)]),
    actions([
      button('Play', runLine({ line: play }), { tone: 'primary' }),
      button('Delete', remove({ name }), { tone: 'danger' }),
    ]),
  ];
}

export function noSuchPreset(name: string, presets: readonly Preset[]): Outcome {
  const known = presets.map((preset) => preset.name).join(', ');
  return refusal(
    known === ''
      ? `There is no preset ${quote(name)}; keep one with \`/kafka round save=${name} mode=survival\`.`
      : `There is no preset ${quote(name)}; there is ${known}.`,
  );
}

const notYours = ({ name, by }: Preset) =>
  refusal(`Only ${by.name}, who saved ${name}, or a moderator can change it.`);
