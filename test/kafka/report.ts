/** The table of a run as Markdown, predictions beside measurements. */

import { cpus } from 'node:os';
import { type Failure, RECORDS } from './failures.ts';
import type { Measured } from './measure.ts';
import type { Prediction } from './mixes.ts';

const error = (predicted: number, actual: number) =>
  actual === 0 && predicted === 0 ? 0 : predicted / actual - 1;
const percent = (share: number) => `${share >= 0 ? '+' : '−'}${(Math.abs(share) * 100).toFixed(2)} %`;
const mb = (bytes: number) => (bytes / 1e6).toFixed(2);
const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

const QUANTITIES: readonly [keyof Prediction, string][] = [
  ['bytesPerMessage', 'bytes per message'],
  ['disk', 'bytes on disk'],
  ['replication', 'replication traffic'],
  ['consumed', 'consumer traffic'],
];

export function report(measured: readonly Measured[], survived: readonly Failure[]): string {
  return `# The model beside real brokers

\`node test/kafka/main.ts\` starts a controller and three KRaft brokers of Kafka 4.4.0 from the published jars on loopback
(Java 17 and Maven), sends the mixes below, kills brokers, and writes this page. The last run: ${new Date().toISOString().slice(0, 10)},
${cpus().length} CPUs shared with other work.

The model gets what a person would give it (sizes, batch.size, linger.ms, rf, groups) and, where a codec is used, the ratio
measured on sample batches of the same data without a broker. Bytes on disk are those of the segment files of all
replicas; replication and consumer traffic are the brokers’ own counters (ReplicationBytesOutPerSec, BytesOutPerSec).
The prediction error is what the model says over what was measured, minus one.

## Bytes

${[
  row([
    'mix',
    'rf',
    'groups',
    'ratio',
    'B/message, predicted',
    'measured',
    'error',
    'disk MB, predicted',
    'measured',
    'error',
    'replication error',
    'consumer error',
  ]),
  row(['---', '--:', '--:', '--:', '--:', '--:', '--:', '--:', '--:', '--:', '--:', '--:']),
  ...measured.map(mixRow),
].join('\n')}

| quantity | largest error | in | median of absolute errors |
| --- | --: | --- | --: |
${QUANTITIES.map(([key, label]) => summary(label, measured, key)).join('\n')}

Where linger.ms is shorter than the time between two records, as in the last mix, a batch depends on how they arrive: evenly
spaced records travel alone, random ones share batches, which is what the model expects, and on a busy machine batches
fill while five requests are unanswered. Runs of this mix differ by more than the model is off.

Consumers here read a backlog: each of their fetches ends in the middle of a batch (max.partition.fetch.bytes), which the broker
counts and sends again. That is the few tenths of a percent by which consumer traffic exceeds the prediction.

Kafka’s own bytes per message beyond key, value and headers, before compression: ${measured
    .filter(({ mix }) => mix.codec === 'none')
    .map(
      ({ mix, actual, predicted }) =>
        `${mix.name} ${overhead(mix, actual)} (predicted ${overhead(mix, predicted)})`,
    )
    .join('; ')}.

## Failures

The brokers that hold the copies are killed with SIGKILL, the leader first. “Writes” is whether an acks=all write is then
accepted, “data” whether a survivor holds every record acknowledged before: it leads while the killed brokers come back and
follow it, and then everything is read. “Read at once” is how many of ${RECORDS} records a consumer gets while they are gone.

${[
  row(['rf', 'min ISR', 'killed', 'writes, predicted', 'seen', 'data, predicted', 'seen', 'read at once']),
  row(['--:', '--:', '--:', '---', '---', '---', '---', '--:']),
  ...survived.map(({ rf, minIsr, killed, predicted, actual }) =>
    row([
      rf,
      minIsr,
      killed,
      yes(predicted.writes),
      yes(actual.writes),
      yes(predicted.data),
      yes(actual.data),
      actual.readAtOnce,
    ]),
  ),
].join('\n')}

${survived.filter(({ predicted, actual }) => predicted.writes === actual.writes && predicted.data === actual.data).length} of ${survived.length} as predicted.

Fewer records read at once than are kept is no loss: under min ISR the high watermark stands still
(Partition.maybeIncrementLeaderHW), so the last records stay invisible until enough copies are back.
`;
}

const yes = (value: boolean) => (value ? 'yes' : 'no');

function mixRow({ mix, ratio, predicted, actual }: Measured): string {
  const of = (key: keyof Prediction) => percent(error(predicted[key], actual[key]));
  return row([
    mix.name,
    mix.rf,
    mix.groups,
    mix.codec === 'none' ? '1' : `${mix.codec} ${ratio.toFixed(2)}`,
    predicted.bytesPerMessage.toFixed(2),
    actual.bytesPerMessage.toFixed(2),
    of('bytesPerMessage'),
    mb(predicted.disk),
    mb(actual.disk),
    of('disk'),
    of('replication'),
    of('consumed'),
  ]);
}

function summary(label: string, measured: readonly Measured[], key: keyof Prediction): string {
  const errors = measured.map(({ mix, predicted, actual }) => ({
    name: mix.name,
    off: error(predicted[key], actual[key]),
  }));
  const sorted = errors.toSorted((one, other) => Math.abs(one.off) - Math.abs(other.off));
  const largest = sorted.at(-1);
  const median = sorted[Math.floor(sorted.length / 2)];
  return row([
    label,
    percent(largest?.off ?? 0),
    largest?.name ?? '',
    percent(Math.abs(median?.off ?? 0)).replace('+', ''),
  ]);
}

const overhead = (mix: Measured['mix'], { bytesPerMessage }: Prediction) =>
  `${(bytesPerMessage - mix.value - mix.key - mix.headers).toFixed(1)} B`;
