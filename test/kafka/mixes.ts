/** The dozen mixes the model is held against, and what it predicts for each. */

import { type Batch, fillBatch, type Message, wireBytes } from '../../src/sizing/record-bytes.ts';
import { bytes, count, factor, messagesPerSecond, seconds } from '../../src/sizing/units.ts';

export interface Mix {
  name: string;
  value: number;
  key: number;
  headers: number;
  headerCount: number;
  batch: number;
  lingerMs: number;
  codec: 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';
  rf: number;
  groups: number;
  partitions: number;
  records: number;
  /** Records per second; 0 is as fast as it goes, so that batches are full. */
  rate: number;
}

const mix = (name: string, part: Partial<Mix>): Mix => ({
  name,
  value: 1024,
  key: 0,
  headers: 0,
  headerCount: 0,
  batch: 16_384,
  lingerMs: 100,
  codec: 'none',
  rf: 3,
  groups: 1,
  partitions: 3,
  records: 40_000,
  rate: 0,
  ...part,
});

export const MIXES: readonly Mix[] = [
  mix('1 KiB values', {}),
  mix('100 B values, 2 groups', { value: 100, groups: 2, records: 300_000 }),
  mix('10 B values, rf 1', { value: 10, rf: 1, records: 600_000 }),
  mix('10 KiB values, 64 KiB batches', { value: 10_240, batch: 65_536, records: 5_000 }),
  mix('20 KiB values, larger than a batch', { value: 20_480, records: 3_000 }),
  mix('16 B keys, 3 headers, rf 2', {
    value: 300,
    key: 16,
    headers: 60,
    headerCount: 3,
    rf: 2,
    records: 120_000,
  }),
  mix('256 KiB batches, 3 groups', { value: 512, batch: 262_144, groups: 3, records: 80_000 }),
  mix('lz4', { codec: 'lz4', records: 120_000 }),
  mix('snappy, 64 KiB batches', { codec: 'snappy', batch: 65_536, records: 120_000 }),
  mix('gzip, rf 2', { codec: 'gzip', rf: 2, records: 60_000 }),
  mix('zstd, 100 B values', { codec: 'zstd', value: 100, records: 600_000 }),
  mix('2,000 records/s, linger 10 ms', {
    value: 200,
    lingerMs: 10,
    rate: 2_000,
    records: 30_000,
    partitions: 1,
  }),
  mix('100 records/s, linger 100 ms', { value: 200, rate: 100, records: 2_000, partitions: 1 }),
  mix('100 records/s, linger 5 ms', { value: 200, lingerMs: 5, rate: 100, records: 2_000, partitions: 1 }),
];

export const messageOf = ({ value, key, headers, headerCount }: Mix): Message => ({
  value: bytes(value),
  key: bytes(key),
  headers: bytes(headers),
  headerCount: count(headerCount),
});

/** The batch the model expects, given how far the codec squeezes this kind of data. */
export function predictBatch(one: Mix, ratio: number): Batch {
  const rate = one.rate > 0 ? one.rate / one.partitions : 1e9;
  return fillBatch(messageOf(one), {
    batchSize: bytes(one.batch),
    linger: seconds(one.lingerMs / 1000),
    ratio: factor(ratio),
    rate: messagesPerSecond(rate),
  });
}

export interface Prediction {
  bytesPerMessage: number;
  disk: number;
  replication: number;
  consumed: number;
}

/** Totals over `records` records: on all disks, between brokers, to consumers. */
export function predict(one: Mix, ratio: number, records: number): Prediction {
  const bytesPerMessage = wireBytes(predictBatch(one, ratio));
  const produced = bytesPerMessage * records;
  return {
    bytesPerMessage,
    disk: produced * one.rf,
    replication: produced * (one.rf - 1),
    consumed: produced * one.groups,
  };
}
