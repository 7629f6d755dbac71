/** What constraints and rules are called in sentences. */

import type { Driver } from './inverse.ts';

const NAMES: Record<Driver, string> = {
  network_in: 'network in',
  network_out: 'network out',
  network_total: 'network in and out',
  storage_throughput: 'volume throughput',
  disk_network: 'instance-to-disk network',
  disk_capacity: 'disk capacity',
  partitions: 'partitions per broker',
  cluster_partitions: 'partitions per cluster',
  cpu: 'CPU',
  message_rate: 'messages per second',
  memory: 'memory and page cache',
  map_areas: 'memory map areas',
  files: 'open files',
  replication_floor: 'the replication floor',
  zone_rounding: 'rounding to zones',
  minimum: 'the smallest size sold',
};

export const nameOf = (driver: Driver): string => NAMES[driver];
