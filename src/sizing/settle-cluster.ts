/** Settles the cluster: brokers, copies, zones, and what one broker can do. */

import { ASSUMED } from './constants.ts';
import { grouped, rate, space } from './figures.ts';
import { type Ledger, optionally, refuse, yes } from './ledger.ts';
import type { Preset } from './presets.ts';
import type { Hardware } from './settled.ts';
import { bytes, bytesPerSecond, count, GiB, MB, MiB, messagesPerSecond, seconds } from './units.ts';

export function settleCluster(ledger: Ledger, preset: Preset | undefined) {
  const saidBrokers = ledger.said('brokers');
  const most = saidBrokers ?? Number.POSITIVE_INFINITY;
  const saidRf = ledger.said('rf');
  const rf =
    saidRf ??
    ledger.assume('rf', ASSUMED.replication_factor, Math.min(ASSUMED.replication_factor.value, most));
  if (rf > most)
    return refuse(
      `rf: ${rf} copies need ${rf} brokers and there are ${most}; give rf=${most} or less, or brokers=${rf} or more.`,
    );
  const minIsr = ledger.said('min_isr') ?? ledger.assume('min_isr', ASSUMED.min_isr, Math.max(1, rf - 1));
  if (minIsr > rf)
    return refuse(
      `min_isr: ${minIsr} in-sync copies cannot be had of ${rf}; give min_isr=${rf} or less, or rf=${minIsr} or more.`,
    );
  const zones =
    preset?.family.zone_multiple === false
      ? 1
      : (ledger.said('zones') ?? ledger.assume('zones', ASSUMED.zones, Math.min(ASSUMED.zones.value, most)));
  if (zones > most)
    return refuse(
      `zones: ${zones} zones need a broker each and there are ${most} brokers; give zones=${most} or less.`,
    );
  return {
    ok: true as const,
    value: {
      brokers: saidBrokers === undefined ? undefined : count(saidBrokers),
      rf: count(rf),
      minIsr: count(minIsr),
      zones: count(zones),
      followerFetching: yes(ledger.word('follower_fetching')) ?? false,
      cpuRate: bytesPerSecond(ledger.take('cpu_rate', ASSUMED.cpu_rate)),
      partitionsPerCluster: count(ledger.take('partitions_per_cluster', ASSUMED.partitions_per_cluster)),
      controllers: count(ledger.take('controllers', ASSUMED.controllers)),
      segment: bytes(ledger.take('segment', ASSUMED.segment)),
      heap: bytes(ledger.take('heap', ASSUMED.heap)),
      cacheWindow: seconds(ledger.take('cache_window', ASSUMED.cache_window)),
      mapAreas: count(ledger.take('map_areas', ASSUMED.map_areas)),
      files: count(ledger.take('files', ASSUMED.files)),
      connections: count(ledger.take('connections', ASSUMED.connections)),
    },
  };
}

export function settleHardware(ledger: Ledger, preset: Preset | undefined): Hardware {
  const scaled = (name: string, value: number | undefined, unit: number, show: (value: number) => string) =>
    ledger.fromPreset(
      name,
      preset,
      value === undefined ? undefined : value * unit,
      show((value ?? 0) * unit),
    );
  const saidDisk = ledger.scenario.has('disk');
  const vcpuSaid = ledger.scenario.has('vcpu');
  return {
    preset,
    nic: optionally(scaled('nic', preset?.nic_mb_s, MB, rate), bytesPerSecond),
    clientIn: optionally(scaled('client_in', preset?.client_in_mb_s, MB, rate), bytesPerSecond),
    clientOut: optionally(scaled('client_out', preset?.client_out_mb_s, MB, rate), bytesPerSecond),
    networkTotal: optionally(ledger.said('network_total'), bytesPerSecond),
    diskThroughput: optionally(scaled('disk_throughput', preset?.disk_mib_s, MiB, rate), bytesPerSecond),
    diskNetwork: optionally(scaled('disk_network', preset?.disk_network_mb_s, MB, rate), bytesPerSecond),
    disk: optionally(scaled('disk', preset?.disk_gib ?? preset?.disk_max_gib, GiB, space), bytes),
    diskFixed: saidDisk || preset?.disk_gib !== undefined,
    ram: optionally(scaled('ram', preset?.ram_gib, GiB, space), bytes),
    vcpu: optionally(scaled('vcpu', preset?.vcpu, 1, grouped), count),
    cpuDecides: vcpuSaid || ledger.scenario.has('cpu_rate') || preset?.cpu_decides === true,
    messageLimit: optionally(ledger.said('message_limit'), messagesPerSecond),
    partitionsPerBroker: count(
      ledger.fromPreset('partitions_per_broker', preset, preset?.partitions, `${preset?.partitions}`) ??
        ledger.assume('partitions_per_broker', ASSUMED.partitions_per_broker),
    ),
  };
}
