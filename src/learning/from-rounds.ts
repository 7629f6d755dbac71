/** Answers in a round teach as answers in a quiz do; whoever did not answer may have been away, which is no mistake. */
import type { Bank } from '../bank/bank.ts';
import { rightOption } from '../quiz/question.ts';
import type { Answer, Round } from '../round/round.ts';
import type { Ledger } from '../store/ledger.ts';
import { recordAnswer } from './records.ts';

/** May be called again for the same question; each answer counts once. */
export const learnFromRound =
  (bank: Bank, ledger: Ledger, now: () => number) =>
  async (round: Round, turn: number, answers: readonly Answer[]): Promise<void> => {
    const asked = round.questions[turn];
    const question = asked && (await bank.find([asked.id]))(asked.id);
    if (!asked || !question) return;
    const right = rightOption(question);
    // One after the other: each moves the question's difficulty, and the next must see it.
    for (const { user, shown, elapsed, changed } of answers) {
      const chosen = asked.order[shown];
      if (chosen === undefined) continue;
      await recordAnswer(ledger, user, `round:${round.id}:${turn}`, {
        question,
        chosen,
        right: chosen === right,
        // Who comes by hours later has not been thinking for hours.
        elapsed: round.form === 'question' ? undefined : elapsed,
        changed,
        at: now(),
      });
    }
  };
