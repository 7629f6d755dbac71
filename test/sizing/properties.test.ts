/** What must hold for every workload, not only for the examples. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer } from '../../src/sizing/answer.ts';
import { INPUTS } from '../../src/sizing/inputs.ts';
import { readScenario, scenarioLine } from '../../src/sizing/scenario.ts';
import { calc, figure, part, size } from './ask.ts';

const rate = fc.integer({ min: 1, max: 20_000 }).map((value) => value / 10);
const workload = fc.record({
  rate,
  groups: fc.integer({ min: 0, max: 12 }),
  rf: fc.integer({ min: 1, max: 4 }),
  hours: fc.integer({ min: 1, max: 24 * 30 }),
  survive: fc.constantFrom('none', 'broker', '2', 'zone'),
});
const hardware = 'nic=10Gbps disk_throughput=500MB/s disk_network=600MB/s disk=8TB ram=64GiB';

type Workload = { rate: number; groups: number; rf: number; hours: number; survive: string };
const words = ({ rate: mb, groups, rf, hours, survive }: Workload) =>
  `rate=${mb}MB/s groups=${groups} rf=${rf} retention=${hours}h survive=${survive} broker_cap=10000 ${hardware}`;

describe('forward and inverse agree', () => {
  it('the size found carries the workload, in the failure that was chosen', () => {
    fc.assert(
      fc.property(workload, (one) => {
        const found = size(words(one));
        expect(found.data['carries']).toBe(true);
        const { brokers, partitions } = found.data;
        const back = calc(`brokers=${brokers} partitions=${partitions} ${words(one)}`);
        expect(figure(back, 'throughput_limit_mb_s')).toBeGreaterThanOrEqual(one.rate * (1 - 1e-9));
      }),
      { numRuns: 150 },
    );
  });

  it('is minimal: one broker less fails the constraint that is named, or a rule beside the constraints', () => {
    fc.assert(
      fc.property(workload, fc.constantFrom('none', 'broker', '2'), (load, survive) => {
        const one = { ...load, survive };
        const found = size(`${words(one)} zones=1`);
        const brokers = figure(found, 'brokers');
        const [driver] = found.sized?.drivers ?? [];
        if (driver === 'replication_floor' || brokers < 2) return;
        // Spreading partitions evenly over the brokers may add one; then that is what fails below.
        const partitions = figure(found, 'partitions_needed');
        const tight = size(`${words(one)} zones=1 partitions=${partitions}`);
        const less = figure(tight, 'brokers') - 1;
        if (
          less < 1 ||
          (one.survive === '2' && less < 3) ||
          (one.survive === 'broker' && less < 2) ||
          less < one.rf
        )
          return;
        const back = calc(`brokers=${less} partitions=${partitions} ${words(one)} zones=1`);
        const limit = back.data['throughput_limit_mb_s_by_constraint'];
        const named =
          driver && limit !== null && typeof limit === 'object' && !Array.isArray(limit)
            ? Object.entries(limit).find(([name]) => name === driver)?.[1]
            : undefined;
        expect(typeof named === 'number' ? named : 0).toBeLessThan(one.rate);
      }),
      { numRuns: 150 },
    );
  });
});

describe('more never needs less', () => {
  const grows = (change: (one: Workload) => Workload) =>
    fc.assert(
      fc.property(workload, (one) => {
        expect(figure(size(words(change(one))), 'brokers')).toBeGreaterThanOrEqual(
          figure(size(words(one)), 'brokers'),
        );
      }),
      { numRuns: 100 },
    );
  it('groups', () => grows((one) => ({ ...one, groups: one.groups + 1 })));
  it('retention', () => grows((one) => ({ ...one, hours: one.hours + 24 })));
  it('copies', () => grows((one) => ({ ...one, rf: one.rf + 1 })));
  it('rate', () => grows((one) => ({ ...one, rate: one.rate * 2 })));
  it('more brokers never carry less', () => {
    fc.assert(
      fc.property(workload, fc.integer({ min: 4, max: 60 }), (one, brokers) => {
        const few = calc(`brokers=${brokers} partitions=12 ${words({ ...one, survive: 'broker' })}`);
        const many = calc(`brokers=${brokers + 1} partitions=12 ${words({ ...one, survive: 'broker' })}`);
        expect(figure(many, 'throughput_limit_mb_s')).toBeGreaterThanOrEqual(
          figure(few, 'throughput_limit_mb_s') * (1 - 1e-9),
        );
      }),
      { numRuns: 100 },
    );
  });
  it('a failure never adds capacity', () => {
    fc.assert(
      fc.property(workload, fc.integer({ min: 4, max: 60 }), (one, brokers) => {
        const { data } = calc(`brokers=${brokers} partitions=12 ${words({ ...one, survive: 'none' })}`);
        expect(Number(data['throughput_limit_mb_s_broker_lost'])).toBeLessThanOrEqual(
          Number(data['throughput_limit_mb_s_healthy']),
        );
        expect(Number(data['throughput_limit_mb_s_recovering'])).toBeLessThanOrEqual(
          Number(data['throughput_limit_mb_s_broker_lost']),
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('the binding constraint is the one that matters', () => {
  const LIMITS = {
    network_out: 'nic',
    network_in: 'nic',
    storage_throughput: 'disk_throughput',
    disk_network: 'disk_network',
  } as const;
  const limits = fc.record({
    nic: fc.integer({ min: 50, max: 3000 }),
    disk_throughput: fc.integer({ min: 50, max: 3000 }),
    disk_network: fc.integer({ min: 50, max: 3000 }),
  });
  const line = (each: Record<string, number>) =>
    `brokers=6 rf=3 groups=3 ${Object.entries(each)
      .map(([name, mb]) => `${name}=${mb}MB/s`)
      .join(' ')}`;

  it('relaxing it raises the limit, relaxing any other does not', () => {
    fc.assert(
      fc.property(limits, (each) => {
        const now = calc(line(each));
        const binding = String(now.data['binding']);
        if ((now.forward?.verdict.limits.binding.length ?? 0) > 1) return;
        const owner = Object.entries(LIMITS).find(([name]) => name === binding)?.[1];
        for (const name of ['nic', 'disk_throughput', 'disk_network'] as const) {
          const then = calc(line({ ...each, [name]: each[name] * 1.5 }));
          const [before, after] = [
            figure(now, 'throughput_limit_mb_s'),
            figure(then, 'throughput_limit_mb_s'),
          ];
          if (name === owner) expect(after).toBeGreaterThan(before);
          else expect(after).toBeCloseTo(before, 9);
        }
      }),
      { numRuns: 100 },
    );
  });
  it('the copies enter a throughput-bound count: rf 2 and rf 3 differ', () => {
    const line2 = 'rate=500MB/s groups=1 retention=1h preset=msk.m7g.xlarge';
    expect(figure(size(`${line2} rf=3`), 'brokers')).toBeGreaterThan(
      figure(size(`${line2} rf=2`), 'brokers'),
    );
  });
  it('a fan-out of 20 names network out', () => {
    const found = size('rate=50MB/s groups=20 rf=3 retention=1h preset=msk.m7g.4xlarge');
    expect(found.data['binding']).toBe('network_out');
    expect(calc('brokers=6 groups=20 rf=3 preset=msk.m7g.4xlarge').data['binding']).toBe('network_out');
  });
  it('says a tie: 300 MB/s of disk and of instance-to-disk network end together', () => {
    const answer = calc('brokers=3 rf=3 groups=1 disk_throughput=300MB/s disk_network=300MB/s nic=10Gbps');
    expect(answer.data['binding_all']).toEqual(['storage_throughput', 'disk_network']);
  });
});

describe('units', () => {
  it('swapping size and rate leaves the bytes alone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 100_000 }),
        (one, other) => {
          const straight = calc(`brokers=3 groups=1 rate=${one}/s size=${other}B`);
          const swapped = calc(`brokers=3 groups=1 rate=${other}/s size=${one}B`);
          expect(figure(straight, 'payload_mb_s')).toBeCloseTo(figure(swapped, 'payload_mb_s'), 9);
        },
      ),
    );
  });
  it.each([
    ['rate=86.4GB/day', 'rate=1MB/s'],
    ['rate=1000/s size=1000B', 'rate=1MB/s size=1KB'],
    ['rate=86.4M/day size=1KiB', 'rate=1000/s size=1024B'],
    ['rate=1MB/s nic=10Gbps', 'rate=1MB/s nic=1250MB/s'],
    ['rate=1MB/s retention=7d', 'rate=1MB/s retention=168h'],
    ['rate=1MB/s headroom=20%', 'rate=1MB/s utilisation=80%'],
    ['rate=1MB/s retention.ms=86400000 linger.ms=20', 'rate=1MB/s retention=1d linger=20ms'],
    ['rate=1MB/s min.insync.replicas=1 num.partitions=9', 'rate=1MB/s min_isr=1 partitions=9'],
  ])('%s is the same as %s', (one, other) => {
    const strip = ({ data }: { data: object }) => ({ ...data });
    expect(strip(size(one))).toEqual(strip(size(other)));
  });
  it('a GiB is 7.4 % more than a GB', () =>
    expect(
      figure(size('rate=1GiB/s preset=i3en.3xlarge'), 'produce_mb_s') /
        figure(size('rate=1GB/s preset=i3en.3xlarge'), 'produce_mb_s'),
    ).toBeCloseTo(1.073741824, 9));
});

describe('extreme but legal', () => {
  const sane = (value: unknown): void => {
    if (typeof value === 'number') {
      expect(Number.isFinite(value)).toBe(true);
      expect(value).toBeGreaterThanOrEqual(0);
    } else if (value !== null && typeof value === 'object')
      for (const each of Object.values(value)) sane(each);
  };
  it.each([
    'rate=1trillion/day size=1B retention=365d',
    'rate=1/day size=1B retention=365d',
    'rate=1/s size=2GB retention=3650d rf=1',
    'rate=1PB/day groups=1000 survive=zone zones=20 on=all',
    'rate=1B/s groups=0 rf=1 min_isr=1 survive=none partitions=100000000',
    'rate=1MB/s retention=1ms compression=1000 batch=0 linger=0',
    'rate=1GB/s ram=1B nic=1B/s disk=1B disk_throughput=1B/s',
  ])('size %s', (line) => {
    const { data } = size(line);
    for (const [key, value] of Object.entries(data)) if (key !== 'headroom_left_percent') sane(value);
  });
  it('whatever is asked, numbers are finite and not negative, or there is a sentence', () => {
    const pairs = fc.uniqueArray(
      fc.tuple(
        fc.constantFrom(...INPUTS.map(({ name }) => name)),
        fc.constantFrom(
          '0',
          '1',
          '2',
          '3',
          '1000',
          '1MB/s',
          '1GiB',
          '1h',
          'yes',
          'zone',
          '20%',
          'zstd',
          '1e12',
          '1..3',
          'msk.m5.large',
        ),
      ),
      {
        maxLength: 6,
        selector: ([name]) => name,
      },
    );
    fc.assert(
      fc.property(pairs, fc.constantFrom('calc', 'size'), (all, mode) => {
        const scenario = readScenario(all);
        if (!scenario.ok) return void expect(scenario.message.length).toBeGreaterThan(10);
        const result = answer(mode === 'calc' ? 'calc' : 'size', scenario.value);
        if (!result.ok) return void expect(result.message.length).toBeGreaterThan(10);
        for (const [key, value] of Object.entries(result.value.data))
          if (key !== 'headroom_left_percent') sane(value);
      }),
      { numRuns: 600 },
    );
  });
});

describe('replay', () => {
  it('the line of a scenario reads back to the same scenario', () => {
    const first = readScenario([
      ['rate', '20k..60k'],
      ['Replication', '3'],
      ['min.insync.replicas', '2'],
      ['retention', '7 d'],
      ['codec', 'zstd'],
    ]);
    if (!first.ok) throw new Error(first.message);
    const line = scenarioLine(first.value);
    const again = readScenario(
      [...line.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))/g)].map(([, name = '', quoted, bare = '']) => [
        name,
        quoted ?? bare,
      ]),
    );
    expect(again).toEqual(first);
  });
  it('2x doubles the rate that was there', () => {
    const before = readScenario([['rate', '50MB/s']]);
    const after = before.ok ? readScenario([['rate', '2x']], before.value) : before;
    expect(after.ok && scenarioLine(after.value)).toBe('rate=100MB/s');
  });
});

describe('ranges', () => {
  it('give the lowest and the highest of both corners, and name what matters', () => {
    const found = size('rate=200MB/s..800MB/s lagging=0..1 nic=10Gbps retention=1h');
    expect(found.spread?.low['brokers']).toBe(
      figure(size('rate=200MB/s lagging=0 nic=10Gbps retention=1h'), 'brokers'),
    );
    expect(found.spread?.high['brokers']).toBe(
      figure(size('rate=800MB/s lagging=1 nic=10Gbps retention=1h'), 'brokers'),
    );
    expect(found.spread?.matters).toBe('rate');
  });
});

describe('what cannot be', () => {
  it.each([
    ['calc', 'brokers=3 rf=4', /^rf: 4 copies need 4 brokers/],
    ['calc', 'brokers=3 rf=3 min_isr=4', /^min_isr: /],
    ['calc', 'brokers=2 survive=2', /^survive: /],
    ['size', 'rate=1MB/s peak=0.5x', /^peak: /],
    ['size', 'rate=1MB/s brokers=3', /^brokers: size works/],
    ['size', 'rate=1MB/s topics=9 partitions=3', /^topics: /],
    ['size', 'rate=1MB/s tiered=yes retention=1h local_retention=2h', /^local_retention: /],
    ['size', 'rate=0', /^rate: I read “0”, which is too little/],
    ['size', 'rate=1e308', /^rate: I read “1e308”, which is larger than any cluster/],
    ['size', 'size="1 kilobite"', /^size: I read “1 kilobite”, which has the unit “kilobite”/],
    ['calc', 'colour=red', /^“colour” is nothing I can calculate with/],
  ] as const)('%s %s is refused in one sentence', (mode, line, sentence) => {
    const pairs = [...line.matchAll(/([\w.-]+)=(?:"([^"]*)"|(\S+))/g)].map(
      ([, name = '', quoted, bare = '']) => [name, quoted ?? bare] as const,
    );
    const scenario = readScenario(pairs);
    const result = scenario.ok ? answer(mode, scenario.value) : scenario;
    expect(result.ok ? '' : result.message).toMatch(sentence);
  });
});

describe('comparing presets', () => {
  it('stays within the families that were named', () => {
    expect(size('rate=100MB/s on=google').data['preset']).toBe('google.vcpu');
    expect(String(size('rate=100MB/s on=ec2').data['preset'])).toMatch(/^(i3en|r6i|m6in)\./);
  });
  it('picks the cheapest that fits, and the second cheapest after it', () => {
    const { inverse } = size('rate=100MB/s groups=3 retention=1d on=msk,express,ec2');
    const prices = inverse?.fitting.map(({ usdMonth }) => usdMonth ?? 0) ?? [];
    expect(prices).toEqual(prices.toSorted((one, other) => one - other));
    expect(prices.length).toBeGreaterThan(10);
  });
  it('a price known in part does not win over whole ones', () =>
    expect(size('rate=2GB/s groups=4 on=google,express').data['preset']).not.toBe('google.vcpu'));
  it('whoever is over the cap is rejected with the reason', () => {
    const { inverse } = size('rate=1GB/s groups=3 retention=7d broker_cap=12 on=msk,express');
    const [first] = inverse?.rejected ?? [];
    expect(first?.why).toMatch(/^needs \d+ brokers for .+, more than the cap of 12$/);
  });
});

describe('rules beside the constraints', () => {
  it('a size is a multiple of the zones', () => {
    const found = size('rate=500MB/s nic=10Gbps zones=3 survive=none retention=1h');
    expect(figure(found, 'brokers') % 3).toBe(0);
    expect(part(found, 'brokers_by_constraint', 'replication_floor')).toBe(3);
  });
});
