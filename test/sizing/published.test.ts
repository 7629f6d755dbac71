/** Worked examples that others published, reproduced when the model is given their inputs and policies. */

import { describe, expect, it } from 'vitest';
import { settingsFor } from '../../src/sizing/paste.ts';
import { GiB, MiB } from '../../src/sizing/units.ts';
import { calc, figure, part, size } from './ask.ts';

/** No headroom, nobody lags, no failure, one zone: the bare formula. */
const BARE = 'headroom=0% lagging=0 peak=1x survive=none zones=1';

describe('AWS Big Data Blog, Equation 1', () => {
  it('storage: 250 MB/s x 3 brokers / rf 3 = 250 MB/s', () => {
    const answer = calc(
      `brokers=3 rf=3 groups=2 disk_throughput=250MB/s disk_network=593.75MB/s nic=5Gbps ${BARE}`,
    );
    expect(figure(answer, 'throughput_limit_mb_s')).toBe(250);
    expect(answer.data['binding']).toBe('storage_throughput');
  });
  it('instance-to-disk network: 81.25 MB/s x 6 / rf 3 = 162.5 MB/s', () => {
    const answer = calc(
      `brokers=6 rf=3 groups=1 disk_throughput=250MB/s disk_network=81.25MB/s nic=10Gbps ${BARE}`,
    );
    expect(figure(answer, 'throughput_limit_mb_s')).toBe(162.5);
    expect(answer.data['binding']).toBe('disk_network');
  });
  it('network out: 625 MB/s x 3 / (6 groups + 3 - 1) = 234.375 MB/s', () => {
    const answer = calc(
      `brokers=3 rf=3 groups=6 disk_throughput=1000MB/s disk_network=593.75MB/s nic=5Gbps ${BARE}`,
    );
    expect(figure(answer, 'throughput_limit_mb_s')).toBe(234.375);
    expect(answer.data['binding']).toBe('network_out');
  });
  it('network in, which the equation leaves out: 125 MB/s x 3 / rf 3 = 125 MB/s without readers', () => {
    const answer = calc(`brokers=3 rf=3 groups=0 nic=1Gbps ${BARE}`);
    expect(figure(answer, 'throughput_limit_mb_s')).toBe(125);
    expect(answer.data['binding']).toBe('network_in');
  });
  it('80 % of each limit for production: 250 x 0.8 = 200 MB/s', () => {
    const answer = calc('brokers=3 rf=3 groups=2 disk_throughput=250MB/s nic=10Gbps headroom=20%');
    expect(figure(answer, 'throughput_limit_mb_s')).toBe(200);
  });
});

describe('AWS agent toolkit', () => {
  it('83 MiB/s with rf 3 writes 249 of the default 250 MiB/s of one broker’s worth of volume', () => {
    const answer = calc(`brokers=3 rf=3 groups=1 rate=83MiB/s preset=msk.m7g.2xlarge ${BARE}`);
    expect(figure(answer, 'storage_throughput_mb_s_per_broker') * 1e6).toBeCloseTo((249 * MiB) / 3, 0);
  });
  it('Express: 100 MiB/s x 5 groups = 500 / 125 MiB/s = 4 brokers, 6 in threes', () => {
    const answer = size('rate=100MB/s groups=5 preset=express.m7g.2xlarge headroom=0% survive=none');
    expect(part(answer, 'brokers_by_constraint', 'network_out')).toBe(4);
    expect(answer.data['brokers']).toBe(6);
  });
  it('Standard, one zone down, no tiering: 156.25 / 6.5 x 0.5 = 12.02 per broker, 500 / 12.02 = 42 brokers', () => {
    const answer = size(
      'rate=100MB/s peak=500MB/s groups=2 preset=msk.m7g.xlarge disk_io_factor=6.5 network_out_factor=8.7 network_in_factor=1 utilisation=50% survive=none retention=24h disk_fill=50%',
    );
    expect(part(answer, 'brokers_by_constraint', 'disk_network')).toBe(
      Math.ceil(500 / ((156.25 / 6.5) * 0.5)),
    );
  });
  it('its own example, tiered, one zone down: min(625 / 8, 937 / (2 x 1.5 + 7.2)) x 0.5 = 39.06, 500 / 39.06 = 13, 15 in threes', () => {
    const answer = size(
      'rate=100MiB/s peak=500MiB/s groups=2 partitions=334 rf=3 retention=720h tiered=yes local_retention=24h preset=msk.m7g.4xlarge disk_throughput=625MiB/s disk_network=625MiB/s nic=937MiB/s disk_io_factor=8 network_out_factor=10.2 network_in_factor=1 utilisation=50% disk_fill=50% survive=none',
    );
    expect(part(answer, 'brokers_by_constraint', 'storage_throughput')).toBe(13);
    expect(answer.data['brokers']).toBe(15);
    expect(figure(answer, 'cost_brokers_usd_month')).toBeCloseTo(15 * 1.632 * 730, 6);
    expect(figure(answer, 'cost_remote_usd_month')).toBeCloseTo(((100 * 696 * 3600) / 1024) * 0.023, 4);
    expect(figure(answer, 'cost_zone_produce_usd_month')).toBeCloseTo(
      ((100 * 730 * 3600) / 1024) * (2 / 3) * 0.02,
      4,
    );
  });
  it('volumes twice the data: 100 MB/s x 24 h x rf 3 / 0.5 over 6 brokers', () => {
    const answer = size(
      'rate=100MB/s groups=1 preset=msk.m7g.4xlarge retention=24h segment=1MiB disk_fill=50% survive=none',
    );
    const brokers = figure(answer, 'brokers');
    expect(figure(answer, 'disk_gib_per_broker') * brokers).toBeCloseTo((100e6 * 86_400 * 3) / 0.5 / GiB, -2);
  });
});

describe('Confluent kcp', () => {
  it('read-heavy: max(88.7/60, 994.8/180, 2058/3000) x 1.30 = 7.18, 8 eCKU', () => {
    const answer = size('rate=88.7MB/s read=994.8MB/s partitions=2058 preset=confluent.ecku');
    expect(answer.data['brokers']).toBe(8);
    expect(answer.data['binding']).toBe('network_out');
  });
  it('partitions win: 100,000 / 3,000 x 1.30 = 43.3, 44 eCKU, more than 32 are sold', () => {
    const answer = size('rate=1MB/s read=1MB/s partitions=100000 preset=confluent.ecku');
    expect(answer.data['brokers']).toBe(44);
    expect(answer.data['binding']).toBe('partitions');
    expect(answer.data['fits']).toBe(false);
  });
});

describe('Google Managed Kafka', () => {
  it('50 MB/s in, 150 out: (150 + (150 + 100) / 4) / 20 / 0.5 = 21.25, 22 vCPU', () =>
    expect(size('rate=50MB/s read=150MB/s preset=google.vcpu').data['brokers']).toBe(22));
  it('at least 3 vCPU', () => expect(size('rate=1MB/s groups=1 preset=google.vcpu').data['brokers']).toBe(3));
});

describe('Redpanda sizing use cases', () => {
  it.each([
    [500, 3, 3, 500],
    [500, 5, 3, 300],
    [500, 7, 3, 214.2857142857],
    [500, 7, 5, 357.1428571429],
  ])('writes per node: %d MB/s / %d nodes x rf %d = %d MB/s', (rate, nodes, rf, writes) => {
    const answer = calc(
      `rate=${rate}MB/s brokers=${nodes} rf=${rf} groups=3 disk_throughput=1000MB/s ${BARE}`,
    );
    expect(figure(answer, 'storage_throughput_mb_s_per_broker')).toBeCloseTo(writes, 6);
  });
  it('available local retention: 3 x 30 TB / (500 MB/s x 3) = 16.7 h', () => {
    const answer = calc(
      `rate=500MB/s brokers=3 rf=3 disk=30TB disk_fill=100% segment=1MiB partitions=3 ${BARE}`,
    );
    expect(figure(answer, 'retention_fits_hours')).toBeCloseTo(16.67, 1);
  });
  it('available local retention: 5 x 30 TB / (1,000 MB/s x 3) = 13.9 h', () => {
    const answer = calc(
      `rate=1000MB/s brokers=5 rf=3 disk=30TB disk_fill=100% segment=1MiB partitions=5 ${BARE}`,
    );
    expect(figure(answer, 'retention_fits_hours')).toBeCloseTo(13.89, 1);
  });
  it('tiering counts as one more consumer: 500 x (2 + 1 + 3 - 1) / 3 = 833 MB/s out per node', () => {
    const answer = calc(`rate=500MB/s brokers=3 rf=3 groups=2 tiered=yes nic=25Gbps ${BARE}`);
    expect(figure(answer, 'network_out_mb_s_per_broker')).toBeCloseTo(833.333, 2);
  });
});

describe('Cloudera', () => {
  it('disk W x R + L x W: 100 x 3 + 2 x 100 = 500 MB/s over 5 brokers', () => {
    const answer = calc('rate=100MB/s brokers=5 rf=3 groups=2 lagging=2 disk_throughput=1GB/s headroom=0%');
    expect(figure(answer, 'storage_throughput_mb_s_per_broker')).toBe(100);
  });
  it('network out (R + C - 1) x W: (3 + 2 - 1) x 100 / 4 brokers = 100 MB/s', () =>
    expect(
      figure(calc(`rate=100MB/s brokers=4 rf=3 groups=2 nic=10Gbps ${BARE}`), 'network_out_mb_s_per_broker'),
    ).toBe(100));
  it('cache M / (W x R): 32 GB at 50 MB/s is the last 640 s, about ten minutes', () => {
    const ram = 32e9 + 6 * GiB + 2 * GiB;
    const answer = calc(`rate=50MB/s brokers=1 rf=1 ram=${ram}B heap=6GiB ${BARE}`);
    expect(figure(answer, 'page_cache_window_s')).toBeCloseTo(640, 6);
  });
});

describe('Partitions', () => {
  it('Jun Rao: max(20 / 5, 20 / 3) = 6.67, 7 partitions', () =>
    expect(
      figure(
        size('rate=20MB/s partition_producer_rate=5MB/s partition_consumer_rate=3MB/s survive=none'),
        'partitions_needed',
      ),
    ).toBe(7));
  it('Little’s law: 10,000 msg/s x 5 ms = 50 partitions', () =>
    expect(figure(size('rate=10k/s size=100B ms_per_message=5ms'), 'partitions_needed')).toBe(50));
  it('the largest group: 24 consumers need 24 partitions', () =>
    expect(figure(size('rate=1MB/s largest_group=24'), 'partitions_needed')).toBe(24));
  it('MSK Express takes at most 15 MB/s per partition: 150 / 15 = 10', () =>
    expect(
      figure(
        size(
          'rate=150MB/s partition_producer_rate=40MB/s partition_consumer_rate=40MB/s preset=express.m7g.4xlarge',
        ),
        'partitions_needed',
      ),
    ).toBe(10));
  it('KIP-578: 4,000 replicas a broker: 10,000 x 3 / 4,000 = 7.5, 8 brokers', () =>
    expect(
      part(
        size('rate=1MB/s partitions=10000 nic=10Gbps survive=none'),
        'brokers_by_constraint',
        'partitions',
      ),
    ).toBe(8));
});

describe('Tiered storage', () => {
  it('Instaclustr: local disks take W x r and the upload: 100 x (3 + 1) / 4 brokers = 100 MB/s', () => {
    const answer = calc(
      `rate=100MB/s brokers=4 rf=3 groups=0 tiered=yes upload_from_disk=yes disk_throughput=1GB/s ${BARE}`,
    );
    expect(figure(answer, 'storage_throughput_mb_s_per_broker')).toBe(100);
  });
  it('purbon: local data is W x r x (local retention + upload lag): 100 MB/s x 3 x (3,600 + 600) s / 3, and open segments', () => {
    const line = `rate=100MB/s brokers=3 rf=3 retention=7d local_retention=1h segment=1MiB partitions=3 disk=4TB ${BARE}`;
    const [late, prompt] = ['600s', '0s'].map((lag) =>
      figure(calc(`${line} upload_lag=${lag}`), 'stored_gib_per_broker'),
    );
    expect(((late ?? 0) - (prompt ?? 0)) * GiB).toBeCloseTo(100e6 * 600, -3);
    expect((prompt ?? 0) * GiB).toBeCloseTo(100e6 * 3600 + 3 * MiB, -3);
  });
  it('the smallest local footprint is partitions x rf x segment.bytes: 4,000 x 3 x 1 GiB / 3 brokers', () => {
    const line =
      'rate=100MB/s brokers=3 rf=3 retention=7d local_retention=1ms upload_lag=0s segment=1GiB partitions=4000 disk=40TB groups=1';
    expect(figure(calc(line), 'stored_gib_per_broker')).toBeCloseTo(4000, 0);
  });
  it('slow partitions roll by age before they are full: 1 kB/s x 7 d is all there is to keep open', () => {
    const line =
      'rate=1kB/s brokers=3 rf=3 retention=7d local_retention=1ms upload_lag=0s partitions=4000 disk=40TB groups=1';
    expect(figure(calc(line), 'stored_gib_per_broker') * GiB).toBeCloseTo(1000 * 604_800, -4);
  });
});

describe('Network and disk rules', () => {
  it('abcdedf: ceil(300 MB/s x 3 x 8 / (10 Gbps x 0.6)) = 2 brokers', () =>
    expect(
      part(
        size('rate=300MB/s rf=3 groups=0 nic=10Gbps utilisation=60% survive=none'),
        'brokers_by_constraint',
        'network_in',
      ),
    ).toBe(2));
  it('Red Hat: 200 MB/s x 3 / (250 x 0.8) = 3 nodes, one more for a failure', () => {
    const line = 'rate=200MB/s rf=3 groups=1 disk_throughput=250MB/s headroom=20% zones=1';
    expect(part(size(`${line} survive=none`), 'brokers_by_constraint', 'storage_throughput')).toBe(3);
    expect(part(size(`${line} survive=broker`), 'brokers_by_constraint', 'storage_throughput')).toBe(4);
  });
  it('AndyYuen: (rf + L) x W / disk: (3 + 1) x 100 / (200 x 0.5) = 4', () =>
    expect(
      part(
        size('rate=100MB/s rf=3 lagging=1 disk_throughput=200MB/s headroom=50% survive=none'),
        'brokers_by_constraint',
        'storage_throughput',
      ),
    ).toBe(4));
  it('Netflix: 40 % on top of the larger direction: 100 x (3 + 2 - 1) x 1.4 / 625 = 0.9, one broker', () =>
    expect(
      part(
        size('rate=100MB/s rf=3 groups=2 nic=5Gbps headroom=1.4x survive=none'),
        'brokers_by_constraint',
        'network_out',
      ),
    ).toBe(1));
  it('Alibaba: in and out together, (groups + 2 rf - 1) x W x 2 / 400: (2 + 5) x 100 x 2 / 400 = 3.5, 4 brokers', () =>
    expect(
      part(
        size('rate=100MB/s rf=3 groups=2 network_total=400MB/s headroom=2x survive=none'),
        'brokers_by_constraint',
        'network_total',
      ),
    ).toBe(4));
  it('arika: 200 MB/s x 3 x 604,800 s / 2 TB / 0.70 = 259.2, 260 brokers', () =>
    expect(
      part(
        size('rate=200MB/s rf=3 retention=7d disk=2TB disk_fill=70% segment=1MiB partitions=3 survive=none'),
        'brokers_by_constraint',
        'disk_capacity',
      ),
    ).toBe(260));
  it('Netflix: disk 2.5 times the state: 10 MB/s x 86,400 x 3 x 2.5 / 1 TB = 6.48, 7 brokers', () =>
    expect(
      part(
        size('rate=10MB/s rf=3 retention=1d disk=1TB disk_fill=40% segment=1MiB partitions=3 survive=none'),
        'brokers_by_constraint',
        'disk_capacity',
      ),
    ).toBe(7));
});

describe('Kafka’s own documentation', () => {
  it('memory: 30 s of writes: 6 GiB heap + 100 MB/s x 3 x 30 s / 3 = 9.44 GB', () => {
    const answer = calc(`rate=100MB/s brokers=3 rf=3 ram=64GiB heap=6GiB ${BARE}`);
    expect(figure(answer, 'memory_gib_per_broker') * GiB).toBeCloseTo(6 * GiB + 3e9, -1);
  });
  it('map areas: 50,000 partitions of one segment take 100,000', () =>
    expect(figure(calc(`rate=1MB/s brokers=1 rf=1 partitions=50000 ${BARE}`), 'map_areas_per_broker')).toBe(
      100_000,
    ));
  it('descriptors: segments + connections: 50,000 + 1,000', () =>
    expect(
      figure(
        calc(`rate=1MB/s brokers=1 rf=1 partitions=50000 connections=1000 ${BARE}`),
        'open_files_per_broker',
      ),
    ).toBe(51_000));
  it('acks=all writes survive rf - min ISR = 1, data rf - 1 = 2, three controllers 1', () => {
    const { data } = calc('brokers=3 groups=1 rf=3 min_isr=2 controllers=3');
    expect([
      data['failures_survived_writes'],
      data['failures_survived_data'],
      data['failures_survived_controllers'],
    ]).toEqual([1, 2, 1]);
  });
  it('the documented throttle: 1 TB on a broker / 50 MB/s = 333 minutes', () => {
    const answer = calc(
      `rate=1MB/s brokers=1 rf=1 retention=1000000s segment=1MiB partitions=1 throttle=50MB/s ${BARE}`,
    );
    expect(figure(answer, 'rebuild_minutes')).toBeCloseTo(333.3, 0);
  });
});

describe('Failure', () => {
  const line = 'rate=100MB/s brokers=6 rf=3 groups=2 nic=10Gbps zones=3';
  it('conservatively everything is shared by the survivors: 100 x (2 + 3 - 1) / 5 = 80 MB/s', () =>
    expect(figure(calc(line), 'network_out_mb_s_per_broker_degraded')).toBe(80));
  it('exactly, until replicas move: (100 x 2 + 100 x (3 x 5/6 - 1)) / 5 = 70 MB/s', () =>
    expect(figure(calc(line), 'network_out_mb_s_per_broker_degraded_exact')).toBeCloseTo(70, 6));
  it('one of three zones: x 1.5: 100 x 4 / 6 x 1.5 = 100 MB/s', () =>
    expect(figure(calc(`${line} survive=zone`), 'network_out_mb_s_per_broker_degraded')).toBe(100));
  it('catch-up: 1 h of 100 MB/s to 2 groups over what is free: 720 GB / (6 x (1250 - 66.7) MB/s) = 1.69 min', () =>
    expect(figure(calc(`${line} outage=1h`), 'catch_up_minutes')).toBeCloseTo(
      (100 * 2 * 3600) / (6 * (1250 - 400 / 6)) / 60,
      3,
    ));
});

describe('Settings', () => {
  it('retention.bytes per partition: fill x brokers x disk / (partitions x rf) = 0.7 x 3 x 1 TB / 18 = 116.7 GB', () => {
    const { forward } = calc(
      'rate=1MB/s brokers=3 rf=3 partitions=6 disk=1TB disk_fill=70% retention=1d groups=1',
    );
    expect(forward && settingsFor(forward).topic).toContain(
      `retention.bytes=${Math.round((0.7 * 3e12) / 18)}`,
    );
  });
  it('a topic gets the partitions of all topics over the topics: 60 / 5 = 12', () => {
    const { forward } = calc('rate=1MB/s brokers=3 partitions=60 topics=5 groups=1 nic=1Gbps');
    expect(forward && settingsFor(forward).broker).toContain('num.partitions=12');
  });
  it('provisioned throughput on kafka.m5.4xlarge wants 4 replica fetchers', () => {
    const { forward } = calc('brokers=3 groups=1 preset=msk.m5.4xlarge disk_throughput=500MiB/s');
    expect(forward && settingsFor(forward).broker).toContain('num.replica.fetchers=4');
  });
});

describe('Money', () => {
  const line = 'rate=100MiB/s groups=2 rf=3 preset=msk.m7g.4xlarge retention=24h survive=none';
  const gibMonth = (100 * 730 * 3600) / 1024;
  it('brokers: n x 1.632 USD x 730 h', () => {
    const answer = size(line);
    expect(figure(answer, 'cost_brokers_usd_month')).toBeCloseTo(figure(answer, 'brokers') * 1.632 * 730, 6);
  });
  it('produce between zones: 256,641 GiB x 2/3 x 0.02 USD', () =>
    expect(figure(size(line), 'cost_zone_produce_usd_month')).toBeCloseTo(gibMonth * (2 / 3) * 0.02, 4));
  it('consume between zones: two groups, each 2/3', () =>
    expect(figure(size(line), 'cost_zone_consume_usd_month')).toBeCloseTo(gibMonth * 2 * (2 / 3) * 0.02, 4));
  it('follower fetching makes the consumers’ part zero', () =>
    expect(size(`${line} follower_fetching=yes`).data['cost_zone_consume_usd_month']).toBeUndefined());
  it('MSK does not bill its replication; on EC2 it is rf - 1 = 2 times the produce rate', () => {
    expect(size(line).data['cost_zone_replication_usd_month']).toBeUndefined();
    const own = size('rate=100MiB/s groups=2 rf=3 preset=i3en.3xlarge retention=24h survive=none');
    expect(figure(own, 'cost_zone_replication_usd_month')).toBeCloseTo(gibMonth * 2 * 0.02, 4);
  });
  it('tiered: (30 d - 1 d) x 100 MiB/s x 0.023 USD, one copy', () => {
    const answer = size(
      'rate=100MiB/s preset=msk.m7g.4xlarge retention=30d tiered=yes local_retention=1d survive=none',
    );
    expect(figure(answer, 'cost_remote_usd_month')).toBeCloseTo(((100 * 29 * 86_400) / 1024) * 0.023, 4);
  });
  it('provisioned throughput: n x 500 MiB/s x 0.08 USD', () => {
    const answer = size(`${line} disk_throughput=500MiB/s`);
    expect(figure(answer, 'cost_provisioned_usd_month')).toBeCloseTo(
      figure(answer, 'brokers') * 500 * 0.08,
      6,
    );
  });
});
