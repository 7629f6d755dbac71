/** What each address of the web chat answers. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Bot, NamedText } from '../../bot/bot.ts';
import { cleanLine } from '../../reply/clean.ts';
import type { Assets } from './assets.ts';
import type { Channel } from './channel.ts';
import { completeLine } from './completion.ts';
import type { Files } from './files.ts';
import { Refused, readForm } from './guard.ts';
import type { Library } from './library.ts';
import { comeAgainPage, doorPage, plainPage, roomPage } from './page.ts';
import type { People, Person } from './people.ts';
import type { Pictures } from './pictures.ts';
import { progressPage } from './progress.ts';
import { FIELD_PREFIX, renderForm } from './render.ts';
import { redirect, sendForever, sendJson, sendPage, wantsJson } from './respond.ts';
import type { Streams } from './stream.ts';
import { askerFor, type Result, type Talk } from './talk.ts';

const LARGEST_FILE_BYTES = 1_048_576;

export type Visit = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly person: Person | undefined;
};
type Handle = (visit: Visit) => void | Promise<void>;

export type RouteParts = {
  readonly bot: Bot;
  readonly assets: Assets;
  readonly channel: Channel;
  readonly streams: Streams;
  readonly pictures: Pictures;
  readonly files: Files;
  readonly library: Library;
  readonly people: People;
  readonly talk: Talk;
};

export function createRoutes(parts: RouteParts): Handle {
  const { bot, assets, channel, streams, pictures, files, library, people, talk } = parts;

  const exact: Readonly<Record<string, Handle>> = {
    'GET /'({ request, response, person }) {
      response.setHeader('cache-control', 'private, no-cache');
      if (person) {
        const [messages, revision] = [channel.since(0, person.id), channel.revision()];
        const room = {
          assets,
          person,
          messages,
          revision,
          present: streams.present(),
          commands: bot.commands,
        };
        sendPage(response, 200, roomPage(room));
        return;
      }
      const isFromElsewhere = request.headers['sec-fetch-site'] === 'cross-site';
      sendPage(response, 200, isFromElsewhere ? comeAgainPage() : doorPage(assets, bot.commands));
    },
    async 'GET /progress'({ response, person }) {
      if (!person) return redirect(response, '/');
      response.setHeader('cache-control', 'private, no-store');
      sendPage(response, 200, await progressPage({ bot, assets, pictures }, person));
    },
    'GET /events'({ request, response, url, person }) {
      const after = Number(request.headers['last-event-id'] ?? url.searchParams.get('after') ?? 0);
      streams.open(response, member(person), Number.isFinite(after) ? after : 0);
    },
    async 'GET /complete'({ response, url, person }) {
      const line = url.searchParams.get('line') ?? '';
      sendJson(response, 200, await completeLine(bot, line, askerFor(member(person))));
    },
    async 'POST /join'({ request, response }) {
      const name = textOf(await readForm(request), 'name');
      const { person, cookie } = await people.join(name, request.headers.cookie);
      streams.rename(person);
      response.setHeader('set-cookie', cookie);
      redirect(response, '/');
    },
    async 'POST /say'({ request, response, person }) {
      const form = await readForm(request);
      const who = member(person);
      answer(request, response, await talk.say(textOf(form, 'text'), await filesOf(form), who));
    },
    async 'POST /press'({ request, response, person }) {
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

  /** By how the path begins; the rest of it is a name. */
  const under: Readonly<Record<string, Handle>> = {
    library: ({ url, response }) => library.show(url, response),
    async pictures({ url, response }) {
      const svg = await pictures.svg(url.pathname.slice('/pictures/'.length));
      if (svg === undefined) throw new Refused(404, 'That picture is gone; ask again and it is drawn again.');
      // Opened by itself, a drawing may style itself and do nothing else.
      response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
      sendForever(response, 'image/svg+xml', svg);
    },
    async files({ url, response, person }) {
      const file = await files.get(url.pathname.slice('/files/'.length), person?.id);
      if (!file) throw new Refused(404, 'That file is gone, or it is not yours.');
      const name = encodeURIComponent(cleanLine(file.name)).replace(/['()*]/g, '_');
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
        'cache-control': 'private, no-store',
      });
      response.end(file.text);
    },
    static({ url, response }) {
      const asset = assets.get(url.pathname);
      if (!asset) throw nothingHere();
      sendForever(response, asset.type, asset.body);
    },
  };

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

  return (visit) => {
    const { request, url } = visit;
    // Node leaves the body out of an answer to HEAD; a stream would never end.
    const method = request.method === 'HEAD' && url.pathname !== '/events' ? 'GET' : request.method;
    const handle = exact[`${method} ${url.pathname}`];
    if (handle) return handle(visit);
    const [, folder = ''] = url.pathname.split('/');
    if (method !== 'GET' || !Object.hasOwn(under, folder)) throw nothingHere();
    return under[folder]?.(visit);
  };
}

const nothingHere = () => new Refused(404, 'There is nothing here.');

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
  if (file.size > LARGEST_FILE_BYTES) {
    throw new Refused(413, 'That file is larger than 1 MB, the most I read.');
  }
  const text = await file.text();
  if (text.includes('\u0000')) throw new Refused(415, 'That is not a text file, so I cannot read it.');
  return [{ name: cleanLine(file.name), text }];
}
