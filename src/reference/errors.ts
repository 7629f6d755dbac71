// Every error the reference knows: protocol errors, exceptions of the Java clients, and errors other clients make.

import { type ClientSideError, errorSpellings } from './people.ts';
import { readErrors } from './protocol.ts';

/** One error under which everybody's spellings of it are gathered. */
export interface KnownError {
  /** Constant, class name or `<client>:<name>`; unique. */
  readonly id: string;
  /** Protocol code, or librdkafka's negative one; null when there is none. */
  readonly code: number | null;
  /** `NOT_ENOUGH_REPLICAS`, `_MSG_TIMED_OUT`; null for a Java exception without protocol code. */
  readonly name: string | null;
  /** Java class without package; for another client's own error the nearest Java one, or null. */
  readonly exception: string | null;
  readonly className: string | null;
  /** Superclasses, nearest first, full names. */
  readonly parents: readonly string[];
  readonly retriable: boolean;
  /** No broker sends it. */
  readonly clientOnly: boolean;
  /** `Java`, `librdkafka`, `Sarama` …: whose error it is; protocol errors are everybody's. */
  readonly client: string;
  readonly since: string | null;
  readonly removedIn: string | null;
}

/** Strips what clients put around a name, and everything but letters and digits. */
export function foldError(name: string): string {
  return name
    .replace(/^RD_KAFKA_RESP_ERR_/, '')
    .replace(/^Err(?=[A-Z])/, '')
    .replace(/(Error|Exception)$/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}

export interface ErrorIndex {
  readonly all: readonly KnownError[];
  readonly byCode: ReadonlyMap<number, KnownError>;
  readonly byClass: ReadonlyMap<string, KnownError>;
  /** By folded spelling; protocol errors win over exceptions, those over other clients' own. */
  readonly bySpelling: ReadonlyMap<string, KnownError>;
  /** Fragments of log messages in lower case. */
  readonly byText: readonly (readonly [fragment: string, error: KnownError])[];
}

let index: ErrorIndex | null = null;

export function errorIndex(): ErrorIndex {
  index ??= buildIndex();
  return index;
}

function buildIndex(): ErrorIndex {
  const java = readErrors().filter((error) => error.name !== 'NONE');
  const foreign = errorSpellings().client_side.map((error) => clientError(error));
  const all = [...java, ...foreign];
  const byCode = new Map(all.flatMap((error) => (error.code === null ? [] : [[error.code, error] as const])));
  const bySpelling = spellingsOf(java, foreign, byCode);
  // A class that is gone lives on in the protocol error of its name: NotLeaderForPartitionException.
  const lives = (error: KnownError) =>
    (error.removedIn === null ? undefined : bySpelling.get(foldError(error.exception ?? ''))) ?? error;
  const byClass = new Map(
    all.flatMap((error) => (error.className === null ? [] : [[error.className, lives(error)] as const])),
  );
  return { all, byCode, byClass, bySpelling, byText: textsOf(foreign, byCode, bySpelling) };
}

type Pair = readonly [spelling: string, error: KnownError | undefined];

/** Names in the order in which they claim a spelling. */
function spellingsOf(
  java: readonly KnownError[],
  foreign: readonly KnownError[],
  byCode: ReadonlyMap<number, KnownError>,
): Map<string, KnownError> {
  const coded = java.filter((error) => error.code !== null);
  // Classes that the newest release still has come first: a name that lives in two packages means the live one.
  const plain = java.filter((error) => error.code === null);
  const live = plain.filter((error) => error.removedIn === null);
  const pairs: Pair[] = [
    ...coded.map((error): Pair => [error.name ?? '', error]),
    ...coded.map((error): Pair => [error.exception ?? '', error]),
    ...Object.entries(errorSpellings().spellings).flatMap(([code, names]) =>
      names.map((name): Pair => [name, byCode.get(Number(code))]),
    ),
    ...[...live, ...plain].map((error): Pair => [error.exception ?? '', error]),
    ...foreign.map((error): Pair => [error.name ?? '', error]),
  ];
  const bySpelling = new Map<string, KnownError>();
  for (const [spelling, error] of pairs) {
    const folded = foldError(spelling);
    if (error !== undefined && folded !== '' && !bySpelling.has(folded)) bySpelling.set(folded, error);
  }
  return bySpelling;
}

/** Message fragments, the longest first: "Local: Timed out in queue" is not "Local: Timed out". */
function textsOf(
  foreign: readonly KnownError[],
  byCode: ReadonlyMap<number, KnownError>,
  bySpelling: ReadonlyMap<string, KnownError>,
): readonly (readonly [fragment: string, error: KnownError])[] {
  const { librdkafka, sarama, phrases, client_side } = errorSpellings();
  const pairs: Pair[] = [
    ...Object.entries(librdkafka).map(([code, text]): Pair => [`broker: ${text}`, byCode.get(Number(code))]),
    ...Object.entries(sarama).map(
      ([code, text]): Pair => [`kafka server: ${text}`, byCode.get(Number(code))],
    ),
    ...client_side.map(({ text }, at): Pair => [text ?? '', foreign[at]]),
    ...Object.entries(phrases).map(([text, name]): Pair => [text, bySpelling.get(foldError(name))]),
  ];
  return pairs
    .flatMap(([text, error]) =>
      error === undefined || text === '' ? [] : [[text.toLowerCase(), error] as const],
    )
    .sort(([left], [right]) => right.length - left.length);
}

function clientError(error: ClientSideError): KnownError {
  return {
    id: `${error.client}:${error.name}`,
    code: error.code ?? null,
    name: error.name,
    exception: error.java ?? null,
    className: null,
    parents: [],
    retriable: error.retriable,
    clientOnly: true,
    client: error.client,
    since: null,
    removedIn: null,
  };
}
