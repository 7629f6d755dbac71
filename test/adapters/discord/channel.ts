/** The messages of our own Discord: who sees them, what they hold, and when they last changed. */
import { z } from 'zod';

export const APPLICATION = '900000000000000001';
const EPHEMERAL = 64;

export type NamedBytes = { readonly name: string; readonly size: number };

export type Shown = {
  readonly id: string;
  readonly channel: string;
  /** Undefined when everybody in the channel sees it. */
  readonly seenBy: string | undefined;
  readonly body: { readonly components: readonly unknown[]; readonly flags: number };
  readonly files: readonly NamedBytes[];
  /** Grows with every change on any screen. */
  readonly changed: number;
};

export type Channel = {
  readonly all: () => readonly Shown[];
  readonly post: (
    at: { readonly user: string; readonly channel: string },
    data: unknown,
    files: readonly NamedBytes[],
  ) => Shown;
  /** Undefined when there is no such message. */
  readonly replace: (id: string, data: unknown, files: readonly NamedBytes[]) => Shown | undefined;
  readonly remove: (id: string) => boolean;
};

const messageBody = z.looseObject({
  components: z.array(z.unknown()).default([]),
  flags: z.number().default(0),
});

export function createChannel(): Channel {
  const messages = new Map<string, Shown>();
  let changes = 0;
  const keep = (shown: Omit<Shown, 'changed'>): Shown => {
    changes += 1;
    const kept = { ...shown, changed: changes };
    messages.set(kept.id, kept);
    return kept;
  };
  return {
    all: () => [...messages.values()],
    post({ user, channel }, data, files) {
      const body = messageBody.parse(data);
      const seenBy = (body.flags & EPHEMERAL) === 0 ? undefined : user;
      return keep({ id: snowflake(), channel, seenBy, body, files });
    },
    replace(id, data, files) {
      const shown = messages.get(id);
      if (!shown) return undefined;
      const body = messageBody.parse(data);
      const flags = body.flags | (shown.body.flags & EPHEMERAL);
      return keep({ ...shown, body: { ...body, flags }, files });
    },
    remove: (id) => messages.delete(id),
  };
}

const made = { ids: 0n };

/** Ids carry their time, as Discord's do. */
export function snowflake(): string {
  made.ids += 1n;
  return String(((BigInt(Date.now()) - 1_420_070_400_000n) << 22n) + made.ids);
}

/** A message as Discord describes it to the bot. */
export function messageJson({ id, channel, body }: Shown): object {
  return {
    id,
    type: 20,
    channel_id: channel,
    content: '',
    author: { id: APPLICATION, username: 'kafka', discriminator: '0', avatar: null, bot: true },
    attachments: [],
    embeds: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    flags: body.flags,
    components: body.components,
  };
}
