/** The picture of a card: one bar per constraint, healthy and degraded, against the line of what is allowed. */

import type { BarChart } from '../pictures/spec.ts';
import { allowed, type Constraint } from './constraint.ts';
import { amount, percent, rate } from './figures.ts';
import { type Forward, type InState, useAt } from './forward.ts';
import { type BytesPerSecond, GiB, MB } from './units.ts';

/** Bars longer than this would flatten all others. */
const LONGEST = 300;

/** Below this no constraint is worth a row of its own. */
const SMALLEST = 0.01;

export function bars(answer: Forward): BarChart {
  const whole = answer.states[0] ?? answer.verdict;
  const degraded = answer.verdict.state.name === 'healthy' ? answer.states[1] : answer.verdict;
  const { wirePeak } = answer.at;
  const shown = [whole, ...(degraded ? [degraded] : [])];
  const rows = whole.constraints
    .map((constraint) =>
      row(constraint, shown, wirePeak, answer.verdict.limits.binding.includes(constraint.name)),
    )
    .filter(({ uses, marked }) => marked || uses.some((use) => use >= SMALLEST));
  const title = `${rate(wirePeak)} on ${answer.brokers} × ${answer.settled.hardware.preset?.name ?? 'the hardware given'}`;
  return {
    kind: 'bars',
    title,
    unit: '%',
    series: shown.map(({ state }) => state.label),
    rows: rows.map(({ label, uses, text, marked }) => ({
      label,
      values: uses.map((use) => Math.min(LONGEST, Number((use * 100).toFixed(1)))),
      text,
      marked,
    })),
    limit: { value: 100, label: '100 %' },
    alt: `${title}. ${rows.map(({ label, uses, marked }) => `${label} ${uses.map(percent).join(', then ')}${marked ? ' (binding)' : ''}`).join('; ')}. First figure ${shown.map(({ state }) => state.label).join(', second ')}.`,
  };
}

function row(constraint: Constraint, states: readonly InState[], wirePeak: BytesPerSecond, marked: boolean) {
  const same = states.map(
    (inState) => inState.constraints.find(({ name }) => name === constraint.name) ?? constraint,
  );
  const uses = same.map((one) => useAt(one, wirePeak));
  const [first = constraint] = same;
  // Rules of thumb are told apart from limits.
  const rule = constraint.hard ? '' : ' (rule)';
  return {
    label: `${constraint.name === 'message_rate' ? 'messages/s' : constraint.label}${rule}`,
    uses,
    marked,
    text: outOf(first, first.demand(wirePeak), allowed(first)),
  };
}

function outOf({ unit }: Constraint, used: number, of: number): string {
  if (unit === 'B/s') return `${amount(used / MB)} of ${rate(of)}`;
  if (unit === 'B') return `${amount(used / GiB)} of ${amount(of / GiB)} GiB`;
  return `${amount(used)} of ${amount(of)}`;
}
