/** What a cluster costs a month, by component. Every price has a source and a date, and every one can be replaced. */

import { ASSUMED, PRICES } from './constants.ts';
import { grouped } from './figures.ts';
import type { Load } from './load.ts';
import type { Settled } from './settled.ts';
import { storedLocally } from './storage.ts';
import { reading } from './traffic.ts';
import { type Bytes, bytes, GiB, MiB } from './units.ts';

export type CostName =
  | 'brokers'
  | 'disk'
  | 'remote'
  | 'zone_produce'
  | 'zone_replication'
  | 'zone_consume'
  | 'provisioned'
  | 'data_in';

export interface Cost {
  name: CostName;
  label: string;
  usdMonth: number;
  numbers: string;
}

export interface Bill {
  usdMonth: number;
  parts: readonly Cost[];
  /** Region, basis and date of the prices. */
  basis: string;
}

/** Undefined when no price of the broker itself is known. */
export function bill(
  settled: Settled,
  load: Load,
  brokers: number,
  diskPerBroker: Bytes | undefined,
): Bill | undefined {
  const { hardware, prices } = settled;
  const perHour = prices.broker ?? hardware.preset?.usd_hour;
  if (perHour === undefined) return undefined;
  const hours = ASSUMED.hours_per_month.value;
  const unit = hardware.preset?.family.unit ?? 'broker';
  const parts: Cost[] = [
    cost('brokers', `${unit}s`, brokers * perHour * hours, `${brokers} × ${perHour} USD/h × ${hours} h`),
    ...storage(settled, load, brokers, diskPerBroker),
    ...provisioned(settled, brokers),
    ...betweenZones(settled, load),
    ...dataIn(settled, load),
  ].filter(({ usdMonth }) => usdMonth > 0);
  return { usdMonth: parts.reduce((sum, part) => sum + part.usdMonth, 0), parts, basis: basis(settled) };
}

const cost = (name: CostName, label: string, usdMonth: number, numbers: string): Cost => ({
  name,
  label,
  usdMonth,
  numbers,
});

function basis({ hardware, prices }: Settled): string {
  const family = hardware.preset?.family;
  if (!family || prices.broker !== undefined)
    return `broker price as given, others ${PRICES.region}, ${PRICES.as_of}`;
  return `${family.label}, ${family.region}, ${family.price_basis ?? 'list'}, prices of ${family.as_of}`;
}

function storage(settled: Settled, load: Load, brokers: number, diskPerBroker: Bytes | undefined): Cost[] {
  const { hardware, prices, tiered, retention, localRetention } = settled;
  const family = hardware.preset?.family;
  const parts: Cost[] = [];
  const perGib =
    prices.disk ??
    (family?.disk_price === undefined ? undefined : PRICES.disk_gib_month[family.disk_price]?.value);
  const included = hardware.preset?.disk_gib !== undefined && prices.disk === undefined;
  if (perGib !== undefined && diskPerBroker !== undefined && !included && family?.managed_storage !== true) {
    const gib = diskPerBroker / GiB;
    parts.push(
      cost('disk', 'disks', brokers * gib * perGib, `${brokers} × ${grouped(gib)} GiB × ${perGib} USD`),
    );
  }
  if (family?.family === 'express' && retention.kind === 'time') {
    const gib = (load.wireAverage * retention.time) / GiB;
    const price = prices.disk ?? PRICES.express_storage_gib_month.value;
    parts.push(cost('disk', 'storage', gib * price, `${grouped(gib)} GiB × ${price} USD`));
  }
  if (tiered && retention.kind === 'time') {
    const gib = (load.wireAverage * Math.max(0, retention.time - localRetention)) / GiB;
    const price = prices.remote ?? PRICES.remote_gib_month.value;
    parts.push(cost('remote', 'remote storage', gib * price, `${grouped(gib)} GiB × ${price} USD`));
  }
  return parts;
}

function provisioned({ hardware, prices }: Settled, brokers: number): Cost[] {
  const { preset, diskThroughput } = hardware;
  if (preset?.disk_provisionable_mib_s === undefined || diskThroughput === undefined) return [];
  const mib = diskThroughput / MiB;
  if (mib <= (preset.disk_mib_s ?? mib)) return [];
  const price = prices.provisioned ?? PRICES.provisioned_mib_s_month.value;
  return [
    cost(
      'provisioned',
      'provisioned throughput',
      brokers * mib * price,
      `${brokers} × ${grouped(mib)} MiB/s × ${price} USD`,
    ),
  ];
}

/** Bytes that leave their zone per byte produced. Replicas are spread over zones; a follower in the same zone costs nothing. */
export function crossZoneShares(settled: Settled): { produce: number; replication: number; consume: number } {
  const { zones, rf, followerFetching, hardware } = settled;
  const away = zones > 1 ? (zones - 1) / zones : 0;
  const { fanOut } = reading(settled);
  const local = followerFetching && rf >= zones;
  return {
    produce: away,
    replication: hardware.preset?.family.replication_billed === false ? 0 : Math.min(rf, zones) - 1,
    consume: local ? 0 : fanOut * away,
  };
}

function betweenZones(settled: Settled, load: Load): Cost[] {
  if (settled.hardware.preset?.family.unit !== undefined && settled.hardware.preset.family.unit !== 'broker')
    return [];
  const price = settled.prices.zone ?? PRICES.cross_zone_gib.value;
  const gib = (load.wireAverage * ASSUMED.hours_per_month.value * 3600) / GiB;
  const shares = crossZoneShares(settled);
  const part = (name: CostName, label: string, share: number) =>
    cost(name, label, gib * share * price, `${grouped(gib)} GiB × ${grouped(share)} × ${price} USD`);
  return [
    part('zone_produce', 'between zones: produce', shares.produce),
    part('zone_replication', 'between zones: replication', shares.replication),
    part('zone_consume', 'between zones: consume', shares.consume),
  ];
}

function dataIn({ hardware }: Settled, load: Load): Cost[] {
  if (hardware.preset?.family.family !== 'express') return [];
  const gib = (load.wireAverage * ASSUMED.hours_per_month.value * 3600) / GiB;
  const price = PRICES.express_data_in_gib.value;
  return [cost('data_in', 'data in', gib * price, `${grouped(gib)} GiB × ${price} USD`)];
}

/** The disk to order per broker: what is said or built in, else what the data needs at the fill that is allowed, up to the largest volume. */
export function diskToProvision(
  settled: Settled,
  load: Load,
  brokers: number,
  partitions: number,
): Bytes | undefined {
  const { hardware, diskFill } = settled;
  if (hardware.preset?.family.managed_storage === true) return undefined;
  if (hardware.diskFixed && hardware.disk !== undefined) return hardware.disk;
  const needed = storedLocally(settled, load.wirePeak, partitions) / brokers / diskFill;
  return bytes(Math.min(needed, hardware.disk ?? needed));
}
