/** Which questions a channel has seen lately, so that its rounds do not repeat themselves. */

import type { QuizQuestion } from '../quiz/question.ts';
import { shuffle } from '../quiz/session.ts';
import type { Ledger } from '../store/ledger.ts';
import { limitFor } from './pages.ts';
import { type Asked, type Round, type Settings, slotOf } from './round.ts';
import type { Rounds } from './rounds.ts';

/** After this long a question is as good as new. */
const REMEMBERED_MS = 6 * 7 * 24 * 3_600_000;

const recordOf = (place: string) => `asked:${place}`;

/** Notes when a question stood in the channel; saying so twice changes nothing. */
export async function noteAsked(ledger: Ledger, round: Round, turn: number, now: number): Promise<void> {
  const asked = round.questions[turn];
  if (!asked) return;
  await ledger.apply([{ type: 'set', key: recordOf(round.place), field: asked.id, value: String(now) }]);
}

export type PickParts = {
  readonly ledger: Ledger;
  readonly rounds: Pick<Rounds, 'runningIn' | 'load'>;
  readonly now: number;
  readonly random: () => number;
};

/** Chance decides, but what this channel has seen in the last weeks comes last, the oldest of it first. */
export async function pickFresh(
  fitting: readonly QuizQuestion[],
  place: string,
  count: number,
  { ledger, rounds, now, random }: PickParts,
): Promise<readonly QuizQuestion[]> {
  const [seen, open] = await Promise.all([ledger.read(recordOf(place)), openIn(rounds, place)]);
  const lastAsked = ({ id }: QuizQuestion) => {
    const at = Number(seen.get(id) ?? 0);
    return now - at < REMEMBERED_MS ? at : 0;
  };
  return shuffle(
    fitting.filter(({ id }) => !open.has(id)),
    random,
  )
    .toSorted((a, b) => lastAsked(a) - lastAsked(b))
    .slice(0, count);
}

/** Questions whose answer the channel is still waiting for; asking one of them elsewhere would give it away. */
async function openIn(rounds: PickParts['rounds'], place: string): Promise<ReadonlySet<string>> {
  const slots = (['round', 'question'] as const).map((form) => slotOf({ place, form }));
  const running = await Promise.all(slots.map((slot) => rounds.runningIn(slot)));
  const loaded = await Promise.all(running.map((id) => (id === undefined ? undefined : rounds.load(id))));
  return new Set(loaded.flatMap((round) => round?.questions.map(({ id }) => id) ?? []));
}

/** The question as a round asks it: one order of the options for everybody. */
export function toAsked(question: QuizQuestion, settings: Settings, random: () => number): Asked {
  const limit =
    settings.seconds === 'untimed'
      ? null
      : settings.seconds === 'auto'
        ? limitFor(question)
        : settings.seconds * 1_000;
  return { id: question.id, order: shuffle([...question.options.keys()], random), limit };
}
