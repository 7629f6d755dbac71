/** Turns what was said into one value for every input: said, taken from the preset, or assumed with its source. */

import { ASSUMED, type Constant } from './constants.ts';
import { grouped } from './figures.ts';
import { findPreset, type Preset } from './presets.ts';
import { fillBatch, type Message, wireBytes } from './record-bytes.ts';
import type { Result, Scenario } from './scenario.ts';
import {
  type Bytes,
  type BytesPerSecond,
  bytes,
  bytesPerSecond,
  type Count,
  count,
  type Factor,
  type Fraction,
  factor,
  fraction,
  GiB,
  MB,
  type MessagesPerSecond,
  MiB,
  messagesPerSecond,
  type Seconds,
  seconds,
} from './units.ts';

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

/** Reads values out of a scenario and keeps a record of where each came from. */
class Ledger {
  readonly origins: Origin[] = [];
  readonly scenario: Scenario;
  constructor(scenario: Scenario) {
    this.scenario = scenario;
  }
  said(name: string): number | undefined {
    const given = this.scenario.get(name);
    if (!given || given.low.as === 'word') return undefined;
    this.origins.push({ name, from: 'said', text: given.text });
    return given.low.number;
  }
  word(name: string): string | undefined {
    const given = this.scenario.get(name);
    if (given?.low.as !== 'word') return undefined;
    this.origins.push({ name, from: 'said', text: given.text });
    return given.low.word;
  }
  kind(name: string): string | undefined {
    return this.scenario.get(name)?.low.as;
  }
  assume(name: string, constant: Constant, value: number = constant.value): number {
    const note = constant.note === undefined ? {} : { note: constant.note };
    this.origins.push({
      name,
      from: 'assumed',
      text: withUnit(value, constant.unit),
      source: constant.source,
      ...note,
    });
    return value;
  }
  /** Said, or assumed. */
  take(name: string, constant: Constant): number {
    return this.said(name) ?? this.assume(name, constant);
  }
  /** Said, or part of the preset; undefined when neither. */
  fromPreset(
    name: string,
    preset: Preset | undefined,
    value: number | undefined,
    text: string,
  ): number | undefined {
    const said = this.said(name);
    if (said !== undefined || value === undefined || !preset) return said;
    const [first] = preset.family.sources;
    this.origins.push({
      name,
      from: 'preset',
      text: `${text} (${preset.name})`,
      ...(first ? { source: first } : {}),
    });
    return value;
  }
}

const COUNTED = [
  'copies',
  'zones',
  'groups',
  'readers',
  'brokers',
  'replicas',
  'controllers',
  'producers',
  'connections',
  'areas',
  'files',
];

function withUnit(value: number, unit: string): string {
  if (unit === 'fraction') return `${Math.round(value * 100)} %`;
  if (unit === 'B/s') return `${value / MB} MB/s`;
  if (unit === 'B') return value % GiB === 0 ? `${value / GiB} GiB` : `${value} B`;
  if (unit === 's' && value >= 86_400 && value % 86_400 === 0) return `${value / 86_400} d`;
  if (unit === 's' && value >= 3600 && value % 3600 === 0) return `${value / 3600} h`;
  if (unit === 's' && value < 1) return `${value * 1000} ms`;
  if (unit === 'x') return `${grouped(value)}x`;
  // The name of a count says what is counted.
  return COUNTED.includes(unit) ? grouped(value) : `${grouped(value)} ${unit}`;
}

const refuse = (message: string): Result<never> => ({ ok: false, message });
const yes = (word: string | undefined) => (word === undefined ? undefined : word === 'yes');

/** Settles a scenario; `preset` replaces the one that was said while presets are compared. */
export function settle(scenario: Scenario, direction: Direction, candidate?: Preset): Result<Settled> {
  const ledger = new Ledger(scenario);
  const named = ledger.word('preset');
  const preset =
    candidate ?? (named === undefined ? undefined : findPreset(named)) ?? assumedPreset(scenario, ledger);
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

/** With no hardware said at all, a middling broker is assumed; with some said, only that limits. */
function assumedPreset(scenario: Scenario, ledger: Ledger): Preset | undefined {
  if (HARDWARE_INPUTS.some((name) => scenario.has(name))) return undefined;
  const preset = findPreset(DEFAULT_PRESET);
  if (preset)
    ledger.origins.push({ name: 'preset', from: 'assumed', text: preset.name, note: 'no hardware was said' });
  return preset;
}

export const DEFAULT_PRESET = 'msk.m7g.xlarge';

function settleCluster(ledger: Ledger, preset: Preset | undefined) {
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

function settleWorkload(ledger: Ledger, direction: Direction) {
  const rate = settleRate(ledger, direction);
  const sized =
    ['size', 'key', 'headers'].some((name) => ledger.scenario.has(name)) || rate?.kind === 'messages';
  const headers = ledger.said('headers') ?? 0;
  const message: Message = {
    value: bytes(ledger.take('size', ASSUMED.message_size)),
    key: bytes(ledger.said('key') ?? 0),
    headers: bytes(headers),
    headerCount: count(ledger.said('header_count') ?? (headers > 0 ? 1 : 0)),
  };
  const peakFactor = settlePeak(ledger, rate, message);
  if (!peakFactor.ok) return peakFactor;
  const codec = ledger.scenario.get('compression')?.low;
  const ratio = ledger.said('compression') ?? 1;
  if (codec?.as === 'codec')
    ledger.origins.push({
      name: 'compression ratio',
      from: 'assumed',
      text: `${ratio}x for ${codec.codec}`,
      note: 'measure it on your data',
    });
  const read = ledger.said('read');
  return {
    ok: true as const,
    value: {
      rate,
      peakFactor: peakFactor.value,
      message,
      sized,
      groups: factor(
        ledger.said('groups') ?? (read === undefined ? ledger.assume('groups', ASSUMED.groups) : 0),
      ),
      read: read === undefined ? undefined : bytesPerSecond(read),
      lagging: factor(ledger.take('lagging', ASSUMED.lagging)),
      remoteReaders: factor(ledger.said('remote_readers') ?? 0),
      ...settleRetention(ledger),
      ratio: factor(ratio),
      codec: codec?.as === 'codec' ? codec.codec : undefined,
      batchSize: bytes(ledger.take('batch', ASSUMED.batch_size)),
      linger: seconds(ledger.take('linger', ASSUMED.linger)),
      producers: count(ledger.take('producers', ASSUMED.producers)),
      partitions: optionally(ledger.said('partitions'), count),
      topics: count(ledger.said('topics') ?? 1),
      partitionProducerRate: bytesPerSecond(
        ledger.take('partition_producer_rate', ASSUMED.partition_producer_rate),
      ),
      partitionConsumerRate: bytesPerSecond(
        ledger.take('partition_consumer_rate', ASSUMED.partition_consumer_rate),
      ),
      largestGroup: optionally(ledger.said('largest_group'), count),
      timePerMessage: optionally(ledger.said('ms_per_message'), seconds),
      outage: seconds(ledger.take('outage', ASSUMED.outage)),
    },
  };
}

const optionally = <Unit>(value: number | undefined, brand: (value: number) => Unit) =>
  value === undefined ? undefined : brand(value);

function settleRate(ledger: Ledger, direction: Direction): Settled['rate'] {
  const kind = ledger.kind('rate');
  const said = ledger.said('rate');
  if (said !== undefined)
    return { kind: kind === 'bytes per second' ? 'bytes' : 'messages', perSecond: said };
  if (direction === 'forward') return undefined;
  return { kind: 'bytes', perSecond: ledger.assume('rate', ASSUMED.rate) };
}

function settlePeak(ledger: Ledger, rate: Settled['rate'], message: Message): Result<Factor> {
  const kind = ledger.kind('peak');
  const said = ledger.said('peak');
  if (said === undefined) return { ok: true, value: factor(ledger.assume('peak', ASSUMED.peak_factor)) };
  const times = kind === 'times' ? said : peakOver(rate, kind, said, message);
  if (times === undefined)
    return refuse(
      'peak: a peak given as a rate needs the average beside it; give rate=… as well, or a factor such as peak=3x.',
    );
  return times >= 0.999_999_999
    ? { ok: true, value: factor(Math.max(1, times)) }
    : refuse(
        `peak: “${ledger.scenario.get('peak')?.text}” is less than the average rate; a peak is at least 1x.`,
      );
}

function peakOver(
  rate: Settled['rate'],
  kind: string | undefined,
  peak: number,
  message: Message,
): number | undefined {
  if (!rate) return undefined;
  const payload = payloadBytes(message);
  const inBytes = (as: string | undefined, value: number) =>
    as === 'messages per second' || as === 'messages' ? value * payload : value;
  return inBytes(kind, peak) / inBytes(rate.kind, rate.perSecond);
}

/** What the application sends per message, before Kafka's own bytes and before compression. */
export const payloadBytes = (message: Message): number =>
  Math.max(1, message.key + message.value + message.headers);

function settleRetention(ledger: Ledger) {
  const kind = ledger.kind('retention');
  const said = ledger.said('retention');
  const perPartition = ledger.said('retention_bytes');
  const localSaid = ledger.said('local_retention');
  const tiered = yes(ledger.word('tiered')) ?? localSaid !== undefined;
  const retention: Settled['retention'] =
    said !== undefined
      ? kind === 'bytes'
        ? { kind: 'bytes', bytes: bytes(said) }
        : { kind: 'time', time: seconds(said) }
      : perPartition !== undefined
        ? { kind: 'partition bytes', bytes: bytes(perPartition) }
        : { kind: 'time', time: seconds(ledger.assume('retention', ASSUMED.retention)) };
  return {
    retention,
    retentionSaid: said !== undefined || perPartition !== undefined,
    tiered,
    localRetention: seconds(
      localSaid ?? (tiered ? ledger.assume('local_retention', ASSUMED.local_retention) : 0),
    ),
    uploadLag: seconds(tiered ? ledger.take('upload_lag', ASSUMED.upload_lag) : 0),
    uploadFromDisk: yes(ledger.word('upload_from_disk')) ?? false,
  };
}

function settlePolicy(ledger: Ledger, direction: Direction, preset: Preset | undefined) {
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

function settleHardware(ledger: Ledger, preset: Preset | undefined): Hardware {
  const scaled = (name: string, value: number | undefined, unit: number, label: string) =>
    ledger.fromPreset(name, preset, value === undefined ? undefined : value * unit, `${value} ${label}`);
  const saidDisk = ledger.scenario.has('disk');
  const vcpuSaid = ledger.scenario.has('vcpu');
  const clientIn = preset?.client_in_mb_s;
  const clientOut = preset?.client_out_mb_s;
  return {
    preset,
    nic: optionally(scaled('nic', preset?.nic_mb_s, MB, 'MB/s'), bytesPerSecond),
    clientIn: clientIn === undefined ? undefined : bytesPerSecond(clientIn * MB),
    clientOut: clientOut === undefined ? undefined : bytesPerSecond(clientOut * MB),
    networkTotal: optionally(ledger.said('network_total'), bytesPerSecond),
    diskThroughput: optionally(scaled('disk_throughput', preset?.disk_mib_s, MiB, 'MiB/s'), bytesPerSecond),
    diskNetwork: optionally(scaled('disk_network', preset?.disk_network_mb_s, MB, 'MB/s'), bytesPerSecond),
    disk: optionally(scaled('disk', preset?.disk_gib ?? preset?.disk_max_gib, GiB, 'GiB'), bytes),
    diskFixed: saidDisk || preset?.disk_gib !== undefined,
    ram: optionally(scaled('ram', preset?.ram_gib, GiB, 'GiB'), bytes),
    vcpu: optionally(scaled('vcpu', preset?.vcpu, 1, 'vCPU'), count),
    cpuDecides: vcpuSaid || ledger.scenario.has('cpu_rate') || preset?.cpu_decides === true,
    messageLimit: optionally(ledger.said('message_limit'), messagesPerSecond),
    partitionsPerBroker: count(
      ledger.fromPreset('partitions_per_broker', preset, preset?.partitions, `${preset?.partitions}`) ??
        ledger.assume('partitions_per_broker', ASSUMED.partitions_per_broker),
    ),
  };
}

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

/** The produce rate in its several units, at the average and at the peak. */
export interface Load {
  messagesAverage: MessagesPerSecond;
  messagesPeak: MessagesPerSecond;
  payloadAverage: BytesPerSecond;
  /** On the wire and on disk: framed and compressed, one copy. */
  wireAverage: BytesPerSecond;
  wirePeak: BytesPerSecond;
  /** Wire bytes of one message. */
  bytesPerMessage: Bytes;
  recordsPerBatch: number;
  batchSize: Bytes;
  batchEndedBy: 'size' | 'linger';
}

/** The batch that forms when `messages` per second arrive; keyed messages spread over all partitions, others stick to one. */
function batchAt(settled: Settled, messages: number, partitions: number) {
  const { message, producers, batchSize, linger, ratio } = settled;
  const rate = messages / producers / (message.key > 0 ? Math.max(1, partitions) : 1);
  return fillBatch(message, { batchSize, linger, ratio, rate: messagesPerSecond(rate) });
}

/** The load of a number of messages per second (average). */
export function loadOf(settled: Settled, messages: number, partitions: number): Load {
  const batch = batchAt(settled, messages, partitions);
  const payload = payloadBytes(settled.message);
  const perMessage = settled.sized ? wireBytes(batch) : bytes(payload / settled.ratio);
  return {
    messagesAverage: messagesPerSecond(messages),
    messagesPeak: messagesPerSecond(messages * settled.peakFactor),
    payloadAverage: bytesPerSecond(messages * payload),
    wireAverage: bytesPerSecond(messages * perMessage),
    wirePeak: bytesPerSecond(messages * perMessage * settled.peakFactor),
    bytesPerMessage: perMessage,
    recordsPerBatch: batch.records,
    batchSize: batch.size,
    batchEndedBy: batch.endedBy,
  };
}

/** The load that was said, or assumed when sizing; undefined when only the cluster was described. */
export function ownLoad(settled: Settled, partitions: number): Load | undefined {
  const { rate } = settled;
  if (!rate) return undefined;
  return loadOf(
    settled,
    rate.kind === 'messages' ? rate.perSecond : rate.perSecond / payloadBytes(settled.message),
    partitions,
  );
}

/** The load whose peak is `wirePeak` bytes per second on the wire. */
export function loadAtWire(settled: Settled, wirePeak: number, partitions: number): Load {
  const target = wirePeak / settled.peakFactor;
  let messages = target / (payloadBytes(settled.message) / settled.ratio);
  if (!settled.sized) return loadOf(settled, messages, partitions);
  // Batches fill better at higher rates, so bytes per message depend on the rate: a few rounds settle it.
  for (let round = 0; round < 30; round += 1) {
    const load = loadOf(settled, messages, partitions);
    if (load.wireAverage === 0 || Math.abs(load.wireAverage / target - 1) < 1e-13) return load;
    messages *= target / load.wireAverage;
  }
  return loadOf(settled, messages, partitions);
}
