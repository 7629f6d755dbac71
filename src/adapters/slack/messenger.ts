/** The bot speaking on its own behalf in a channel, as a round does. */
import type { webApi } from '@slack/bolt';
import { ChannelGone, MessageGone, type Messenger } from '../../round/messenger.ts';
import { postMessage, type Sender } from './sending.ts';
import { slackTime } from './slack-time.ts';
import { platformError } from './web-api.ts';

/**
 * chat.update is allowed about 50 times a minute for a whole workspace; at this pace five rounds fit, and more of them
 * share what there is. https://docs.slack.dev/apis/web-api/rate-limits
 */
const EDIT_EVERY_MS = 7_000;
const EDITS_PER_MINUTE = 50;

const CLOSED: readonly (string | undefined)[] = [
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'account_inactive',
  'token_revoked',
  'user_not_found',
  'user_disabled',
  'cannot_dm_bot',
  'messages_tab_disabled',
];
const GONE: readonly (string | undefined)[] = [
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
];

/** Slack has no key against posting twice, so a repeated attempt after a crash may show a message twice. */
export function createMessenger(client: webApi.WebClient, sender: Sender): Messenger {
  return {
    editEveryMs: EDIT_EVERY_MS,
    editsPerMinute: EDITS_PER_MINUTE,
    async post(place, reply) {
      const channel = place.split(':').at(-1) ?? '';
      const prepared = await sender.prepare(reply);
      const ts = await translated(() =>
        sender.send(prepared, (message) => postMessage(client, channel, message)),
      );
      return { ref: `${channel}:${ts}`, at: slackTime(ts) ?? Date.now() };
    },
    /** A person's id as channel is their conversation with the app, which needs no further scope. */
    async tell(user, reply) {
      const prepared = await sender.prepare(reply);
      const channel = user.split(':').at(-1) ?? '';
      await translated(() => sender.send(prepared, (message) => postMessage(client, channel, message)));
    },
    async edit(ref, reply) {
      const [channel = '', ts = ''] = ref.split(':');
      const prepared = await sender.prepare(reply);
      await translated(() =>
        sender.send(prepared, ({ text, blocks }) =>
          client.chat.update({ channel, ts, text, blocks: [...blocks] }),
        ),
      );
    },
  };
}

async function translated<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const said = platformError(error);
    if (CLOSED.includes(said)) throw new ChannelGone(`Slack says ${said}`, { cause: error });
    if (GONE.includes(said)) throw new MessageGone(`Slack says ${said}`, { cause: error });
    throw error;
  }
}
