/** Bytes of records and batches, against the format as Kafka writes it. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BATCH_HEADER_BYTES,
  fillBatch,
  type Message,
  recordBytes,
  varintBytes,
  wireBytes,
} from '../../src/sizing/record-bytes.ts';
import { bytes, count, factor, messagesPerSecond, seconds } from '../../src/sizing/units.ts';

const message = (value: number, key = 0, headers = 0, headerCount = 0): Message => ({
  value: bytes(value),
  key: bytes(key),
  headers: bytes(headers),
  headerCount: count(headerCount),
});
const fill = (one: Message, { batch = 16_384, linger = 0.1, ratio = 1, rate = 1e9 } = {}) =>
  fillBatch(one, {
    batchSize: bytes(batch),
    linger: seconds(linger),
    ratio: factor(ratio),
    rate: messagesPerSecond(rate),
  });

describe('a zigzag varint', () => {
  it.each([
    [-1, 1],
    [0, 1],
    [63, 1],
    [64, 2],
    [8191, 2],
    [8192, 3],
    [1_048_575, 3],
    [1_048_576, 4],
    [2_147_483_647, 5],
  ])('of %d takes %d bytes', (value, length) => expect(varintBytes(value)).toBe(length));
});

describe('a record', () => {
  it.each([
    ['null key, 57 bytes of value: 7 bytes beside it', message(57), 57 + 7],
    ['null key, 64 bytes of value: 2 lengths of 2 bytes, so 9', message(64), 64 + 9],
    ['null key, 1,024 bytes of value: 9', message(1024), 1024 + 9],
    ['8,192 bytes of value: 2 lengths of 3 bytes, so 11', message(8192), 8192 + 11],
    ['a key of 16 bytes: its length still takes one byte', message(1024, 16), 1024 + 16 + 9],
    ['3 headers of 10 + 10 bytes: 2 lengths each', message(300, 16, 60, 3), 300 + 16 + 60 + 9 + 6],
  ])('%s', (_, one, expected) => expect(recordBytes(one)).toBe(expected));
  it('grows by a byte at the 64th offset and at the 64th millisecond', () => {
    expect(recordBytes(message(10), 64) - recordBytes(message(10), 63)).toBe(1);
    expect(recordBytes(message(10), 0, 64) - recordBytes(message(10), 0, 63)).toBe(1);
  });
});

describe('a batch', () => {
  it('of 16,384 bytes takes (16,384 - 61) / 1,033 = 15 records of 1 KiB', () => {
    const batch = fill(message(1024));
    expect(batch).toMatchObject({ records: 15, endedBy: 'size', size: 61 + 15 * 1033 });
    expect(wireBytes(batch)).toBeCloseTo(1033 + 61 / 15, 9);
  });
  it('takes one record however large', () => expect(fill(message(100_000))).toMatchObject({ records: 1 }));
  it('of a slow producer ends with linger: 1 + 2,000 records/s x 10 ms = 21', () =>
    expect(fill(message(200), { rate: 2000, linger: 0.01 })).toMatchObject({
      records: 21,
      endedBy: 'linger',
    }));
  it('without linger carries single records, 61 bytes for each', () =>
    expect(wireBytes(fill(message(100), { linger: 0, rate: 10 }))).toBe(100 + 9 + BATCH_HEADER_BYTES));
  it('compresses the records and not the header: 61 + records / 4', () => {
    const batch = fill(message(1024), { ratio: 4 });
    expect(batch.size - BATCH_HEADER_BYTES).toBeCloseTo((batch.records * 1033) / 4, 6);
  });
  it('holds more records when they compress, because the room is counted compressed', () =>
    expect(fill(message(1024), { ratio: 4 }).records).toBeGreaterThan(3 * fill(message(1024)).records));
  it('never needs fewer bytes than its records compressed, nor more than one batch each', () => {
    fc.assert(
      fc.property(
        fc.record({
          value: fc.integer({ min: 1, max: 50_000 }),
          batch: fc.integer({ min: 0, max: 1 << 20 }),
          linger: fc.integer({ min: 0, max: 1000 }),
          rate: fc.integer({ min: 1, max: 1_000_000 }),
          ratio: fc.integer({ min: 1, max: 10 }),
        }),
        ({ value, batch, linger, rate, ratio }) => {
          const each = wireBytes(fill(message(value), { batch, linger: linger / 1000, rate, ratio }));
          expect(each).toBeGreaterThanOrEqual(value / ratio);
          expect(each).toBeLessThanOrEqual(value + 21 + BATCH_HEADER_BYTES);
        },
      ),
    );
  });
});
