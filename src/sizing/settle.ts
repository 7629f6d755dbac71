/** Turns what was said into one value for every input: said, taken from the preset, or assumed with its source. */

import { Ledger, refuse } from './ledger.ts';
import { findPreset, type Preset } from './presets.ts';
import type { Result, Scenario } from './scenario.ts';
import { settleCluster, settleHardware } from './settle-cluster.ts';
import { settlePolicy } from './settle-policy.ts';
import { settleWorkload } from './settle-workload.ts';
import type { Direction, Settled } from './settled.ts';

/** Settles a scenario; `candidate` is the preset that is tried while presets are compared. */
export function settle(scenario: Scenario, direction: Direction, candidate?: Preset): Result<Settled> {
  const ledger = new Ledger(scenario);
  const named = ledger.word('preset');
  const said = named === undefined ? undefined : findPreset(named);
  const preset = said ?? (candidate ? compared(candidate, ledger) : assumedPreset(scenario, ledger));
  const cluster = settleCluster(ledger, preset);
  if (!cluster.ok) return cluster;
  const workload = settleWorkload(ledger, direction);
  if (!workload.ok) return workload;
  const policy = settlePolicy(ledger, direction, preset);
  const settled: Settled = {
    ...workload.value,
    ...cluster.value,
    ...policy,
    hardware: settleHardware(ledger, preset),
    origins: ledger.origins,
  };
  const problem = contradiction(settled);
  return problem === undefined ? { ok: true, value: settled } : refuse(problem);
}

const HARDWARE_INPUTS = [
  'nic',
  'network_total',
  'disk_throughput',
  'disk',
  'disk_network',
  'ram',
  'vcpu',
  'message_limit',
];

function compared(candidate: Preset, ledger: Ledger): Preset {
  ledger.origins.push({
    name: 'preset',
    from: 'assumed',
    text: candidate.name,
    note: 'the cheapest of those compared; say on=… to compare others',
  });
  return candidate;
}

/** With no hardware said at all, a middling broker is assumed; with some said, only that limits. */
function assumedPreset(scenario: Scenario, ledger: Ledger): Preset | undefined {
  if (HARDWARE_INPUTS.some((name) => scenario.has(name))) return undefined;
  const preset = findPreset(DEFAULT_PRESET);
  if (preset)
    ledger.origins.push({ name: 'preset', from: 'assumed', text: preset.name, note: 'no hardware was said' });
  return preset;
}

export const DEFAULT_PRESET = 'msk.m7g.xlarge';

function contradiction(settled: Settled): string | undefined {
  const { survive, brokers, rf, partitions, topics, retention, localRetention, tiered, hardware } = settled;
  if (brokers !== undefined && survive.kind === 'brokers' && survive.brokers >= brokers) {
    return `survive: ${survive.brokers} of ${brokers} brokers cannot fail and leave one to serve; give survive=${brokers - 1} or less, or more brokers.`;
  }
  if (survive.kind === 'zone' && settled.zones < 2)
    return 'survive: losing a zone needs at least two of them; give zones=3, or survive=broker.';
  if (partitions !== undefined && topics > partitions)
    return `topics: ${topics} topics need at least ${topics} partitions and there are ${partitions}; partitions counts all topics together.`;
  if (tiered && retention.kind === 'time' && localRetention > retention.time)
    return 'local_retention: the local part is longer than the retention as a whole; give local_retention a shorter time.';
  if (hardware.clientIn !== undefined && rf !== 3 && hardware.preset?.family.family === 'express')
    return 'rf: MSK Express always keeps 3 copies; leave rf out or give rf=3.';
  return undefined;
}
