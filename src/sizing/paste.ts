/** Settings to paste: what the answer means in Kafka's own words. */

import type { Forward } from './forward.ts';

export interface Settings {
  broker: readonly string[];
  topic: readonly string[];
  producer: readonly string[];
  /** Outside Kafka's own configuration. */
  system: readonly string[];
}

const whole = (value: number) => String(Math.round(value));

export function settingsFor(answer: Forward): Settings {
  const { settled, partitions, brokers } = answer;
  const { retention, tiered, localRetention, diskFill, hardware, rf, minIsr } = settled;
  const perPartition =
    hardware.disk === undefined || hardware.preset?.family.managed_storage === true
      ? undefined
      : (diskFill * brokers * (answer.diskPerBroker ?? hardware.disk)) / (partitions * rf);
  const fetchers = hardware.preset?.replica_fetchers;
  const zoned = settled.zones > 1 && settled.followerFetching;
  return {
    broker: [
      `num.partitions=${Math.max(1, Math.round(partitions / settled.topics))}`,
      `default.replication.factor=${rf}`,
      `min.insync.replicas=${minIsr}`,
      ...(fetchers === undefined ? [] : [`num.replica.fetchers=${fetchers}`]),
      ...(zoned
        ? [
            'replica.selector.class=org.apache.kafka.common.replica.RackAwareReplicaSelector',
            'broker.rack=<zone of this broker>',
          ]
        : []),
      ...(tiered ? ['remote.log.storage.system.enable=true'] : []),
    ],
    topic: [
      ...(retention.kind === 'time' ? [`retention.ms=${whole(retention.time * 1000)}`] : []),
      ...(retention.kind === 'partition bytes' ? [`retention.bytes=${whole(retention.bytes)}`] : []),
      ...(retention.kind === 'bytes' ? [`retention.bytes=${whole(retention.bytes / partitions)}`] : []),
      ...(retention.kind === 'time' && perPartition !== undefined && !tiered
        ? [`retention.bytes=${whole(perPartition)}`]
        : []),
      ...(tiered ? ['remote.storage.enable=true', `local.retention.ms=${whole(localRetention * 1000)}`] : []),
      ...(tiered && perPartition !== undefined ? [`local.retention.bytes=${whole(perPartition)}`] : []),
    ],
    producer: [
      'acks=all',
      `batch.size=${settled.batchSize}`,
      `linger.ms=${whole(settled.linger * 1000)}`,
      ...(settled.codec === undefined ? [] : [`compression.type=${settled.codec}`]),
    ],
    system: [
      ...mapAreas(answer),
      ...(zoned ? ['client.rack=<zone of the consumer>   # in every consumer'] : []),
    ],
  };
}

/** Only where the usual limit would get tight: room for twice the areas of today. */
function mapAreas(answer: Forward): readonly string[] {
  const areas = answer.states[0]?.constraints.find(({ name }) => name === 'map_areas');
  const needed = areas?.demand(answer.at.wirePeak) ?? 0;
  return areas && needed > areas.limit / 2 ? [`vm.max_map_count=${Math.ceil(needed * 2)}`] : [];
}

/** The settings as one block of text. */
export function settingsText(answer: Forward): string {
  const { broker, topic, producer, system } = settingsFor(answer);
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`# ${title}`, ...lines, ''];
  return [
    ...part('brokers', broker),
    ...part('topics', topic),
    ...part('producers', producer),
    ...part('elsewhere', system),
  ]
    .join('\n')
    .trimEnd();
}
