/** Puts the bot together from its parts, the same for every platform, test and benchmark. */
import { randomBytes } from 'node:crypto';
import { Mutex } from 'async-mutex';
import { z } from 'zod';
import { commands } from '../commands/index.ts';
import { createActionIds } from './bot/action-id.ts';
import { type Bot, createBot } from './bot/bot.ts';
import type { Context } from './bot/command.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import { loadCatalogue } from './catalogue/load.ts';
import type { Log } from './ports/log.ts';
import { shortId } from './ports/random.ts';
import type { Documents } from './store/documents.ts';

export type AssembleParts = {
  readonly documents: Documents;
  readonly log: Log;
  readonly buttonSecret?: string | undefined;
  readonly catalogue?: Catalogue;
  readonly now?: () => number;
  readonly random?: () => number;
};

export async function assemble(parts: AssembleParts): Promise<Bot> {
  const { documents, log } = parts;
  const now = parts.now ?? Date.now;
  const random = parts.random ?? Math.random;
  const catalogue = parts.catalogue ?? loadCatalogue();
  const secret = parts.buttonSecret ?? (await keptSecret(documents));
  const alone = createAlone();
  return createBot({
    commands,
    lookup: 'concept',
    log,
    reference: () => shortId(4),
    ids: createActionIds(secret, documents.collection('press', z.record(z.string(), z.string()))),
    context: ({ actor, place }): Omit<Context, 'say'> => ({
      actor,
      place,
      now: now(),
      random,
      catalogue,
      documents,
      commands,
      alone,
    }),
  });
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
