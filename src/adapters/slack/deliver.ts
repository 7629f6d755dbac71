/** Brings an answer to where it belongs, and falls back to something simpler or nearer when Slack refuses. */
import type { types, webApi } from '@slack/bolt';
import type { Sealed } from '../../bot/bot.ts';
import type { Log } from '../../ports/log.ts';
import type { Reply } from '../../reply/nodes.ts';
import type { Origin } from './incoming.ts';
import * as limits from './limits.ts';
import { modal } from './modal.ts';
import { renderReply, type SlackMessage, section, WORDS_ONLY } from './render.ts';
import { sayButton } from './say-button.ts';
import { type Pictures, type PreparedPictures, upload } from './uploads.ts';
import { platformError } from './web-api.ts';

/** A reply with its pictures in Slack, ready to be sent. */
export type Prepared = { readonly reply: Reply<string>; readonly pictures: PreparedPictures };

export type Delivery = {
  readonly prepare: (reply: Reply<string>) => Promise<Prepared>;
  /** The answer as the body of an acknowledgement; undefined when it must be sent on its own. */
  readonly inline: (prepared: Prepared) => InlineAnswer | undefined;
  /** Never rejects: what cannot be delivered is logged. */
  readonly deliver: (outcome: Sealed | Prepared, origin: Origin, line?: string) => Promise<void>;
};

export type InlineAnswer = {
  readonly response_type: 'ephemeral' | 'in_channel';
  readonly text: string;
  readonly blocks: types.KnownBlock[];
};

type Route = { readonly name: string; readonly send: (message: SlackMessage) => Promise<void> };

/** A picture that was uploaded just now may need a moment before a message can show it. */
const PROCESSING_WAITS_MS = [500, 1_500];
const RESPOND_WITHIN_MS = 8_000;
/** Somebody is waiting; a longer pause than this is as good as a failure. */
const LONGEST_PAUSE_S = 5;

export function createDelivery(parts: { client: webApi.WebClient; pictures: Pictures; log: Log }): Delivery {
  const { client, pictures, log } = parts;

  async function sendReply(prepared: Prepared, origin: Origin): Promise<void> {
    const problems: unknown[] = [];
    for (const route of routes(client, prepared.reply, origin)) {
      try {
        await sendSimplifying(prepared, route);
        await sendFiles(prepared.reply, origin);
        return;
      } catch (error) {
        problems.push(error);
        log.warn({ error, route: route.name }, 'slack did not take an answer this way');
      }
    }
    log.error({ error: problems[0] }, 'answer could not be delivered to slack');
  }

  /** With pictures, then in words, then as bare text: an answer that Slack cannot show is still an answer. */
  async function sendSimplifying(prepared: Prepared, route: Route): Promise<void> {
    const { reply, pictures: shown } = prepared;
    const waits = shown.isFresh ? [0, ...PROCESSING_WAITS_MS] : [0];
    for (const wait of waits) {
      if (wait > 0) await pause(wait);
      const problem = await attempt(route, fullMessage(prepared));
      if (problem === undefined) return;
      if (shown.count === 0) break;
    }
    if (shown.count > 0) await pictures.forget(reply);
    const simple = renderReply(reply, WORDS_ONLY);
    const problem = await attempt(route, simple);
    if (problem === undefined) return;
    log.error({ error: problem }, 'slack refuses the blocks of an answer');
    await route.send({ text: simple.text, blocks: [section(simple.text)] });
  }

  /** @returns the problem when it lies in the blocks, so that simpler ones may work */
  async function attempt(route: Route, message: SlackMessage): Promise<unknown> {
    try {
      await patiently(() => route.send(message));
      return undefined;
    } catch (error) {
      if (isAboutBlocks(error)) return error;
      throw error;
    }
  }

  /** A file is private as long as the answer is: it goes to the person and not into the channel. */
  async function sendFiles(reply: Reply<string>, origin: Origin): Promise<void> {
    for (const file of reply.files ?? []) {
      try {
        const isShared = reply.visibility === 'public' || origin.asker.place.kind === 'direct';
        const channel = (isShared ? origin.channel : undefined) ?? (await directChannel(client, origin.user));
        const bytes = new TextEncoder().encode(file.text);
        const thread = channel === origin.channel ? origin.thread : undefined;
        await patiently(() => upload(client, { filename: file.name, bytes, channel, thread }));
      } catch (error) {
        log.warn({ error }, 'file could not be uploaded to slack; sent as text');
        await sendReply(await prepare(asText(file)), { ...origin, pressed: undefined });
      }
    }
  }

  const prepare = async (reply: Reply<string>): Promise<Prepared> => ({
    reply,
    pictures: await pictures.prepare(reply),
  });

  async function deliverOutcome(outcome: Sealed | Prepared, origin: Origin, line: string): Promise<void> {
    if (!('type' in outcome)) return sendReply(outcome, origin);
    switch (outcome.type) {
      case 'reply':
        return sendReply(await prepare(outcome), origin);
      case 'form':
        if (origin.trigger === undefined) return sendReply(await prepare(formButton(line)), origin);
        await client.views.open({ trigger_id: origin.trigger, view: modal(outcome, origin) });
        return;
      case 'removal':
        return remove(client, origin);
    }
  }

  return {
    prepare,
    inline: (prepared) => {
      const { reply, pictures: shown } = prepared;
      if (shown.isFresh || (reply.files ?? []).length > 0) return undefined;
      const { text, blocks } = fullMessage(prepared);
      return { response_type: responseType(reply), text, blocks: [...blocks] };
    },
    deliver: async (outcome, origin, line = 'help') => {
      try {
        await deliverOutcome(outcome, origin, line);
      } catch (error) {
        log.error({ error }, 'answer could not be delivered to slack');
      }
    },
  };
}

function fullMessage({ reply, pictures }: Prepared): SlackMessage {
  return renderReply(reply, { fileOf: pictures.fileOf, tables: limits.TABLES });
}

const responseType = ({ visibility }: Reply<string>) =>
  visibility === 'public' ? 'in_channel' : 'ephemeral';

/** The ways to the reader, best first. */
function routes(client: webApi.WebClient, reply: Reply<string>, origin: Origin): readonly Route[] {
  const replaces =
    origin.pressed !== undefined &&
    (reply.placement === 'update' || (reply.placement === 'turn' && origin.pressed.isOwn));
  return [
    ...(replaces ? replacing(client, origin) : []),
    ...(origin.responseUrl === undefined ? [] : [responding(origin.responseUrl, reply, origin)]),
    ...posting(client, reply, origin),
  ];
}

function replacing(client: webApi.WebClient, { responseUrl, channel, pressed }: Origin): readonly Route[] {
  const ts = pressed?.ts;
  return [
    ...(responseUrl === undefined
      ? []
      : [
          {
            name: 'replace',
            send: (message: SlackMessage) => respond(responseUrl, { ...message, replace_original: true }),
          },
        ]),
    ...(channel === undefined || ts === undefined || pressed?.isEphemeral !== false
      ? []
      : [
          {
            name: 'chat.update',
            send: async ({ text, blocks }: SlackMessage) => {
              await client.chat.update({ channel, ts, text, blocks: [...blocks] });
            },
          },
        ]),
  ];
}

function responding(url: string, reply: Reply<string>, { thread }: Origin): Route {
  return {
    name: 'respond',
    send: (message) =>
      respond(url, {
        ...message,
        response_type: responseType(reply),
        replace_original: false,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      }),
  };
}

function posting(client: webApi.WebClient, reply: Reply<string>, origin: Origin): readonly Route[] {
  const { channel, thread, user, asker } = origin;
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  const quiet = { unfurl_links: false, unfurl_media: false };
  const post = (where: string, threaded: object): Route => ({
    name: 'chat.postMessage',
    send: async ({ text, blocks }) => {
      await client.chat.postMessage({ channel: where, text, blocks: [...blocks], ...quiet, ...threaded });
    },
  });
  const isOpen = reply.visibility === 'public' || asker.place.kind === 'direct';
  const toPerson = post(user, {});
  if (channel === undefined) return [toPerson];
  if (isOpen) return [post(channel, inThread), toPerson];
  return [
    {
      name: 'chat.postEphemeral',
      send: async ({ text, blocks }) => {
        await client.chat.postEphemeral({ channel, user, text, blocks: [...blocks], ...inThread });
      },
    },
    toPerson,
  ];
}

async function remove(client: webApi.WebClient, { responseUrl, channel, pressed }: Origin): Promise<void> {
  if (responseUrl !== undefined) return respond(responseUrl, { delete_original: true });
  if (channel !== undefined && pressed?.ts !== undefined)
    await client.chat.delete({ channel, ts: pressed.ts });
}

class RespondProblem extends Error {
  override readonly name = 'RespondProblem';
}

/** Bolt's own `respond` knows only the url of the request at hand; a modal answers with the url of an earlier one. */
async function respond(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(RESPOND_WITHIN_MS),
  });
  const said = await response.text();
  // Slack also says no with status 200.
  if (!response.ok || /"ok"\s*:\s*false/.test(said))
    throw new RespondProblem(`${response.status} ${said.slice(0, 200)}`);
}

/** `invalid_blocks`, `msg_blocks_too_long`, `invalid_attachments`, `slack_file …` */
function isAboutBlocks(error: unknown): boolean {
  const said = platformError(error) ?? (error instanceof RespondProblem ? error.message : '');
  return /block|attachment|slack_file|msg_too_long/.test(said);
}

/** Waits once when Slack asks for a short pause. */
async function patiently<Value>(work: () => Promise<Value>): Promise<Value> {
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
  const hasPause = error instanceof Error && 'retryAfter' in error && typeof error.retryAfter === 'number';
  return hasPause ? Number(error.retryAfter) : undefined;
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

async function directChannel(client: webApi.WebClient, user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  if (channel?.id === undefined) throw new Error('Slack opened no direct message');
  return channel.id;
}

function asText({ name, text }: { readonly name: string; readonly text: string }): Reply<string> {
  return {
    type: 'reply',
    ok: true,
    title: name,
    summary: name,
    body: [
      { type: 'heading', text: name },
      { type: 'code', text },
    ],
    visibility: 'private',
  };
}

/** A modal needs somebody's press, and a message is none. */
function formButton(line: string): Reply<string> {
  const sentence = 'This takes a form; press the button to open it.';
  return {
    type: 'reply',
    ok: true,
    title: 'Form',
    summary: sentence,
    body: [
      { type: 'paragraph', body: [{ type: 'text', text: sentence }] },
      { type: 'actions', controls: [sayButton('Open the form', line)] },
    ],
    visibility: 'private',
    placement: 'new',
  };
}
