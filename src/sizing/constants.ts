/** Every number the calculator assumes, read from content/sizing with its unit, source and date. */

import { z } from 'zod';
import assumptionsFile from '../../content/sizing/assumptions.json' with { type: 'json' };
import compressionFile from '../../content/sizing/compression.json' with { type: 'json' };
import messageRatesFile from '../../content/sizing/message-rates.json' with { type: 'json' };
import pricesFile from '../../content/sizing/prices.json' with { type: 'json' };

const source = z.strictObject({ title: z.string().min(1), url: z.url().optional() });
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** One constant as the content files have it. */
export const constant = z.strictObject({
  value: z.number().nonnegative(),
  unit: z.string().min(1),
  source,
  checked: date,
  note: z.string().optional(),
});
export type Constant = z.output<typeof constant>;

type AssumptionName = keyof typeof assumptionsFile;

/** What is assumed when nothing is said. */
export const ASSUMED = z.record(z.string(), constant).parse(assumptionsFile) as Record<
  AssumptionName,
  Constant
>;

export type Codec = keyof typeof compressionFile;
/** Compression ratios, raw bytes over compressed bytes; assumed until measured. */
export const CODECS = z.record(z.string(), constant).parse(compressionFile) as Record<Codec, Constant>;

export const MESSAGE_RATES = z
  .strictObject({
    unit: z.literal('msg/s per broker'),
    by_vcpu: z.array(z.tuple([z.number(), z.number()])),
    source,
    checked: date,
    note: z.string(),
  })
  .parse(messageRatesFile);

export const PRICES = z
  .strictObject({
    region: z.string(),
    as_of: z.string(),
    disk_gib_month: z.record(z.string(), constant),
    remote_gib_month: constant,
    cross_zone_gib: constant,
    provisioned_mib_s_month: constant,
    express_data_in_gib: constant,
    express_storage_gib_month: constant,
  })
  .parse(pricesFile);

export { date as dateShape, source as sourceShape };
