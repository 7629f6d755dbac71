/** Turns a typed line into raw option values: `pattern saga`, `calc brokers=6 size="2 KiB"`, pasted lines at the end. */
import type { OptionDescription } from './option.ts';

export type Token = {
  /** The word as typed. */
  readonly raw: string;
  /** Where it starts in the line. */
  readonly start: number;
  /** Set for `key=value` and `--key=value`. */
  readonly key?: string;
  readonly value: string;
};

const WORD =
  /(?:--)?(?:([\p{L}][\p{L}\p{N}_.-]*)=)?(?:"((?:[^"\\]|\\[\s\S])*)"|(\S+))|(?:--)?([\p{L}][\p{L}\p{N}_.-]*)=(?=\s|$)/gu;

/** Splits at white space; quoted values may hold blanks and `\n`, `\t`, `\"`. */
export function tokens(line: string): readonly Token[] {
  const straight = line.replace(/[“”]/g, '"');
  return [...straight.matchAll(WORD)].map((match) => {
    const [raw, key, quoted, bare, emptyKey] = match;
    const named = key ?? emptyKey;
    const value = quoted === undefined ? (bare ?? '') : readEscapes(quoted);
    return { raw, start: match.index, value, ...(named === undefined ? {} : { key: named }) };
  });
}

function readEscapes(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, letter: string) => ({ n: '\n', t: '\t' })[letter] ?? letter);
}

export type ReadLine = {
  readonly values: Readonly<Record<string, string>>;
  /** `key=value` whose key the command does not know. */
  readonly unknown: readonly Token[];
  /** Words that no option takes. */
  readonly left: readonly Token[];
};

/**
 * Assigns the words after the command's name to its options. Named values go by name; choices and typed values
 * are recognised at either end; the `rest` option takes what is left, from the original text where it spans lines.
 */
export function readOptions(line: string, options: readonly OptionDescription[]): ReadLine {
  const lines = options.find((option) => option.kind === 'lines' && option.rest);
  return lines ? readWithLines(line, options, lines) : readWords(tokens(line), options);
}

function readWords(all: readonly Token[], options: readonly OptionDescription[]): ReadLine {
  const values: Record<string, string> = {};
  const rest = options.find((option) => option.rest);
  const unknown: Token[] = [];
  const words: Token[] = [];
  for (const token of all) {
    const option = token.key === undefined ? undefined : optionNamed(token.key, options);
    if (option) values[option.name] = token.value;
    else if (token.key !== undefined && !belongs(token.key, rest, options)) unknown.push(token);
    else words.push(token);
  }
  const open = options.filter(
    (option) => option.positional && !option.rest && values[option.name] === undefined,
  );
  claim(words, open, values, rest !== undefined);
  if (rest && words.length > 0 && values[rest.name] === undefined) {
    values[rest.name] = words.splice(0).map(plain).join(' ');
  }
  return { values, unknown, left: words };
}

/** Whether a `name=value` word may be part of the rest. */
function belongs(
  key: string,
  rest: OptionDescription | undefined,
  options: readonly OptionDescription[],
): boolean {
  if (!rest) return false;
  return rest.takes?.(key) === true || !looksLikeOption(key, options);
}

/** Without a rest option words fill the options in order; with one, only recognised words are taken, from both ends. */
function claim(
  words: Token[],
  open: readonly OptionDescription[],
  values: Record<string, string>,
  hasRest: boolean,
): void {
  for (
    let found = nextClaim(words, open, values, hasRest);
    found;
    found = nextClaim(words, open, values, hasRest)
  ) {
    values[found.option.name] = words.splice(found.at, 1)[0]?.value ?? '';
  }
}

function nextClaim(
  words: readonly Token[],
  open: readonly OptionDescription[],
  values: Readonly<Record<string, string>>,
  hasRest: boolean,
): { option: OptionDescription; at: number } | undefined {
  for (const option of open) {
    if (values[option.name] !== undefined) continue;
    // A lookup needs a word of its own: `practice producer` is a role and `quiz 3` a number, but `config 4.0` is a
    // name to look for.
    if (hasRest && words.length === 1 && option.kind === 'text') continue;
    const free = !hasRest && option.kind === 'text' && option.shape === undefined;
    const edges = hasRest ? [words.length - 1, 0] : [...words.keys()];
    const at = edges.find((each) => {
      const word = words[each];
      return word !== undefined && (free || recognises(option, word.value));
    });
    if (at !== undefined) return { option, at };
  }
  return undefined;
}

function recognises(option: OptionDescription, word: string): boolean {
  if (option.kind === 'choice')
    return (option.choices ?? []).some(({ value }) => value === word.toLowerCase());
  if (option.kind === 'integer') return /^\d+$/.test(word);
  return option.shape?.test(word) ?? false;
}

/** Leading options first; the pasted text starts at the first word that is none, and keeps its line breaks. */
function readWithLines(
  line: string,
  options: readonly OptionDescription[],
  lines: OptionDescription,
): ReadLine {
  const values: Record<string, string> = {};
  for (const token of tokens(line)) {
    const named = token.key === undefined ? undefined : optionNamed(token.key, options);
    const option =
      named ??
      options.find(
        (each) => each.positional && values[each.name] === undefined && recognises(each, token.value),
      );
    if (!option || (named && values[named.name] !== undefined)) {
      values[lines.name] ??= line.slice(token.start);
      break;
    }
    values[option.name] = token.value;
  }
  return { values, unknown: [], left: [] };
}

function optionNamed(key: string, options: readonly OptionDescription[]): OptionDescription | undefined {
  const wanted = fold(key);
  return options.find((option) =>
    [option.name, ...(option.aliases ?? [])].some((name) => fold(name) === wanted),
  );
}

/** A near miss of an option's name is a mistake to point out; anything else (`acks=all`) belongs to the words. */
function looksLikeOption(key: string, options: readonly OptionDescription[]): boolean {
  return options.some((option) => isNear(fold(key), fold(option.name)));
}

const fold = (name: string) => name.toLowerCase().replace(/[-_.]/g, '');

function isNear(typed: string, name: string): boolean {
  if (typed.length < 4 || Math.abs(typed.length - name.length) > 1) return false;
  return typed.slice(0, 3) === name.slice(0, 3) || typed.slice(-3) === name.slice(-3);
}

function plain(token: Token): string {
  return token.key === undefined ? token.value : token.raw;
}
