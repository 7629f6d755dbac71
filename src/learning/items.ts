/** How good a question is, from what people answered: share right, discrimination, a verdict, and taking it out of use. */
import { RETIRED } from '../bank/bank.ts';
import type { Change, Ledger } from '../store/ledger.ts';

/** Sums over first answers; they are counters, so that instances add to them without asking each other. */
export type ItemSums = {
  readonly answers: number;
  readonly right: number;
  /** How often each option was chosen, by its position in the file. */
  readonly options: readonly number[];
  /** Sum of the abilities of those who answered, of their squares, and of those who were right. */
  readonly ability: number;
  readonly abilitySquared: number;
  readonly abilityOfRight: number;
};

export type Verdict = 'fine' | 'too easy' | 'too hard' | 'flag' | 'retire';

export type ItemStatistics = ItemSums & {
  readonly shareRight: number | undefined;
  /** Point-biserial correlation of being right with ability. */
  readonly discrimination: number | undefined;
  /** Undefined while there are too few answers. */
  readonly verdict: Verdict | undefined;
};

export const FEWEST_TO_JUDGE = 30;
export const FEWEST_TO_RETIRE = 50;

export const itemRecord = (question: string) => `item:${question}`;
/** What answers have added to each question's difficulty, all in one record: a pick needs them all. */
export const SHIFTS = 'difficulty';

export const shareRight = ({ answers, right }: ItemSums) => (answers === 0 ? undefined : right / answers);

export function discrimination(sums: ItemSums): number | undefined {
  const { answers: n, right, ability, abilitySquared, abilityOfRight } = sums;
  if (n === 0) return undefined;
  const share = right / n;
  const variance = abilitySquared / n - (ability / n) ** 2;
  const spread = Math.sqrt(variance * share * (1 - share));
  // Everybody right, everybody wrong, or all equally able: nothing to tell apart.
  if (!(spread > 1e-9)) return undefined;
  return (abilityOfRight / n - (ability / n) * share) / spread;
}

export function verdict(sums: ItemSums): Verdict | undefined {
  if (sums.answers < FEWEST_TO_JUDGE) return undefined;
  const share = sums.right / sums.answers;
  const parts = discrimination(sums);
  if (parts !== undefined && parts < 0) return sums.answers >= FEWEST_TO_RETIRE ? 'retire' : 'flag';
  if (share > 0.95) return 'too easy';
  if (share < 0.25) return 'too hard';
  return parts !== undefined && parts < 0.1 ? 'flag' : 'fine';
}

export function readSums(fields: ReadonlyMap<string, string>): ItemSums {
  const sum = (field: string) => {
    const value = Number(fields.get(field) ?? 0);
    return Number.isFinite(value) ? value : 0;
  };
  return {
    answers: sum('answers'),
    right: sum('right'),
    options: [0, 1, 2, 3].map((option) => sum(`option ${option}`)),
    ability: sum('ability'),
    abilitySquared: sum('ability squared'),
    abilityOfRight: sum('ability of right'),
  };
}

export type FirstAnswer = {
  readonly question: string;
  readonly chosen: number;
  readonly right: boolean;
  readonly ability: number;
  readonly shift: number;
};

/** What a first answer adds. */
export function countAnswer({ question, chosen, right, ability, shift }: FirstAnswer): readonly Change[] {
  const add = (field: string, by: number): Change => ({ type: 'add', key: itemRecord(question), field, by });
  return [
    { type: 'add', key: SHIFTS, field: question, by: shift },
    add('answers', 1),
    add(`option ${chosen}`, 1),
    add('ability', ability),
    add('ability squared', ability ** 2),
    ...(right ? [add('right', 1), add('ability of right', ability)] : []),
  ];
}

export async function itemStatistics(ledger: Ledger, question: string): Promise<ItemStatistics> {
  const sums = readSums(await ledger.read(itemRecord(question)));
  return {
    ...sums,
    shareRight: shareRight(sums),
    discrimination: discrimination(sums),
    verdict: verdict(sums),
  };
}

/** Takes a question out of use; quizzes that hold it still find it. */
export async function retire(ledger: Ledger, question: string, reason: string): Promise<void> {
  await ledger.apply([{ type: 'set', key: RETIRED, field: question, value: reason }]);
}

/** Puts it back with empty statistics: those were of the question as it was. */
export async function restore(ledger: Ledger, question: string): Promise<void> {
  await ledger.apply([
    { type: 'set', key: RETIRED, field: question, value: null },
    { type: 'set', key: SHIFTS, field: question, value: null },
    { type: 'drop', key: itemRecord(question) },
  ]);
}

/** After an answer: a question that the able miss and the others get is taken out by itself. */
export async function judge(ledger: Ledger, question: string): Promise<void> {
  const { verdict: found, discrimination: parts, answers } = await itemStatistics(ledger, question);
  if (found !== 'retire') return;
  await retire(ledger, question, `discrimination ${parts?.toFixed(2)} after ${answers} answers`);
}
