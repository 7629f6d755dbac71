/** Settles the policy: what may fail, how full things may get, and prices. */

import { ASSUMED } from './constants.ts';
import { type Ledger, optionally, yes } from './ledger.ts';
import type { Preset } from './presets.ts';
import type { Direction, Failure } from './settled.ts';
import { bytesPerSecond, count, factor, fraction } from './units.ts';

export function settlePolicy(ledger: Ledger, direction: Direction, preset: Preset | undefined) {
  const family = preset?.family;
  const general = ledger.said('headroom') ?? ledger.said('utilisation');
  const everything = general ?? family?.use_everything?.value;
  const throughput = everything ?? ledger.assume('utilisation', ASSUMED.throughput_use);
  const network = ledger.said('network_headroom');
  const cpu =
    ledger.said('cpu_headroom') ??
    general ??
    ledger.assume('cpu utilisation', family?.cpu_use ?? ASSUMED.cpu_use);
  const survive =
    family?.managed_failures === true
      ? 'none'
      : (ledger.word('survive') ?? (direction === 'inverse' ? assumeSurvive(ledger) : 'none'));
  return {
    survive: failure(survive),
    use: {
      network_in: fraction(ledger.said('network_in_headroom') ?? network ?? throughput),
      network_out: fraction(ledger.said('network_out_headroom') ?? network ?? throughput),
      disk: fraction(ledger.said('disk_headroom') ?? throughput),
      cpu: fraction(cpu),
      partitions: fraction(ledger.said('partition_headroom') ?? family?.use_everything?.value ?? 1),
      memory: fraction(ledger.said('memory_headroom') ?? 1),
    },
    diskFill: fraction(
      ledger.said('disk_fill') ?? ledger.assume('disk_fill', family?.disk_fill ?? ASSUMED.disk_fill),
    ),
    rebalance: yes(ledger.word('rebalance')) ?? false,
    networkInFactor: optionally(ledger.said('network_in_factor'), factor),
    networkOutFactor: optionally(ledger.said('network_out_factor'), factor),
    diskIoFactor: optionally(ledger.said('disk_io_factor'), factor),
    throttle: bytesPerSecond(ledger.take('throttle', ASSUMED.throttle)),
    brokerCap: count(
      ledger.said('broker_cap') ?? family?.broker_cap ?? ledger.assume('broker_cap', ASSUMED.broker_cap),
    ),
    families: (ledger.word('on') ?? 'msk,express').split(','),
    prices: {
      broker: ledger.said('price_broker'),
      disk: ledger.said('price_disk'),
      remote: ledger.said('price_remote'),
      zone: ledger.said('price_zone'),
      provisioned: ledger.said('price_provisioned'),
    },
  };
}

function assumeSurvive(ledger: Ledger): string {
  ledger.origins.push({
    name: 'survive',
    from: 'assumed',
    text: 'one broker',
    note: 'so that a broker can be restarted at the busiest moment',
  });
  return '1';
}

function failure(word: string): Failure {
  if (word === 'none') return { kind: 'none' };
  return word === 'zone' ? { kind: 'zone' } : { kind: 'brokers', brokers: Number(word) };
}
