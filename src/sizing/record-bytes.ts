/**
 * Bytes of records and batches in Kafka's message format 2, exactly as DefaultRecord and DefaultRecordBatch write them.
 * Source: apache/kafka, clients/src/main/java/org/apache/kafka/common/record.
 */

import { ASSUMED } from './constants.ts';
import { type Bytes, bytes, type Count, type Factor, type MessagesPerSecond, type Seconds } from './units.ts';

/** Base offset to record count: what stands before the records of every batch. */
export const BATCH_HEADER_BYTES = 61;

/** The producer expects this part of the raw bytes to be left after compression, on the safe side. */
const expectedShare = (ratio: Factor): number =>
  ratio > 1
    ? (1 / ratio + ASSUMED.compression_estimate_slack.value) * ASSUMED.compression_estimate_margin.value
    : 1;

/** Bytes of a zigzag varint: 1 up to 63, 2 up to 8,191, 3 up to 1,048,575. */
export function varintBytes(value: number): number {
  let zigzag = value >= 0 ? value * 2 : -value * 2 - 1;
  let length = 1;
  while (zigzag >= 128) {
    zigzag = Math.floor(zigzag / 128);
    length += 1;
  }
  return length;
}

/** One message as the application sees it; no key is a null key. */
export interface Message {
  key: Bytes;
  value: Bytes;
  /** Bytes of all header keys and values together. */
  headers: Bytes;
  headerCount: Count;
}

/** A record at a place in its batch; the deltas are to the first record of the batch. */
export function recordBytes(message: Message, offsetDelta = 0, timestampDelta = 0): number {
  const { key, value, headers, headerCount } = message;
  const keyBytes = key > 0 ? varintBytes(key) + key : varintBytes(-1);
  const perHeader = headerCount > 0 ? headers / headerCount / 2 : 0;
  const headerBytes = headers + headerCount * 2 * varintBytes(Math.round(perHeader));
  const body =
    1 +
    varintBytes(timestampDelta) +
    varintBytes(offsetDelta) +
    keyBytes +
    varintBytes(value) +
    value +
    varintBytes(headerCount) +
    headerBytes;
  return varintBytes(Math.ceil(body)) + body;
}

/** What a producer has to go on when it fills a batch. */
export interface Batching {
  batchSize: Bytes;
  linger: Seconds;
  ratio: Factor;
  /** Records per second that one producer sends to one partition. */
  rate: MessagesPerSecond;
}

export interface Batch {
  records: number;
  /** Compressed bytes of the whole batch, header included. */
  size: Bytes;
  /** What ended the batch. */
  endedBy: 'size' | 'linger';
}

/**
 * The batch a producer sends: as many records as fit batch.size, or as many as arrive within linger.ms when that is
 * less, and always at least one. The room is counted in compressed bytes, as the producer does.
 */
export function fillBatch(message: Message, batching: Batching): Batch {
  // The first record opens the batch; linger.ms counts from there.
  const arriving = 1 + batching.rate * batching.linger;
  const fitting = recordsThatFit(message, batching);
  const records = Math.min(arriving, fitting);
  return {
    records,
    size: bytes(
      BATCH_HEADER_BYTES + recordsBytes(message, records, batching.linger, batching.rate) / batching.ratio,
    ),
    endedBy: fitting <= arriving ? 'size' : 'linger',
  };
}

function recordsThatFit(message: Message, { batchSize, ratio }: Batching): number {
  const room = batchSize - BATCH_HEADER_BYTES;
  const margin = expectedShare(ratio);
  // A record is taken while what is inside already, plus this record before compression, still fits.
  let inside = 0;
  let records = 0;
  while (records < 128) {
    const next = recordBytes(message, records);
    if (records > 0 && inside * margin + next > room) return records;
    inside += next;
    records += 1;
  }
  // Beyond the first hundred all records are alike up to a byte of offset delta.
  const alike = recordBytes(message, 1000);
  return records + Math.max(0, Math.floor((room - alike - inside * margin) / (alike * margin)) + 1);
}

/** Bytes of the records before compression; timestamps spread evenly over the time the batch was open. */
function recordsBytes(message: Message, records: number, linger: Seconds, rate: MessagesPerSecond): number {
  const open = rate > 0 ? Math.min(linger, records / rate) * 1000 : 0;
  const at = (place: number) => recordBytes(message, Math.floor(place), Math.floor((open * place) / records));
  // Offset and timestamp deltas grow by a byte at 64, 8,192, ...: take them where they change, not record by record.
  let total = 0;
  let from = 0;
  while (from < records) {
    const until = Math.min(records, nextChange(from, records, open));
    total += (until - from) * at(from);
    from = until;
  }
  return total;
}

function nextChange(from: number, records: number, open: number): number {
  const steps = [64, 8192, 1_048_576, 134_217_728];
  const offset = steps.find((step) => step > from) ?? records;
  const perMillisecond = open > 0 ? records / open : Number.POSITIVE_INFINITY;
  const time = steps.map((step) => Math.ceil(step * perMillisecond)).find((place) => place > from) ?? records;
  return Math.max(from + 1, Math.min(offset, time));
}

/** Average bytes one message takes on the wire and on disk. */
export const wireBytes = (batch: Batch): Bytes => bytes(batch.size / batch.records);
