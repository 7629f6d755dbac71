/** Reminders of the daily question: a private message at a person's own time, once a day, whichever instance sends it. */
import type { Log } from '../ports/log.ts';
import type { Reply } from '../reply/nodes.ts';
import { ChannelGone, type Messenger } from '../round/messenger.ts';
import type { Change, Ledger } from '../store/ledger.ts';
import { isDone } from './daily.ts';
import type { Profile } from './learner.ts';
import { changeProfile, keptProfile, nameless } from './records.ts';
import { dateIn, nextAt } from './time-zone.ts';

/** When each person is to be reminded next. */
const REMINDERS = 'reminders';
const MOST_DUE = 200;

/** What a change of zone or reminder means for the next one. */
export const whenReminded = (user: string, { zone, reminder }: Profile, now: number): Change => ({
  type: 'due',
  queue: REMINDERS,
  id: user,
  at: reminder === undefined ? null : nextAt(zone, reminder, now),
});

export type ReminderParts = {
  readonly ledger: Ledger;
  readonly messengerFor: (user: string) => Messenger | undefined;
  /** What is sent, with its buttons sealed. */
  readonly page: (profile: Profile, date: string) => Promise<Reply<string>>;
  readonly now: () => number;
  readonly log: Log;
};

/** @returns writes to whoever is due, one after the other; to be called again and again */
export function createReminders(parts: ReminderParts): () => Promise<void> {
  const { ledger, now, log } = parts;

  /** Claimed before it is sent: better one reminder less than one twice. */
  async function remind(user: string, at: number): Promise<void> {
    const { profile, kept } = await keptProfile(ledger, user);
    const tell = parts.messengerFor(user)?.tell;
    const date = dateIn(profile.zone, at);
    const isLate = dateIn(profile.zone, now()) !== date;
    // Another instance has that platform; when none has, this one stands before those of others until its day is over.
    if (!tell && profile.reminder !== undefined && !isLate) return;
    const next = whenReminded(user, profile, now());
    const relied = { unchanged: [kept] };
    const once = nameless(user, `reminder ${date}`);
    const isFirst = await ledger.apply([next], { ...relied, once });
    if (!isFirst) {
      await ledger.apply([next], relied);
      return;
    }
    if (!tell || profile.reminder === undefined || isLate || isDone(profile.streak, date)) return;
    try {
      await tell(user, await parts.page(profile, date));
    } catch (error) {
      if (!(error instanceof ChannelGone)) throw error;
      log.info({ error }, 'somebody takes no private messages; their reminder is turned off');
      await changeProfile(
        ledger,
        user,
        ({ reminder: _, ...rest }) => rest,
        (changed) => [whenReminded(user, changed, now())],
      );
    }
  }

  return async () => {
    for (const { id, at } of await ledger.due(REMINDERS, now(), MOST_DUE)) {
      await remind(id, at).catch((error: unknown) => log.warn({ error }, 'a reminder could not be sent'));
    }
  };
}
