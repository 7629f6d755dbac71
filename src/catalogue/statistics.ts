/** What the content check prints when all is well: counts per kind, and the shape of the question bank. */
import type { Loaded } from './load.ts';
import { areas, kinds, levels } from './schema.ts';

export function contentStatistics({ entries, questions, glossary }: Loaded): string {
  const counts = kinds.map((kind) => `${kind} ${entries.filter((entry) => entry.kind === kind).length}`);
  const byLevel = levels.map(
    (level) => `${level} ${questions.filter((question) => question.level === level).length}`,
  );
  const byArea = areas.map(
    (area) => `${area} ${questions.filter((question) => question.area === area).length}`,
  );
  const keyLongest = questions.filter(({ options }) => {
    const longest = Math.max(...options.map(({ text }) => text.length));
    return options.some(({ right, text }) => right && text.length === longest);
  }).length;
  const checked = questions.filter(({ second_check }) => second_check !== undefined).length;
  return [
    `Entries: ${entries.length} (${counts.join(', ')}), glossary ${Object.keys(glossary).length}`,
    `Questions: ${questions.length} (${byLevel.join(', ')}); ${checked} checked a second time`,
    `Questions by area: ${byArea.join(', ')}`,
    `Right option is the longest: ${keyLongest} of ${questions.length}`,
  ].join('\n');
}
