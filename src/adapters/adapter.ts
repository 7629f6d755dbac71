/** What every platform is to the rest of the bot: something that starts, stops and may own a part of the HTTP server. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Bot } from '../bot/bot.ts';
import type { Log } from '../ports/log.ts';
import type { Messenger } from '../round/messenger.ts';

export type Adapter = {
  readonly name: 'slack' | 'discord' | 'web' | 'console';
  /** Resolves when people can use it. Rejects with a `PlatformError` when the platform refuses or cannot be reached. */
  readonly start: () => Promise<void>;
  /** Resolves when nothing of it is in flight; new requests are refused meanwhile. */
  readonly stop: () => Promise<void>;
  /** Speaks in channels on the bot's own behalf; absent where nobody can be posted to. */
  readonly messenger?: Messenger;
  /** Requests under these path prefixes go to `handle`. */
  readonly http?: { readonly prefixes: readonly string[]; readonly handle: HttpHandler };
};

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export type AdapterParts = { readonly bot: Bot; readonly log: Log };

/** A platform that cannot start; the message is one line that names the variable to look at. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
}
