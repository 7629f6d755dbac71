/** A real Redis (or Valkey) for tests, when the machine has one; in CI a missing one is a failure. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

export type RedisServer = { readonly url: string; readonly port: number; readonly stop: () => Promise<void> };

const PROGRAMS = ['redis-server', 'valkey-server'];
const program = PROGRAMS.find((name) => spawnSync(name, ['--version']).status === 0);

/** Prints one line when there is none. */
export function hasRedis(): boolean {
  if (program !== undefined) return true;
  if (process.env['CI'] === 'true') throw new Error('CI needs redis-server; install it or unset CI');
  console.warn('Skipped: tests on Redis, because neither redis-server nor valkey-server is installed.');
  return false;
}

/** @param port a free one is found when it is left out */
export async function startRedis(port?: number): Promise<RedisServer> {
  const chosen = port ?? (await freePort());
  const child = spawn(
    program ?? 'redis-server',
    ['--port', String(chosen), '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  await ready(child);
  return {
    url: `redis://127.0.0.1:${chosen}`,
    port: chosen,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function ready(child: ChildProcess): Promise<void> {
  for await (const chunk of child.stdout ?? []) {
    if (String(chunk).includes('eady to accept connections')) {
      child.stdout?.resume();
      return;
    }
  }
  throw new Error('redis-server ended before it was ready');
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no free port');
  return address.port;
}
