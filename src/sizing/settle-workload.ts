/** Settles the workload: rate and peak, messages, readers, retention, batching. */

import { ASSUMED } from './constants.ts';
import { type Ledger, optionally, refuse, yes } from './ledger.ts';
import { payloadBytes } from './load.ts';
import type { Message } from './record-bytes.ts';
import type { Result } from './scenario.ts';
import type { Direction, Settled } from './settled.ts';
import { bytes, bytesPerSecond, count, type Factor, factor, seconds } from './units.ts';

export function settleWorkload(ledger: Ledger, direction: Direction) {
  const rate = settleRate(ledger, direction);
  const sized =
    ['size', 'key', 'headers'].some((name) => ledger.scenario.has(name)) || rate?.kind === 'messages';
  const headers = ledger.said('headers') ?? 0;
  const message: Message = {
    value: bytes(ledger.take('size', ASSUMED.message_size)),
    key: bytes(ledger.said('key') ?? 0),
    headers: bytes(headers),
    headerCount: count(ledger.said('header_count') ?? (headers > 0 ? 1 : 0)),
  };
  const peakFactor = settlePeak(ledger, rate, message);
  if (!peakFactor.ok) return peakFactor;
  const codec = ledger.scenario.get('compression')?.low;
  const ratio = ledger.said('compression') ?? 1;
  if (codec?.as === 'codec')
    ledger.origins.push({
      name: 'compression ratio',
      from: 'assumed',
      text: `${ratio}x for ${codec.codec}`,
      note: 'measure it on your data',
    });
  const read = ledger.said('read');
  return {
    ok: true as const,
    value: {
      rate,
      peakFactor: peakFactor.value,
      message,
      sized,
      groups: factor(
        ledger.said('groups') ?? (read === undefined ? ledger.assume('groups', ASSUMED.groups) : 0),
      ),
      read: read === undefined ? undefined : bytesPerSecond(read),
      lagging: factor(ledger.take('lagging', ASSUMED.lagging)),
      remoteReaders: factor(ledger.said('remote_readers') ?? 0),
      ...settleRetention(ledger),
      ratio: factor(ratio),
      codec: codec?.as === 'codec' ? codec.codec : undefined,
      batchSize: bytes(ledger.take('batch', ASSUMED.batch_size)),
      linger: seconds(ledger.take('linger', ASSUMED.linger)),
      producers: count(ledger.take('producers', ASSUMED.producers)),
      partitions: optionally(ledger.said('partitions'), count),
      topics: count(ledger.said('topics') ?? 1),
      partitionProducerRate: bytesPerSecond(
        ledger.take('partition_producer_rate', ASSUMED.partition_producer_rate),
      ),
      partitionConsumerRate: bytesPerSecond(
        ledger.take('partition_consumer_rate', ASSUMED.partition_consumer_rate),
      ),
      largestGroup: optionally(ledger.said('largest_group'), count),
      timePerMessage: optionally(ledger.said('ms_per_message'), seconds),
      outage: seconds(ledger.take('outage', ASSUMED.outage)),
    },
  };
}

function settleRate(ledger: Ledger, direction: Direction): Settled['rate'] {
  const kind = ledger.kind('rate');
  const said = ledger.said('rate');
  if (said !== undefined)
    return { kind: kind === 'bytes per second' ? 'bytes' : 'messages', perSecond: said };
  if (direction === 'forward') return undefined;
  return { kind: 'bytes', perSecond: ledger.assume('rate', ASSUMED.rate) };
}

function settlePeak(ledger: Ledger, rate: Settled['rate'], message: Message): Result<Factor> {
  const kind = ledger.kind('peak');
  const said = ledger.said('peak');
  if (said === undefined) return { ok: true, value: factor(ledger.assume('peak', ASSUMED.peak_factor)) };
  const times = kind === 'times' ? said : peakOver(rate, kind, said, message);
  if (times === undefined)
    return refuse(
      'peak: a peak given as a rate needs the average beside it; give rate=… as well, or a factor such as peak=3x.',
    );
  return times >= 0.999_999_999
    ? { ok: true, value: factor(Math.max(1, times)) }
    : refuse(
        `peak: “${ledger.scenario.get('peak')?.text}” is less than the average rate; a peak is at least 1x.`,
      );
}

function peakOver(
  rate: Settled['rate'],
  kind: string | undefined,
  peak: number,
  message: Message,
): number | undefined {
  if (!rate) return undefined;
  const payload = payloadBytes(message);
  const inBytes = (as: string | undefined, value: number) =>
    as === 'messages per second' || as === 'messages' ? value * payload : value;
  return inBytes(kind, peak) / inBytes(rate.kind, rate.perSecond);
}

function settleRetention(ledger: Ledger) {
  const kind = ledger.kind('retention');
  const said = ledger.said('retention');
  const perPartition = ledger.said('retention_bytes');
  const localSaid = ledger.said('local_retention');
  const tiered = yes(ledger.word('tiered')) ?? localSaid !== undefined;
  const retention: Settled['retention'] =
    said !== undefined
      ? kind === 'bytes'
        ? { kind: 'bytes', bytes: bytes(said) }
        : { kind: 'time', time: seconds(said) }
      : perPartition !== undefined
        ? { kind: 'partition bytes', bytes: bytes(perPartition) }
        : { kind: 'time', time: seconds(ledger.assume('retention', ASSUMED.retention)) };
  return {
    retention,
    retentionSaid: said !== undefined || perPartition !== undefined,
    tiered,
    localRetention: seconds(
      localSaid ?? (tiered ? ledger.assume('local_retention', ASSUMED.local_retention) : 0),
    ),
    uploadLag: seconds(tiered ? ledger.take('upload_lag', ASSUMED.upload_lag) : 0),
    uploadFromDisk: yes(ledger.word('upload_from_disk')) ?? false,
  };
}
