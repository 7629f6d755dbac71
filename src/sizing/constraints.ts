/** The one list of constraints: what each asks of a broker at a produce rate, and what it allows. Both directions use it. */

import { ASSUMED, MESSAGE_RATES } from './constants.ts';
import { amount, rate, space } from './figures.ts';
import { loadAtWire, ownLoad, type Settled } from './settle.ts';
import type { State } from './states.ts';
import { type Bytes, bytes, type Fraction, fraction } from './units.ts';

export type ConstraintName =
  | 'network_in'
  | 'network_out'
  | 'network_total'
  | 'storage_throughput'
  | 'disk_network'
  | 'disk_capacity'
  | 'partitions'
  | 'cluster_partitions'
  | 'cpu'
  | 'message_rate'
  | 'memory'
  | 'map_areas'
  | 'files';

export interface Constraint {
  name: ConstraintName;
  label: string;
  unit: 'B/s' | 'B' | 'replicas' | 'msg/s' | 'areas' | 'files';
  /** What one broker (or the cluster) has. */
  limit: number;
  /** The share of it that may be used. */
  use: Fraction;
  /** Rules of thumb are shown and never decide. */
  hard: boolean;
  /** Needs at a produce rate, in bytes per second on the wire at the peak. Grows with it. */
  demand: (wirePeak: number) => number;
  /** The formula and the same formula with its numbers. */
  formula: (wirePeak: number) => { words: string; numbers: string };
}

/** What the list is made for. */
export interface Setting {
  settled: Settled;
  state: State;
  /** Partitions of all topics, before replication. */
  partitions: number;
  /** Whether retention asks for room; a cluster described without one keeps what fits. */
  countsDisk: boolean;
}

const infinite = Number.POSITIVE_INFINITY;
/** No broker left carries nothing. */
const each = (total: number, brokers: number) => (brokers > 0 ? total / brokers : total > 0 ? infinite : 0);

/** Bytes read by consumers per byte produced, or a fixed stream beside it. */
export function reading(settled: Settled): { fanOut: number; fixed: number } {
  const { read, groups, peakFactor } = settled;
  if (read === undefined) return { fanOut: groups, fixed: 0 };
  const own = ownLoad(settled, settled.partitions ?? 1);
  if (!own) return { fanOut: 0, fixed: read * peakFactor };
  return { fanOut: read / own.wireAverage, fixed: 0 };
}

/** Bytes stored on all local disks at a produce rate, all copies. */
export function storedLocally(settled: Settled, wirePeak: number, partitions: number): number {
  const { rf, peakFactor, retention, tiered, localRetention, uploadLag, segment } = settled;
  const average = wirePeak / peakFactor;
  const kept =
    retention.kind === 'time'
      ? average * (tiered ? Math.min(localRetention, retention.time) : retention.time)
      : tiered
        ? Math.min(average * localRetention, retainedBytes(settled, partitions))
        : retainedBytes(settled, partitions);
  // A segment goes only as a whole, so up to one per replica outlives its time; slow partitions roll by age instead.
  const open = Math.min(partitions * segment, average * ASSUMED.segment_age.value);
  return rf * (kept + (tiered ? average * uploadLag : 0) + open);
}

function retainedBytes({ retention }: Settled, partitions: number): number {
  if (retention.kind === 'bytes') return retention.bytes;
  return retention.kind === 'partition bytes' ? retention.bytes * partitions : infinite;
}

/** Memory left for the page cache of one broker; undefined when its memory is not known. */
export function pageCache({ hardware, heap }: Settled): Bytes | undefined {
  if (hardware.ram === undefined) return undefined;
  return bytes(Math.max(0, hardware.ram - heapOf(heap, hardware.ram) - ASSUMED.system_memory.value));
}

const heapOf = (heap: number, ram: number) => Math.min(heap, ram / 2);

type Maker = (setting: Setting) => Constraint | undefined;

const networkIn: Maker = ({ settled, state }) => {
  const { hardware, rf, networkInFactor, remoteReaders } = settled;
  const service = hardware.clientIn !== undefined;
  const limit = hardware.clientIn ?? hardware.nic;
  if (limit === undefined) return undefined;
  const perByte = networkInFactor ?? (service ? 1 : rf + remoteReaders);
  const words = service ? 'produce' : 'produce × rf';
  return throughput(
    'network_in',
    'network in',
    limit,
    settled.use.network_in,
    perByte,
    state,
    words,
    service ? 0 : state.refill,
  );
};

const networkOut: Maker = ({ settled, state }) => {
  const { hardware, rf, networkOutFactor, tiered } = settled;
  const service = hardware.clientOut !== undefined;
  const limit = hardware.clientOut ?? hardware.nic;
  if (limit === undefined) return undefined;
  const { fanOut, fixed } = reading(settled);
  const perByte = networkOutFactor ?? (service ? fanOut : fanOut + rf - 1 + (tiered ? 1 : 0));
  const words = service ? 'produce × groups' : `produce × (groups + rf − 1${tiered ? ' + 1 upload' : ''})`;
  const refill = service ? 0 : each(state.refill, state.serving);
  return throughput(
    'network_out',
    'network out',
    limit,
    settled.use.network_out,
    perByte,
    state,
    words,
    refill + each(fixed, state.serving),
  );
};

const networkTotal: Maker = ({ settled, state }) => {
  const limit = settled.hardware.networkTotal;
  if (limit === undefined) return undefined;
  const { fanOut, fixed } = reading(settled);
  const perByte = fanOut + 2 * settled.rf - 1;
  return throughput(
    'network_total',
    'network in and out',
    limit,
    settled.use.network_out,
    perByte,
    state,
    'produce × (groups + 2 rf − 1)',
    each(fixed, state.serving),
  );
};

function diskBytes({ settled, state }: Setting): { perByte: number; words: string } {
  const { rf, tiered, uploadFromDisk, diskIoFactor } = settled;
  const upload = tiered && uploadFromDisk ? 1 : 0;
  const words =
    diskIoFactor === undefined
      ? `produce × (rf + lagging readers${upload ? ' + 1 upload' : ''})`
      : 'produce × disk factor';
  return { perByte: diskIoFactor ?? rf + state.lagging + upload, words };
}

const storageThroughput: Maker = (setting) => {
  const { hardware, use } = setting.settled;
  if (hardware.diskThroughput === undefined) return undefined;
  const { perByte, words } = diskBytes(setting);
  return throughput(
    'storage_throughput',
    'volume throughput',
    hardware.diskThroughput,
    use.disk,
    perByte,
    setting.state,
    words,
    setting.state.refill,
  );
};

const diskNetwork: Maker = (setting) => {
  const { hardware, use } = setting.settled;
  if (hardware.diskNetwork === undefined) return undefined;
  const { perByte, words } = diskBytes(setting);
  return throughput(
    'disk_network',
    'instance-to-disk network',
    hardware.diskNetwork,
    use.disk,
    perByte,
    setting.state,
    words,
    setting.state.refill,
  );
};

function throughput(
  name: ConstraintName,
  label: string,
  limit: number,
  use: Fraction,
  perByte: number,
  state: State,
  words: string,
  beside: number,
): Constraint {
  const demand = (wirePeak: number) => each(wirePeak * perByte, state.serving) + beside;
  const extra = beside > 0 ? ` + ${rate(beside)}` : '';
  return {
    name,
    label,
    unit: 'B/s',
    limit,
    use,
    hard: true,
    demand,
    formula: (wirePeak) => ({
      words: `${words} / brokers${beside > 0 ? ' + other streams' : ''}`,
      numbers: `${rate(wirePeak)} × ${amount(perByte)} / ${state.serving}${extra} = ${rate(demand(wirePeak))}`,
    }),
  };
}

const diskCapacity: Maker = ({ settled, state, partitions, countsDisk }) => {
  const { hardware, diskFill, rebalance } = settled;
  if (hardware.disk === undefined || !countsDisk) return undefined;
  // Replicas stay where they are when a broker fails, unless they are rebuilt elsewhere.
  const holders = rebalance ? state.serving : state.brokers;
  const demand = (wirePeak: number) => each(storedLocally(settled, wirePeak, partitions), holders);
  return {
    name: 'disk_capacity',
    label: 'disk capacity',
    unit: 'B',
    limit: hardware.disk,
    use: diskFill,
    hard: true,
    demand,
    formula: (wirePeak) => ({
      words: 'rf × (average produce × local retention + open segments) / brokers',
      numbers: `${space(storedLocally(settled, wirePeak, partitions))} / ${holders} = ${space(demand(wirePeak))}`,
    }),
  };
};

const partitionLimit: Maker = ({ settled, state, partitions }) => {
  const { hardware, rf, use } = settled;
  const copies = hardware.preset?.family.partitions_before_replication === true ? 1 : rf;
  return {
    name: 'partitions',
    label: 'partitions per broker',
    unit: 'replicas',
    limit: hardware.partitionsPerBroker,
    use: use.partitions,
    hard: true,
    demand: () => each(partitions * copies, state.serving),
    formula: () => ({
      words: copies === 1 ? 'partitions / units' : 'partitions × rf / brokers',
      numbers: `${partitions} × ${copies} / ${state.serving} = ${amount(each(partitions * copies, state.serving))}`,
    }),
  };
};

const clusterPartitions: Maker = ({ settled, partitions }) => {
  if (settled.hardware.clientIn !== undefined) return undefined;
  return {
    name: 'cluster_partitions',
    label: 'partitions per cluster',
    unit: 'replicas',
    limit: settled.partitionsPerCluster,
    use: settled.use.partitions,
    hard: true,
    demand: () => partitions * settled.rf,
    formula: () => ({
      words: 'partitions × rf',
      numbers: `${partitions} × ${settled.rf} = ${amount(partitions * settled.rf)}`,
    }),
  };
};

/** Google's rule: everything written plus a quarter of everything read, against 20 MB/s per vCPU. */
const cpu: Maker = ({ settled, state }) => {
  const { hardware, rf, cpuRate, use } = settled;
  if (hardware.vcpu === undefined || hardware.clientIn !== undefined) return undefined;
  const { fanOut, fixed } = reading(settled);
  const discount = ASSUMED.read_discount.value;
  const perByte = rf + (fanOut + rf - 1) / discount;
  const made = throughput(
    'cpu',
    'CPU',
    hardware.vcpu * cpuRate,
    use.cpu,
    perByte,
    state,
    'produce × (rf + (groups + rf − 1) / 4)',
    each(fixed / discount, state.serving),
  );
  return { ...made, hard: hardware.cpuDecides };
};

const messageRate: Maker = ({ settled, state, partitions }) => {
  const { hardware } = settled;
  const limit = hardware.messageLimit ?? messageRule(hardware.vcpu);
  if (limit === undefined || hardware.clientIn !== undefined || hardware.preset?.cpu_decides === true)
    return undefined;
  const demand = (wirePeak: number) =>
    each(loadAtWire(settled, wirePeak, partitions).messagesPeak, state.serving);
  return {
    name: 'message_rate',
    label: 'messages per second',
    unit: 'msg/s',
    limit,
    use: fraction(1),
    hard: hardware.messageLimit !== undefined,
    demand,
    formula: (wirePeak) => ({
      words: 'messages per second / brokers',
      numbers: `${amount(loadAtWire(settled, wirePeak, partitions).messagesPeak)} / ${state.serving} = ${amount(demand(wirePeak))} msg/s`,
    }),
  };
};

function messageRule(vcpu: number | undefined): number | undefined {
  if (vcpu === undefined) return undefined;
  const rows = MESSAGE_RATES.by_vcpu.filter(([cores]) => cores <= vcpu);
  return rows.at(-1)?.[1];
}

const memory: Maker = ({ settled, state }) => {
  const { hardware, rf, heap, cacheWindow, use } = settled;
  if (hardware.ram === undefined || hardware.clientIn !== undefined) return undefined;
  const limit = Math.max(1, hardware.ram - ASSUMED.system_memory.value);
  const java = Math.min(heapOf(heap, hardware.ram), limit);
  const demand = (wirePeak: number) => java + each(wirePeak * rf * cacheWindow, state.serving);
  return {
    name: 'memory',
    label: 'memory and page cache',
    unit: 'B',
    limit,
    use: use.memory,
    hard: true,
    demand,
    formula: (wirePeak) => ({
      words: 'heap + produce × rf × cache window / brokers',
      numbers: `${space(java)} + ${rate(wirePeak)} × ${rf} × ${cacheWindow} s / ${state.serving} = ${space(demand(wirePeak))}`,
    }),
  };
};

/** Segments on one broker; a replica has at least one. */
function segments({ settled, state, partitions, countsDisk }: Setting, wirePeak: number): number {
  const stored = countsDisk ? storedLocally(settled, wirePeak, partitions) : 0;
  return each(Math.max(partitions * settled.rf, stored / settled.segment), state.brokers);
}

const mapAreas: Maker = (setting) => {
  if (setting.settled.hardware.preset?.family.managed_storage === true) return undefined;
  const demand = (wirePeak: number) => 2 * segments(setting, wirePeak);
  return {
    name: 'map_areas',
    label: 'memory map areas',
    unit: 'areas',
    limit: setting.settled.mapAreas,
    use: fraction(1),
    hard: true,
    demand,
    formula: (wirePeak) => ({
      words: '2 × segments per broker',
      numbers: `2 × ${amount(segments(setting, wirePeak))} = ${amount(demand(wirePeak))}`,
    }),
  };
};

const files: Maker = (setting) => {
  const { settled } = setting;
  if (settled.hardware.preset?.family.managed_storage === true) return undefined;
  const demand = (wirePeak: number) => segments(setting, wirePeak) + settled.connections;
  return {
    name: 'files',
    label: 'open files',
    unit: 'files',
    limit: settled.files,
    use: fraction(1),
    hard: true,
    demand,
    formula: (wirePeak) => ({
      words: 'segments per broker + connections',
      numbers: `${amount(segments(setting, wirePeak))} + ${settled.connections} = ${amount(demand(wirePeak))}`,
    }),
  };
};

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

/** Binary rounding must not cost a broker. */
const ALMOST = 1 + 1e-9;

export const allowed = (constraint: Constraint): number => constraint.limit * constraint.use;
export const satisfied = (constraint: Constraint, wirePeak: number): boolean =>
  constraint.demand(wirePeak) <= allowed(constraint) * ALMOST;
