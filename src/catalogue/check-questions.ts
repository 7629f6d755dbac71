/** The item-writing rules of `content/README.md`, as far as a machine can hold them. */

import type { Question } from './catalogue.ts';
import type { Loaded } from './load.ts';
import type { Problem } from './problems.ts';

const MOST_LIKE_ANOTHER = 0.8;
/** The right option may be this much longer than the middle one before its length gives it away. */
const LONGEST_KEY = 1.25;
/** Below this many characters a difference in length tells nothing. */
const SHORT_OPTION = 12;

export function checkQuestions({ questions, entries }: Loaded): readonly Problem[] {
  const ids = new Set(entries.map(({ id }) => id));
  const seen = new Set<string>();
  return [
    ...questions.flatMap((question) => {
      const problems = [...optionProblems(question), ...promptProblems(question)];
      if (!ids.has(question.concept))
        problems.push(['concept', `no entry ${question.concept}; name one that exists`]);
      if (seen.has(question.id)) problems.push(['', `the id ${question.id} is taken by another question`]);
      seen.add(question.id);
      if (!question.file.startsWith(`questions/${question.area}/`))
        problems.push(['area', `the file is not in questions/${question.area}/`]);
      return problems.map(([field, what]) => ({ file: question.file, field, what }));
    }),
    ...nearDuplicates(questions),
  ];
}

type Found = [field: string, what: string];

function promptProblems({ prompt }: Question): Found[] {
  const problems: Found[] = [];
  if (!/[?:.]$/.test(prompt.trim())) problems.push(['prompt', 'end it as a question']);
  if (
    /\bnot\b/.test(prompt.replace(/\bnot\b(?=[^?]*[.:])/g, '')) &&
    /\b(which|what)\b[^?]*\bnot\b[^?]*\?/i.test(prompt)
  ) {
    problems.push([
      'prompt',
      'ask positively; a “not” in the question is overlooked (write NOT if it cannot be avoided)',
    ]);
  }
  return problems;
}

function optionProblems({ options }: Question): Found[] {
  const problems: Found[] = [];
  const texts = options.map(({ text }) => text);
  for (const text of texts) {
    if (/\b(all|none|both) of the (above|others?)\b|\bboth [A-D] and [A-D]\b/i.test(text)) {
      problems.push(['options', `“${text}” refers to other options; they are shuffled`]);
    }
  }
  if (new Set(texts.map((text) => text.trim().toLowerCase())).size < texts.length)
    problems.push(['options', 'two options say the same']);
  const key = options.find((option) => option.right)?.text ?? '';
  const wrong = options.filter((option) => !option.right).map(({ text }) => text);
  const longestWrong = Math.max(...wrong.map((text) => text.length));
  if (
    key.length > SHORT_OPTION &&
    key.length > LONGEST_KEY * median(texts.map((text) => text.length)) &&
    key.length > longestWrong
  ) {
    problems.push(['options', 'the right option is much longer than the others; even them out']);
  }
  const absolute = /\b(always|never)\b/i;
  if (wrong.filter((text) => absolute.test(text)).length > 0 && !absolute.test(key)) {
    problems.push(['options', '“always” or “never” stands only in wrong options, which gives them away']);
  }
  return [...problems, ...numberOrder(texts)];
}

function numberOrder(texts: readonly string[]): Found[] {
  const numbers = texts.map((text) =>
    /^\d[\d,]*$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN,
  );
  if (numbers.some(Number.isNaN)) return [];
  const inOrder = numbers.every((value, at) => at === 0 || value > (numbers[at - 1] ?? value));
  return inOrder ? [] : [['options', 'put numbers in order']];
}

function nearDuplicates(questions: readonly Question[]): Problem[] {
  const grams = questions.map((question) => trigrams(question.prompt + (question.snippet ?? '')));
  return questions.flatMap((question, at) => {
    const own = grams[at] ?? new Set<string>();
    const twin = questions
      .slice(0, at)
      .find((_, before) => similarity(own, grams[before] ?? new Set()) > MOST_LIKE_ANOTHER);
    return twin ? [{ file: question.file, field: 'prompt', what: `almost the same as ${twin.file}` }] : [];
  });
}

function trigrams(text: string): ReadonlySet<string> {
  const plain = text.toLowerCase().replace(/[^a-z0-9.]+/g, ' ');
  return new Set(Array.from({ length: Math.max(0, plain.length - 2) }, (_, at) => plain.slice(at, at + 3)));
}

function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = a.intersection(b).size;
  return shared / Math.max(1, a.size + b.size - shared);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
