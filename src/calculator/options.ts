/** The options of calc and size: the inputs people use most by name, everything else as name=value words. */
import { z } from 'zod';
import { choice, words } from '../bot/option.ts';
import { tokens } from '../bot/read-line.ts';
import { INPUTS, inputNamed } from '../sizing/inputs.ts';

/** Offered by name on every platform; Discord allows 25 options a command and 8,000 characters for all commands. */
const OFFERED = [
  'rate',
  'size',
  'groups',
  'retention',
  'rf',
  'brokers',
  'partitions',
  'preset',
  'peak',
  'compression',
  'min_isr',
  'zones',
  'survive',
  'tiered',
  'headroom',
] as const;

export const VIEWS = ['card', 'explain', 'assumptions', 'settings', 'json', 'csv'] as const;
export type View = (typeof VIEWS)[number];

const named = (name: string) => {
  const input = inputNamed(name);
  if (!input) throw new Error(`The calculator has no input called “${name}”`);
  const { about, example, aliases } = input;
  return words({ hint: about.slice(0, 100), example, aliases, positional: false, max: 80 }).optional();
};

export const calculatorOptions = z.object({
  ...Object.fromEntries(OFFERED.map((name) => [name, named(name)])),
  show: choice(VIEWS, { hint: 'what to show' }).optional(),
  compare: words({
    hint: 'changes to compare with, or the name of a saved scenario',
    example: '"groups=4 compression=zstd"',
    aliases: ['what_if', 'versus', 'vs'],
    positional: false,
    max: 500,
  }).optional(),
  more: words({
    hint: 'any other name=value, or a saved name',
    example: 'lagging=1',
    rest: true,
    takes: (name) => inputNamed(name) !== undefined,
    max: 2000,
  }).optional(),
});

/** What a line asks for. */
export type Request = {
  /** Names and values, in no particular order. */
  readonly pairs: readonly (readonly [string, string])[];
  /** Words without a value: verbs and names of saved scenarios. */
  readonly loose: readonly string[];
  readonly view: View;
  readonly compare: string | undefined;
};

export function readRequest(given: Readonly<Record<string, unknown>>): Request {
  const { show, compare, more, ...named } = given;
  const rest = tokens(typeof more === 'string' ? more : '');
  return {
    pairs: [
      ...Object.entries(named).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as const] : [],
      ),
      ...rest.flatMap(({ key, value }) => (key === undefined ? [] : [[key, value] as const])),
    ],
    loose: rest.flatMap(({ key, value }) => (key === undefined ? [value] : [])),
    view: VIEWS.find((view) => view === show) ?? 'card',
    compare: typeof compare === 'string' ? compare : undefined,
  };
}

/** `groups=4 compression=zstd` as pairs; undefined when a word is not name=value. */
export function readPairs(text: string): readonly (readonly [string, string])[] | undefined {
  const pairs = tokens(text).map(({ key, value }) =>
    key === undefined ? undefined : ([key, value] as const),
  );
  return pairs.every((pair) => pair !== undefined) ? pairs : undefined;
}

/** Names for completion while `more` is typed. */
export const OTHER_INPUTS = INPUTS.filter(({ name }) => !OFFERED.some((offered) => offered === name));
