/** The one list of constraints that both directions use. */

import type { Constraint, ConstraintName, Maker, Setting } from './constraint.ts';
import { clusterPartitions, messageRate, partitionLimit } from './counts.ts';
import { diskCapacity, files, mapAreas, memory } from './storage.ts';
import { cpu, diskNetwork, networkIn, networkOut, networkTotal, storageThroughput } from './traffic.ts';

/** In the order people think of them. */
const MAKERS: Record<ConstraintName, Maker> = {
  network_in: networkIn,
  network_out: networkOut,
  network_total: networkTotal,
  storage_throughput: storageThroughput,
  disk_network: diskNetwork,
  disk_capacity: diskCapacity,
  partitions: partitionLimit,
  cluster_partitions: clusterPartitions,
  cpu,
  message_rate: messageRate,
  memory,
  map_areas: mapAreas,
  files,
};

/** Every constraint that applies. */
export function constraintsOf(setting: Setting): readonly Constraint[] {
  return Object.values(MAKERS).flatMap((make) => make(setting) ?? []);
}

/** One constraint; undefined when it does not apply. */
export const constraintOf = (name: ConstraintName, setting: Setting): Constraint | undefined =>
  MAKERS[name](setting);
