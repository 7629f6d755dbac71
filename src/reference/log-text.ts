// Finds the errors named in pasted text: Java traces, librdkafka, Python, Go, Node.js and .NET logs; root cause first.
import { type ErrorIndex, foldError, type KnownError } from './errors.ts';

/** One error seen in the text. */
export interface Sighting {
  readonly error: KnownError;
  /** The words that gave it away. */
  readonly seenAs: string;
}

interface Hit extends Sighting {
  /** How many causes deep in its trace; deeper is nearer to the root. */
  readonly depth: number;
  readonly line: number;
  readonly column: number;
}

/** Wrappers that say little beside what they wrap on the same line. */
const wrappers = new Set([
  'KafkaException',
  'ApiException',
  'RetriableException',
  'ConnectException',
  'StreamsException',
  'KafkaJSNumberOfRetriesExceeded',
]);

/**
 * The errors of a text, each once: deepest cause first, and on one line the innermost, which stands last. A text that
 * is nothing but names keeps its order.
 */
export function errorsIn(text: string, index: ErrorIndex): readonly Sighting[] {
  const hits: Hit[] = [];
  let depth = 0;
  text.split(/\r?\n/).forEach((line, at) => {
    depth = depthOf(line, depth);
    if (isFrame(line)) return;
    for (const hit of hitsIn(line, index)) hits.push({ ...hit, line: at, depth: depth + hit.depth });
  });
  const onlyNames = /^[\w\s.,;-]+$/.test(text) && hits.length === text.trim().split(/[\s,;]+/).length;
  const ordered = onlyNames ? hits : [...hits].sort(rootFirst);
  const seen = new Set<string>();
  return ordered
    .filter(({ error }) => !seen.has(error.id) && seen.add(error.id))
    .map(({ error, seenAs }) => ({ error, seenAs }));
}

/** Causes go one deeper than what they are said under; any other line that starts at the margin begins afresh. */
function depthOf(line: string, depth: number): number {
  if (/^\s*(Caused by:|\[cause\]:|cause:|--->)/i.test(line)) return depth + 1;
  if (/^\s*Suppressed:/.test(line)) return 0;
  if (isFrame(line) || /^\s/.test(line) || line.trim() === '') return depth;
  return 0;
}

/** `at org.apache.kafka…Sender.run(Sender.java:1)`, `... 23 more`, `File "x.py", line 3`. */
function isFrame(line: string): boolean {
  return /^\s*(at\s+[\w.$/<>]+\s*\(|at async |\.\.\. \d+ (more|common frames)|File ".*", line \d+)/.test(
    line,
  );
}

function rootFirst(left: Hit, right: Hit): number {
  return (
    right.depth - left.depth ||
    left.line - right.line ||
    Number(wrappers.has(left.error.exception ?? '')) - Number(wrappers.has(right.error.exception ?? '')) ||
    right.column - left.column
  );
}

function hitsIn(line: string, index: ErrorIndex): Hit[] {
  const hits: Hit[] = [];
  let rest = line;
  const take = (error: KnownError, column: number, seenAs: string) => {
    const inner = line.slice(0, column).split(/ ---> | caused by:? /i).length - 1;
    hits.push({ error, seenAs, column, line: 0, depth: inner });
  };
  for (const match of line.matchAll(/[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)*/g)) {
    const error = errorNamed(match[0], index);
    if (error === null) continue;
    take(error, match.index, match[0]);
    rest = blank(rest, match.index, match[0].length);
  }
  // What the message says counts only where no name was given for it.
  const lower = rest.toLowerCase();
  let free = lower;
  for (const [fragment, error] of index.byText) {
    const at = free.indexOf(fragment);
    if (at < 0) continue;
    take(error, at, line.slice(at, at + fragment.length));
    free = blank(free, at, fragment.length);
  }
  if (hits.length === 0) {
    const code = /\berr(?:or)?[ _-]?(?:code)?["']?\s*[:=# ]\s*(-?\d{1,3})\b/i.exec(line);
    const error = code === null ? undefined : index.byCode.get(Number(code[1]));
    if (code !== null && error !== undefined) take(error, code.index, code[0]);
  }
  return hits;
}

function blank(text: string, start: number, length: number): string {
  return text.slice(0, start) + ' '.repeat(length) + text.slice(start + length);
}

/** Packages and modules whose classes are Kafka clients'; `java.util.concurrent.TimeoutException` is none of ours. */
const ownPackages =
  /^(org\.apache\.kafka|kafka|kerr|sarama|rdkafka|cimpl|confluent_kafka|Confluent\.Kafka|aiokafka|Kafka)\b/;

/** Names that are also plain words in logs; they count only in full, with package or underscore. */
const plainWords = new Set([
  'unknown',
  'noerror',
  'none',
  'fail',
  'state',
  'fatal',
  'conflict',
  'partial',
  'retry',
  'ssl',
  'fs',
]);

function errorNamed(token: string, index: ErrorIndex): KnownError | null {
  const full = index.byClass.get(token);
  if (full !== undefined) return full;
  // Wrappers of confluent-kafka say nothing: the error they carry stands behind them.
  if (/^(KafkaError|(Confluent\.Kafka\.|cimpl\.)\w*(Exception|Error))$/.test(token)) return null;
  const parts = token.split(/[.$]/);
  const last = parts.at(-1) ?? '';
  if (
    parts.length > 1 &&
    !ownPackages.test(token) &&
    !/^(ErrorCode|Errors|KafkaError)$/.test(parts.at(-2) ?? '')
  )
    return null;
  if (!looksLikeError(last, parts.length > 1)) return null;
  // .NET writes Local_MsgTimedOut for librdkafka's _MSG_TIMED_OUT.
  const spelling = last.replace(/^Local_/, '_').replace(/^RD_KAFKA_RESP_ERR_/, '');
  const folded = foldError(spelling);
  if (
    plainWords.has(folded) &&
    !last.startsWith('RD_') &&
    !last.startsWith('_') &&
    !last.startsWith('Local_')
  )
    return null;
  const found = index.bySpelling.get(folded) ?? null;
  return found !== null && spelling.startsWith('_') ? ownUnderscore(spelling, index, found) : found;
}

/** `_UNKNOWN_TOPIC` is librdkafka's own error, whatever else folds to the same letters. */
function ownUnderscore(spelling: string, index: ErrorIndex, otherwise: KnownError): KnownError {
  const folded = foldError(spelling);
  const own = index.all.find(
    (error) => error.client === 'librdkafka' && foldError(error.name ?? '') === folded,
  );
  return own ?? otherwise;
}

/** Constants with an underscore, class names with a suffix, Go's Err…, KafkaJS…, two humps behind a package. */
function looksLikeError(word: string, qualified: boolean): boolean {
  return (
    /^_?[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(word) ||
    /^_[A-Z]+$/.test(word) ||
    /^[A-Z]\w*(Error|Exception)$/.test(word) ||
    /^Err[A-Z]\w+$/.test(word) ||
    /^KafkaJS[A-Z]\w+$/.test(word) ||
    /^Local_[A-Z]\w+$/.test(word) ||
    /^[A-Z][a-z]+([A-Z][a-z]+)+$/.test(word) ||
    (qualified && /^[A-Z]\w+$/.test(word))
  );
}
