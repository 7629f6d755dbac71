/** How fast the next due questions are found among a thousand cards, beside only reading the cards as text. */
import { DatabaseSync } from 'node:sqlite';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { dueQuestions, pickQuestions } from '../../src/learning/pick.ts';
import { readLearner, readShifts } from '../../src/learning/records.ts';
import { createSqliteLedger } from '../../src/store/sqlite-ledger.ts';

const CARDS = 1_000;
const TIMES = 200;
const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 10, 1);

export type LearningSpeed = { readonly what: string; readonly ms: number };

export async function learningSpeeds(): Promise<readonly LearningSpeed[]> {
  const ledger = createSqliteLedger(new DatabaseSync(':memory:'));
  const { questions } = loadCatalogue();
  await ledger.apply(
    Array.from({ length: CARDS }, (_, at) => {
      const card = {
        due: NOW + ((at % 200) - 100) * DAY,
        last: NOW - 200 * DAY,
        stability: 1 + (at % 60),
        difficulty: 5,
        lapses: 0,
        answers: 3,
        right: 2,
        missed: false,
      };
      const field = `card ${questions[at]?.id ?? `pack/w/p/${at}`}`;
      return { type: 'set' as const, key: 'learner:ann', field, value: JSON.stringify(card) };
    }),
  );
  return [
    { what: 'reading the cards as text', ms: await each(() => ledger.read('learner:ann')) },
    {
      what: 'what is due',
      ms: await each(async () => dueQuestions((await readLearner(ledger, 'ann')).cards, NOW)),
    },
    {
      what: 'a quiz of six at somebody’s level',
      ms: await each(async () =>
        pickQuestions(questions, {
          learner: await readLearner(ledger, 'ann'),
          shifts: await readShifts(ledger),
          adapts: true,
          count: 6,
          now: NOW,
          random: Math.random,
        }),
      ),
    },
  ];
}

async function each(work: () => Promise<unknown>): Promise<number> {
  for (let warm = 0; warm < 20; warm++) await work();
  const start = performance.now();
  for (let time = 0; time < TIMES; time++) await work();
  return (performance.now() - start) / TIMES;
}
