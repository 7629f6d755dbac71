/** The entry: has Node keep what it compiles between starts, then loads everything else. */
import { enableCompileCache } from 'node:module';

// Stripping the types of some four hundred files is most of a cold start.
enableCompileCache();

const { run } = await import('./run.ts');
await run(process.argv.slice(2));
