/** The bot speaking on its own behalf in the channel, as a round does. */
import { ChannelGone, MessageGone, type Messenger } from '../../round/messenger.ts';
import type { Channel, Message } from './channel.ts';
import type { Drafter } from './draft.ts';
import { CHANNEL } from './talk.ts';

const EDIT_EVERY_MS = 150;
/** Repeated attempts come within seconds of the first. */
const REMEMBERED = 200;

export function createMessenger(channel: Channel, draft: Drafter): Messenger {
  const attempts = new Map<string, Promise<Message>>();

  async function post(reply: Parameters<Messenger['post']>[1]): Promise<Message> {
    return channel.post(await draft(reply, {}));
  }

  return {
    editEveryMs: EDIT_EVERY_MS,
    async post(place, reply, nonce) {
      if (place !== CHANNEL.id) throw new ChannelGone(`The web chat has no place ${place}`);
      await channel.load();
      const posting = attempts.get(nonce) ?? post(reply);
      attempts.set(nonce, posting);
      posting.catch(() => attempts.delete(nonce));
      const [oldest] = attempts.keys();
      if (attempts.size > REMEMBERED && oldest !== undefined) attempts.delete(oldest);
      const { number, at } = await posting;
      return { ref: String(number), at };
    },
    async tell(user, reply) {
      await channel.load();
      await channel.post(await draft(reply, { to: user }));
    },
    async forget(user) {
      await channel.load();
      await channel.forget(user);
    },
    async edit(ref, reply) {
      await channel.load();
      const changed = await channel.change(Number(ref), await draft(reply, {}));
      if (!changed) throw new MessageGone(`Message ${ref} is gone`);
    },
  };
}
