// Reads the facts of the given Kafka releases out of their published jars: `npm run reference -- 4.1.0 4.0.2`.
// With --metrics a broker and clients of each release run for half a minute to show their JMX metrics, too.
import { compareVersions } from '../version.ts';
import { extract, liveBeans, resolveJars } from './jars.ts';
import { merge } from './merge.ts';
import { beanPatterns } from './metrics.ts';
import { readStored, writeStored } from './store.ts';

/** A broker of an older release needs ZooKeeper, and is not run for its metrics. */
const firstWithKraft = '3.3.0';

const withMetrics = process.argv.includes('--metrics');
const versions = process.argv.slice(2).filter((argument) => argument !== '--metrics');
if (versions.length === 0 || versions.some((version) => !/^\d+\.\d+\.\d+$/.test(version))) {
  console.error('Say which releases to read, as full numbers: npm run reference -- 4.1.0 [--metrics]');
  process.exit(2);
}

for (const version of versions) {
  const jars = resolveJars(version);
  const facts = extract(jars.classPath);
  const runs = withMetrics && compareVersions(version, firstWithKraft) >= 0;
  const metrics = runs ? beanPatterns(liveBeans(jars)) : null;
  const changed = writeStored(merge(readStored(), { version, facts, missing: jars.missing, metrics }));
  const gaps = jars.missing.length === 0 ? '' : ` (no jars for ${jars.missing.join(', ')})`;
  console.log(`${version}${gaps}: ${changed.length === 0 ? 'nothing changed' : changed.join(', ')}`);
}
