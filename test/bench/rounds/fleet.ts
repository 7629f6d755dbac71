/** Several bot processes, as they are deployed, on one Redis and one Slack. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../fakes/redis.ts';
import type { Workspace } from './workspace.ts';

const main = join(import.meta.dirname, '../../../src/main.ts');
const READY_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;

export type Member = { readonly child: ChildProcess; readonly url: string; isAlive: boolean };

export type Fleet = AsyncDisposable & {
  readonly members: readonly Member[];
  readonly alive: () => readonly Member[];
  /** As the kernel ends a process that takes too much: at once and without a word. */
  readonly kill: (member: Member) => void;
  /** Sends a signed request. @returns false when nobody took it */
  readonly send: (member: Member, fields: Readonly<Record<string, string>>) => Promise<boolean>;
};

export async function startFleet(size: number, redisUrl: string, workspace: Workspace): Promise<Fleet> {
  const secret = randomBytes(16).toString('hex');
  const members = await Promise.all(
    Array.from({ length: size }, async (_, at): Promise<Member> => {
      const port = await freePort();
      const child = spawn(process.execPath, [main], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          PATH: process.env['PATH'],
          PORT: String(port),
          STORE_URL: redisUrl,
          SLACK_BOT_TOKEN: 'xoxb-load',
          SLACK_SIGNING_SECRET: secret,
          SLACK_API_URL: workspace.apiUrl(at),
          BUTTON_SECRET: secret,
          LOG_LEVEL: 'silent',
        },
      });
      return { child, url: `http://127.0.0.1:${port}`, isAlive: true };
    }),
  );
  const stop = async () => {
    const running = members.filter(({ child }) => child.exitCode === null && child.signalCode === null);
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(running.map(({ child }) => once(child, 'exit')));
  };
  await Promise.all(members.map(ready)).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    members,
    alive: () => members.filter(({ isAlive }) => isAlive),
    kill(member) {
      member.isAlive = false;
      member.child.kill('SIGKILL');
    },
    send: (member, fields) => send(member, fields, secret),
    [Symbol.asyncDispose]: stop,
  };
}

async function ready({ child, url }: Member): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const isReady = await fetch(`${url}/healthz`).then(
      async (response) => /"slack":\s*"ok"/.test(await response.text()),
      () => false,
    );
    if (isReady) return;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error('a bot process did not start');
}

async function send(
  { url }: Member,
  fields: Readonly<Record<string, string>>,
  secret: string,
): Promise<boolean> {
  const body = new URLSearchParams(fields).toString();
  const at = Math.floor(Date.now() / 1_000);
  const digest = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  try {
    const response = await fetch(`${url}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(at),
        'x-slack-signature': `v0=${digest}`,
      },
      body,
    });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}
