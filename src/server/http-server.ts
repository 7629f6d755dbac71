/** The one HTTP server: health, and whatever paths the adapters claim. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpHandler } from '../adapters/adapter.ts';
import type { Log } from '../ports/log.ts';

export type HttpServer = {
  /** Adds a handler for paths that start with one of the prefixes; the longest prefix wins. */
  readonly mount: (prefixes: readonly string[], handle: HttpHandler) => void;
  /** Resolves with the address people can open. */
  readonly listen: () => Promise<string>;
  readonly close: () => Promise<void>;
};

export type Health = () => Promise<{
  readonly ok: boolean;
  readonly details: Readonly<Record<string, string>>;
}>;

export function createHttpServer(options: {
  host: string;
  port: number;
  log: Log;
  health: Health;
}): HttpServer {
  const { host, port, log, health } = options;
  const mounts: { prefix: string; handle: HttpHandler }[] = [];
  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      log.error({ error, path: pathOf(request) }, 'http request failed');
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end();
    });
  });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    if (path === '/healthz') return sendHealth(response);
    const mount = mounts.find(
      ({ prefix }) => path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`),
    );
    if (mount) return mount.handle(request, response);
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
  }

  async function sendHealth(response: ServerResponse): Promise<void> {
    const { ok, details } = await health();
    response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(`${JSON.stringify({ ok, ...details })}\n`);
  }

  return {
    mount(prefixes, handle) {
      mounts.push(...prefixes.map((prefix) => ({ prefix, handle })));
      mounts.sort((a, b) => b.prefix.length - a.prefix.length);
    },
    listen: () => listen(server, host, port),
    close: () => close(server),
  };
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address() as AddressInfo;
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
      resolve(`http://${name}:${address.port}`);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Live event streams never end by themselves.
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
}
