/** The local web chat as a platform: routes, and the parts behind them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NamedText } from '../../bot/bot.ts';
import type { Shelf } from '../../library/shelf.ts';
import { cleanLine } from '../../reply/clean.ts';
import { type Documents, StoreUnavailable } from '../../store/documents.ts';
import type { Adapter, AdapterParts } from '../adapter.ts';
import { readAssets } from './assets.ts';
import { createChannel } from './channel.ts';
import { completeLine } from './completion.ts';
import { createDrafter } from './draft.ts';
import { createFiles } from './files.ts';
import { checkHost, checkSameOrigin, createLimiter, Refused, readForm, setSecurityHeaders } from './guard.ts';
import { html } from './html.ts';
import { createLibrary } from './library.ts';
import { createMessenger } from './messenger.ts';
import { comeAgainPage, doorPage, plainPage, roomPage } from './page.ts';
import { createPeople, type Person } from './people.ts';
import { createPictures } from './pictures.ts';
import { FIELD_PREFIX, renderForm } from './render.ts';
import { redirect, sendForever, sendJson, sendPage, wantsJson } from './respond.ts';
import { createStreams } from './stream.ts';
import { askerFor, createTalk, type Result } from './talk.ts';

export type WebParts = AdapterParts & {
  readonly store: { readonly documents: Documents };
  /** What `/library` shows. */
  readonly shelf: Shelf;
  /** Names under which the chat may be opened, beside localhost and addresses in numbers. */
  readonly hosts?: readonly string[];
  readonly now?: () => number;
};

const LARGEST_FILE_BYTES = 1_048_576;

type Visit = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly person: Person | undefined;
};
type Handle = (visit: Visit) => void | Promise<void>;

export function createWeb({ bot, log, store, shelf, hosts = [], now = Date.now }: WebParts): Adapter {
  const { documents } = store;
  const assets = readAssets();
  const channel = createChannel(documents, now);
  const streams = createStreams(channel);
  const pictures = createPictures(documents, log);
  const files = createFiles(documents);
  const library = createLibrary(shelf, assets, pictures);
  const draft = createDrafter(pictures, files, library.pageOf);
  const talk = createTalk({ bot, channel, draft, now });
  const people = createPeople(documents, (name, id) =>
    streams.present().some((each) => each.id !== id && each.name.toLowerCase() === name.toLowerCase()),
  );
  const limitPosts = createLimiter(40, 5, now);
  const limitReads = createLimiter(200, 40, now);
  let isStopping = false;
  const inFlight = new Set<Promise<void>>();

  const routes: Readonly<Record<string, Handle>> = {
    'GET /': showRoom,
    'GET /events': ({ request, response, url, person }) => {
      const after = Number(request.headers['last-event-id'] ?? url.searchParams.get('after') ?? 0);
      streams.open(response, member(person), Number.isFinite(after) ? after : 0);
    },
    'GET /complete': async ({ response, url, person }) => {
      const line = url.searchParams.get('line') ?? '';
      sendJson(response, 200, await completeLine(bot, line, askerFor(member(person))));
    },
    'POST /join': async ({ request, response }) => {
      const name = textOf(await readForm(request), 'name');
      const { person, cookie } = await people.join(name, request.headers.cookie);
      streams.rename(person);
      response.setHeader('set-cookie', cookie);
      redirect(response, '/');
    },
    'POST /say': async ({ request, response, person }) => {
      const form = await readForm(request);
      const who = member(person);
      answer(request, response, await talk.say(textOf(form, 'text'), await filesOf(form), who));
    },
    'POST /press': async ({ request, response, person }) => {
      const form = await readForm(request);
      const fields = [...form].filter(([name]) => name.startsWith(FIELD_PREFIX));
      const filled = fields.map(([name, value]) => [name.slice(FIELD_PREFIX.length), String(value)]);
      const value = form.get('value');
      const input = { ...Object.fromEntries(filled), ...(value === null ? {} : { value: String(value) }) };
      const isForm = fields.length > 0 && wantsJson(request);
      const pressed = { press: textOf(form, 'press'), message: textOf(form, 'message'), input, isForm };
      answer(request, response, await talk.press(pressed, member(person)));
    },
  };

  function showRoom({ request, response, person }: Visit): void {
    response.setHeader('cache-control', 'private, no-cache');
    if (person) {
      const messages = channel.since(0, person.id);
      const present = streams.present();
      const room = {
        assets,
        person,
        messages,
        revision: channel.revision(),
        present,
        commands: bot.commands,
      };
      sendPage(response, 200, roomPage(room));
      return;
    }
    const isFromElsewhere = request.headers['sec-fetch-site'] === 'cross-site';
    sendPage(response, 200, isFromElsewhere ? comeAgainPage() : doorPage(assets, bot.commands));
  }

  async function showFile({ response, url, person }: Visit): Promise<void> {
    const file = await files.get(url.pathname.slice('/files/'.length), person?.id);
    if (!file) throw new Refused(404, 'That file is gone, or it is not yours.');
    const name = encodeURIComponent(cleanLine(file.name)).replace(/['()*]/g, '_');
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'cache-control': 'private, no-store',
    });
    response.end(file.text);
  }

  async function showPicture({ response, url }: Visit): Promise<void> {
    const svg = await pictures.svg(url.pathname.slice('/pictures/'.length));
    if (svg === undefined) throw new Refused(404, 'That picture is gone; ask again and it is drawn again.');
    // Opened by itself, a drawing may style itself and do nothing else.
    response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    sendForever(response, 'image/svg+xml', svg);
  }

  function route(visit: Visit): void | Promise<void> {
    const { request, response, url } = visit;
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
    const exact = routes[`${method} ${url.pathname}`];
    if (exact) return exact(visit);
    if (method === 'GET' && /^\/library(\/|$)/.test(url.pathname)) return library.show(url, response);
    if (method === 'GET' && url.pathname.startsWith('/pictures/')) return showPicture(visit);
    if (method === 'GET' && url.pathname.startsWith('/files/')) return showFile(visit);
    const asset = method === 'GET' ? assets.get(url.pathname) : undefined;
    if (asset) return sendForever(response, asset.type, asset.body);
    throw new Refused(404, 'There is nothing here.');
  }

  function answer(request: IncomingMessage, response: ServerResponse, result: Result): void {
    switch (result.type) {
      case 'done':
        if (wantsJson(request)) sendJson(response, 200, result);
        else redirect(response, result.number === undefined ? '/' : `/#m${result.number}`);
        return;
      case 'form': {
        const form = renderForm(result.form, { message: result.message });
        if (wantsJson(request)) sendJson(response, 200, { type: 'form', html: form.toString() });
        else sendPage(response, 200, plainPage(assets, result.form.title, form));
        return;
      }
      case 'problem':
        sendJson(response, 200, result);
    }
  }

  async function visit(request: IncomingMessage, response: ServerResponse): Promise<void> {
    setSecurityHeaders(response);
    try {
      if (isStopping) throw new Refused(503, 'I am restarting; try again in a moment.');
      checkHost(request, hosts);
      const isPost = request.method === 'POST';
      if (isPost) checkSameOrigin(request);
      await channel.load();
      const person = await people.known(request.headers.cookie);
      const key = person?.id ?? request.socket.remoteAddress ?? '';
      if (isPost) limitPosts(key);
      else limitReads(key);
      await route({ request, response, url: new URL(request.url ?? '/', 'http://localhost'), person });
    } catch (error) {
      refuse(request, response, error);
    }
  }

  function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    const refusal = refusalFor(error);
    if (refusal.status >= 500) log.error({ error, path: request.url?.split('?')[0] }, 'web request failed');
    if (response.headersSent) {
      response.end();
      return;
    }
    // What is left of a body that was too large is not worth reading.
    if (refusal.status === 413) response.setHeader('connection', 'close');
    if (wantsJson(request)) {
      sendJson(response, refusal.status, { type: 'problem', sentence: refusal.message });
      return;
    }
    sendPage(
      response,
      refusal.status,
      plainPage(assets, 'Not quite', html`<h1>Not quite</h1><p>${refusal.message}</p>`),
    );
  }

  return {
    name: 'web',
    messenger: createMessenger(channel, draft),
    start: () => channel.load(),
    async stop() {
      isStopping = true;
      streams.close();
      await Promise.all(inFlight);
    },
    http: {
      prefixes: ['/'],
      async handle(request, response) {
        const work = visit(request, response);
        inFlight.add(work);
        await work.finally(() => inFlight.delete(work));
      },
    },
  };
}

function refusalFor(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof StoreUnavailable) {
    return new Refused(
      503,
      'I cannot reach my memory right now, so nothing was changed; try again in a moment.',
    );
  }
  return new Refused(500, 'Something broke on my side.');
}

function member(person: Person | undefined): Person {
  if (!person) throw new Refused(401, 'Pick a name first: open the page again.');
  return person;
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** Text files only: a zero byte never occurs in text that people would want checked. */
async function filesOf(form: FormData): Promise<readonly NamedText[]> {
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) return [];
  if (file.size > LARGEST_FILE_BYTES)
    throw new Refused(413, 'That file is larger than 1 MB, the most I read.');
  const text = await file.text();
  if (text.includes('\u0000')) throw new Refused(415, 'That is not a text file, so I cannot read it.');
  return [{ name: cleanLine(file.name), text }];
}
