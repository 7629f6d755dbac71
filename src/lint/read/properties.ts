// Reads .properties text by the rules of java.util.Properties, keeping where every key and value stands.
import type { Entry, ReadProblem } from '../entry.ts';

/** One character of a logical line and where it came from. */
interface Place {
  readonly character: string;
  readonly offset: number;
}

export interface ReadProperties {
  readonly entries: readonly Entry[];
  readonly problems: readonly ReadProblem[];
}

/** Every setting in file order, repeated ones included. */
export function readProperties(text: string): ReadProperties {
  const entries: Entry[] = [];
  const problems: ReadProblem[] = [];
  const lineOf = lineCounter(text);
  for (const { places, end } of logicalLines(text)) {
    const line = lineOf(places[0]?.offset ?? end);
    try {
      entries.push(readEntry(places, line, end));
    } catch (error) {
      if (!(error instanceof MalformedEscape)) throw error;
      problems.push({ line, message: 'A \\u must be followed by four hexadecimal digits.', fatal: true });
    }
  }
  return { entries, problems };
}

/** Counts lines from where the last question left off: settings are asked about in file order. */
function lineCounter(text: string): (offset: number) => number {
  let at = 0;
  let line = 1;
  return (offset) => {
    for (; at < offset; at++) {
      const character = text[at];
      if (character === '\n' || (character === '\r' && text[at + 1] !== '\n')) line++;
    }
    return line;
  };
}

interface LogicalLine {
  readonly places: readonly Place[];
  /** Offset behind its last character. */
  readonly end: number;
}

/** Joins continued lines and drops comments and blank lines, as Properties.LineReader does. */
function* logicalLines(text: string): Generator<LogicalLine> {
  let line = readLogicalLine(text, 0);
  while (line !== null) {
    yield line;
    line = readLogicalLine(text, line.end + 1);
  }
}

function readLogicalLine(text: string, from: number): LogicalLine | null {
  let offset = skipToContent(text, from);
  if (offset >= text.length) return null;
  const places: Place[] = [];
  for (;;) {
    const end = endOfLine(text, offset);
    const continues = /(^|[^\\])(\\\\)*\\$/.test(text.slice(offset, end));
    for (let at = offset; at < end; at++) places.push({ character: text.charAt(at), offset: at });
    if (continues) places.pop();
    // A continuation that the file ends with continues nothing, and Java then takes even an empty line for a key.
    if (!continues || end >= text.length - 1) return { places, end };
    offset = skipBlanks(text, end + (text.startsWith('\r\n', end) ? 2 : 1));
    if (places.length === 0) return readLogicalLine(text, offset);
  }
}

/** Past blank lines, blanks and comments, which a backslash does not continue. */
function skipToContent(text: string, from: number): number {
  let offset = from;
  while (offset < text.length) {
    const character = text.charAt(offset);
    if (character === '#' || character === '!') offset = endOfLine(text, offset);
    else if (isBlank(character) || character === '\n' || character === '\r') offset++;
    else return offset;
  }
  return offset;
}

function skipBlanks(text: string, from: number): number {
  let offset = from;
  while (offset < text.length && isBlank(text.charAt(offset))) offset++;
  return offset;
}

function endOfLine(text: string, from: number): number {
  let offset = from;
  while (offset < text.length && text[offset] !== '\n' && text[offset] !== '\r') offset++;
  return offset;
}

function readEntry(places: readonly Place[], line: number, end: number): Entry {
  const { keyLength, valueStart } = divide(places);
  const keyPlaces = places.slice(0, keyLength);
  const valuePlaces = places.slice(valueStart);
  const start = places[0]?.offset ?? end;
  const keyEnd = keyPlaces.length === 0 ? start : (keyPlaces.at(-1)?.offset ?? start) + 1;
  const valueOffset = valuePlaces[0]?.offset ?? end;
  const key = plainText(keyPlaces);
  return {
    key,
    written: key,
    value: plainText(valuePlaces),
    line,
    notation: 'properties',
    keySpan: { start, end: keyEnd },
    valueSpan: { start: valueOffset, end },
    span: { start, end },
    renamable: true,
  };
}

/** The key ends at the first unescaped =, : or blank; blanks and one separator may follow before the value. */
function divide(places: readonly Place[]): { keyLength: number; valueStart: number } {
  let keyLength = 0;
  let separated = false;
  let escaping = false;
  for (; keyLength < places.length; keyLength++) {
    const character = places[keyLength]?.character ?? '';
    if (!escaping && isSeparator(character)) {
      separated = true;
      break;
    }
    if (!escaping && isBlank(character)) break;
    escaping = character === '\\' && !escaping;
  }
  let valueStart = Math.min(keyLength + 1, places.length);
  for (; valueStart < places.length; valueStart++) {
    const character = places[valueStart]?.character ?? '';
    if (isBlank(character)) continue;
    if (separated || !isSeparator(character)) break;
    separated = true;
  }
  return { keyLength, valueStart };
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\f';
}

function isSeparator(character: string): boolean {
  return character === '=' || character === ':';
}

class MalformedEscape extends Error {}

const namedEscapes: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n', f: '\f' };

function plainText(places: readonly Place[]): string {
  let text = '';
  for (let index = 0; index < places.length; index++) {
    const character = places[index]?.character ?? '';
    if (character !== '\\') {
      text += character;
      continue;
    }
    index++;
    const escaped = places[index]?.character ?? '';
    if (escaped !== 'u') {
      text += namedEscapes[escaped] ?? escaped;
      continue;
    }
    const digits = places
      .slice(index + 1, index + 5)
      .map((place) => place.character)
      .join('');
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new MalformedEscape();
    text += String.fromCharCode(Number.parseInt(digits, 16));
    index += 4;
  }
  return text;
}

/** Writes a value so that java.util.Properties reads it back unchanged. */
export function escapeValue(value: string): string {
  return value.replace(/[\\\n\r\t\f]/g, (character) => escapes[character] ?? character).replace(/^ /, '\\ ');
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\f': '\\f',
};
