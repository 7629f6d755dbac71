/** What somebody said, kept as they said it: read, checked value by value, merged with what was said before, and replayed. */

import { grouped } from './figures.ts';
import { foldName, INPUTS, type Input, inputNamed } from './inputs.ts';
import { type Reading, refusal } from './quantity.ts';
import { READERS, type Value } from './values.ts';

/** One thing that was said; `low` and `high` differ when it was a range. */
export interface Given {
  input: Input;
  text: string;
  low: Value;
  high: Value;
}

/** Everything that was said, by input name, in the order of the input table. */
export type Scenario = ReadonlyMap<string, Given>;

export type Result<Value> = { ok: true; value: Value } | { ok: false; message: string };
const fail = (message: string): Result<never> => ({ ok: false, message });

export const NOTHING_SAID: Scenario = new Map();

/** Reads named values over what was said before; `rate=2x` doubles the earlier rate, `name=-` takes a value back. */
export function readScenario(
  pairs: Iterable<readonly [string, string]>,
  before: Scenario = NOTHING_SAID,
): Result<Scenario> {
  const said = new Map(before);
  for (const [name, text] of pairs) {
    const input = inputNamed(name);
    if (!input) return fail(unknownName(name));
    if (text.trim() === '-') {
      said.delete(input.name);
      continue;
    }
    const given = readGiven(input, withUnitOf(name, text), said.get(input.name));
    if (!given.ok) return given;
    said.set(input.name, given.value);
  }
  return { ok: true, value: inOrder(said) };
}

/** `retention.ms=604800000` and `retention_hours=168`: the name says the unit of a bare number. */
function withUnitOf(name: string, text: string): string {
  const unit = /[a-z0-9][._-](ms|minutes|hours|days)$/i.exec(name)?.[1];
  return unit !== undefined && /^\s*[\d.,_]+\s*$/.test(text) ? `${text.trim()}${unit}` : text;
}

const inOrder = (said: ReadonlyMap<string, Given>): Scenario =>
  new Map(
    INPUTS.flatMap(({ name }) => {
      const given = said.get(name);
      return given ? [[name, given] as const] : [];
    }),
  );

function unknownName(name: string): string {
  const shown = name.length > 40 ? `${name.slice(0, 39)}…` : name;
  const near = INPUTS.filter(
    (each) => foldName(each.name).startsWith(foldName(name).slice(0, 4)) && foldName(name).length > 2,
  );
  const hint =
    near.length > 0
      ? `did you mean ${near
          .slice(0, 3)
          .map((each) => each.name)
          .join(' or ')}?`
      : 'names that work: rate, size, groups, retention, rf, brokers, preset, survive, …';
  return `“${shown}” is nothing I can calculate with; ${hint}`;
}

function readGiven(input: Input, text: string, before: Given | undefined): Result<Given> {
  const ends = splitRange(text);
  const low = readOne(input, ends.low);
  if (!low.ok) return fail(refusal(input.name, low.problem));
  const high = ends.high === ends.low ? low : readOne(input, ends.high);
  if (!high.ok) return fail(refusal(input.name, high.problem));
  if (low.value.as === 'times' && input.kind === 'rate') return scaled(input, low.value.number, before);
  if (low.value.as === 'word' || high.value.as === 'word') {
    return ends.low === ends.high
      ? { ok: true, value: { input, text: text.trim(), low: low.value, high: high.value } }
      : fail(
          refusal(
            input.name,
            `“${text.trim()}” is a range, and this takes one value, for example ${input.example}`,
          ),
        );
  }
  if (unlike(low.value.as, high.value.as)) {
    return fail(
      refusal(
        input.name,
        `“${text.trim()}” runs between two different kinds of value; give both ends the same unit`,
      ),
    );
  }
  if (low.value.number > high.value.number) {
    return fail(
      refusal(input.name, `“${text.trim()}” runs from the larger to the smaller value; turn the range round`),
    );
  }
  return { ok: true, value: { input, text: text.trim(), low: low.value, high: high.value } };
}

const unlike = (one: Value['as'], other: Value['as']) =>
  one !== other && one !== 'codec' && other !== 'codec';

/** `20k..60k`, `20 to 60MB/s`: the low end borrows the unit of the high end when it has none. */
function splitRange(text: string): { low: string; high: string } {
  const ends = /^(.+?)\s*(?:\.\.\.?|…|\s-\s|\bto\b)\s*(.+)$/i.exec(text.trim());
  const [, from, to] = ends ?? [];
  if (from === undefined || to === undefined) return { low: text, high: text };
  const bare = /^[\d.,_]+$/.test(from);
  return { low: bare ? `${from}${to.replace(/^[\s\d.,_]+/, '')}` : from, high: to };
}

function readOne(input: Input, text: string): Reading<Value> {
  const reading = READERS[input.kind](text);
  if (!reading.ok || reading.value.as === 'word') return reading;
  const { number } = reading.value;
  const { least = 0, most = Number.POSITIVE_INFINITY } = input;
  const nothing = least === 0 && POSITIVE.has(input.kind) && number === 0;
  if (nothing || number < least || number > most) {
    const away = number > most ? 'too much' : 'too little';
    return {
      ok: false,
      problem: `“${text.trim()}” is ${away}; it takes ${bounds(input)}, for example ${input.example}`,
    };
  }
  return reading;
}

function bounds({ kind, least = 0, most }: Input): string {
  if (kind !== 'count' && kind !== 'factor')
    return most === undefined ? 'more than that' : 'something people have';
  const what = kind === 'count' ? 'a whole number ' : '';
  return most === undefined
    ? `${what}of ${least} or more`
    : `${what}from ${grouped(least)} to ${grouped(most)}`;
}

/** Kinds for which nothing at all makes no workload. */
const POSITIVE = new Set(['rate', 'peak', 'retention']);

function scaled(input: Input, times: number, before: Given | undefined): Result<Given> {
  if (!before)
    return fail(
      refusal(
        input.name,
        `“${times}x” multiplies the rate that was there, and there is none yet; for example ${input.example}`,
      ),
    );
  const grow = (value: Value): Value =>
    value.as === 'word' ? value : { ...value, number: value.number * times };
  const low = grow(before.low);
  const high = grow(before.high);
  return { ok: true, value: { input, low, high, text: rateText(low, high) } };
}

function rateText(low: Value, high: Value): string {
  const one = (value: Value) =>
    value.as === 'word'
      ? value.word
      : value.as === 'bytes per second'
        ? `${Number((value.number / 1e6).toPrecision(12))}MB/s`
        : `${Number(value.number.toPrecision(12))}/s`;
  return one(low) === one(high) ? one(low) : `${one(low)}..${one(high)}`;
}

/** The scenario as one line of words that reads back to the same scenario. */
export function scenarioLine(scenario: Scenario): string {
  return [...scenario.values()]
    .map(({ input, text }) => `${input.name}=${/\s/.test(text) ? `"${text}"` : text}`)
    .join(' ');
}

/** The inputs that were given as ranges. */
export const spans = (scenario: Scenario): readonly Given[] =>
  [...scenario.values()].filter(
    ({ low, high }) => low.as !== 'word' && high.as !== 'word' && low.number < high.number,
  );

/** The same scenario with one of its ranges replaced by a point between its ends: 0 is the low end, 1 the high one. */
export function pinned(scenario: Scenario, at: ReadonlyMap<string, number>): Scenario {
  return new Map(
    [...scenario].map(([name, given]) => {
      const share = at.get(name);
      const { low, high } = given;
      if (share === undefined || low.as === 'word' || high.as === 'word') return [name, given] as const;
      const number = low.number + (high.number - low.number) * share;
      const value: Value = share === 0 ? low : share === 1 ? high : { ...high, number };
      return [name, { ...given, low: value, high: value }] as const;
    }),
  );
}
