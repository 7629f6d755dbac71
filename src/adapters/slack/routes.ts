/** The ways from an answer to its reader, best first. */
import type { webApi } from '@slack/bolt';
import type { Reply } from '../../reply/nodes.ts';
import type { Origin } from './incoming.ts';
import type { SlackMessage } from './render.ts';
import { postMessage, respond, type Send } from './sending.ts';

export type Route = { readonly name: string; readonly send: Send<unknown> };

export const responseType = ({ visibility }: Reply<string>) =>
  visibility === 'public' ? 'in_channel' : 'ephemeral';

export function routes(client: webApi.WebClient, reply: Reply<string>, origin: Origin): readonly Route[] {
  const replaces =
    origin.pressed !== undefined &&
    (reply.placement === 'update' || (reply.placement === 'turn' && origin.pressed.isOwn));
  return [
    ...(replaces ? replacing(client, origin) : []),
    ...(origin.responseUrl === undefined ? [] : [responding(origin.responseUrl, reply, origin)]),
    ...posting(client, reply, origin),
  ];
}

/** An ephemeral message can be changed through its response url only. */
function replacing(client: webApi.WebClient, { responseUrl, channel, pressed }: Origin): readonly Route[] {
  const ways: Route[] = [];
  if (responseUrl !== undefined)
    ways.push({
      name: 'replace',
      send: (message) => respond(responseUrl, { ...message, replace_original: true }),
    });
  const ts = pressed?.ts;
  if (channel !== undefined && ts !== undefined && pressed?.isEphemeral === false)
    ways.push({
      name: 'chat.update',
      send: ({ text, blocks }) => client.chat.update({ channel, ts, text, blocks: [...blocks] }),
    });
  return ways;
}

function responding(url: string, reply: Reply<string>, { thread }: Origin): Route {
  const where = {
    response_type: responseType(reply),
    replace_original: false,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  };
  return { name: 'respond', send: (message) => respond(url, { ...message, ...where }) };
}

/** In the channel while the answer may be seen there, in a direct message otherwise. */
function posting(client: webApi.WebClient, reply: Reply<string>, origin: Origin): readonly Route[] {
  const { channel, thread, user, asker } = origin;
  const toPerson: Route = {
    name: 'direct message',
    send: (message) => postMessage(client, user, message),
  };
  if (channel === undefined) return [toPerson];
  const isOpen = reply.visibility === 'public' || asker.place.kind === 'direct';
  const inChannel: Route = isOpen
    ? { name: 'chat.postMessage', send: (message) => postMessage(client, channel, message, thread) }
    : { name: 'chat.postEphemeral', send: (message) => whisper(client, channel, user, message, thread) };
  return [inChannel, toPerson];
}

function whisper(
  client: webApi.WebClient,
  channel: string,
  user: string,
  { text, blocks }: SlackMessage,
  thread: string | undefined,
): Promise<unknown> {
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  return client.chat.postEphemeral({ channel, user, text, blocks: [...blocks], ...inThread });
}
