/** The item-writing rules of `content/README.md`, as far as a machine can hold them; for the bank and for packs alike. */
import { stemmer } from 'stemmer';
import { eng, removeStopwords } from 'stopword';

export type Item = {
  readonly prompt: string;
  readonly options: readonly { readonly text: string; readonly right?: true | undefined }[];
};

/** What is wrong with one field, and what to do about it. */
export type Found = readonly [field: 'prompt' | 'options', what: string];

/** The right option may be this much longer than the middle one before its length gives it away. */
const LONGEST_KEY = 1.25;
/** Below this many characters a difference in length tells nothing. */
const SHORT_OPTION = 12;
/** An option this many times longer than another is of another kind. */
const UNEVEN = 4;
/** Words of a prompt shorter than this are too common to give anything away. */
const TELLING_WORD = 5;

/** Words so common in talk about Kafka that a shared one tells nothing. */
const everyday = new Set(
  `kafka topic partition broker consumer producer record message offset leader follower replica group cluster
  client member setting default value event data write read commit batch request response client server file
  first second third after before every other which happen stream table state application service order
  instance thread timeout transaction controller connector connect worker segment retention schema security
  protocol version fetch send number start three four first`
    .split(/\s+/)
    .map(stemmer),
);

export function itemProblems({ prompt, options }: Item): readonly Found[] {
  const texts = options.map(({ text }) => text);
  const key = options.find(({ right }) => right)?.text ?? '';
  const wrong = options.filter(({ right }) => !right).map(({ text }) => text);
  return [
    ...promptProblems(prompt),
    ...referring(texts),
    ...lengthProblems(key, wrong),
    ...giveAways(prompt, key, wrong),
    ...unparallel(texts),
    ...numberOrder(texts),
  ];
}

function promptProblems(prompt: string): readonly Found[] {
  const problems: Found[] = [];
  if (!/[?:.]$/.test(prompt.trim())) problems.push(['prompt', 'end it as a question']);
  const lastSentence =
    prompt
      .trim()
      .split(/(?<=[.:?])\s+/)
      .at(-1) ?? '';
  if (/\b(which|what)\b.*\b(not|except)\b/.test(lastSentence)) {
    problems.push([
      'prompt',
      'ask positively; a “not” in the question is overlooked (write NOT if it cannot be avoided)',
    ]);
  }
  return problems;
}

function referring(texts: readonly string[]): readonly Found[] {
  const problems = texts
    .filter((text) =>
      /\b(all|none|both|neither|any) of (the above|these|the others?)\b|\b(both|either) [A-D] (and|or) [A-D]\b/i.test(
        text,
      ),
    )
    .map((text): Found => ['options', `“${text}” refers to other options; they are shuffled`]);
  const different = new Set(texts.map((text) => text.trim().toLowerCase()));
  return different.size < texts.length ? [...problems, ['options', 'two options say the same']] : problems;
}

function lengthProblems(key: string, wrong: readonly string[]): readonly Found[] {
  const lengths = [key, ...wrong].map((text) => text.length);
  const longestWrong = Math.max(...wrong.map((text) => text.length));
  const isTelling =
    key.length > SHORT_OPTION && key.length > LONGEST_KEY * median(lengths) && key.length > longestWrong;
  return isTelling ? [['options', 'the right option is much longer than the others; even them out']] : [];
}

function giveAways(prompt: string, key: string, wrong: readonly string[]): readonly Found[] {
  const problems: Found[] = [];
  const absolute = /\b(always|never)\b/i;
  if (wrong.some((text) => absolute.test(text)) && !absolute.test(key)) {
    problems.push(['options', '“always” or “never” stands only in wrong options, which gives them away']);
  }
  const hedge = /\b(usually|generally|typically|may|might|often|sometimes)\b/i;
  if (hedge.test(key) && !wrong.some((text) => hedge.test(text))) {
    problems.push(['options', 'only the right option hedges (“usually”, “may”), which gives it away']);
  }
  const elsewhere = new Set(wrong.flatMap(tellingWords));
  const asked = new Set(tellingWords(prompt));
  const telling = tellingWords(key).find((word) => asked.has(word) && !elsewhere.has(word));
  if (telling !== undefined) {
    problems.push([
      'options',
      `only the right option repeats a word of the prompt (“${telling}…”), which gives it away`,
    ]);
  }
  return problems;
}

function tellingWords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[a-z][a-z._-]+/g) ?? [];
  return removeStopwords(words, eng)
    .filter((word) => word.length >= TELLING_WORD)
    .map(stemmer)
    .filter((word) => !everyday.has(word));
}

/** Options of one kind: all numbers or none, the same end, no dwarf beside a giant. */
function unparallel(texts: readonly string[]): readonly Found[] {
  const problems: Found[] = [];
  const differs = (is: (text: string) => boolean) => new Set(texts.map(is)).size > 1;
  if (differs((text) => /[.!?]$/.test(text)))
    problems.push(['options', 'end all options with a full stop, or none']);
  const numeric = texts.filter((text) => /^[\d,.]+$/.test(text)).length;
  if (numeric > texts.length / 2 && numeric < texts.length)
    problems.push(['options', 'most options are numbers; make all of them numbers']);
  const lengths = texts.map((text) => text.length);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  if (longest > 2 * SHORT_OPTION && longest > UNEVEN * shortest)
    problems.push(['options', 'one option is several times as long as another; make them alike']);
  return problems;
}

function numberOrder(texts: readonly string[]): readonly Found[] {
  const numbers = texts.map((text) =>
    /^\d[\d,]*$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN,
  );
  if (numbers.some(Number.isNaN)) return [];
  const inOrder = numbers.every((value, at) => at === 0 || value > (numbers[at - 1] ?? value));
  return inOrder ? [] : [['options', 'put numbers in order']];
}

/** How alike two prompts are, 0 to 1: the share of three-letter pieces they have in common. */
export function likeness(a: string, b: string): number {
  const [left, right] = [pieces(a), pieces(b)];
  const shared = left.intersection(right).size;
  return shared / Math.max(1, left.size + right.size - shared);
}

/** Prompts more alike than this are one question twice. */
export const MOST_ALIKE = 0.8;

function pieces(text: string): ReadonlySet<string> {
  const plain = text.toLowerCase().replace(/[^a-z0-9.]+/g, ' ');
  return new Set(Array.from({ length: Math.max(0, plain.length - 2) }, (_, at) => plain.slice(at, at + 3)));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
