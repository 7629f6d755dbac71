// Reads a configuration file of any supported format: finds out which one it is, and whose settings are in it.
import type { Component } from '../../reference/facts.ts';
import type { Entry, Format, Notation, ReadFile, ReadProblem, Section } from '../entry.ts';
import {
  environmentSections,
  looksLikeEnvironment,
  readEnvironmentText,
  type Variable,
} from './environment.ts';
import { readProperties } from './properties.ts';
import { springSections } from './spring.ts';
import { isManagedByStrimzi, isStrimzi, strimziParts } from './strimzi.ts';
import { type Leaf, readTree } from './tree.ts';

/** The settings of a text; the file's name, where there is one, decides between formats that look alike. */
export function read(text: string, fileName: string | null): ReadFile {
  const extension = /\.([a-z]+)$/i.exec(fileName ?? '')?.[1]?.toLowerCase() ?? null;
  if (extension === 'json' || (extension === null && /^\s*[{[]/.test(text)))
    return readStructured(text, 'json');
  if (extension === 'yaml' || extension === 'yml') return readStructured(text, 'yaml');
  if (extension !== 'properties' && looksLikeEnvironment(text)) {
    return { format: 'environment', sections: environmentSections(readEnvironmentText(text)), problems: [] };
  }
  if (extension !== 'properties' && looksLikeYaml(text)) {
    const structured = readStructured(text, 'yaml');
    // What only looked like YAML is read by the rules that take everything.
    if (document.test(text) || !structured.problems.some((problem) => problem.fatal)) return structured;
  }
  return readFlat(text);
}

const document = /^---\s*$|^apiVersion:\s*kafka\.strimzi\.io/m;
const nested =
  /^\s*["']?[\w./[\]-]+["']?:[ \t]*(#.*)?\r?\n(\s*(#.*)?\r?\n)*([ \t]+["']?[\w./[\]-]+["']?:(\s|$)|[ \t]*- )/m;
const assigned = /^\s*[\w.-]+[ \t]*=/m;

/** A document marker, or a key with a map or list below it and no line of the form name=value. */
function looksLikeYaml(text: string): boolean {
  return document.test(text) || (nested.test(text) && !assigned.test(text));
}

function readFlat(text: string): ReadFile {
  const { entries, problems } = readProperties(text);
  const prefix = 'spring.kafka.';
  const spring = entries.filter((entry) => entry.key.startsWith(prefix));
  if (spring.length === 0)
    return { format: 'properties', sections: [{ component: null, entries }], problems };
  const leaves = spring.map(({ key, ...entry }) => ({
    ...entry,
    renamable: false,
    path: springParts(key.slice(prefix.length)),
  }));
  const read = springSections(leaves);
  return { format: 'spring', sections: read.sections, problems: [...problems, ...read.problems] };
}

/** Splits a Spring name at its dots, but not the Kafka name after `properties`. */
function springParts(name: string): readonly string[] {
  const [head, tail] = name.split(/(?<=(?:^|\.)properties)\./, 2);
  const rest = name.slice((head ?? '').length + 1);
  return tail === undefined ? name.split('.') : [...(head ?? '').split('.'), rest];
}

function readStructured(text: string, notation: Extract<Notation, 'yaml' | 'json'>): ReadFile {
  const tree = readTree(text, notation);
  const read = tree.documents.map((leaves) => readDocument(leaves, notation));
  const [first] = read;
  return {
    format: first?.format ?? notation,
    sections: read.flatMap((document) => document.sections),
    problems: [...tree.problems, ...read.flatMap((document) => document.problems)],
  };
}

function readDocument(leaves: readonly Leaf[], notation: Extract<Notation, 'yaml' | 'json'>): ReadFile {
  const entry = (leaf: Leaf, key: string): Entry => ({
    key,
    written: leaf.path.join('.'),
    value: leaf.value,
    line: leaf.line,
    notation,
    keySpan: leaf.keySpan,
    valueSpan: leaf.valueSpan,
    span: leaf.span,
    renamable: leaf.path.at(-1) === key && notation === 'yaml',
  });
  if (isStrimzi(leaves)) return readStrimzi(leaves, entry);
  const variables = composeVariables(leaves);
  if (variables.length > 0)
    return { format: 'compose', sections: variables.flatMap(environmentSections), problems: [] };
  const spring = springLeaves(leaves);
  if (spring.length > 0) {
    const sections = springSections(
      spring.map((leaf) => ({
        ...entry(leaf, ''),
        path: leaf.path,
        written: `spring.kafka.${leaf.path.join('.')}`,
        renamable: false,
      })),
    );
    return { format: 'spring', ...sections };
  }
  return readMaps(leaves, notation, entry);
}

function springLeaves(leaves: readonly Leaf[]): readonly Leaf[] {
  return leaves.flatMap((leaf) => {
    const name = leaf.path.join('.');
    return name.startsWith('spring.kafka.')
      ? [{ ...leaf, path: springParts(name.slice('spring.kafka.'.length)) }]
      : [];
  });
}

function readStrimzi(leaves: readonly Leaf[], entry: (leaf: Leaf, key: string) => Entry): ReadFile {
  const problems: ReadProblem[] = [];
  const sections = strimziParts(leaves).map((part) => {
    const kept = part.leaves.filter(
      (leaf) => part.component !== 'broker' || !isManagedByStrimzi(leaf.path.join('.')),
    );
    for (const leaf of part.leaves.filter((each) => !kept.includes(each))) {
      problems.push({
        line: leaf.line,
        message: `Strimzi sets ${leaf.path.join('.')} itself and ignores this line.`,
        fatal: false,
      });
    }
    return { component: part.component, entries: kept.map((leaf) => entry(leaf, leaf.path.join('.'))) };
  });
  return { format: 'strimzi', sections, problems };
}

/** Variables of every container: services.<name>.environment, as a map or as a list of assignments. */
function composeVariables(leaves: readonly Leaf[]): readonly (readonly Variable[])[] {
  const services = new Map<string, Variable[]>();
  for (const leaf of leaves) {
    const at = leaf.path.indexOf('environment');
    if (at < 0 || leaf.path.length !== at + 2) continue;
    const service = leaf.path.slice(0, at).join('.');
    const variable = composeVariable(leaf, /^\d+$/.test(leaf.path.at(-1) ?? ''));
    if (variable !== null) services.set(service, [...(services.get(service) ?? []), variable]);
  }
  return [...services.values()].filter((variables) =>
    variables.some((each) => /^(KAFKA|CONNECT|SPRING_KAFKA|STREAMS)_/.test(each.written)),
  );
}

function composeVariable(leaf: Leaf, isListItem: boolean): Variable | null {
  const { line, span } = leaf;
  if (!isListItem) {
    return {
      written: leaf.path.at(-1) ?? '',
      value: leaf.value,
      line,
      notation: 'yaml',
      keySpan: leaf.keySpan,
      valueSpan: leaf.valueSpan,
      span,
    };
  }
  const text = leaf.value ?? '';
  const equals = text.indexOf('=');
  if (equals < 0) return null;
  // A quoted item starts one character after its span.
  const quoted = leaf.valueSpan.end - leaf.valueSpan.start > text.length ? 1 : 0;
  const start = leaf.valueSpan.start + quoted;
  return {
    written: text.slice(0, equals),
    value: text.slice(equals + 1),
    line,
    notation: 'environment',
    keySpan: { start, end: start + equals },
    valueSpan: { start: start + equals + 1, end: leaf.valueSpan.end - quoted },
    span,
  };
}

/** Plain maps, and a connector with its settings under `config`; everything else in the file is passed over. */
function readMaps(
  leaves: readonly Leaf[],
  notation: 'yaml' | 'json',
  entry: (leaf: Leaf, key: string) => Entry,
): ReadFile {
  if (isKubernetes(leaves)) return { format: notation, sections: [], problems: [] };
  const named = namedValues(leaves, entry);
  if (named !== null)
    return { format: notation, sections: [{ component: null, entries: named }], problems: [] };
  const inConfig = leaves.filter((leaf) => leaf.path.includes('config') || leaf.path.includes('configs'));
  const groups = new Map<string, Entry[]>();
  for (const leaf of inConfig.length > 0 ? inConfig : leaves) {
    const at = Math.max(leaf.path.lastIndexOf('config'), leaf.path.lastIndexOf('configs'));
    const prefix = at >= 0 ? at + 1 : leadingIndexes(leaf.path);
    const place = leaf.path.slice(0, prefix).join('.');
    groups.set(place, [...(groups.get(place) ?? []), entry(leaf, leaf.path.slice(prefix).join('.'))]);
  }
  const sections: Section[] = [...groups.values()].map((entries) => ({
    component: connectorOf(entries),
    entries,
  }));
  const format: Format = sections.some((section) => section.component !== null) ? 'connector' : notation;
  return { format, sections, problems: [] };
}

/** A resource of Kubernetes that is not Strimzi's holds no Kafka settings, at least none that can be told. */
function isKubernetes(leaves: readonly Leaf[]): boolean {
  const names = leaves.map((leaf) => leaf.path.join('.'));
  return names.includes('apiVersion') && names.includes('kind');
}

function leadingIndexes(path: readonly string[]): number {
  const first = path.findIndex((part) => !/^\d+$/.test(part));
  return Math.max(first, 0);
}

/** Admin tools write [{"name": "cleanup.policy", "value": "compact"}]. */
function namedValues(
  leaves: readonly Leaf[],
  entry: (leaf: Leaf, key: string) => Entry,
): readonly Entry[] | null {
  const names = leaves.filter((leaf) => leaf.path.at(-1) === 'name');
  const values = leaves.filter((leaf) => leaf.path.at(-1) === 'value');
  if (names.length === 0 || names.length !== values.length) return null;
  return values.map((leaf, index) => entry(leaf, names[index]?.value ?? ''));
}

function connectorOf(entries: readonly Entry[]): Component | null {
  const names = entries.map((entry) => entry.key);
  if (!names.includes('connector.class')) return null;
  const isSink =
    names.some((name) => name === 'topics' || name === 'topics.regex') ||
    entries.some((entry) => entry.key === 'connector.class' && /sink/i.test(entry.value ?? ''));
  return isSink ? 'sink-connector' : 'source-connector';
}
