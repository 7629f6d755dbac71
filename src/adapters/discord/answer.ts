/** Brings an outcome back to Discord: at once when it is ready soon, otherwise deferred and then filled in. */
import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import type { Sealed } from '../../bot/bot.ts';
import type { Log } from '../../ports/log.ts';
import type { Reply, Visibility } from '../../reply/nodes.ts';
import type { Exchange } from './exchange.ts';
import { modal } from './form.ts';
import { type Message, sentenceReply, toMessage } from './message.ts';

/** Discord gives three seconds; what is not ready by then is deferred. */
const ANSWER_WITHIN_MS = 2_000;

export type Waiting = {
  /** Who sees the answer if it has to be deferred. */
  readonly visibility: Visibility;
  /** Set when a button, menu or form of a message was used. `isOwn`: only the presser sees that message. */
  readonly pressed?: { readonly isOwn: boolean };
};

type Ready =
  | { readonly to: 'form'; readonly modal: ReturnType<typeof modal> }
  | { readonly to: 'nowhere' }
  | {
      readonly to: 'update' | 'new';
      readonly reply: Reply<string>;
      readonly message: Message;
      readonly visibility: Visibility;
    };

export async function answer(
  exchange: Exchange,
  work: Promise<Sealed>,
  waiting: Waiting,
  log: Log,
): Promise<void> {
  const ready = prepare(work, waiting, log);
  const soon = await within(ANSWER_WITHIN_MS, ready);
  if (soon) return await answerNow(exchange, soon, log);
  if (waiting.pressed) {
    await exchange.acknowledge();
    return await followPress(exchange, await ready, log);
  }
  await exchange.defer(waiting.visibility);
  await fillIn(exchange, await ready, waiting.visibility, log);
}

async function prepare(work: Promise<Sealed>, { visibility, pressed }: Waiting, log: Log): Promise<Ready> {
  const outcome = await work;
  if (outcome.type === 'removal') return { to: 'nowhere' };
  if (outcome.type === 'form') return { to: 'form', modal: modal(outcome) };
  const { placement = 'new' } = outcome;
  const replaces = placement === 'update' || (placement === 'turn' && pressed?.isOwn === true);
  return {
    to: pressed && replaces ? 'update' : 'new',
    reply: outcome,
    message: await toMessage(outcome, log),
    visibility: outcome.visibility ?? visibility,
  };
}

async function answerNow(exchange: Exchange, ready: Ready, log: Log): Promise<void> {
  switch (ready.to) {
    case 'form':
      return exchange.show(ready.modal);
    case 'nowhere':
      await exchange.acknowledge();
      return exchange.remove();
    case 'update':
      return orPlain(ready, log, (message) => exchange.update(message));
    case 'new':
      return orPlain(ready, log, (message) => exchange.reply(message, ready.visibility));
  }
}

/** After a press was acknowledged without a change on the screen. */
async function followPress(exchange: Exchange, ready: Ready, log: Log): Promise<void> {
  switch (ready.to) {
    case 'form':
      return exchange.followUp(await tooLateForForm(log), 'private');
    case 'nowhere':
      return exchange.remove();
    case 'update':
      return orPlain(ready, log, (message) => exchange.edit(message));
    case 'new':
      return orPlain(ready, log, (message) => exchange.followUp(message, ready.visibility));
  }
}

/** After “is thinking…” was shown to `seen`; an answer for others takes its place as a message of its own. */
async function fillIn(exchange: Exchange, ready: Ready, seen: Visibility, log: Log): Promise<void> {
  switch (ready.to) {
    case 'form':
      return exchange.edit(await tooLateForForm(log));
    case 'nowhere':
      return exchange.remove();
    case 'update':
    case 'new':
      if (ready.visibility === seen) return orPlain(ready, log, (message) => exchange.edit(message));
      await exchange.remove();
      return orPlain(ready, log, (message) => exchange.followUp(message, ready.visibility));
  }
}

/** Discord opens a modal only as the first response. */
const tooLateForForm = (log: Log) =>
  toMessage(sentenceReply('That took too long for the form to open; please try again.'), log);

/** Should Discord refuse what we made of a reply, its summary still arrives. */
async function orPlain(
  { reply, message }: { reply: Reply<string>; message: Message },
  log: Log,
  send: (message: Message) => Promise<void>,
): Promise<void> {
  try {
    await send(message);
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.code !== RESTJSONErrorCodes.InvalidFormBodyOrContentType)
      throw error;
    log.error({ error, title: reply.title }, 'Discord refused a reply; sending its summary');
    await send(await toMessage(sentenceReply(reply.summary), log));
  }
}

async function within<Value>(time: number, work: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, time, undefined);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
