/** Discord's side of the benchmark, in a thread of its own: dispatches interactions and times their first responses. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { createGateway } from '../adapters/discord/gateway.ts';
import { BENCH_APPLICATION, BENCH_TOKEN, type Load, type Times } from './discord-load.ts';

const waiting = new Map<string, (at: number) => void>();

const http = createServer((request, response) => {
  const [, , , area, id = ''] = (request.url ?? '').split('/');
  if (area === 'gateway') {
    const session_start_limit = { total: 9, remaining: 9, reset_after: 1_000, max_concurrency: 1 };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ url: gateway.url(), shards: 1, session_start_limit }));
    return;
  }
  const at = performance.now();
  request.resume();
  request.on('end', () => {
    response.writeHead(204).end();
    waiting.get(id)?.(at);
  });
});
const gateway = createGateway(http, { token: BENCH_TOKEN, applicationId: BENCH_APPLICATION, guilds: [] });

let next = 1_000_000;
function interact({ name, options }: Load): Promise<number> {
  next += 1;
  const id = String(next);
  const user = { id: '80351110224678912', username: 'ann', discriminator: '0', avatar: null };
  const begun = performance.now();
  const answered = new Promise<number>((resolve) => {
    waiting.set(id, (at) => {
      waiting.delete(id);
      resolve(at - begun);
    });
  });
  gateway.dispatch('INTERACTION_CREATE', {
    id,
    token: `t${id}`,
    type: 2,
    application_id: BENCH_APPLICATION,
    version: 1,
    channel_id: '5',
    channel: { id: '5', type: 1 },
    context: 1,
    user,
    locale: 'en-US',
    app_permissions: '0',
    entitlements: [],
    authorizing_integration_owners: {},
    data: { id: '7', name: 'kafka', type: 1, options: [{ type: 1, name, options }] },
  });
  return answered;
}

async function run(load: Load): Promise<Times> {
  const latenciesMs: number[] = [];
  let left = load.count;
  const one = async () => {
    while (left > 0) {
      left -= 1;
      latenciesMs.push(await interact(load));
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: load.inFlight }, one));
  return { tookMs: performance.now() - begun, latenciesMs };
}

parentPort?.on('message', (load: Load) => {
  void run(load).then((times) => parentPort?.postMessage(times));
});
http.listen(0, '127.0.0.1', () => parentPort?.postMessage((http.address() as AddressInfo).port));
