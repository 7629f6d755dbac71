/** Puts the bot together from its parts, the same for every platform, test and benchmark. */
import { randomBytes } from 'node:crypto';
import { Mutex } from 'async-mutex';
import { z } from 'zod';
import { commands } from '../commands/index.ts';
import { type Bank, createBank } from './bank/bank.ts';
import { groupPoints } from './board/points.ts';
import { type ActionIds, createActionIds } from './bot/action-id.ts';
import { type Bot, createBot } from './bot/bot.ts';
import type { Actor, Context } from './bot/command.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import { loadCatalogue } from './catalogue/load.ts';
import { learnFromRound } from './learning/from-rounds.ts';
import { reminderPage } from './learning/pages.ts';
import { createReminders } from './learning/reminders.ts';
import { keepOpened } from './library/opened.ts';
import type { Log } from './ports/log.ts';
import { shortId } from './ports/random.ts';
import { rightOption } from './quiz/question.ts';
import type { Outcome, Reply } from './reply/nodes.ts';
import { mapPresses } from './reply/walk.ts';
import { noteAsked } from './round/asked.ts';
import { createKeeper, type Keeper, type KeeperParts } from './round/keeper.ts';
import type { Messenger } from './round/messenger.ts';
import { currentPage, pastPage } from './round/pages.ts';
import { roundPresses } from './round/play.ts';
import { resultPage } from './round/result-page.ts';
import { revealPage } from './round/reveal-page.ts';
import type { Asked, Round } from './round/round.ts';
import { createRounds } from './round/rounds.ts';
import { runSchedules } from './schedule/run.ts';
import type { Documents } from './store/documents.ts';
import type { Store } from './store/open.ts';

export type AssembleParts = {
  /** Without `rounds` there are no rounds. */
  readonly store: Pick<Store, 'documents' | 'ledger' | 'forget'> & Partial<Pick<Store, 'rounds'>>;
  readonly log: Log;
  readonly buttonSecret?: string | undefined;
  readonly catalogue?: Catalogue;
  /** Who can post in a place on the bot's own behalf; without it there are no rounds. */
  readonly messengerFor?: (place: string) => Messenger | undefined;
  /** Ids of people, as their platform shows them, who are moderators wherever they are. */
  readonly moderators?: readonly string[];
  /** Keep questions that found no page; on unless said otherwise. */
  readonly keepsQuestions?: boolean;
  readonly now?: () => number;
  readonly random?: () => number;
};

export async function assemble(parts: AssembleParts): Promise<Bot> {
  const { store, messengerFor, log } = parts;
  const { documents, ledger, rounds } = store;
  const now = parts.now ?? Date.now;
  const random = parts.random ?? Math.random;
  const catalogue = parts.catalogue ?? loadCatalogue();
  const secret = parts.buttonSecret ?? (await keptSecret(documents));
  const alone = createAlone();
  const ids = createActionIds(secret, documents.collection('press', z.record(z.string(), z.string())));
  const bank = createBank(catalogue, ledger);
  const moderators = new Set(parts.moderators);
  /** The last part of an actor's id is what the platform calls them. */
  const withRights = (actor: Actor): Actor =>
    moderators.has(actor.id.split(':').at(-1) ?? '') ? { ...actor, moderator: true } : actor;
  const keeper =
    rounds &&
    messengerFor &&
    createRoundKeeper(
      {
        store: rounds,
        messengerFor,
        log,
        onPost: async (round, turn) => noteAsked(ledger, round, turn, await rounds.now()),
        onReveal: learnFromRound(bank, ledger, now),
        onFinish: async (round) => groupPoints(ledger, round, await rounds.now()),
      },
      bank,
      ids,
    );
  const schedules =
    rounds &&
    messengerFor &&
    keeper &&
    oneAtATime(() =>
      runSchedules({
        ledger,
        rounds: createRounds(keeper, rounds),
        bank,
        random,
        log,
        canSpeak: (place) => messengerFor(place) !== undefined,
        announce: async (place, reply, nonce) => {
          await messengerFor(place)?.post(place, await sealPublic(reply, ids), nonce);
        },
      }),
    );
  const remind = createReminders({
    ledger,
    messengerFor: (user) => messengerFor?.(user),
    page: async (profile, date) => sealed(reminderPage(profile, date), ids),
    now,
    log,
  });
  return createBot({
    commands,
    lookup: 'ask',
    log,
    reference: () => shortId(4),
    ids,
    tick: async () => {
      await Promise.all([keeper?.sweep(), schedules?.()]);
    },
    remind,
    answered: (outcome, { place }) => {
      const page = pageShown(outcome);
      if (page === undefined || !catalogue.entry(page)) return;
      // Only completion reads it, so an answer does not wait for it.
      keepOpened(ledger, place, page).catch((error: unknown) => log.debug({ error }, 'a page was not noted'));
    },
    context: ({ actor, place, at }): Omit<Context, 'say'> => ({
      actor: withRights(actor),
      place,
      now: now(),
      random,
      catalogue,
      documents,
      ledger,
      bank,
      commands,
      alone,
      keepsQuestions: parts.keepsQuestions ?? true,
      pressedAt: at ?? now(),
      forget: async (person) => {
        await store.forget(person);
        await messengerFor?.(person)?.forget?.(person);
      },
      canBeTold: messengerFor?.(actor.id)?.tell !== undefined,
      ...(rounds && keeper ? { rounds: createRounds(keeper, rounds) } : {}),
    }),
  });
}

/** The id of the page that a reply shows, if it shows one. */
function pageShown(outcome: Outcome): string | undefined {
  if (outcome.type !== 'reply' || !outcome.ok) return undefined;
  return z.object({ id: z.string() }).safeParse(outcome.data).data?.id;
}

/** The pages are made here because only here presses can be sealed and the answer key be read. */
function createRoundKeeper(
  keeping: Pick<KeeperParts, 'store' | 'messengerFor' | 'log' | 'onPost' | 'onReveal' | 'onFinish'>,
  bank: Bank,
  ids: ActionIds,
): Keeper {
  const partsFor = async (round: Round) => ({
    presses: roundPresses,
    question: await bank.find(round.questions.map(({ id }) => id)),
  });
  const rightShown = async ({ id, order }: Asked) => {
    const question = (await bank.find([id]))(id);
    return question ? order.indexOf(rightOption(question)) : -1;
  };
  const sealed = (reply: Reply) => sealPublic(reply, ids);
  return createKeeper({
    ...keeping,
    rightShown,
    pages: {
      current: async (round, answered) => sealed(currentPage(round, answered, await partsFor(round))),
      past: async (round) => sealed(pastPage(round, await partsFor(round))),
      reveal: async (round, turn, answers) => {
        const asked = round.questions[turn];
        const right = asked ? await rightShown(asked) : -1;
        return sealed(revealPage(round, turn, answers, right, await partsFor(round)));
      },
      result: async (round) => sealed(resultPage(round, await partsFor(round))),
    },
  });
}

const sealPublic = async (reply: Reply, ids: ActionIds): Promise<Reply<string>> => ({
  ...(await sealed(reply, ids)),
  visibility: 'public',
});

/** What is sent without having been asked for. */
async function sealed(reply: Reply, ids: ActionIds): Promise<Reply<string>> {
  const outcome = await mapPresses(reply, ids.seal);
  if (outcome.type !== 'reply') throw new Error('a page is a reply');
  return { visibility: 'private', ...outcome, placement: 'new' };
}

/** Work that is asked for while it is being done is left out; it is asked for again soon. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let isBusy = false;
  return async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      await work();
    } finally {
      isBusy = false;
    }
  };
}

/** Buttons must work after a restart, so the secret that seals them is made once and kept. */
async function keptSecret(documents: Documents): Promise<string> {
  const secrets = documents.collection('secret', z.string());
  const known = await secrets.get('buttons');
  if (known !== undefined) return known;
  const made = randomBytes(32).toString('base64url');
  await secrets.set('buttons', made);
  return made;
}

/** One queue per key, dropped when it runs empty. */
function createAlone(): Context['alone'] {
  const queues = new Map<string, Mutex>();
  return async (key, work) => {
    const queue = queues.get(key) ?? new Mutex();
    queues.set(key, queue);
    try {
      return await queue.runExclusive(work);
    } finally {
      if (!queue.isLocked()) queues.delete(key);
    }
  };
}
