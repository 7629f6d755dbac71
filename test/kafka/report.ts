/** The table of a run as Markdown, predictions beside measurements. */

import { cpus } from 'node:os';
import type { Failure } from './failures.ts';
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

| quantity | largest error | mean of absolute errors |
| --- | --: | --: |
${QUANTITIES.map(([key, label]) =>
  summary(
    label,
    measured.map(({ predicted, actual }) => error(predicted[key], actual[key])),
  ),
).join('\n')}

Kafka’s own bytes per message beyond key, value and headers, before compression: ${measured
    .filter(({ mix }) => mix.codec === 'none')
    .map(
      ({ mix, actual, predicted }) =>
        `${mix.name} ${overhead(mix, actual)} (predicted ${overhead(mix, predicted)})`,
    )
    .join('; ')}.

## Failures

The brokers that hold the copies are killed with SIGKILL, the leader first. “Writes” is whether an acks=all write is then
accepted, “data” whether every record acknowledged before can be read.

${[
  row(['rf', 'min ISR', 'killed', 'writes, predicted', 'seen', 'data, predicted', 'seen']),
  row(['--:', '--:', '--:', '---', '---', '---', '---']),
  ...survived.map(({ rf, minIsr, killed, predicted, actual }) =>
    row([
      rf,
      minIsr,
      killed,
      yes(predicted.writes),
      yes(actual.writes),
      yes(predicted.data),
      yes(actual.data),
    ]),
  ),
].join('\n')}

${survived.filter(({ predicted, actual }) => predicted.writes === actual.writes && predicted.data === actual.data).length} of ${survived.length} as predicted.
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

function summary(label: string, errors: readonly number[]): string {
  const sizes = errors.map(Math.abs);
  const largest = errors.reduce((one, other) => (Math.abs(other) > Math.abs(one) ? other : one), 0);
  return row([
    label,
    percent(largest),
    `${((sizes.reduce((sum, size) => sum + size, 0) / sizes.length) * 100).toFixed(2)} %`,
  ]);
}

const overhead = (mix: Measured['mix'], { bytesPerMessage }: Prediction) =>
  `${(bytesPerMessage - mix.value - mix.key - mix.headers).toFixed(1)} B`;
