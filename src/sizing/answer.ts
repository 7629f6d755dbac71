/** One question, one answer: a scenario in either direction, ranges included. */

import { type Data, forwardData, sizedData } from './data.ts';
import { type Forward, forward } from './forward.ts';
import { type Inverse, inverse, type Sized } from './inverse.ts';
import { pinned, type Result, type Scenario, spans } from './scenario.ts';
import { settle } from './settle.ts';
import { SIMPLE_DEFAULTS } from './simple-card.ts';

export type Mode = 'calc' | 'size';

/** Lowest and highest value of every number, when an input was a range. */
export interface Spread {
  low: Data;
  high: Data;
  /** The input whose range moves the headline figure most. */
  matters: string;
}

export interface Answer {
  mode: Mode;
  scenario: Scenario;
  /** The forward answer: on the cluster that was described, or on the one that was found. */
  forward: Forward | undefined;
  inverse: Inverse | undefined;
  sized: Sized | undefined;
  data: Data;
  spread: Spread | undefined;
}

const MOST_RANGES = 6;

/** Answers a scenario; the card of a range is the card of its most demanding corner. */
export function answer(mode: Mode, scenario: Scenario): Result<Answer> {
  const ranges = spans(scenario);
  if (ranges.length === 0) return answerOne(mode, scenario);
  if (ranges.length > MOST_RANGES)
    return {
      ok: false,
      message: `At most ${MOST_RANGES} inputs can be ranges at once; there are ${ranges.length}.`,
    };
  const names = ranges.map(({ input }) => input.name);
  const corners: Answer[] = [];
  for (let corner = 0; corner < 2 ** names.length; corner += 1) {
    const result = answerOne(mode, at(scenario, names, corner));
    if (!result.ok) return result;
    corners.push(result.value);
  }
  const worst = corners.reduce((one, other) => (harder(other, one) ? other : one));
  const { low, high } = extremes(corners.map(({ data }) => data));
  const matters = mattersMost(mode, scenario, names);
  return { ok: true, value: { ...worst, scenario, spread: { low, high, matters } } };
}

const at = (scenario: Scenario, names: readonly string[], corner: number) =>
  pinned(scenario, new Map(names.map((name, place) => [name, (corner >> place) & 1])));

/** The figure that stands for an answer: brokers when sizing, the rate carried otherwise. */
function headline({ mode, data }: Answer): number {
  const value = mode === 'size' ? data['brokers'] : data['throughput_limit_mb_s'];
  return typeof value === 'number' ? value : Number.POSITIVE_INFINITY;
}

function harder(one: Answer, other: Answer): boolean {
  const [first, second] = [headline(one), headline(other)];
  return one.mode === 'size' ? first > second : first < second;
}

function extremes(all: readonly Data[]): { low: Data; high: Data } {
  const low: Data = {};
  const high: Data = {};
  for (const key of new Set(all.flatMap((data) => Object.keys(data)))) {
    const values = all.map((data) => data[key]).filter((value) => typeof value === 'number');
    if (values.length === 0) continue;
    low[key] = Math.min(...values);
    high[key] = Math.max(...values);
  }
  return { low, high };
}

/** Moves one input through its range with the others in the middle, and names the one that moves the headline furthest. */
function mattersMost(mode: Mode, scenario: Scenario, names: readonly string[]): string {
  const middle = names.map((name) => [name, 0.5] as const);
  const swing = (name: string) => {
    const ends = [0, 1].map((share) =>
      answerOne(mode, pinned(scenario, new Map([...middle, [name, share]]))),
    );
    const [low, high] = ends.map((end) => (end.ok ? headline(end.value) : 0));
    return Math.abs(Math.log((high || 1e-9) / (low || 1e-9)));
  };
  return names
    .map((name) => ({ name, swing: swing(name) }))
    .reduce((one, other) => (other.swing > one.swing ? other : one)).name;
}

function answerOne(mode: Mode, scenario: Scenario): Result<Answer> {
  if (mode === 'calc') {
    const settled = settle(scenario, 'forward');
    if (!settled.ok) return settled;
    const result = forward(settled.value, settled.value.brokers ?? SIMPLE_DEFAULTS.brokers);
    return {
      ok: true,
      value: {
        mode,
        scenario,
        forward: result,
        inverse: undefined,
        sized: undefined,
        data: forwardData(result),
        spread: undefined,
      },
    };
  }
  if (scenario.has('brokers')) {
    return {
      ok: false,
      message:
        'brokers: size works the number of brokers out; leave brokers away here, or ask calc what a cluster of that many carries.',
    };
  }
  const found = inverse(scenario);
  if (!found.ok) return found;
  const sized = found.value.chosen ?? found.value.nearest;
  const data: Data = sized ? sizedData(sized, found.value.runnerUp) : { mode: 'inverse', brokers: null };
  data['fits'] = found.value.chosen !== undefined;
  return {
    ok: true,
    value: { mode, scenario, forward: sized?.forward, inverse: found.value, sized, data, spread: undefined },
  };
}
