/** The states a cluster can be in: whole, a broker short, a zone short, and rebuilding what it lost. */

import { ASSUMED } from './constants.ts';
import type { Failure, Settled } from './settled.ts';
import { type BytesPerSecond, bytesPerSecond, type Count, count, type Factor, factor } from './units.ts';

export type StateName = 'healthy' | 'brokers_lost' | 'zone_lost' | 'recovering';

export interface State {
  name: StateName;
  label: string;
  brokers: Count;
  /** Brokers that carry the load. */
  serving: Count;
  /** Bytes per second copied to a broker that is being rebuilt. */
  refill: BytesPerSecond;
  /** Readers from disk. */
  lagging: Factor;
}

const zonePart = (brokers: number, zones: number) => Math.ceil(brokers / zones);

/** Brokers lost by a failure. */
export function lostTo(failure: Failure, brokers: number, zones: number): number {
  if (failure.kind === 'none') return 0;
  return failure.kind === 'zone' ? zonePart(brokers, zones) : failure.brokers;
}

function state(settled: Settled, brokers: number, name: StateName, label: string, lost: number): State {
  return {
    name,
    label,
    brokers: count(brokers),
    serving: count(Math.max(0, brokers - lost)),
    refill: bytesPerSecond(0),
    lagging: settled.lagging,
  };
}

export const healthy = (settled: Settled, brokers: number): State =>
  state(settled, brokers, 'healthy', 'all brokers up', 0);

/** The state a size must survive. */
export function chosenState(settled: Settled, brokers: number): State {
  const { survive, zones } = settled;
  const lost = lostTo(survive, brokers, zones);
  if (survive.kind === 'none') return healthy(settled, brokers);
  if (survive.kind === 'zone')
    return state(settled, brokers, 'zone_lost', `one of ${zones} zones lost`, lost);
  return state(
    settled,
    brokers,
    'brokers_lost',
    lost === 1 ? 'one broker lost' : `${lost} brokers lost`,
    lost,
  );
}

/** All states worth showing for a number of brokers. Services that own their failures have one. */
export function statesOf(settled: Settled, brokers: number): readonly State[] {
  const whole = healthy(settled, brokers);
  if (settled.hardware.preset?.family.managed_failures === true) return [whole];
  const lost = settled.survive.kind === 'brokers' ? settled.survive.brokers : 1;
  const fewer = state(
    settled,
    brokers,
    'brokers_lost',
    lost === 1 ? 'one broker lost' : `${lost} brokers lost`,
    lost,
  );
  const zone = state(
    settled,
    brokers,
    'zone_lost',
    `one of ${settled.zones} zones lost`,
    zonePart(brokers, settled.zones),
  );
  const recovering: State = {
    ...state(settled, brokers, 'recovering', 'one broker being rebuilt', 1),
    refill: settled.throttle,
    lagging: factor(Math.max(settled.lagging, Math.min(ASSUMED.recovering_lagging.value, settled.groups))),
  };
  return [whole, fewer, ...(settled.zones > 1 ? [zone] : []), recovering];
}
