/** A Discord of our own: REST and gateway on one port, with messages that people see, and no mercy for bad payloads. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { APPLICATION, type Channel, createChannel, type NamedBytes, snowflake } from './channel.ts';
import { type ChannelRoutes, createChannelRoutes } from './channel-routes.ts';
import { createGateway, type Gateway } from './gateway.ts';
import * as rules from './payload-rules.ts';
import { type Answer, createResponses, type Responses, refusal } from './responses.ts';

export const TOKEN = 'a-token-for-tests';
export const GUILD = '900000000000000002';
export const CHANNEL = '900000000000000003';
const PATIENCE_MS = 20_000;

export type Sent = { readonly method: string; readonly path: string; readonly body: unknown };

export type DiscordServer = {
  readonly apiUrl: string;
  readonly cdnUrl: string;
  readonly gateway: Gateway;
  readonly channel: Channel;
  /** Every request so far. */
  readonly sent: readonly Sent[];
  readonly commands: () => readonly unknown[];
  /** Files under `cdnUrl`. */
  readonly cdn: Map<string, string | Uint8Array>;
  /** What was wrong with the payloads so far. */
  readonly violations: string[];
  /** Hands an interaction to the bot; resolves when its answer is complete. */
  readonly interact: (interaction: {
    readonly type: number;
    readonly user: string;
    readonly channel: string;
    readonly pressed?: string;
    readonly payload: object;
  }) => Promise<{ readonly modal: unknown; readonly choices: unknown }>;
  readonly failNext: Responses['failNext'];
  readonly closeChannel: ChannelRoutes['close'];
  readonly close: () => Promise<void>;
};

export async function startDiscord(
  rulesOfGateway: { refusesIntents?: boolean } = {},
): Promise<DiscordServer> {
  const channel = createChannel();
  const violations: string[] = [];
  const responses = createResponses(channel, violations);
  const registry = createRegistry(violations);
  const channels = createChannelRoutes(channel, violations);
  const sent: Sent[] = [];
  const cdn = new Map<string, string | Uint8Array>();

  const http = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      violations.push(`the test server broke: ${String(error)}`);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const gateway = createGateway(http, {
    token: TOKEN,
    applicationId: APPLICATION,
    guilds: [guild()],
    ...rulesOfGateway,
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = cdn.get(path.replace(/^\/cdn\//, ''));
    if (file !== undefined) {
      response.writeHead(200).end(file);
      return;
    }
    const { body, files } = await readBody(request);
    const method = request.method ?? '';
    sent.push({ method, path, body });
    const answer = route({ method, path, body, files, authorization: request.headers.authorization });
    if (answer.body === undefined) response.writeHead(answer.status).end();
    else
      response
        .writeHead(answer.status, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer.body));
  }

  type Request = Sent & { readonly files: readonly NamedBytes[]; readonly authorization: string | undefined };

  function route({ method, path, body, files, authorization }: Request): Answer {
    const [, , version, area, ...rest] = path.split('/');
    if (version !== 'v10') return refusal(404, 0, `no version ${version}`);
    if (area === 'interactions') return responses.first(rest[1] ?? '', { body, files });
    if (area === 'webhooks') return responses.later(method, rest, { body, files });
    if (authorization !== `Bot ${TOKEN}`) return refusal(401, 0, '401: Unauthorized');
    if (area === 'gateway') return { status: 200, body: gatewayInformation(gateway.url()) };
    if (area === 'users') return channels.direct(body);
    if (area === 'channels') return channels.handle(method, rest, body, files);
    if (area === 'applications' && method === 'PUT') return registry.put(path, body);
    return refusal(404, 0, '404: Not Found');
  }

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    cdnUrl: `http://127.0.0.1:${port}/cdn`,
    gateway,
    channel,
    sent,
    commands: registry.all,
    cdn,
    violations,
    async interact({ type, user, channel: where, pressed, payload }) {
      const token = `token-${snowflake()}`;
      const settled = Promise.withResolvers<void>();
      const open = {
        user,
        channel: where,
        type,
        pressed,
        at: Date.now(),
        state: 'open' as const,
        original: undefined,
        modal: undefined,
        choices: undefined,
        settle: settled.resolve,
      };
      responses.add(token, open);
      const timer = setTimeout(
        () => settled.reject(new Error(`no complete answer: ${open.state}`)),
        PATIENCE_MS,
      ).unref();
      const common = { id: snowflake(), token, type, application_id: APPLICATION, version: 1 };
      gateway.dispatch('INTERACTION_CREATE', { ...common, ...payload });
      await settled.promise.finally(() => clearTimeout(timer));
      return { modal: open.modal, choices: open.choices };
    },
    failNext: responses.failNext,
    closeChannel: channels.close,
    async close() {
      gateway.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

const gatewayInformation = (url: string) => ({
  url,
  shards: 1,
  session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
});

/** Commands by where they were put; the same name keeps its id, so that doing it twice changes nothing. */
function createRegistry(violations: string[]) {
  const registered = new Map<string, readonly { readonly id: string; readonly name: string }[]>();
  return {
    all: () => [...registered.values()].flat(),
    put(path: string, body: unknown): Answer {
      const problems = rules.commandProblems(body);
      violations.push(...problems);
      if (problems.length > 0) return refusal(400, 50_035, 'Invalid Form Body');
      const known = registered.get(path) ?? [];
      const kept = z
        .array(z.looseObject({ name: z.string() }))
        .parse(body)
        .map((each) => ({ ...each, id: known.find(({ name }) => name === each.name)?.id ?? snowflake() }));
      registered.set(path, kept);
      return { status: 200, body: kept };
    },
  };
}

function guild(): { readonly id: string } {
  const channel = { id: CHANNEL, type: 0, name: 'kafka', position: 0, permission_overwrites: [] };
  const described = {
    id: GUILD,
    name: 'A server',
    owner_id: APPLICATION,
    member_count: 3,
    roles: [],
    emojis: [],
    stickers: [],
    members: [],
    channels: [channel],
    threads: [],
    presences: [],
    voice_states: [],
    features: [],
  };
  return described;
}

async function readBody(request: IncomingMessage): Promise<{ body: unknown; files: readonly NamedBytes[] }> {
  const bytes = await buffer(request);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data'))
    return { body: bytes.length === 0 ? undefined : JSON.parse(bytes.toString()), files: [] };
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const payload = form.get('payload_json');
  const files = [...form.entries()].flatMap(([name, value]) =>
    /^files\[\d+\]$/.test(name) && value instanceof File ? [{ name: value.name, size: value.size }] : [],
  );
  return { body: JSON.parse(typeof payload === 'string' ? payload : '{}'), files };
}
