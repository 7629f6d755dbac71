/** The highest produce rate a set of constraints allows, which of them stops it, and how far the next one is. */

import { allowed, type Constraint, type ConstraintName, satisfied } from './constraint.ts';
import { type BytesPerSecond, bytesPerSecond } from './units.ts';

export interface Limit {
  constraint: Constraint;
  /** Produce rate at the peak, on the wire, at which this constraint is used up; infinite when it never is. */
  rate: BytesPerSecond;
}

export interface Limits {
  /** The highest sustainable produce rate; infinite when nothing limits it. */
  rate: BytesPerSecond;
  /** All constraints that stop it at that rate: more than one is a tie. */
  binding: readonly ConstraintName[];
  next: ConstraintName | undefined;
  /** How much further the next one would let it go: 0.25 is 25 % more. */
  marginToNext: number | undefined;
  each: readonly Limit[];
}

/** Larger than any cluster; what is not reached here is no limit. */
const BEYOND = bytesPerSecond(1e18);
const NOTHING = bytesPerSecond(0);

/** The rate at which a constraint is used up. Demands grow with the rate, most of them in a straight line. */
export function rateAtLimit(constraint: Constraint): BytesPerSecond {
  const room = allowed(constraint);
  const base = constraint.demand(NOTHING);
  if (!(base <= room * (1 + 1e-9))) return NOTHING;
  if (satisfied(constraint, BEYOND)) return bytesPerSecond(Number.POSITIVE_INFINITY);
  const straight = bytesPerSecond(((room - base) * BEYOND) / (constraint.demand(BEYOND) - base));
  if (Number.isFinite(straight) && isAt(constraint, straight, room)) return straight;
  return bisect(constraint, room);
}

const isAt = (constraint: Constraint, rate: BytesPerSecond, room: number) =>
  Math.abs(constraint.demand(rate) - room) <= room * 1e-12;

function bisect(constraint: Constraint, room: number): BytesPerSecond {
  let low = NOTHING;
  let high = BEYOND;
  for (let step = 0; step < 200 && high - low > low * 1e-15; step += 1) {
    const middle = bytesPerSecond(low > 0 ? Math.sqrt(low * high) : high / 2 ** 30);
    if (constraint.demand(middle) <= room) low = middle;
    else high = middle;
    if (high < 1e-6) return NOTHING;
  }
  return low;
}

/** Two limits closer than this are one tie: nobody measures a cluster to a millionth. */
const TIE = 1e-6;

export function limitsOf(constraints: readonly Constraint[]): Limits {
  const each = constraints.map((constraint) => ({
    constraint,
    rate: rateAtLimit(constraint),
  }));
  const hard = each.filter(({ constraint }) => constraint.hard).sort((one, other) => one.rate - other.rate);
  const lowest = hard[0]?.rate ?? Number.POSITIVE_INFINITY;
  const binding = Number.isFinite(lowest) ? hard.filter(({ rate }) => rate <= lowest * (1 + TIE)) : [];
  const next = hard.slice(binding.length).find(({ rate }) => Number.isFinite(rate));
  return {
    rate: bytesPerSecond(lowest),
    binding: binding.map(({ constraint }) => constraint.name),
    next: next?.constraint.name,
    marginToNext: next === undefined || lowest === 0 ? undefined : next.rate / lowest - 1,
    each,
  };
}
