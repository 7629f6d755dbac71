// Every error the reference knows: protocol errors, exceptions of the Java clients, and errors other clients make.
import { readErrors } from './load.ts';
import { type ClientSideError, errorSpellings } from './people.ts';

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
  const { spellings, librdkafka, sarama, phrases, client_side } = errorSpellings();
  const java = readErrors().filter((error) => error.name !== 'NONE');
  const foreign = client_side.map((error) => clientError(error));
  const all = [...java, ...foreign];

  const byCode = new Map<number, KnownError>();
  const byClass = new Map<string, KnownError>();
  const bySpelling = new Map<string, KnownError>();
  const spell = (spelling: string, error: KnownError) => {
    const folded = foldError(spelling);
    if (folded !== '' && !bySpelling.has(folded)) bySpelling.set(folded, error);
  };
  for (const error of all) {
    if (error.code !== null) byCode.set(error.code, error);
    if (error.className !== null) byClass.set(error.className, error);
  }
  const coded = java.filter((error) => error.code !== null);
  for (const error of coded) spell(error.name ?? '', error);
  for (const error of coded) spell(error.exception ?? '', error);
  for (const [code, names] of Object.entries(spellings)) {
    const error = byCode.get(Number(code));
    if (error !== undefined) for (const name of names) spell(name, error);
  }
  // Releases that still have the class come first, so that a name that lives in two packages means the live one.
  const plain = java.filter((error) => error.code === null);
  for (const error of plain.filter((one) => one.removedIn === null)) spell(error.exception ?? '', error);
  for (const error of plain) spell(error.exception ?? '', error);
  for (const error of foreign) spell(error.name ?? '', error);
  return { all, byCode, byClass, bySpelling, byText: texts() };

  function texts(): [string, KnownError][] {
    const found: [string, KnownError | undefined][] = [
      ...Object.entries(librdkafka).map(([code, text]): [string, KnownError | undefined] => [
        `broker: ${text}`,
        byCode.get(Number(code)),
      ]),
      ...Object.entries(sarama).map(([code, text]): [string, KnownError | undefined] => [
        `kafka server: ${text}`,
        byCode.get(Number(code)),
      ]),
      ...client_side.flatMap(({ text }, at): [string, KnownError | undefined][] =>
        text === undefined ? [] : [[text, foreign[at]]],
      ),
      ...Object.entries(phrases).map(([text, name]): [string, KnownError | undefined] => [
        text,
        bySpelling.get(foldError(name)),
      ]),
    ];
    // The longest first: "Local: Timed out in queue" is not "Local: Timed out".
    return found
      .flatMap(([text, error]): [string, KnownError][] =>
        error === undefined ? [] : [[text.toLowerCase(), error]],
      )
      .sort(([left], [right]) => right.length - left.length);
  }
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
