// Resolves one Kafka release with Maven, compiles the Java side against it, and asks it for verdicts.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { GeneratedFile } from './generate.ts';

export interface Verdict {
  readonly accepted: boolean;
  /** What Kafka said; absent when it accepted. */
  readonly reason?: string;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = join(tmpdir(), 'kafka-lint-differential');

function run(command: string, commandArguments: readonly string[]): void {
  const result = spawnSync(command, commandArguments, { encoding: 'utf8' });
  if (result.status !== 0)
    throw new Error(
      `${command} failed:\n${result.stdout ?? ''}${result.stderr ?? result.error?.message ?? ''}`,
    );
}

function classPath(version: string, applications: boolean): string {
  const file = join(cache, `${version}${applications ? '-applications' : ''}.classpath`);
  if (!existsSync(file)) {
    run('mvn', [
      '-q',
      '-B',
      ...(applications ? ['-Papplications'] : []),
      '-f',
      join(here, 'pom.xml'),
      'dependency:build-classpath',
      `-Dkafka.version=${version}`,
      `-Dmdep.outputFile=${file}`,
    ]);
  }
  return readFileSync(file, 'utf8').trim();
}

/** Kafka's verdicts on files, in their order. One JVM judges them all. */
export async function verdicts(
  version: string,
  files: readonly GeneratedFile[],
): Promise<readonly Verdict[]> {
  const applications = files.some(({ component }) => component === 'streams' || component === 'connect');
  const classes = join(cache, `classes-${version}`);
  mkdirSync(classes, { recursive: true });
  const libraries = classPath(version, applications);
  const sources = readdirSync(join(here, 'java')).map((name) => join(here, 'java', name));
  run('javac', ['-nowarn', '--release', '11', '-d', classes, '-cp', libraries, ...sources]);
  const java = spawn(
    'java',
    [
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-Xmx1g',
      `-Dkafka.release=${version}`,
      '-cp',
      `${classes}:${libraries}`,
      'Verdicts',
    ],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const answers: Verdict[] = [];
  const reading = (async () => {
    for await (const line of createInterface({ input: java.stdout })) {
      const verdict: Verdict = JSON.parse(line);
      answers.push(verdict);
    }
  })();
  for (const file of files) {
    if (!java.stdin.write(`${JSON.stringify(file)}\n`))
      await new Promise((resolve) => java.stdin.once('drain', resolve));
  }
  java.stdin.end();
  await reading;
  if (answers.length !== files.length)
    throw new Error(`Kafka ${version} answered ${answers.length} of ${files.length} files`);
  return answers;
}
