/** Slack: real Bolt over Socket Mode or signed HTTP requests, on our own HTTP server. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, HTTPReceiver, webApi } from '@slack/bolt';
import type { SlackConfig } from '../../config.ts';
import type { Documents } from '../../store/documents.ts';
import type { Adapter, AdapterParts } from '../adapter.ts';
import { createDelivery } from './deliver.ts';
import { listen } from './listeners.ts';
import { EVENTS_PATH } from './manifest.ts';
import { createMessenger } from './messenger.ts';
import { createSender } from './sending.ts';
import { createSocket } from './socket.ts';
import { readTextFiles, trustsFilesOf } from './text-files.ts';
import { createPictures } from './uploads.ts';
import { apiUrl, clientOptions, type Identity, identify, quietLogger } from './web-api.ts';

type SlackParts = AdapterParts & { readonly store: { readonly documents: Documents } };

/** The process itself waits five seconds; what hangs longer is given up. */
const FINISH_WITHIN_MS = 3_500;

export function createSlack(config: SlackConfig, { bot, log, store }: SlackParts): Adapter {
  const socket = config.appToken === undefined ? undefined : createSocket(config, config.appToken, log);
  const http = config.signingSecret === undefined ? undefined : httpReceiver(config.signingSecret, log);
  const receiver = socket?.receiver ?? http;
  if (!receiver) throw new Error('Slack needs SLACK_APP_TOKEN or SLACK_SIGNING_SECRET');
  let identity: Identity | undefined;
  const app = new App({
    receiver,
    logger: quietLogger(log),
    clientOptions: clientOptions(config, log),
    // Bolt's own memory of conversations would grow for ever; ours is the store.
    convoStore: false,
    authorize: async () => ({
      botToken: config.botToken,
      ...(identity?.botId === undefined ? {} : { botId: identity.botId }),
      ...(identity?.botUser === undefined ? {} : { botUserId: identity.botUser }),
    }),
  });
  // With both doors configured, both lead to the same app.
  http?.init(app);
  app.error(async (error) => log.error({ error }, 'slack event failed'));
  const client = new webApi.WebClient(config.botToken, clientOptions(config, log));
  const inFlight = createInFlight();
  const pictures = createPictures({ client, documents: store.documents, log });
  const sender = createSender({ pictures, log });
  const trusts = trustsFilesOf(apiUrl(config));
  listen(
    app,
    {
      bot,
      client,
      log,
      delivery: createDelivery({ client, sender, log }),
      identity: () => identity ?? { team: 'team' },
      readFiles: (files) => readTextFiles(files, config.botToken, trusts, log),
      isNew: createOnce(),
    },
    inFlight.track,
  );
  let isOpen = false;
  return {
    name: 'slack',
    messenger: createMessenger(client, sender),
    async start() {
      identity = await identify(client, config);
      isOpen = true;
      await socket?.connect();
    },
    async stop() {
      isOpen = false;
      await inFlight.idle(FINISH_WITHIN_MS);
      socket?.disconnect();
    },
    ...(http
      ? {
          http: {
            prefixes: [EVENTS_PATH],
            handle: (request, response) => handle(http, isOpen, request, response),
          },
        }
      : {}),
  };
}

function httpReceiver(signingSecret: string, log: AdapterParts['log']): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    endpoints: [EVENTS_PATH, `${EVENTS_PATH}/`],
    logger: quietLogger(log),
  });
}

function handle(
  receiver: HTTPReceiver,
  isOpen: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const refusal = request.method !== 'POST' ? 405 : isOpen ? undefined : 503;
  if (refusal !== undefined) {
    response.writeHead(refusal, { 'content-type': 'text/plain' }).end();
    return;
  }
  // Bolt compares the whole header and would read a form with `; charset=utf-8` as JSON.
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  request.headers['content-type'] = type.trim().toLowerCase();
  sendWhole(response);
  try {
    receiver.requestListener(request, response);
  } catch {
    response.writeHead(404, { 'content-type': 'text/plain' }).end();
  }
}

/** Bolt writes the head before it knows the body's length; kept back, both leave in one piece and unchunked. */
function sendWhole(response: ServerResponse): void {
  const writeHead = response.writeHead;
  response.writeHead = (status: number, ...rest: readonly unknown[]) => {
    // Node itself calls it when the body comes.
    response.writeHead = writeHead;
    response.statusCode = status;
    const [headers] = rest;
    for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, String(value));
    return response;
  };
}

/** Counts what runs, so that stopping can wait for it. */
function createInFlight() {
  const running = new Set<Promise<void>>();
  return {
    track(work: Promise<void>): Promise<void> {
      running.add(work);
      return work.finally(() => running.delete(work));
    },
    /** Also waits for what arrives meanwhile; gives up after `milliseconds`. */
    async idle(milliseconds: number): Promise<void> {
      let isLate = false;
      const late = new Promise<void>((resolve) => {
        setTimeout(() => {
          isLate = true;
          resolve();
        }, milliseconds).unref();
      });
      while (running.size > 0 && !isLate) await Promise.race([Promise.allSettled([...running]), late]);
    },
  };
}

const REMEMBERED_KEYS = 1_000;

/** Slack delivers an event again when it missed the acknowledgement. */
function createOnce(): (key: string) => boolean {
  const seen = new Set<string>();
  return (key) => {
    if (seen.has(key)) return false;
    seen.add(key);
    const [oldest] = seen;
    if (seen.size > REMEMBERED_KEYS && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
