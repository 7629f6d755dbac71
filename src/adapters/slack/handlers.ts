/** What happens when somebody types, presses, fills in or opens something in Slack: acknowledge, then answer. */
import type { types, webApi } from '@slack/bolt';
import type { Answer, Bot, NamedText, Sealed } from '../../bot/bot.ts';
import type { Log } from '../../ports/log.ts';
import { cleanLine } from '../../reply/clean.ts';
import type { Reply } from '../../reply/nodes.ts';
import type { Delivery, InlineAnswer } from './deliver.ts';
import { homeView } from './home.ts';
import {
  type Origin,
  readCommand,
  readPress,
  readShortcut,
  readSubmission,
  type SlackEvent,
} from './incoming.ts';
import { fieldErrors, modal } from './modal.ts';
import { unreadableFiles } from './own-replies.ts';
import type { SlackFile } from './payloads.ts';
import { LINK_ACTION, pressOf } from './render.ts';
import { saidLine } from './say-button.ts';
import { typedText, withoutMention } from './typed-text.ts';
import type { Identity } from './web-api.ts';

export type HandlerParts = {
  readonly bot: Bot;
  readonly client: webApi.WebClient;
  readonly delivery: Delivery;
  readonly identity: () => Identity;
  readonly readFiles: (files: readonly SlackFile[]) => Promise<readonly NamedText[]>;
  /** False the second time it sees a key. */
  readonly isNew: (key: string) => boolean;
  readonly log: Log;
};

/** Slack waits three seconds; an answer that is ready well before travels with the acknowledgement. */
const INLINE_WITHIN_MS = 1_500;
const SUBMIT_WITHIN_MS = 2_300;

type Ack<Body> = (body?: Body) => Promise<void>;

/** @param takesBody whether the acknowledgement can carry the answer */
export async function onCommand(
  { bot, delivery, identity, log }: HandlerParts,
  body: unknown,
  ack: Ack<InlineAnswer>,
  takesBody: boolean,
): Promise<void> {
  const acknowledge = once(ack, log);
  try {
    const { origin, line } = readCommand(body, identity().team);
    const text = typedText(line);
    const work = bot.say(text, origin.asker);
    const inline = takesBody
      ? await within(
          INLINE_WITHIN_MS,
          work.then(({ outcome }) => delivery.inline(outcome)),
        )
      : undefined;
    const isTaken = await acknowledge(inline);
    if (inline === undefined || !isTaken) await delivery.deliver((await work).outcome, origin, text);
  } catch (error) {
    log.error({ error }, 'slack command failed');
    await acknowledge();
  }
}

export async function onPress(
  { bot, delivery, identity, log }: HandlerParts,
  body: unknown,
  ack: Ack<void>,
): Promise<void> {
  try {
    await once(ack, log)();
    const { actionId, chosen, origin } = readPress(body, identity().team);
    const press = pressOf(actionId);
    if (press === LINK_ACTION) return;
    const line = saidLine(press);
    const outcome =
      line === undefined
        ? await bot.press(press, chosen === undefined ? {} : { value: chosen }, origin.asker)
        : (await bot.say(line, origin.asker)).outcome;
    await delivery.deliver(outcome, origin, line);
  } catch (error) {
    log.error({ error }, 'slack press failed');
  }
}

type ViewAnswer =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: types.ModalView };

/** A refusal stays in the modal with everything that was filled in; an answer closes it and goes where it was opened. */
export async function onSubmit(
  { bot, delivery, identity, log }: HandlerParts,
  body: unknown,
  ack: Ack<ViewAnswer>,
): Promise<void> {
  const acknowledge = once(ack, log);
  try {
    const { press, fields, origin } = readSubmission(body, identity().team);
    const work = bot.press(press, fields, origin.asker);
    const early = await within(SUBMIT_WITHIN_MS, work);
    const stays = early && staysOpen(early, fields, origin);
    await acknowledge(stays);
    if (!stays) await delivery.deliver(await work, origin);
  } catch (error) {
    log.error({ error }, 'slack form failed');
    await acknowledge();
  }
}

function staysOpen(
  outcome: Sealed,
  fields: Readonly<Record<string, string>>,
  origin: Origin,
): ViewAnswer | undefined {
  if (outcome.type === 'form') return { response_action: 'update', view: modal(outcome, origin) };
  if (outcome.type !== 'reply' || outcome.ok || Object.keys(fields).length === 0) return undefined;
  return { response_action: 'errors', errors: { ...fieldErrors(fields, cleanLine(outcome.summary)) } };
}

/** “Explain with /kafka” on a message: its files are checked, its text is explained, its asker alone sees it. */
export async function onShortcut(
  { bot, delivery, identity, readFiles, log }: HandlerParts,
  body: unknown,
  ack: Ack<void>,
): Promise<void> {
  try {
    await once(ack, log)();
    const { text, files, origin } = readShortcut(body, identity().team);
    const texts = await readFiles(files);
    const outcome =
      files.length > 0 && texts.length === 0 && text === ''
        ? unreadableFiles()
        : (await explain(bot, typedText(text), texts, origin)).outcome;
    await delivery.deliver(
      outcome.type === 'reply' ? { ...outcome, visibility: 'private' } : outcome,
      origin,
    );
  } catch (error) {
    log.error({ error }, 'slack shortcut failed');
  }
}

/** As an error first; a message that holds none is a question. */
async function explain(
  bot: Bot,
  text: string,
  files: readonly NamedText[],
  { asker }: Origin,
): Promise<Answer> {
  if (files.length > 0) return bot.say('lint', asker, files);
  if (text === '') return bot.say('help', asker);
  const asError = await bot.say(`error ${text}`, asker);
  if (isAnswer(asError)) return asError;
  const asQuestion = await bot.say(`ask ${text}`, asker);
  return isAnswer(asQuestion) ? asQuestion : asError;
}

const isAnswer = ({ outcome }: Answer) => outcome.type === 'reply' && outcome.ok;

/** A mention or a direct message. */
export async function onSpoken(
  { bot, delivery, identity, readFiles, isNew, log }: HandlerParts,
  event: SlackEvent,
): Promise<void> {
  if (!event.isSpoken || !isNew(event.key)) return;
  try {
    const { origin, isDirect } = event;
    const line = typedText(withoutMention(event.text, identity().botUser));
    const files = await readFiles(event.files);
    const spoken = line === '' && files.length > 0 ? 'lint' : line;
    const { outcome } = await bot.say(spoken, origin.asker, files);
    if (isDirect) return await delivery.deliver(outcome, origin, spoken);
    const isPublic = outcome.type === 'reply' && mayBeSeen(outcome);
    const shown: Sealed = isPublic ? { ...outcome, visibility: 'public' } : outcome;
    // A private message shows in a thread only when the thread exists already.
    const thread = isPublic ? (origin.thread ?? event.ts) : origin.thread;
    await delivery.deliver(shown, { ...origin, thread }, spoken);
  } catch (error) {
    log.error({ error }, 'slack message failed');
  }
}

/** Asked in public, answered in public; what nobody could share, such as a quiz or a refusal, stays private. */
function mayBeSeen({ ok, share, visibility }: Reply<string>): boolean {
  return visibility === 'public' || (ok && share !== undefined);
}

export async function onHome({ bot, client, log }: HandlerParts, origin: Origin): Promise<void> {
  try {
    await client.views.publish({ user_id: origin.user, view: await homeView(bot, origin.asker) });
  } catch (error) {
    log.warn({ error }, 'slack home could not be shown');
  }
}

/** Undefined when the work takes longer; it goes on all the same. */
async function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Acknowledges the first time it is called, and tells whether that went through: a socket may close meanwhile,
 * which is no reason not to answer.
 */
function once<Body>(ack: Ack<Body>, log: Log): (body?: Body) => Promise<boolean> {
  let isDone = false;
  return async (body) => {
    if (isDone) return false;
    isDone = true;
    try {
      await ack(body);
      return true;
    } catch (error) {
      log.warn({ error }, 'slack took no acknowledgement');
      return false;
    }
  };
}
