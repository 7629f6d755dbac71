// Turns environment variables of container images into the settings those images write: KAFKA_*, KAFKA_CFG_*, CONNECT_*.
import type { Component } from '../../reference/facts.ts';
import type { Entry, Section } from '../entry.ts';
import { type SpringLeaf, springSections } from './spring.ts';

/** One variable with its place. */
export type Variable = Omit<Entry, 'key' | 'renamable'>;

/** Variables that start like settings and steer the image or the JVM instead. */
const notSettings =
  /^KAFKA_(HEAP_OPTS|OPTS|JMX_.*|LOG4J_.*|TOOLS_LOG4J_.*|JVM_.*|GC_LOG_.*|CLUSTER_ID|KRAFT_CLUSTER_ID|CREATE_TOPICS|DEBUG.*|VERSION|HOME|SCALA_VERSION|USER|MODE|DAEMON_.*|BROKER_RACK_CMD|INTER_BROKER_(USER|PASSWORD)|CLIENT_(USERS|PASSWORDS|USER|PASSWORD)|CONTROLLER_(USER|PASSWORD)|ENABLE_KRAFT|CERTIFICATE_PASSWORD|TLS_.*|ZOOKEEPER_(PROTOCOL|USER|PASSWORD|TLS.*)|SSL_(KEYSTORE|TRUSTSTORE|KEY)_(FILENAME|CREDENTIALS)|REST_.*|SCHEMA_.*|CONNECT_.*|UI_.*|CLUSTERS_.*|BOOTSTRAPSERVERS)$/;

/** The image's rule: one underscore is a dot, two are an underscore, three a dash. */
function settingName(variable: string): string {
  return variable.toLowerCase().replace(/_+/g, (run) => ({ 1: '.', 2: '_', 3: '-' })[run.length] ?? run);
}

/** Sections of one container: what its broker, worker or Spring application is told. */
export function environmentSections(variables: readonly Variable[]): readonly Section[] {
  const bitnami = variables.some((variable) => variable.written.startsWith('KAFKA_CFG_'));
  const isWorker = variables.some((variable) => variable.written.startsWith('CONNECT_'));
  const sections: Section[] = [
    // A worker's container may have broker variables that its image inherits and nobody reads.
    isWorker
      ? { component: 'broker', entries: [] }
      : withListeners(section('broker', variables, bitnami ? 'KAFKA_CFG_' : 'KAFKA_')),
    section('connect', variables, 'CONNECT_'),
    section('streams', variables, 'STREAMS_'),
  ];
  const spring: SpringLeaf[] = variables
    .filter((variable) => variable.written.startsWith('SPRING_KAFKA_'))
    .map((variable) => ({ ...variable, path: springPath(variable.written), renamable: false }));
  return [...sections, ...springSections(spring).sections].filter((part) => part.entries.length > 0);
}

/** SPRING_KAFKA_PRODUCER_BATCH_SIZE: the first word is the client, `properties` starts a Kafka name, the rest is one. */
function springPath(variable: string): readonly string[] {
  const words = variable.slice('SPRING_KAFKA_'.length).toLowerCase().split('_');
  const depth = ['producer', 'consumer', 'admin', 'streams'].includes(words[0] ?? '') ? 1 : 0;
  const head = words.slice(0, depth);
  const rest = words.slice(depth);
  if (rest[0] === 'properties' || rest[0] === 'ssl' || rest[0] === 'security') return [...head, ...rest];
  return [...head, rest.join('')];
}

/** Images listen on every address where only advertised listeners are given. */
function withListeners(broker: Section): Section {
  const advertised = broker.entries.find((entry) => entry.key === 'advertised.listeners');
  if (advertised === undefined || broker.entries.some((entry) => entry.key === 'listeners')) return broker;
  const value = (advertised.value ?? '').replace(/:\/\/[^,]*:/g, '://0.0.0.0:');
  return { ...broker, entries: [...broker.entries, { ...advertised, key: 'listeners', value }] };
}

function section(component: Component, variables: readonly Variable[], prefix: string): Section {
  const entries = variables
    .filter((variable) => variable.written.startsWith(prefix) && !notSettings.test(variable.written))
    .map((variable) => ({
      ...variable,
      key: settingName(variable.written.slice(prefix.length)),
      renamable: false,
    }));
  return { component, entries, overridesOthers: true };
}

const assignment =
  /^\s*(?:-\s+)?(?:export\s+|ENV\s+|-e\s+|--env[ =])?["']?([A-Z][A-Z0-9_]*)=(.*?)["']?\s*\\?$/;

/** Lines such as `KAFKA_X=…`, with or without export, ENV or -e; others are passed over. */
export function readEnvironmentText(text: string): readonly Variable[] {
  const variables: Variable[] = [];
  let offset = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const match = assignment.exec(line.replace(/\r$/, ''));
    if (match !== null && !/^\s*#/.test(line)) {
      const name = match[1] ?? '';
      const value = (match[2] ?? '').replace(/^["'](.*)$/, '$1');
      const start = offset + line.indexOf(name);
      const valueStart = offset + line.indexOf(match[2] ?? '', line.indexOf(name) + name.length + 1);
      const valueSpan = { start: valueStart, end: valueStart + (match[2] ?? '').length };
      variables.push({
        written: name,
        value,
        line: index + 1,
        notation: 'environment',
        keySpan: { start, end: start + name.length },
        valueSpan,
        span: { start: offset, end: offset + line.length },
      });
    }
    offset += line.length + 1;
  }
  return variables;
}

/** True for text that is nothing but assignments to upper-case names. */
export function looksLikeEnvironment(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !/^\s*#/.test(line));
  return (
    lines.length > 0 &&
    lines.every((line) => assignment.test(line)) &&
    /(^|[\s"'-])(KAFKA|CONNECT|SPRING_KAFKA|STREAMS)_/m.test(text)
  );
}
