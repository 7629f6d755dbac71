/** Options that a channel keeps under a name, to play the same kind of round again. */
import { z } from 'zod';
import type { ReadResult } from '../bot/option.ts';
import { quote } from '../reply/clean.ts';
import type { Ledger } from '../store/ledger.ts';
import { modes } from './round.ts';

const onOff = z.enum(['on', 'off']).optional();

/** What people give; what they leave out is as usual. */
export const wishSchema = z.object({
  topic: z.string().optional(),
  level: z.string().optional(),
  questions: z.number().int().optional(),
  mode: z.enum(modes).optional(),
  seconds: z.union([z.number(), z.literal('auto'), z.literal('untimed')]).optional(),
  teams: z.number().int().optional(),
  speed: onOff,
  streak: onOff,
  change: onOff,
  late: onOff,
});
export type Wish = z.output<typeof wishSchema>;

const presetSchema = z.object({ by: z.object({ id: z.string(), name: z.string() }), wish: wishSchema });
export type Preset = z.output<typeof presetSchema> & { readonly name: string };

/** Under this name a channel keeps what is usual there. */
export const DEFAULT = 'default';
export const MOST_PRESETS = 20;

const recordOf = (place: string) => `presets:${place}`;

export async function readPresets(ledger: Ledger, place: string): Promise<readonly Preset[]> {
  const kept = [...(await ledger.read(recordOf(place)))].sort(([a], [b]) => (a < b ? -1 : 1));
  return kept.flatMap(([name, text]) => {
    // What cannot be read, from a newer version perhaps, must not keep the channel from playing.
    const { data } = presetSchema.safeParse(JSON.parse(text));
    return data ? [{ name, ...data }] : [];
  });
}

export async function savePreset(ledger: Ledger, place: string, { name, ...kept }: Preset): Promise<void> {
  await ledger.apply([{ type: 'set', key: recordOf(place), field: name, value: JSON.stringify(kept) }]);
}

export async function dropPreset(ledger: Ledger, place: string, name: string): Promise<void> {
  await ledger.apply([{ type: 'set', key: recordOf(place), field: name, value: null }]);
}

/** What is given stands before the preset, and the preset before what is usual in the channel. */
export function combine(presets: readonly Preset[], name: string | undefined, given: Wish): Wish {
  const wishOf = (wanted: string | undefined) => presets.find((preset) => preset.name === wanted)?.wish;
  // Who asks for teams wants to play in teams, whatever is saved.
  const mode = given.teams === undefined ? {} : { mode: 'teams' as const };
  return { ...wishOf(DEFAULT), ...wishOf(name), ...mode, ...onlyGiven(given) };
}

/** Without what is undefined, which would hide what stands below it. */
export const onlyGiven = (wish: Wish): Wish =>
  wishSchema.parse(Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)));

/** The line that gives the same options. */
export const inWords = (wish: Wish): string =>
  Object.entries(wish)
    .map(([option, value]) => `${option}=${/\s/.test(String(value)) ? `"${value}"` : value}`)
    .join(' ');

/** A name is one short word, so that it needs no quotes. */
export function readPresetName(raw: string): ReadResult<string> {
  const name = raw.trim().toLowerCase();
  return /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,29}$/u.test(name)
    ? { ok: true, value: name }
    : {
        ok: false,
        problem: `I read ${quote(raw)}, but it takes one word of at most 30 letters, such as friday`,
      };
}
