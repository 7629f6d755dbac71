/** What the content check prints when all is well: counts per kind, and the shape of the question bank. */
import type { Question } from './catalogue.ts';
import type { Loaded } from './load.ts';
import { areas, kinds, levels } from './schema.ts';

export function contentStatistics({ entries, questions, glossary }: Loaded): string {
  const counts = kinds.map((kind) => `${kind} ${entries.filter((entry) => entry.kind === kind).length}`);
  const by = (key: 'level' | 'area', values: readonly string[]) =>
    values
      .map((value) => `${value} ${questions.filter((question) => question[key] === value).length}`)
      .join(', ');
  const { keyLongest, places, withSnippet, withPicture, checked } = bankShape(questions);
  return [
    `Entries: ${entries.length} (${counts.join(', ')}), glossary ${Object.keys(glossary).length}`,
    `Questions: ${questions.length} (${by('level', levels)}); ${checked} checked a second time`,
    `Questions by area: ${by('area', areas)}`,
    `Questions with a snippet: ${withSnippet}, with a picture: ${withPicture}`,
    `Right option is the longest: ${keyLongest} of ${questions.length}; its place among four: ${places.join(', ')}`,
  ].join('\n');
}

/** Figures over all questions. `places` counts where the right one of four options stands. */
export function bankShape(questions: readonly Question[]) {
  const count = (is: (question: Question) => boolean) => questions.filter(is).length;
  const keyAt = ({ options }: Question) => options.findIndex(({ right }) => right);
  const isNumeric = ({ options }: Question) => options.every(({ text }) => /^\d[\d,]*$/.test(text));
  return {
    keyLongest: count((question) => {
      const lengths = question.options.map(({ text }) => text.length);
      const key = lengths[keyAt(question)] ?? 0;
      // A tie tells nothing.
      return lengths.filter((length) => length >= key).length === 1;
    }),
    places: [0, 1, 2, 3].map((place) =>
      count((question) => question.options.length === 4 && !isNumeric(question) && keyAt(question) === place),
    ),
    withSnippet: count(({ snippet }) => snippet !== undefined),
    withPicture: count(({ diagram }) => diagram !== undefined),
    checked: count(({ second_check }) => second_check !== undefined),
  };
}
