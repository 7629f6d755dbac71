/** Every input as one value in base units, and where each came from. */

import type { Preset } from './presets.ts';
import type { Message } from './record-bytes.ts';
import type { Bytes, BytesPerSecond, Count, Factor, Fraction, MessagesPerSecond, Seconds } from './units.ts';

/** Where a value came from. */
export interface Origin {
  name: string;
  from: 'said' | 'preset' | 'assumed';
  /** As it was said, or with its unit. */
  text: string;
  source?: { title: string; url?: string | undefined };
  note?: string;
}

export type Failure = { kind: 'none' } | { kind: 'brokers'; brokers: number } | { kind: 'zone' };

/** Limits of one broker (or unit); what is absent is not limited. */
export interface Hardware {
  preset: Preset | undefined;
  nic: BytesPerSecond | undefined;
  clientIn: BytesPerSecond | undefined;
  clientOut: BytesPerSecond | undefined;
  networkTotal: BytesPerSecond | undefined;
  diskThroughput: BytesPerSecond | undefined;
  diskNetwork: BytesPerSecond | undefined;
  disk: Bytes | undefined;
  /** True when the disk is as large as it is, false when volumes of any size up to `disk` can be ordered. */
  diskFixed: boolean;
  ram: Bytes | undefined;
  vcpu: Count | undefined;
  /** CPU and message rates are rules of thumb unless they were said or the service sells CPU. */
  cpuDecides: boolean;
  messageLimit: MessagesPerSecond | undefined;
  partitionsPerBroker: Count;
}

/** Every input as one value, in base units. */
export interface Settled {
  rate: { kind: 'bytes' | 'messages'; perSecond: number } | undefined;
  peakFactor: Factor;
  message: Message;
  /** False when no message size was said: then a rate in bytes is taken as it is, without record overhead. */
  sized: boolean;
  groups: Factor;
  read: BytesPerSecond | undefined;
  lagging: Factor;
  remoteReaders: Factor;
  retention:
    | { kind: 'time'; time: Seconds }
    | { kind: 'bytes'; bytes: Bytes }
    | { kind: 'partition bytes'; bytes: Bytes };
  retentionSaid: boolean;
  tiered: boolean;
  localRetention: Seconds;
  uploadLag: Seconds;
  uploadFromDisk: boolean;
  ratio: Factor;
  codec: string | undefined;
  batchSize: Bytes;
  linger: Seconds;
  producers: Count;
  partitions: Count | undefined;
  topics: Count;
  partitionProducerRate: BytesPerSecond;
  partitionConsumerRate: BytesPerSecond;
  largestGroup: Count | undefined;
  timePerMessage: Seconds | undefined;
  brokers: Count | undefined;
  rf: Count;
  minIsr: Count;
  zones: Count;
  followerFetching: boolean;
  hardware: Hardware;
  cpuRate: BytesPerSecond;
  partitionsPerCluster: Count;
  controllers: Count;
  segment: Bytes;
  heap: Bytes;
  cacheWindow: Seconds;
  mapAreas: Count;
  files: Count;
  connections: Count;
  survive: Failure;
  use: Record<'network_in' | 'network_out' | 'disk' | 'cpu' | 'partitions' | 'memory', Fraction>;
  diskFill: Fraction;
  rebalance: boolean;
  networkInFactor: Factor | undefined;
  networkOutFactor: Factor | undefined;
  diskIoFactor: Factor | undefined;
  throttle: BytesPerSecond;
  outage: Seconds;
  brokerCap: Count;
  families: readonly string[];
  prices: Record<'broker' | 'disk' | 'remote' | 'zone' | 'provisioned', number | undefined>;
  origins: readonly Origin[];
}

export type Direction = 'forward' | 'inverse';
