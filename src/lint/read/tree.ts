// Parses YAML and JSON into leaves that know where they stand.
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseAllDocuments } from 'yaml';
import type { Notation, ReadProblem, Span } from '../entry.ts';

/** One value with the keys that lead to it; list items have their index as key. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: string | null;
  readonly line: number;
  readonly keySpan: Span;
  readonly valueSpan: Span;
  readonly span: Span;
}

export interface Tree {
  /** One list of leaves per document of the file. */
  readonly documents: readonly (readonly Leaf[])[];
  readonly problems: readonly ReadProblem[];
}

/** All leaves of a YAML or JSON text; of a broken one, those that could be read. */
export function readTree(text: string, notation: Extract<Notation, 'yaml' | 'json'>): Tree {
  const counter = new LineCounter();
  const documents = [...parseAllDocuments(text, { lineCounter: counter, uniqueKeys: false, strict: false })];
  const problems: ReadProblem[] = documents
    .flatMap((document) => document.errors)
    .slice(0, 1)
    .map((error) => ({
      line: counter.linePos(error.pos[0]).line,
      message: `This is not ${notation === 'json' ? 'JSON' : 'YAML'}: the structure breaks here.`,
      fatal: true,
    }));
  if (notation === 'json' && problems.length === 0 && !isJson(text)) {
    problems.push({ line: 1, message: 'This is not valid JSON.', fatal: true });
  }
  const leaves = documents.map((document) => [
    ...walk(document.contents, [], text, counter, document.toJS.bind(document)),
  ]);
  return { documents: leaves, problems };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function* walk(
  node: Node | null,
  path: readonly string[],
  text: string,
  counter: LineCounter,
  toJS: () => unknown,
): Generator<Leaf> {
  if (isMap(node)) {
    for (const pair of node.items)
      yield* walkPair(pair as Pair<Node, Node | null>, path, text, counter, toJS);
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      if (isMap(item) || isSeq(item)) yield* walk(item, [...path, String(index)], text, counter, toJS);
      else if (isScalar(item)) {
        const span = spanOf(item);
        yield leaf([...path, String(index)], scalarText(item, text), span, span, text, counter);
      }
    }
  }
}

function* walkPair(
  pair: Pair<Node, Node | null>,
  path: readonly string[],
  text: string,
  counter: LineCounter,
  toJS: () => unknown,
): Generator<Leaf> {
  const name = isScalar(pair.key) ? String(pair.key.value ?? '') : '';
  const deeper = [...path, name];
  const { value } = pair;
  if (isMap(value) || isSeq(value)) {
    yield* walk(value, deeper, text, counter, toJS);
  } else if (!isAlias(value)) {
    const keySpan = spanOf(pair.key);
    const written = isScalar(value) ? value : null;
    const valueSpan = written === null ? { start: keySpan.end, end: keySpan.end } : spanOf(written);
    yield leaf(
      deeper,
      written === null ? null : scalarText(written, text),
      keySpan,
      valueSpan,
      text,
      counter,
    );
  }
}

function leaf(
  path: readonly string[],
  value: string | null,
  keySpan: Span,
  valueSpan: Span,
  text: string,
  counter: LineCounter,
): Leaf {
  const { line } = counter.linePos(keySpan.start);
  const lineStart = text.lastIndexOf('\n', keySpan.start - 1) + 1;
  const start = lineStart + (/^\s*/.exec(text.slice(lineStart, keySpan.start))?.[0].length ?? 0);
  return {
    path,
    value,
    line,
    keySpan,
    valueSpan,
    span: { start, end: Math.max(keySpan.end, valueSpan.end) },
  };
}

function spanOf(node: Node): Span {
  const [start = 0, end = 0] = node.range ?? [];
  return { start, end };
}

/** A plain scalar as it is written, because 0x10 or 1.50 must reach Kafka unchanged; null for nothing or null. */
function scalarText(node: Node & { value: unknown; type?: string }, text: string): string | null {
  if (node.value === null || node.value === undefined) return null;
  if (typeof node.value === 'string') return node.value;
  const { start, end } = spanOf(node);
  return node.type === 'PLAIN' ? text.slice(start, end) : String(node.value);
}
