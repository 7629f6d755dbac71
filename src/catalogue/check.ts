/** `npm run content`: checks everything in `content/` and lists every problem as file, field, what to do. */

import { checkEntries } from './check-entries.ts';
import { checkQuestions } from './check-questions.ts';
import { contentFolder, readContent } from './load.ts';
import { type Problem, showProblem } from './problems.ts';
import { contentStatistics } from './statistics.ts';

/** @returns problems sorted by file; empty when the content is good */
export async function checkContent(
  folder: string,
): Promise<{ problems: readonly Problem[]; report: string }> {
  const { loaded, problems } = readContent(folder);
  const all = [...problems, ...(await checkEntries(loaded)), ...(await checkQuestions(loaded))];
  return { problems: all.sort((a, b) => a.file.localeCompare(b.file)), report: contentStatistics(loaded) };
}

if (import.meta.main) {
  const { problems, report } = await checkContent(process.argv[2] ?? contentFolder);
  console.log(report);
  for (const problem of problems) console.error(showProblem(problem));
  console.log(problems.length === 0 ? 'No problems.' : `${problems.length} problems.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
