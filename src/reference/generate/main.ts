// Reads the facts of the given Kafka releases out of their published jars: `npm run reference -- 4.1.0 4.0.2`.
import { extract, resolveJars } from './jars.ts';
import { merge } from './merge.ts';
import { readStored, writeStored } from './store.ts';

const versions = process.argv.slice(2);
if (versions.length === 0 || versions.some((version) => !/^\d+\.\d+\.\d+$/.test(version))) {
  console.error('Say which releases to read, as full numbers: npm run reference -- 4.1.0');
  process.exit(2);
}

for (const version of versions) {
  const { classPath, missing } = resolveJars(version);
  const before = readStored();
  const after = merge(before, version, extract(classPath), missing);
  const changed = writeStored(after);
  const gaps = missing.length === 0 ? '' : ` (no jars for ${missing.join(', ')})`;
  console.log(`${version}${gaps}: ${changed.length === 0 ? 'nothing changed' : changed.join(', ')}`);
}
