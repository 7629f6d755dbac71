// Resolves the jars of one Kafka release with Maven and runs the Java program of this folder against them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Component } from '../facts.ts';
import type { Extracted } from './extracted.ts';

/** A broker that has not started by then never will. */
const LONGEST_RUN_MS = 180_000;

const here = fileURLToPath(new URL('.', import.meta.url));

/** The published artifacts that are asked for, and what cannot be read when one of them is not to be had. */
const artifacts: readonly { artifact: string; components: readonly Component[] }[] = [
  { artifact: 'kafka_2.13', components: [] },
  { artifact: 'kafka-streams', components: ['streams'] },
  {
    artifact: 'connect-runtime',
    components: ['connect', 'connect-standalone', 'source-connector', 'sink-connector'],
  },
  { artifact: 'connect-mirror', components: ['mirror'] },
];

export interface ReleaseJars {
  readonly classPath: string;
  /** Components whose jars the repository does not have for this release. */
  readonly missing: readonly Component[];
}

/** Jars of a release such as `4.1.0` and of everything they need. Throws when the release itself is unknown. */
export function resolveJars(version: string): ReleaseJars {
  const jars = new Set<string>();
  const missing: Component[] = [];
  for (const { artifact, components } of artifacts) {
    const resolved = resolveArtifact(artifact, version);
    for (const jar of resolved ?? []) jars.add(jar);
    if (resolved !== null) continue;
    if (components.length === 0) throw new Error(`Maven finds no ${artifact} ${version}`);
    missing.push(...components);
  }
  return { classPath: [...jars].join(delimiter), missing };
}

function resolveArtifact(artifact: string, version: string): readonly string[] | null {
  const folder = mkdtempSync(join(tmpdir(), 'kafka-jars-'));
  const list = join(folder, 'class-path');
  try {
    const pom = join(here, 'pom.xml');
    const coordinates = [`-Dkafka.version=${version}`, `-Dkafka.artifact=${artifact}`];
    const goal = ['dependency:build-classpath', `-Dmdep.outputFile=${list}`];
    execFileSync('mvn', ['-q', '-B', '-f', pom, ...coordinates, ...goal], { stdio: 'pipe' });
    return readFileSync(list, 'utf8').trim().split(delimiter);
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the Java program of `java/` prints for the class path. */
export function extract(classPath: string): Extracted {
  const facts: Extracted = JSON.parse(runJava({ classPath, folder: 'java', main: 'Extract' }));
  return facts;
}

/** JMX attributes by object name, from a broker and clients of the release that run for some seconds. */
export function liveBeans({ classPath, missing }: ReleaseJars): Readonly<Record<string, readonly string[]>> {
  const without = missing.includes('streams') ? ['StreamsApplication.java'] : [];
  const beans: Record<string, string[]> = JSON.parse(
    runJava({ classPath, folder: 'live', main: 'LiveMetrics', without }),
  );
  return beans;
}

type Program = { classPath: string; folder: string; main: string; without?: readonly string[] };

/** Compiles a folder of Java against the class path, runs it in a folder of its own and gives what it prints. */
function runJava({ classPath, folder, main, without = [] }: Program): string {
  const work = mkdtempSync(join(tmpdir(), 'kafka-facts-'));
  try {
    const names = readdirSync(join(here, folder)).filter((name) => !without.includes(name));
    const sources = names.map((name) => join(here, folder, name));
    const classes = join(work, 'classes');
    mkdirSync(classes);
    execFileSync('javac', ['-nowarn', '-d', classes, '-cp', classPath, ...sources], { stdio: 'pipe' });
    // A temporary folder of its own: the program masks it where a default holds it.
    const options = [`-Djava.io.tmpdir=${work}`, '-cp', `${classes}${delimiter}${classPath}`, main, work];
    const output = execFileSync('java', options, {
      stdio: 'pipe',
      maxBuffer: 64 * 1024 * 1024,
      timeout: LONGEST_RUN_MS,
    });
    return output.toString('utf8');
  } finally {
    rmSync(work, { recursive: true });
  }
}
