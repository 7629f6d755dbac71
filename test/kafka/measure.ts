/** Sends one mix through the brokers and reads the bytes off their disks and counters. */

import { type Cluster, type Probe, until } from './cluster.ts';
import { type Mix, type Prediction, predict, predictBatch } from './mixes.ts';

export interface Measured {
  mix: Mix;
  /** Raw over compressed bytes of a batch of this data, measured without a broker. */
  ratio: number;
  records: number;
  recordsPerBatch: { predicted: number; actual: number };
  predicted: Prediction;
  actual: Prediction;
}

let topics = 0;

export async function measure(cluster: Cluster, probe: Probe, mix: Mix): Promise<Measured> {
  topics += 1;
  const topic = `mix${topics}`;
  const { name, ...shape } = mix;
  const words = { ...shape, topic, batch: mix.batch, linger: mix.lingerMs, header_count: mix.headerCount };
  await probe
    .number('create', { topic, partitions: mix.partitions, rf: mix.rf, min_isr: 1 }, 'created')
    .catch(() => 0);
  await until(
    `leaders of ${topic}`,
    async () => (await probe.number('describe', { topic }, 'smallest_isr')) === mix.rf,
  );
  const ratio = mix.codec === 'none' ? 1 : await ratioOf(probe, mix, words);
  // The producer learns how well a topic compresses batch by batch, and everything warms up: not part of the measurement.
  const warm = mix.rate > 0 ? 200 : Math.round(mix.records / 4);
  await probe.ask('produce', { ...words, count: warm });
  await settled(cluster, topic);
  const before = { disk: cluster.bytesOnDisk(topic), ...(await counters(cluster, probe, topic)) };
  const sent = await probe.number('produce', { ...words, count: mix.records }, 'sent');
  await settled(cluster, topic);
  const after = { disk: cluster.bytesOnDisk(topic), ...(await counters(cluster, probe, topic)) };
  const all = warm + sent;
  await probe.number(
    'consume',
    { topic, partitions: mix.partitions, groups: mix.groups, count: all, patience: 20_000 },
    'records',
  );
  const read = await counters(cluster, probe, topic);
  const produced = after.produced - before.produced;
  // Readers read what was sent before the measurement, too; their share is that of the bytes.
  const share = produced / after.produced;
  return {
    mix: { ...mix, name },
    ratio,
    records: sent,
    recordsPerBatch: {
      predicted: predictBatch(mix, ratio).records,
      actual: recordsIn(produced / sent, mix, ratio),
    },
    predicted: predict(mix, ratio, sent),
    actual: {
      bytesPerMessage: produced / sent,
      disk: after.disk - before.disk,
      replication: after.replicated - before.replicated,
      consumed: (read.consumed - after.consumed) * share,
    },
  };
}

/** A batch as large as the model expects decides how well data compresses, and the other way round: a few rounds settle it. */
async function ratioOf(probe: Probe, mix: Mix, words: Record<string, string | number>): Promise<number> {
  let ratio = 2;
  for (let round = 0; round < 4; round += 1) {
    const records = Math.max(1, Math.round(predictBatch(mix, ratio).records));
    ratio = await probe.number('ratio', { ...words, records, count: records }, 'ratio');
  }
  return ratio;
}

async function counters(cluster: Cluster, probe: Probe, topic: string) {
  const found = await probe.ask('counters', { topic, ports: cluster.jmxPorts });
  const value = (name: string) => {
    const each = found[name];
    if (typeof each !== 'number') throw new Error(`no counter ${name}: ${JSON.stringify(found)}`);
    return each;
  };
  return { produced: value('produced'), consumed: value('consumed'), replicated: value('replicated_out') };
}

/** Followers are done when the files no longer grow. */
async function settled(cluster: Cluster, topic: string): Promise<void> {
  let last = -1;
  let still = 0;
  await until(`${topic} to settle`, async () => {
    const now = cluster.bytesOnDisk(topic);
    still = now === last ? still + 1 : 0;
    last = now;
    return still >= 5;
  });
}

/** Records per batch behind a number of bytes per record: the header is the only part that batches share. */
function recordsIn(bytesPerRecord: number, mix: Mix, ratio: number): number {
  const { records, size } = predictBatch(mix, ratio);
  const each = (size - 61) / records;
  return 61 / (bytesPerRecord - each);
}
