/** The bot speaking on its own behalf in a channel, as a round does. */
import { createHash } from 'node:crypto';
import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { z } from 'zod';
import type { Log } from '../../ports/log.ts';
import { ChannelGone, MessageGone, type Messenger } from '../../round/messenger.ts';
import { discordTime } from './discord-time.ts';
import { LONGEST_NONCE } from './limits.ts';
import { toMessage } from './message.ts';

/** Discord slows edits of one channel below this pace, and older messages further. */
const EDIT_EVERY_MS = 2_000;

const CLOSED: readonly (number | string)[] = [
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.UnknownUser,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel,
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
];
const GONE: readonly (number | string)[] = [
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser,
];

const created = z.object({ id: z.string() });

export function createMessenger(rest: REST, log: Log): Messenger {
  return {
    editEveryMs: EDIT_EVERY_MS,
    /** For some minutes Discord answers the same nonce with the message it has already. */
    async post(place, reply, nonce) {
      const channel = place.split(':').at(-1) ?? '';
      const { body, files } = await toMessage(reply, log);
      const sent = await translated(() =>
        rest.post(Routes.channelMessages(channel), {
          body: { ...body, nonce: shortNonce(nonce), enforce_nonce: true },
          files,
        }),
      );
      const { id } = created.parse(sent);
      return { ref: `${channel}:${id}`, at: discordTime(id) ?? Date.now() };
    },
    async tell(user, reply) {
      const recipient = user.split(':').at(-1) ?? '';
      const { body, files } = await toMessage(reply, log);
      await translated(async () => {
        const opened = await rest.post(Routes.userChannels(), { body: { recipient_id: recipient } });
        await rest.post(Routes.channelMessages(created.parse(opened).id), { body, files });
      });
    },
    async edit(ref, reply) {
      const [channel = '', id = ''] = ref.split(':');
      const { body, files } = await toMessage(reply, log);
      await translated(() => rest.patch(Routes.channelMessage(channel, id), { body, files }));
    },
  };
}

const shortNonce = (nonce: string) =>
  nonce.length <= LONGEST_NONCE
    ? nonce
    : createHash('sha256').update(nonce).digest('base64url').slice(0, LONGEST_NONCE);

async function translated<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
    if (CLOSED.includes(error.code)) throw new ChannelGone(`Discord says ${error.message}`, { cause: error });
    if (GONE.includes(error.code)) throw new MessageGone(`Discord says ${error.message}`, { cause: error });
    throw error;
  }
}
