// Resolves the jars of one Kafka release with Maven and runs the Java program of this folder against them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Component } from '../facts.ts';
import type { Extracted } from './extracted.ts';

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

/** Compiles the Java program against the jars and gives back the JSON it prints. */
export function extract(classPath: string): Extracted {
  const folder = mkdtempSync(join(tmpdir(), 'kafka-facts-'));
  try {
    const sources = readdirSync(join(here, 'java')).map((name) => join(here, 'java', name));
    const classes = join(folder, 'classes');
    mkdirSync(classes);
    execFileSync('javac', ['-nowarn', '-d', classes, '-cp', classPath, ...sources], { stdio: 'pipe' });
    // A folder of its own: the program masks it where a default holds it.
    const options = [`-Djava.io.tmpdir=${folder}`, '-cp', `${classes}${delimiter}${classPath}`];
    const output = execFileSync('java', [...options, 'Extract'], {
      stdio: 'pipe',
      maxBuffer: 64 * 1024 * 1024,
    });
    const facts: Extracted = JSON.parse(output.toString('utf8'));
    return facts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
