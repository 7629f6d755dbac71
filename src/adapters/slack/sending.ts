/** Sends one message one way, in ever simpler forms until Slack takes it. */
import type { webApi } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';
import type { Reply } from '../../reply/nodes.ts';
import * as limits from './limits.ts';
import { renderReply, type SlackMessage, section, WORDS_ONLY } from './render.ts';
import type { Pictures, PreparedPictures } from './uploads.ts';
import { platformError } from './web-api.ts';

/** A reply with its pictures in Slack, ready to be sent. */
export type Prepared = { readonly reply: Reply<string>; readonly pictures: PreparedPictures };

export type Send<Result> = (message: SlackMessage) => Promise<Result>;

export type Sender = {
  readonly prepare: (reply: Reply<string>) => Promise<Prepared>;
  /** Undefined when a picture must be drawn and uploaded first. */
  readonly ready: (reply: Reply<string>) => Promise<Prepared | undefined>;
  /** With pictures, then in words, then as bare text: an answer that Slack cannot show is still an answer. */
  readonly send: <Result>(prepared: Prepared, send: Send<Result>) => Promise<Result>;
};

/** A picture that was uploaded just now may need a moment before a message can show it. */
const PROCESSING_WAITS_MS = [0, 500, 1_500];
const RESPOND_WITHIN_MS = 8_000;
/** Somebody is waiting; a longer pause than this is as good as a failure. */
const LONGEST_PAUSE_S = 5;

type Attempt<Result> = { readonly sent: Result } | { readonly problem: unknown };

export function createSender({ pictures, log }: { pictures: Pictures; log: Log }): Sender {
  async function withPictures<Result>(prepared: Prepared, send: Send<Result>): Promise<Attempt<Result>> {
    const { reply, pictures: shown } = prepared;
    const waits = shown.isFresh ? PROCESSING_WAITS_MS : [0];
    let last: Attempt<Result> = { problem: undefined };
    for (const wait of waits) {
      if (wait > 0) await pause(wait);
      last = await attempt(fullMessage(prepared), send);
      if ('sent' in last) return last;
    }
    if (shown.count > 0) await pictures.forget(reply);
    return last;
  }

  return {
    prepare: async (reply) => ({ reply, pictures: await pictures.prepare(reply) }),
    ready: async (reply) => {
      const shown = await pictures.ready(reply);
      return shown && { reply, pictures: shown };
    },
    async send(prepared, send) {
      const full = await withPictures(prepared, send);
      if ('sent' in full) return full.sent;
      const simple = renderReply(prepared.reply, WORDS_ONLY);
      const inWords = await attempt(simple, send);
      if ('sent' in inWords) return inWords.sent;
      log.error({ error: inWords.problem }, 'slack refuses the blocks of an answer');
      return send({ text: simple.text, blocks: [section(simple.text)] });
    },
  };
}

export function fullMessage({ reply, pictures }: Prepared): SlackMessage {
  return renderReply(reply, { fileOf: pictures.fileOf, tables: limits.TABLES });
}

/** Only a problem that lies in the blocks is worth a simpler message; any other is thrown. */
async function attempt<Result>(message: SlackMessage, send: Send<Result>): Promise<Attempt<Result>> {
  try {
    return { sent: await patiently(() => send(message)) };
  } catch (problem) {
    if (isAboutBlocks(problem)) return { problem };
    throw problem;
  }
}

class RespondProblem extends Error {
  override readonly name = 'RespondProblem';
  /** Seconds, when Slack asks for a pause. */
  readonly retryAfter: number | undefined;

  constructor(message: string, response: Response) {
    super(message);
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    this.retryAfter = response.status === 429 && seconds >= 0 ? seconds : undefined;
  }
}

/** Bolt's own `respond` knows only the url of the request at hand; a modal answers with the url of an earlier one. */
export async function respond(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(RESPOND_WITHIN_MS),
  });
  const said = await response.text();
  // Slack also says no with status 200.
  if (!response.ok || /"ok"\s*:\s*false/.test(said))
    throw new RespondProblem(`${response.status} ${said.slice(0, 200)}`, response);
}

/** `invalid_blocks`, `msg_blocks_too_long`, `invalid_attachments`, `slack_file …` */
function isAboutBlocks(error: unknown): boolean {
  const said = platformError(error) ?? (error instanceof RespondProblem ? error.message : '');
  return /block|attachment|slack_file|msg_too_long/.test(said);
}

/** Waits once when Slack asks for a short pause. */
export async function patiently<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const seconds = retryAfter(error);
    if (seconds === undefined || seconds > LONGEST_PAUSE_S) throw error;
    await pause(seconds * 1_000);
    return work();
  }
}

function retryAfter(error: unknown): number | undefined {
  const isPause = error instanceof Error && 'retryAfter' in error && typeof error.retryAfter === 'number';
  return isPause ? Number(error.retryAfter) : undefined;
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Posts in a channel, without previews of the links in it. */
export async function postMessage(
  client: webApi.WebClient,
  channel: string,
  { text, blocks }: SlackMessage,
  thread?: string,
): Promise<string> {
  const posted = await client.chat.postMessage({
    channel,
    text,
    blocks: [...blocks],
    unfurl_links: false,
    unfurl_media: false,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  });
  return posted.ts ?? '';
}
