/** The bank of questions as a whole: each item by the rules, its links and figures, and what only shows over all of them. */
import { drawSvg } from '../pictures/draw.ts';
import { itemProblems, likeness, MOST_ALIKE } from '../quiz/item-rules.ts';
import type { Question } from './catalogue.ts';
import { checkDefaults } from './check-defaults.ts';
import { checkDiagram } from './check-diagram.ts';
import type { Loaded } from './load.ts';
import type { Problem } from './problems.ts';
import { bankShape } from './statistics.ts';

/** The right option may be the longest in this share of all questions; by chance it is in about 30 %. */
const MOST_KEYS_LONGEST = 0.35;
/** Share of the right options of four that each place may hold. */
const PLACE_SHARE = { least: 0.15, most: 0.35 } as const;
/** A smaller bank has no balance to speak of. */
const SMALLEST_BANK = 60;

export async function checkQuestions({ questions, entries }: Loaded): Promise<readonly Problem[]> {
  const entryIds = new Set(entries.map(({ id }) => id));
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const question of questions) {
    const report = (field: string, what: string) => problems.push({ file: question.file, field, what });
    for (const [field, what] of itemProblems(question)) report(field, what);
    if (!entryIds.has(question.concept))
      report('concept', `no entry ${question.concept}; name one that exists`);
    if (seen.has(question.id)) report('', `the id ${question.id} is taken by another question`);
    seen.add(question.id);
    if (!question.file.startsWith(`questions/${question.area}/`))
      report('area', `the file is not in questions/${question.area}/`);
    if (question.second_check === undefined)
      report('second_check', 'missing; somebody other than the writer answers it and notes date and proof');
    checkDefaults(question, report);
    await checkPicture(question, report);
  }
  return [...problems, ...nearDuplicates(questions), ...checkBalance(questions)];
}

async function checkPicture(
  { diagram }: Question,
  report: (field: string, what: string) => void,
): Promise<void> {
  if (diagram === undefined) return;
  for (const what of checkDiagram(diagram)) report('diagram', what);
  await drawSvg(diagram, 'light').catch((error: unknown) =>
    report('diagram', `does not draw: ${String(error)}`),
  );
}

function nearDuplicates(questions: readonly Question[]): readonly Problem[] {
  const texts = questions.map(({ prompt, snippet = '' }) => prompt + snippet);
  return questions.flatMap((question, at) => {
    const twin = questions
      .slice(0, at)
      .find((_, before) => likeness(texts[at] ?? '', texts[before] ?? '') > MOST_ALIKE);
    return twin ? [{ file: question.file, field: 'prompt', what: `almost the same as ${twin.file}` }] : [];
  });
}

/** Somebody who knows nothing must not win by a place or by length. */
function checkBalance(questions: readonly Question[]): readonly Problem[] {
  if (questions.length < SMALLEST_BANK) return [];
  const { keyLongest, places } = bankShape(questions);
  const problems: Problem[] = [];
  if (keyLongest > MOST_KEYS_LONGEST * questions.length)
    problems.push({
      file: 'questions/',
      field: 'options',
      what: `the right option is the longest in ${keyLongest} of ${questions.length}; lengthen wrong ones`,
    });
  const counted = places.reduce((sum, each) => sum + each, 0);
  for (const [place, count] of places.entries()) {
    if (count >= PLACE_SHARE.least * counted && count <= PLACE_SHARE.most * counted) continue;
    problems.push({
      file: 'questions/',
      field: 'options',
      what: `the right option stands at place ${place + 1} in ${count} of ${counted}; spread it evenly`,
    });
  }
  return problems;
}
