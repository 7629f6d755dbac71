/** Everything a person may say about a workload, a cluster or a policy: names, other names, how it is read, what it means. */

import type { InputKind } from './values.ts';

export interface Input {
  name: string;
  kind: InputKind;
  /** What it is, for help and forms. */
  about: string;
  example: string;
  aliases: readonly string[];
  /** Bounds in the unit of the kind. */
  least?: number;
  most?: number;
}

const input = (
  name: string,
  kind: InputKind,
  about: string,
  example: string,
  aliases = '',
  bounds: readonly number[] = [],
): Input => ({
  name,
  kind,
  about,
  example,
  aliases: aliases.split(' ').filter((alias) => alias !== ''),
  ...(bounds[0] === undefined ? {} : { least: bounds[0] }),
  ...(bounds[1] === undefined ? {} : { most: bounds[1] }),
});

const BROKERS = [1, 10_000];
const SOME_BYTES = [1, 2 ** 31 - 1];

export const INPUTS: readonly Input[] = [
  // Workload
  input(
    'rate',
    'rate',
    'what producers send',
    '50MB/s',
    'throughput produce write ingress produce_rate average avg average_rate avg_rate produce_throughput',
    [0],
  ),
  input(
    'peak',
    'peak',
    'busiest moment, as a factor of the rate or as a rate',
    '3x',
    'peak_factor peak_rate',
    [0],
  ),
  input(
    'size',
    'bytes',
    'value of one message',
    '1KiB',
    'message_size msg_size value value_size record_size message',
    SOME_BYTES,
  ),
  input('key', 'bytes', 'key of one message', '16B', 'key_size', [0, 2 ** 31 - 1]),
  input('headers', 'bytes', 'header keys and values of one message together', '40B', 'header_size', [
    0,
    2 ** 31 - 1,
  ]),
  input('header_count', 'count', 'headers of one message', '2', '', [0, 10_000]),
  input(
    'groups',
    'factor',
    'consumer groups that read everything',
    '2',
    'consumer_groups consumers_groups fanout fan_out readers',
    [0, 100_000],
  ),
  input(
    'read',
    'bytes per second',
    'what consumers read in all',
    '150MB/s',
    'read_rate consume consume_rate egress',
    [0],
  ),
  input(
    'lagging',
    'factor',
    'groups so far behind that they read from disk',
    '1',
    'lagging_readers lagging_groups',
    [0, 100_000],
  ),
  input('remote_readers', 'factor', 'groups that read from remote storage', '0', '', [0, 100_000]),
  input(
    'retention',
    'retention',
    'how long, or how many bytes of it before replication',
    '7d',
    'keep retention_time retention_ms retention_hours retention_days log_retention_hours',
    [0],
  ),
  input('retention_bytes', 'bytes', 'retention.bytes: bytes kept per partition', '50GiB', '', [1]),
  input('tiered', 'switch', 'remote storage for older segments', 'yes', 'tiered_storage tier tiering'),
  input(
    'local_retention',
    'seconds',
    'what stays on local disks when tiered',
    '1h',
    'local local_retention_time local_retention_ms local_retention_hours',
    [0],
  ),
  input('upload_lag', 'seconds', 'how long a closed segment waits for its upload', '30s', '', [0]),
  input('upload_from_disk', 'switch', 'whether uploads miss the page cache', 'no'),
  input(
    'compression',
    'compression',
    'codec or ratio',
    'zstd',
    'codec compression_ratio compression_type ratio',
  ),
  input('batch', 'bytes', 'batch.size of producers', '64KiB', 'batch_size', [0, 2 ** 31 - 1]),
  input('linger', 'milliseconds', 'linger.ms of producers', '20ms', 'linger_ms', [0, 86_400]),
  input('producers', 'count', 'producers that share the rate', '10', 'producer_count', [1, 1e7]),
  input(
    'partitions',
    'count',
    'partitions of all topics together',
    '60',
    'partition partition_count num_partitions',
    [1, 1e8],
  ),
  input('topics', 'count', 'topics', '5', 'topic topic_count', [1, 1e7]),
  input(
    'partition_producer_rate',
    'bytes per second',
    'what producers get through one partition',
    '10MB/s',
    'producer_rate per_partition_producer_rate p',
    [1],
  ),
  input(
    'partition_consumer_rate',
    'bytes per second',
    'what one consumer gets through',
    '10MB/s',
    'consumer_rate per_partition_consumer_rate c',
    [1],
  ),
  input(
    'largest_group',
    'count',
    'consumers in the largest group',
    '24',
    'group_size consumers consumers_in_group largest_group_size',
    [1, 1e8],
  ),
  input(
    'ms_per_message',
    'milliseconds',
    'work of a consumer on one message',
    '5ms',
    'processing processing_time time_per_message process',
    [0, 86_400],
  ),
  // Cluster
  input('brokers', 'count', 'brokers', '6', 'broker nodes broker_count n', BROKERS),
  input(
    'preset',
    'preset',
    'broker size or managed unit',
    'msk.m7g.xlarge',
    'instance instance_type broker_type',
  ),
  input(
    'rf',
    'count',
    'replication factor',
    '3',
    'replication replication_factor replicas copies default_replication_factor',
    [1, 32_767],
  ),
  input(
    'min_isr',
    'count',
    'min.insync.replicas',
    '2',
    'minisr isr min_insync_replicas mininsyncreplicas',
    [1, 32_767],
  ),
  input('zones', 'count', 'availability zones', '3', 'az azs racks availability_zones', [1, 1000]),
  input(
    'follower_fetching',
    'switch',
    'consumers read from the replica in their zone',
    'yes',
    'fetch_from_follower follower_fetch rack_aware nearest_replica',
  ),
  input(
    'nic',
    'bytes per second',
    'network card, one direction',
    '10Gbps',
    'network bandwidth network_card',
    [1],
  ),
  input('client_in', 'bytes per second', 'produce limit of a managed broker or unit', '15.6MB/s', '', [1]),
  input('client_out', 'bytes per second', 'consume limit of a managed broker or unit', '31.2MB/s', '', [1]),
  input(
    'network_total',
    'bytes per second',
    'limit on traffic in and out together',
    '400MB/s',
    'nic_total',
    [1],
  ),
  input(
    'disk_throughput',
    'bytes per second',
    'volume throughput',
    '250MiB/s',
    'volume_throughput storage_throughput disk_speed disk_rate',
    [1],
  ),
  input('disk', 'bytes', 'disk of one broker', '2TB', 'disk_size volume storage volume_size', [1]),
  input(
    'disk_network',
    'bytes per second',
    'network between instance and volumes',
    '593.75MB/s',
    'ebs_network ebs instance_disk_network',
    [1],
  ),
  input('ram', 'bytes', 'memory of one broker', '64GiB', 'memory', [1]),
  input('vcpu', 'count', 'virtual CPUs of one broker', '8', 'cpu cores vcpus', [1, 10_000]),
  input(
    'cpu_rate',
    'bytes per second',
    'write-equivalent bytes one vCPU handles',
    '20MB/s',
    'cpu_per_vcpu',
    [1],
  ),
  input(
    'message_limit',
    'count',
    'messages per second one broker handles',
    '100000',
    'message_rate_limit',
    [1],
  ),
  input(
    'partitions_per_broker',
    'count',
    'replicas one broker may hold',
    '4000',
    'partition_limit replicas_per_broker',
    [1],
  ),
  input(
    'partitions_per_cluster',
    'count',
    'replicas the cluster may hold',
    '200000',
    'cluster_partition_limit',
    [1],
  ),
  input('controllers', 'count', 'KRaft controllers', '3', 'controller', [1, 99]),
  input('segment', 'bytes', 'segment.bytes', '1GiB', 'segment_bytes segment_size', [1_048_576, 2 ** 31 - 1]),
  input('heap', 'bytes', 'Java heap of a broker', '6GiB', 'heap_size', [1]),
  input('cache_window', 'seconds', 'how much must stay in page cache', '30s', 'page_cache', [0]),
  input('map_areas', 'count', 'vm.max_map_count', '65530', 'max_map_count', [1]),
  input('files', 'count', 'open files one broker may have', '100000', 'file_descriptors fds ulimit', [1]),
  input('connections', 'count', 'connections to one broker', '1000', '', [0]),
  // Policy
  input(
    'survive',
    'failures',
    'what may fail: none, broker, 2, zone',
    'broker',
    'failures tolerate failures_to_survive',
  ),
  input('headroom', 'use', 'free share of every throughput limit', '20%', 'spare'),
  input(
    'utilisation',
    'fraction',
    'used share of every throughput limit',
    '80%',
    'utilization use max_utilisation max_utilization',
    [0.01],
  ),
  input(
    'network_headroom',
    'use',
    'free share of the network',
    '20%',
    'nic_headroom headroom_network headroom_nic',
  ),
  input('network_in_headroom', 'use', 'free share of network in', '20%', 'headroom_network_in'),
  input('network_out_headroom', 'use', 'free share of network out', '20%', 'headroom_network_out'),
  input(
    'disk_headroom',
    'use',
    'free share of disk and instance-to-disk throughput',
    '20%',
    'storage_headroom storage_throughput_headroom headroom_disk headroom_storage',
  ),
  input('cpu_headroom', 'use', 'free share of CPU', '40%', 'headroom_cpu'),
  input(
    'partition_headroom',
    'use',
    'free share of the partition limit',
    '0%',
    'partitions_headroom headroom_partitions',
  ),
  input('memory_headroom', 'use', 'free share of memory', '0%', 'headroom_memory'),
  input('disk_fill', 'fraction', 'how full disks may get', '70%', 'fill', [0.01]),
  input('rebalance', 'switch', 'whether lost replicas are rebuilt on the survivors', 'no'),
  input(
    'network_in_factor',
    'factor',
    'bytes in per byte produced, instead of the model’s',
    '3',
    '',
    [0, 1e6],
  ),
  input(
    'network_out_factor',
    'factor',
    'bytes out per byte produced, instead of the model’s',
    '5.7',
    '',
    [0, 1e6],
  ),
  input(
    'disk_io_factor',
    'factor',
    'disk bytes per byte produced, instead of the model’s',
    '6.5',
    'storage_factor',
    [0, 1e6],
  ),
  input(
    'throttle',
    'bytes per second',
    'replication throttle while rebuilding',
    '50MB/s',
    'replication_throttle',
    [1],
  ),
  input('outage', 'seconds', 'how long consumers were away', '1h', 'consumer_outage', [0]),
  input('broker_cap', 'count', 'most brokers allowed', '60', 'max_brokers cap', BROKERS),
  input('on', 'families', 'where: msk, express, ec2, confluent, google, all', 'msk', 'cloud provider family'),
  // Prices
  input('price_broker', 'dollars', 'USD per broker and hour', '0.408', 'broker_price price', [0]),
  input('price_disk', 'dollars', 'USD per GiB of disk and month', '0.10', 'disk_price', [0]),
  input('price_remote', 'dollars', 'USD per GiB of remote storage and month', '0.023', 'remote_price', [0]),
  input('price_zone', 'dollars', 'USD per GiB between zones', '0.02', 'cross_zone_price zone_price', [0]),
  input('price_provisioned', 'dollars', 'USD per MiB/s of provisioned throughput and month', '0.08', '', [0]),
];

/** `min.insync.replicas`, `min-isr` and `minIsr` are one name. */
export const foldName = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const byName = new Map(
  INPUTS.flatMap((each) => [each.name, ...each.aliases].map((name) => [foldName(name), each] as const)),
);

/** The input people mean by a name, `min-isr` and `min.insync.replicas` included. */
export function inputNamed(name: string): Input | undefined {
  return byName.get(foldName(name));
}
