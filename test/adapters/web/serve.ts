/** The whole bot behind a real HTTP server on a free port, on a store that outlives a restart. */
import { createWeb } from '../../../src/adapters/web/adapter.ts';
import { type AssembleParts, assemble } from '../../../src/assemble.ts';
import { loadCatalogue } from '../../../src/catalogue/load.ts';
import { createShelf } from '../../../src/library/shelf.ts';
import { silentLog } from '../../../src/ports/log.ts';
import type { Messenger } from '../../../src/round/messenger.ts';
import { createHttpServer } from '../../../src/server/http-server.ts';

export type Served = {
  readonly address: string;
  /** Does what is due in rounds, as the process does a few times a second. */
  readonly tick: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Options = {
  /** 0 for any free one. */
  readonly port?: number;
  readonly now?: () => number;
};

export async function serveWeb(
  store: AssembleParts['store'],
  { port = 0, now = Date.now }: Options = {},
): Promise<Served> {
  const catalogue = loadCatalogue();
  let messenger: Messenger | undefined;
  const bot = await assemble({ store, log: silentLog, catalogue, now, messengerFor: () => messenger });
  const shelf = createShelf(catalogue, bot.commands);
  const web = createWeb({ bot, log: silentLog, store, shelf, now });
  messenger = web.messenger;
  const server = createHttpServer({
    host: '127.0.0.1',
    port,
    log: silentLog,
    health: async () => ({ ok: true, details: {} }),
  });
  if (web.http) server.mount(web.http.prefixes, web.http.handle);
  const address = await server.listen();
  await web.start();
  return {
    address,
    tick: bot.tick,
    async stop() {
      await web.stop();
      await server.close();
    },
  };
}
