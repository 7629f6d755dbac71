/** Broker sizes and managed units people can name instead of listing hardware. */

import { z } from 'zod';
import confluent from '../../content/sizing/presets/confluent.json' with { type: 'json' };
import ec2 from '../../content/sizing/presets/ec2.json' with { type: 'json' };
import express from '../../content/sizing/presets/express.json' with { type: 'json' };
import google from '../../content/sizing/presets/google.json' with { type: 'json' };
import msk from '../../content/sizing/presets/msk.json' with { type: 'json' };
import { constant, dateShape, sourceShape } from './constants.ts';

const amount = z.number().positive();

const preset = z.strictObject({
  name: z.string(),
  vcpu: amount.optional(),
  ram_gib: amount.optional(),
  /** One direction of the network card, all traffic. */
  nic_mb_s: amount.optional(),
  /** Limits a service puts on client traffic alone. */
  client_in_mb_s: amount.optional(),
  client_out_mb_s: amount.optional(),
  client_in_max_mb_s: amount.optional(),
  client_out_max_mb_s: amount.optional(),
  /** From the instance to network-attached volumes. */
  disk_network_mb_s: amount.optional(),
  disk_mib_s: amount.optional(),
  disk_provisionable_mib_s: amount.optional(),
  /** The disk that comes with the machine. */
  disk_gib: amount.optional(),
  /** The largest volume that can be attached. */
  disk_max_gib: amount.optional(),
  partitions: amount.optional(),
  partitions_max: amount.optional(),
  /** CPU is a limit of the service here, not a rule of thumb. */
  cpu_decides: z.boolean().optional(),
  /** num.replica.fetchers that goes with provisioned throughput. */
  replica_fetchers: amount.optional(),
  usd_hour: amount.optional(),
});

const family = z.strictObject({
  family: z.string(),
  label: z.string(),
  counts: z.enum(['broker traffic', 'client traffic']),
  region: z.string(),
  price_basis: z.string().optional(),
  as_of: z.string(),
  checked: dateShape,
  sources: z.array(sourceShape).min(1),
  notes: z.string(),
  /** What one of them is called; a broker unless the service sells units. */
  unit: z.string().default('broker'),
  zone_multiple: z.boolean(),
  minimum: amount.optional(),
  managed_storage: z.boolean().default(false),
  managed_failures: z.boolean().default(false),
  partitions_before_replication: z.boolean().default(false),
  replication_billed: z.boolean(),
  /** False when storage or traffic is billed beside a price that is known only in part. */
  price_covers_all: z.boolean().default(true),
  partition_rate_mb_s: amount.optional(),
  disk_fill: constant.optional(),
  cpu_use: constant.optional(),
  use_everything: constant.optional(),
  disk_price: z.string().optional(),
  broker_cap: amount.optional(),
  not_chosen: z.array(z.string()).default([]),
  presets: z.array(preset).min(1),
});

export type Family = z.output<typeof family>;
export type Preset = z.output<typeof preset> & { family: Family };

export const FAMILIES: readonly Family[] = [msk, express, ec2, confluent, google].map((file) =>
  family.parse(file),
);

export const PRESETS: readonly Preset[] = FAMILIES.flatMap((each) =>
  each.presets.map((one) => ({ ...one, family: each })),
);

const fold = (name: string) =>
  name
    .toLowerCase()
    .replace(/^kafka\.(?=[mt]\d)/, 'msk.')
    .replace(/[^a-z0-9]/g, '');

/** Finds a preset by its name; AWS spells the first kind kafka.m7g.large. */
export function findPreset(name: string): Preset | undefined {
  const wanted = fold(name);
  return PRESETS.find((each) => fold(each.name) === wanted);
}
