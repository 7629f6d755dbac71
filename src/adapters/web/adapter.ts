/** The local web chat as a platform: its parts put together, and what every request goes through. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Shelf } from '../../library/shelf.ts';
import { type Documents, StoreUnavailable } from '../../store/documents.ts';
import type { Adapter, AdapterParts } from '../adapter.ts';
import { readAssets } from './assets.ts';
import { createChannel } from './channel.ts';
import { createDrafter } from './draft.ts';
import { createFiles } from './files.ts';
import { checkHost, checkSameOrigin, createLimiter, Refused, setSecurityHeaders } from './guard.ts';
import { html } from './html.ts';
import { createLibrary } from './library.ts';
import { createMessenger } from './messenger.ts';
import { plainPage } from './page.ts';
import { createPeople } from './people.ts';
import { createPictures } from './pictures.ts';
import { sendJson, sendPage, wantsJson } from './respond.ts';
import { createRoutes } from './routes.ts';
import { createStreams } from './stream.ts';
import { createTalk } from './talk.ts';

export type WebParts = AdapterParts & {
  readonly store: { readonly documents: Documents };
  /** What `/library` shows. */
  readonly shelf: Shelf;
  /** Names under which the chat may be opened, beside localhost and addresses in numbers. */
  readonly hosts?: readonly string[];
  readonly now?: () => number;
};

/** A person presses a few times a second at most; a page loads its pictures at once. */
const POSTS = { burst: 40, perSecond: 5 };
const READS = { burst: 200, perSecond: 40 };

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
  const route = createRoutes({ bot, assets, channel, streams, pictures, files, library, people, talk });
  const limitPosts = createLimiter(POSTS.burst, POSTS.perSecond, now);
  const limitReads = createLimiter(READS.burst, READS.perSecond, now);
  const inFlight = new Set<Promise<void>>();
  let isStopping = false;

  async function visit(request: IncomingMessage, response: ServerResponse): Promise<void> {
    setSecurityHeaders(response);
    try {
      if (isStopping) throw new Refused(503, 'I am restarting; try again in a moment.');
      checkHost(request, hosts);
      const isPost = request.method === 'POST';
      if (isPost) checkSameOrigin(request);
      const url = URL.parse(request.url ?? '/', 'http://localhost');
      if (!url) throw new Refused(400, 'I cannot read that address.');
      await channel.load();
      const person = await people.known(request.headers.cookie);
      const limit = isPost ? limitPosts : limitReads;
      limit(person?.id ?? request.socket.remoteAddress ?? '');
      await route({ request, response, url, person });
    } catch (error) {
      refuse(request, response, error);
    }
  }

  function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    const { status, message } = refusalFor(error);
    if (status >= 500) log.error({ error, path: request.url?.split('?')[0] }, 'web request failed');
    if (response.headersSent) {
      response.end();
      return;
    }
    // What is left of a body that was too large is not worth reading.
    if (status === 413) response.setHeader('connection', 'close');
    if (wantsJson(request)) {
      sendJson(response, status, { type: 'problem', sentence: message });
      return;
    }
    const page = plainPage(assets, 'Not quite', html`<h1>Not quite</h1><p>${message}</p>`);
    sendPage(response, status, page);
  }

  return {
    name: 'web',
    messenger: createMessenger(channel, draft),
    async start() {
      // A store that is away is tried again with every request; the page says so until then.
      await channel
        .load()
        .catch((error: unknown) => log.warn({ error }, 'the channel could not be read yet'));
    },
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
