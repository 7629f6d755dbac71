/** The question of the day: the same for everybody on a date, chosen by whoever asks first. */
import { RETIRED } from '../bank/bank.ts';
import type { Catalogue, Question } from '../catalogue/catalogue.ts';
import type { Ledger } from '../store/ledger.ts';
import { pickDaily } from './daily.ts';

/** Date → id of its question. */
const DAILY = 'daily';

export async function dailyQuestion(
  ledger: Ledger,
  catalogue: Pick<Catalogue, 'question' | 'questions'>,
  date: string,
): Promise<Question | undefined> {
  const [used, retired] = await Promise.all([ledger.read(DAILY), ledger.read(RETIRED)]);
  const known = used.get(date);
  const chosen = known === undefined ? undefined : catalogue.question(known);
  if (chosen) return chosen;
  const others = new Map([...used].filter(([day]) => day !== date));
  const free = catalogue.questions.flatMap(({ id }) => (retired.has(id) ? [] : [id]));
  const picked = pickDaily(date, free, others);
  if (picked === undefined) return undefined;
  const spot = { key: DAILY, field: date };
  await ledger.apply([{ type: 'set', ...spot, value: picked }], {
    unchanged: [{ ...spot, value: known ?? null }],
  });
  // Somebody else may have been first.
  return catalogue.question((await ledger.get(DAILY, date)) ?? picked);
}
