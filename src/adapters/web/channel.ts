/** The channel is a log: numbered messages, the last few hundred kept, each shown only to who may see it. */
import { Mutex } from 'async-mutex';
import { z } from 'zod';
import type { Documents } from '../../store/documents.ts';

const KEPT = 400;

const messageSchema = z.object({
  /** Place in the log, counted from 0. */
  number: z.number().int(),
  /** Grows with every change of any message, so that “all after revision n” is what a reader missed. */
  revision: z.number().int(),
  /** Epoch milliseconds of the first version. */
  at: z.number(),
  /** Undefined for the bot. */
  author: z.object({ id: z.string(), name: z.string() }).optional(),
  /** Id of the only person who sees it; undefined when everybody does. */
  to: z.string().optional(),
  /** The line that was asked, with `/kafka`. */
  asked: z.string().optional(),
  /** The whole message in one plain sentence, for screen readers. */
  summary: z.string(),
  /** Made by this adapter's own renderer. */
  html: z.string(),
  isRemoved: z.boolean(),
});
export type Message = z.output<typeof messageSchema>;
export type Draft = Omit<Message, 'number' | 'revision' | 'at' | 'html' | 'isRemoved'> & {
  /** Called with the message's number, which its buttons carry. */
  readonly html: (number: number) => string;
};

export type Channel = {
  /** Reads what the store kept; afterwards the rest can be used. Can be called again when it failed. */
  readonly load: () => Promise<void>;
  readonly post: (draft: Draft) => Promise<Message>;
  /** Replaces what a message says, leaving its place and time. */
  readonly change: (number: number, draft: Draft) => Promise<Message | undefined>;
  readonly remove: (number: number) => Promise<Message | undefined>;
  /** Takes away what a person wrote and what was told to them alone, and their id with it. */
  readonly forget: (personId: string) => Promise<void>;
  /** A message that is still there and that this person sees. */
  readonly find: (number: number, personId: string) => Message | undefined;
  /** Messages this person sees that changed after a revision, removed ones included, in log order. */
  readonly since: (revision: number, personId: string) => readonly Message[];
  readonly revision: () => number;
  /** Calls with every message that appears or changes; returns how to stop. */
  readonly watch: (listener: (message: Message) => void) => () => void;
};

export const isFor = (message: Message, personId: string): boolean =>
  message.to === undefined || message.to === personId;

export function createChannel(documents: Documents, now: () => number): Channel {
  // A ring of slots needs no index: message n overwrites message n − KEPT, in the store as in memory.
  const slots = documents.collection('web-message', messageSchema);
  const messages = new Map<number, Message>();
  const listeners = new Set<(message: Message) => void>();
  const writing = new Mutex();
  let next = 0;
  let latest = 0;
  let loading: Promise<void> | undefined;

  async function read(): Promise<void> {
    const found = await Promise.all(Array.from({ length: KEPT }, (_, slot) => slots.get(String(slot))));
    for (const message of found.flatMap((each) => each ?? []).sort((a, b) => a.number - b.number)) {
      messages.set(message.number, message);
      next = Math.max(next, message.number + 1);
      latest = Math.max(latest, message.revision);
    }
  }

  /** One at a time, stored before anybody sees it: readers may rely on revisions arriving in order. */
  const write = (make: () => Omit<Message, 'revision'> | undefined): Promise<Message | undefined> =>
    writing.runExclusive(async () => {
      const made = make();
      if (!made) return undefined;
      const message = { ...made, revision: latest + 1 };
      await slots.set(String(message.number % KEPT), message);
      latest = message.revision;
      next = Math.max(next, message.number + 1);
      messages.set(message.number, message);
      messages.delete(message.number - KEPT);
      for (const listener of listeners) listener(message);
      return message;
    });

  return {
    load() {
      loading ??= read().catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      return loading;
    },
    async post(draft) {
      const posted = await write(() => ({
        ...draft,
        number: next,
        at: now(),
        html: draft.html(next),
        isRemoved: false,
      }));
      if (!posted) throw new Error('A new message is always written');
      return posted;
    },
    change: (number, draft) =>
      write(() => {
        const known = messages.get(number);
        return known && !known.isRemoved
          ? { ...draft, number, at: known.at, html: draft.html(number), isRemoved: false }
          : undefined;
      }),
    remove: (number) =>
      write(() => {
        const known = messages.get(number);
        return known && { ...known, summary: '', html: '', isRemoved: true };
      }),
    async forget(personId) {
      const theirs = [...messages.values()].filter(
        ({ to, author }) => to === personId || author?.id === personId,
      );
      for (const { number } of theirs) {
        await write(() => {
          const known = messages.get(number);
          return known && { number, at: known.at, summary: '', html: '', isRemoved: true };
        });
      }
    },
    find(number, personId) {
      const message = messages.get(number);
      return message && !message.isRemoved && isFor(message, personId) ? message : undefined;
    },
    since: (revision, personId) =>
      [...messages.values()]
        .filter((message) => message.revision > revision && isFor(message, personId))
        .sort((a, b) => a.number - b.number),
    revision: () => latest,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
