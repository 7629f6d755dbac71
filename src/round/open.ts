/** Opens a round in a channel: whose it is, which questions, which settings. */
import type { Bank } from '../bank/bank.ts';
import type { Context } from '../bot/command.ts';
import { runLine } from '../bot/share.ts';
import { areas } from '../catalogue/schema.ts';
import { button, refusal } from '../reply/build.ts';
import { quote } from '../reply/clean.ts';
import { counted } from '../reply/counted.ts';
import type { Outcome } from '../reply/nodes.ts';
import { type PickParts, pickFresh, toAsked } from './asked.ts';
import { ChannelGone } from './messenger.ts';
import type { Asked, Round, Settings } from './round.ts';
import { unavailable, whisper } from './sentences.ts';
import { createRound } from './step.ts';

export type Wanted = {
  readonly topic?: string | undefined;
  readonly level?: string | undefined;
  readonly questions: number;
  readonly settings: Settings;
  /** Who sat in which team before. */
  readonly seats?: Round['seats'];
};

type Where = { readonly id: string; readonly workspace: string };

/** Questions for a round in this channel; empty when the bank has none. */
export async function askedFor(
  parts: PickParts & { readonly bank: Bank },
  place: Where,
  wanted: Wanted,
): Promise<readonly Asked[]> {
  const fitting = await parts.bank.about(place.workspace, wanted);
  const picked = await pickFresh(fitting, place.id, wanted.questions, parts);
  return picked.map((question) => toAsked(question, wanted.settings, parts.random));
}

export async function openRound(context: Context, wanted: Wanted): Promise<Outcome> {
  const { rounds, place, actor } = context;
  if (!rounds) return unavailable();
  if (place.kind === 'direct')
    return refusal('A round needs a channel with people; alone, use `/kafka quiz`.');
  if ((await rounds.runningIn(place.id)) !== undefined) return alreadyRunning();
  const now = await rounds.now();
  const questions = await askedFor({ ...context, rounds, now }, place, wanted);
  if (questions.length === 0) return noQuestions(wanted);
  const { topic, level, settings, seats } = wanted;
  const round = createRound({
    id: Math.floor(context.random() * 36 ** 8).toString(36),
    place: place.id,
    workspace: place.workspace,
    host: actor.id,
    hostName: actor.name,
    topic,
    level,
    questions: [...questions],
    settings,
    seats,
    now,
  });
  try {
    if (!(await rounds.open(round))) return alreadyRunning();
  } catch (error) {
    if (!(error instanceof ChannelGone)) throw error;
    return refusal('I may not post in this channel; invite me or give me the right, then try again.');
  }
  const fewer =
    questions.length < wanted.questions
      ? ` I have only ${counted(questions.length, 'question')} about that.`
      : '';
  return whisper(`Your round is open; press Start when everybody is in.${fewer}`);
}

const alreadyRunning = () =>
  refusal('A round is running in this channel already; join that one.', [
    button('Show it', runLine({ line: 'round status' }), { tone: 'primary' }),
  ]);

export function noQuestions({ topic, level }: Pick<Wanted, 'topic' | 'level'>) {
  const about = `${topic === undefined ? '' : ` about ${quote(topic)}`}${level === undefined ? '' : ` at level ${level}`}`;
  return refusal(`I have no questions${about}; try one of ${areas.slice(0, 8).join(', ')}.`);
}
