/** The produce rate in its several units: messages, payload, and framed and compressed bytes on the wire. */

import { fillBatch, type Message, wireBytes } from './record-bytes.ts';
import type { Settled } from './settled.ts';
import {
  type Bytes,
  type BytesPerSecond,
  bytes,
  bytesPerSecond,
  type MessagesPerSecond,
  messagesPerSecond,
} from './units.ts';

/** What the application sends per message, before Kafka's own bytes and before compression. */
export const payloadBytes = (message: Message): number =>
  Math.max(1, message.key + message.value + message.headers);

/** The produce rate in its several units, at the average and at the peak. */
export interface Load {
  messagesAverage: MessagesPerSecond;
  messagesPeak: MessagesPerSecond;
  payloadAverage: BytesPerSecond;
  /** On the wire and on disk: framed and compressed, one copy. */
  wireAverage: BytesPerSecond;
  wirePeak: BytesPerSecond;
  /** Wire bytes of one message. */
  bytesPerMessage: Bytes;
  recordsPerBatch: number;
  batchSize: Bytes;
  batchEndedBy: 'size' | 'linger';
}

/** The batch that forms when `messages` per second arrive; keyed messages spread over all partitions, others stick to one. */
function batchAt(settled: Settled, messages: number, partitions: number) {
  const { message, producers, batchSize, linger, ratio } = settled;
  const rate = messages / producers / (message.key > 0 ? Math.max(1, partitions) : 1);
  return fillBatch(message, { batchSize, linger, ratio, rate: messagesPerSecond(rate) });
}

/** The load of a number of messages per second (average). */
export function loadOf(settled: Settled, messages: number, partitions: number): Load {
  const batch = batchAt(settled, messages, partitions);
  const payload = payloadBytes(settled.message);
  const perMessage = settled.sized ? wireBytes(batch) : bytes(payload / settled.ratio);
  return {
    messagesAverage: messagesPerSecond(messages),
    messagesPeak: messagesPerSecond(messages * settled.peakFactor),
    payloadAverage: bytesPerSecond(messages * payload),
    wireAverage: bytesPerSecond(messages * perMessage),
    wirePeak: bytesPerSecond(messages * perMessage * settled.peakFactor),
    bytesPerMessage: perMessage,
    recordsPerBatch: batch.records,
    batchSize: batch.size,
    batchEndedBy: batch.endedBy,
  };
}

/** The load that was said, or assumed when sizing; undefined when only the cluster was described. */
export function ownLoad(settled: Settled, partitions: number): Load | undefined {
  const { rate } = settled;
  if (!rate) return undefined;
  return loadOf(
    settled,
    rate.kind === 'messages' ? rate.perSecond : rate.perSecond / payloadBytes(settled.message),
    partitions,
  );
}

/** The load whose peak is `wirePeak` bytes per second on the wire. */
export function loadAtWire(settled: Settled, wirePeak: BytesPerSecond, partitions: number): Load {
  const target = wirePeak / settled.peakFactor;
  let messages = target / (payloadBytes(settled.message) / settled.ratio);
  if (!settled.sized) return loadOf(settled, messages, partitions);
  // Batches fill better at higher rates, so bytes per message depend on the rate: a few rounds settle it.
  for (let round = 0; round < 30; round += 1) {
    const load = loadOf(settled, messages, partitions);
    if (load.wireAverage === 0 || Math.abs(load.wireAverage / target - 1) < 1e-13) return load;
    messages *= target / load.wireAverage;
  }
  return loadOf(settled, messages, partitions);
}
