/** How a round speaks in a channel: post, edit, nothing else. Each platform has one. */
import type { Reply } from '../reply/nodes.ts';

/** Where a message is; opaque, made and read by its platform only. */
export type MessageRef = string;

export type Posted = {
  readonly ref: MessageRef;
  /** When the message stood there, epoch milliseconds by the platform's own clock. */
  readonly at: number;
};

export type Messenger = {
  /** @param nonce the same for a repeated attempt; platforms that can drop the second message use it */
  readonly post: (place: string, reply: Reply<string>, nonce: string) => Promise<Posted>;
  readonly edit: (ref: MessageRef, reply: Reply<string>) => Promise<void>;
  /**
   * Writes to one person alone; absent where that cannot be done.
   * @throws ChannelGone when they take no private messages
   */
  readonly tell?: (user: string, reply: Reply<string>) => Promise<void>;
  /** Takes away what the platform itself keeps in our store about a person, where it does. */
  readonly forget?: (user: string) => Promise<void>;
  /** Milliseconds between edits of one message that the platform tolerates. */
  readonly editEveryMs: number;
  /**
   * Edits a minute that the platform tolerates from us in a whole workspace. Counts and lobbies leave room below it;
   * what may not be missed is posted anew once it is reached.
   */
  readonly editsPerMinute?: number;
};

/** The place is gone or closed to us; trying again cannot help. */
export class ChannelGone extends Error {
  override readonly name = 'ChannelGone';
}

/** Somebody deleted the message; it can be posted again. */
export class MessageGone extends Error {
  override readonly name = 'MessageGone';
}
