/** The numbers behind a card, flat, with the unit in every name. This is the machine-readable face of calc and size. */

import { allowed, type Constraint, type ConstraintName } from './constraint.ts';
import { type Forward, type InState, useAt } from './forward.ts';
import type { Sized } from './inverse.ts';
import { payloadBytes } from './load.ts';
import { crossZoneShares } from './money.ts';
import type { Settled } from './settled.ts';
import { reading } from './traffic.ts';
import { GiB, MB } from './units.ts';

export type Data = Record<
  string,
  number | string | boolean | null | readonly string[] | Readonly<Record<string, number | null>>
>;

/** Ten digits are more than anybody measures and fewer than binary noise. */
const tidy = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : Number(value.toPrecision(10));

const mb = (value: number | undefined) => tidy(value === undefined ? undefined : value / MB);
const gib = (value: number | undefined) => tidy(value === undefined ? undefined : value / GiB);

function inputs(settled: Settled): Data {
  const { retention, hardware } = settled;
  return {
    rf: settled.rf,
    min_isr: settled.minIsr,
    zones: settled.zones,
    topics: settled.topics,
    groups: tidy(reading(settled).fanOut),
    lagging_readers: settled.lagging,
    peak_factor: tidy(settled.peakFactor),
    message_bytes: payloadBytes(settled.message),
    compression_ratio: settled.ratio,
    batch_size_bytes: settled.batchSize,
    linger_ms: tidy(settled.linger * 1000),
    producers: settled.producers,
    retention_hours: retention.kind === 'time' ? tidy(retention.time / 3600) : null,
    retention_gib: retention.kind === 'bytes' ? gib(retention.bytes) : null,
    retention_gib_per_partition: retention.kind === 'partition bytes' ? gib(retention.bytes) : null,
    tiered: settled.tiered,
    local_retention_hours: settled.tiered ? tidy(settled.localRetention / 3600) : null,
    follower_fetching: settled.followerFetching,
    survive: settled.survive.kind === 'brokers' ? `${settled.survive.brokers} brokers` : settled.survive.kind,
    preset: hardware.preset?.name ?? null,
    nic_mb_s: mb(hardware.nic),
    disk_throughput_mb_s: mb(hardware.diskThroughput),
    disk_network_mb_s: mb(hardware.diskNetwork),
    ram_gib: gib(hardware.ram),
    vcpu: hardware.vcpu ?? null,
    disk_fill_percent: tidy(settled.diskFill * 100),
    network_use_percent: tidy(settled.use.network_out * 100),
    outage_minutes: tidy(settled.outage / 60),
    throttle_mb_s: mb(settled.throttle),
  };
}

/** Keys of the states; the healthy one has none. */
const SUFFIX: Record<InState['state']['name'], string> = {
  healthy: '_healthy',
  brokers_lost: '_broker_lost',
  zone_lost: '_zone_lost',
  recovering: '_recovering',
};

const list = (names: readonly string[]) => names.join('+') || null;

function limits(answer: Forward): Data {
  const data: Data = {
    throughput_limit_mb_s: mb(answer.verdict.limits.rate),
    throughput_limit_messages_s: tidy(answer.limit?.messagesPeak),
    binding: answer.verdict.limits.binding[0] ?? null,
    binding_all: answer.verdict.limits.binding,
    next_constraint: answer.verdict.limits.next ?? null,
    margin_to_next_percent: tidy(
      answer.verdict.limits.marginToNext === undefined ? undefined : answer.verdict.limits.marginToNext * 100,
    ),
    throughput_limit_mb_s_by_constraint: byName(answer.verdict, ({ name }) => {
      const limit = answer.verdict.limits.each.find(({ constraint }) => constraint.name === name);
      return mb(limit?.rate);
    }),
  };
  if (answer.limit) {
    const { wirePeak } = answer.limit;
    data['use_percent_by_constraint_at_limit'] = byName(answer.verdict, (constraint) =>
      tidy(useAt(constraint, wirePeak) * 100),
    );
  }
  for (const { state, limits: found } of answer.states) {
    data[`throughput_limit_mb_s${SUFFIX[state.name]}`] = mb(found.rate);
    data[`binding${SUFFIX[state.name]}`] = list(found.binding);
  }
  return data;
}

const byName = (
  inState: InState,
  value: (constraint: Constraint) => number | null,
): Record<string, number | null> =>
  Object.fromEntries(inState.constraints.map((constraint) => [constraint.name, value(constraint)]));

function load(answer: Forward): Data {
  const { at, settled } = answer;
  const { fanOut, fixed } = reading(settled);
  return {
    produce_mb_s: mb(at.wireAverage),
    produce_peak_mb_s: mb(at.wirePeak),
    payload_mb_s: mb(at.payloadAverage),
    messages_s: tidy(at.messagesAverage),
    messages_peak_s: tidy(at.messagesPeak),
    consume_mb_s: mb(at.wireAverage * fanOut + fixed / settled.peakFactor),
    replication_mb_s: mb(at.wireAverage * (settled.rf - 1)),
    bytes_per_message: tidy(at.bytesPerMessage),
    overhead_bytes_per_message: settled.sized
      ? tidy(at.bytesPerMessage * settled.ratio - payloadBytes(settled.message))
      : null,
    records_per_batch: tidy(at.recordsPerBatch),
    batch_bytes: tidy(at.batchSize),
  };
}

const PER_BROKER: readonly [ConstraintName, string, (value: number) => number][] = [
  ['network_in', 'network_in_mb_s_per_broker', (value) => value / MB],
  ['network_out', 'network_out_mb_s_per_broker', (value) => value / MB],
  ['storage_throughput', 'storage_throughput_mb_s_per_broker', (value) => value / MB],
  ['disk_network', 'disk_network_mb_s_per_broker', (value) => value / MB],
  ['cpu', 'cpu_write_equivalent_mb_s_per_broker', (value) => value / MB],
  ['partitions', 'partition_replicas_per_broker', (value) => value],
  ['message_rate', 'messages_s_per_broker', (value) => value],
  ['memory', 'memory_gib_per_broker', (value) => value / GiB],
  ['map_areas', 'map_areas_per_broker', (value) => value],
  ['files', 'open_files_per_broker', (value) => value],
];

function perBroker(answer: Forward): Data {
  const data: Data = {};
  const whole = answer.states[0];
  const degraded = answer.verdict.state.name === 'healthy' ? answer.states[1] : answer.verdict;
  const { wirePeak } = answer.at;
  for (const [name, key, convert] of PER_BROKER) {
    const one = whole?.constraints.find((constraint) => constraint.name === name);
    if (!one) continue;
    data[key] = tidy(convert(one.demand(wirePeak)));
    data[`${key}_allowed`] = tidy(convert(allowed(one)));
    const other = degraded?.constraints.find((constraint) => constraint.name === name);
    if (other) data[`${key}_degraded`] = tidy(convert(other.demand(wirePeak)));
  }
  data['degraded_state'] = degraded?.state.label ?? null;
  data['network_out_mb_s_per_broker_degraded_exact'] = mb(exactOut(answer, degraded));
  if (whole)
    data['use_percent_by_constraint'] = byName(whole, (constraint) =>
      tidy(useAt(constraint, wirePeak) * 100),
    );
  if (degraded)
    data['use_percent_by_constraint_degraded'] = byName(degraded, (constraint) =>
      tidy(useAt(constraint, wirePeak) * 100),
    );
  return data;
}

/** Survivors keep their replicas, take over the leaders, and have fewer followers to serve until replicas are reassigned. */
function exactOut({ settled, at, brokers }: Forward, degraded: InState | undefined): number | undefined {
  if (!degraded || settled.hardware.clientOut !== undefined) return undefined;
  const { serving } = degraded.state;
  if (serving < 1) return undefined;
  const { fanOut, fixed } = reading(settled);
  const replication = Math.max(0, (settled.rf * serving) / brokers - 1);
  return (at.wirePeak * (fanOut + replication) + fixed) / serving;
}

function outcome(answer: Forward): Data {
  const { tolerance, catchUp, bill, settled } = answer;
  const shares = crossZoneShares(settled);
  const data: Data = {
    retention_fits_hours: tidy(answer.retentionFits === undefined ? undefined : answer.retentionFits / 3600),
    page_cache_window_s: tidy(answer.cacheReach),
    partitions_left: answer.partitionsLeft,
    consumer_parallelism: answer.parallelism,
    partition_throughput_limit_mb_s: mb(answer.partitionThroughput),
    failures_survived_data: tolerance.data,
    failures_survived_writes: tolerance.writes,
    failures_survived_controllers: tolerance.controllers,
    catch_up_minutes: tidy(catchUp === undefined ? undefined : catchUp.time / 60),
    catch_up_from_page_cache: catchUp?.fromCache ?? null,
    rebuild_minutes: tidy(answer.rebuild === undefined ? undefined : answer.rebuild / 60),
    disk_gib_per_broker: gib(answer.diskPerBroker),
    stored_gib_per_broker: storedPerBroker(answer),
    cross_zone_mb_s: mb(answer.at.wireAverage * (shares.produce + shares.replication + shares.consume)),
    cost_usd_month: tidy(bill?.usdMonth),
    prices: bill?.basis ?? null,
  };
  for (const part of bill?.parts ?? []) data[`cost_${part.name}_usd_month`] = tidy(part.usdMonth);
  return data;
}

function storedPerBroker(answer: Forward): number | null {
  const capacity = answer.states[0]?.constraints.find(({ name }) => name === 'disk_capacity');
  return gib(capacity?.demand(answer.at.wirePeak));
}

/** All numbers of a forward answer. */
export function forwardData(answer: Forward): Data {
  return {
    mode: 'forward',
    brokers: answer.brokers,
    partitions: answer.partitions,
    ...inputs(answer.settled),
    ...limits(answer),
    ...load(answer),
    ...perBroker(answer),
    ...outcome(answer),
  };
}

/** All numbers of a size, the forward answer on it included. */
export function sizedData(sized: Sized, runnerUp: Sized | undefined): Data {
  const { binding, ...rest } = forwardData(sized.forward);
  return {
    ...rest,
    mode: 'inverse',
    brokers: sized.brokers,
    binding: sized.drivers[0] ?? null,
    binding_all: sized.drivers,
    limit_binding: binding ?? null,
    brokers_by_constraint: Object.fromEntries(
      sized.needs.map(({ name, brokers }) => [name, brokers ?? null]),
    ),
    partitions: sized.partitions,
    partitions_needed: sized.partitionNeed.needed,
    partitions_by_reason: Object.fromEntries(
      sized.partitionNeed.reasons.map(({ why, partitions }) => [why.replaceAll(' ', '_'), partitions]),
    ),
    broker_cap: sized.settled.brokerCap,
    carries: sized.load.wirePeak <= sized.forward.verdict.limits.rate * (1 + 1e-9),
    headroom_left_percent: tidy((sized.forward.verdict.limits.rate / sized.load.wirePeak - 1) * 100),
    runner_up: runnerUp?.preset?.name ?? null,
    runner_up_brokers: runnerUp?.brokers ?? null,
    runner_up_cost_usd_month: tidy(runnerUp?.usdMonth),
  };
}
