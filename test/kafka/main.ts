/** Runs the mixes and the failures against real brokers, prints the table and writes it into test/kafka/README.md. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BROKERS, Cluster, fetchJars, Probe, until } from './cluster.ts';
import { type Failure, failures } from './failures.ts';
import { type Measured, measure } from './measure.ts';
import { MIXES } from './mixes.ts';
import { report } from './report.ts';

fetchJars();
const cluster = new Cluster();
await cluster.start();
const probe = new Probe(cluster.bootstrap);
try {
  await until('three brokers', async () => (await probe.number('brokers', {}, 'brokers')) === BROKERS.length);
  const measured: Measured[] = [];
  for (const mix of MIXES) {
    const one = await measure(cluster, probe, mix);
    console.log(
      `${mix.name}: ${one.actual.bytesPerMessage.toFixed(2)} B a message, predicted ${one.predicted.bytesPerMessage.toFixed(2)}`,
    );
    measured.push(one);
  }
  const survived: Failure[] = await failures(cluster, probe, (line) => console.log(line));
  const text = report(measured, survived);
  console.log(text);
  if (!process.argv.includes('--dry')) writeFileSync(join(import.meta.dirname, 'README.md'), text);
} finally {
  probe.stop();
  await cluster.stop();
}
