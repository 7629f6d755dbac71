/** Prints how well questions find their entries: `npm run eval`, or `npm run eval -- --misses` for each miss outside the held-out third. */
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { answerTo } from '../../src/library/answer.ts';
import { createSearch } from '../../src/search/search.ts';
import { ask, type Outcome, readEvalQuestions } from './questions.ts';

const catalogue = loadCatalogue();
const { find } = createSearch(catalogue.entries, catalogue.glossary);
const questions = readEvalQuestions();
const outcomes = questions.map((asked) => ask(asked, catalogue));

const percent = (part: number, whole: number) =>
  whole === 0 ? '     –' : `${((100 * part) / whole).toFixed(1).padStart(5)}%`;

function row(name: string, group: readonly Outcome[]): string {
  const first = group.filter(({ rank }) => rank === 1).length;
  const third = group.filter(({ rank }) => rank !== null).length;
  const none = group.filter(({ confidence }) => confidence === 'none').length;
  const wrong = group.filter(({ rank, confidence }) => rank !== 1 && confidence === 'sure').length;
  return [
    name.padEnd(12),
    String(group.length).padStart(5),
    ...[first, third, none, wrong].map((part) => percent(part, group.length)),
  ].join('  ');
}

function millisecondsFor(question: string): number {
  const start = performance.now();
  answerTo(question, { find });
  return performance.now() - start;
}

function table(title: string, group: readonly Outcome[]): string {
  const answerable = group.filter(({ asked }) => asked.kind !== 'foreign');
  const asQuestions = answerable.filter(({ asked }) => asked.kind !== 'lookup');
  const foreign = group.filter(({ asked }) => asked.kind === 'foreign');
  const kinds = [...new Set(asQuestions.map(({ asked }) => asked.kind))];
  const answered = foreign.filter(({ confidence }) => confidence !== 'none').length;
  return [
    title,
    '                 n   hit@1   hit@3    none  sure but wrong',
    ...kinds.map((kind) =>
      row(
        kind,
        asQuestions.filter(({ asked }) => asked.kind === kind),
      ),
    ),
    row('questions', asQuestions),
    row(
      'lookups',
      answerable.filter(({ asked }) => asked.kind === 'lookup'),
    ),
    `foreign       ${String(foreign.length).padStart(3)}  false answers ${percent(answered, foreign.length)}`,
    '',
  ].join('\n');
}

const tuning = outcomes.filter(({ asked }) => asked.held_out === undefined);
const heldOut = outcomes.filter(({ asked }) => asked.held_out !== undefined);
console.log(table('Tuning two thirds', tuning));
console.log(table('Held-out third', heldOut));

// The finder of a catalogue remembers its last answers; this one does not. Fastest of three: other programs run as well.
const times = questions
  .map(({ question }) => Math.min(...[1, 2, 3].map(() => millisecondsFor(question))))
  .toSorted((a, b) => a - b);
const quantile = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(2);
console.log(`Time  p50 ${quantile(0.5)} ms  p99 ${quantile(0.99)} ms  slowest ${quantile(1)} ms`);

const unknown = new Set(
  questions
    .flatMap(({ accept }) => accept)
    .filter((id) => !id.includes(':') && catalogue.entry(id) === undefined),
);
if (unknown.size > 0) console.log(`Accepted entries that are not written yet: ${[...unknown].join(', ')}`);

if (process.argv.includes('--misses')) {
  for (const { asked, ids, rank, confidence } of tuning) {
    const wrong = asked.kind === 'foreign' ? confidence !== 'none' : rank !== 1;
    if (wrong)
      console.log(
        `${asked.kind} ${confidence} rank ${rank ?? '-'}  ${asked.question}\n    ${ids.join(' ')}  |  wants ${asked.accept.join(' ')}`,
      );
  }
}
