import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readUnanswered } from '../src/library/unanswered.ts';
import { silentLog } from '../src/ports/log.ts';
import { openStore } from '../src/store/open.ts';
import { freePort } from './fakes/redis.ts';

const main = join(import.meta.dirname, '../src/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'kafka-process-'));
const running: ChildProcess[] = [];

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

type Started = { readonly child: ChildProcess; readonly base: string; readonly output: () => string };

/** @param variables added to an environment that has nothing of the outer one but the path */
async function start(variables: Readonly<Record<string, string>> = {}): Promise<Started> {
  const port = await freePort();
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      STORE_URL: `sqlite:${join(folder, 's.sqlite')}`,
      ...variables,
    },
  });
  running.push(child);
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return { child, base: `http://127.0.0.1:${port}`, output: () => output };
}

const health = (base: string) =>
  fetch(`${base}/healthz`).then(async (response) => ({
    status: response.status,
    body: await response.json(),
  }));

describe('the process', () => {
  it('opens the web chat without any token', async () => {
    const { base, output } = await start();
    await expect.poll(output, { timeout: 30_000 }).toContain(`open ${base}`);
    expect(await health(base)).toMatchObject({ status: 200, body: { ok: true, store: 'ok', web: 'ok' } });
    expect((await fetch(base)).headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('finishes and exits 0 on SIGTERM', async () => {
    const { child, output } = await start();
    await expect.poll(output, { timeout: 30_000 }).toContain('open http');
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });

  it('lists everything that is wrong with the environment and exits 1', async () => {
    const { child, output } = await start({
      PORT: 'http',
      STORE_URL: 'mysql://x',
      SLACK_SIGNING_SECRET: 's',
    });
    const [code] = await once(child, 'exit');
    expect(code).toBe(1);
    expect(output()).toMatch(/PORT: .*\nSTORE_URL: takes sqlite/);
  });

  it('names the variable of half a platform', async () => {
    const { child, output } = await start({ DISCORD_TOKEN: 'x' });
    await once(child, 'exit');
    expect(output()).toContain('DISCORD_APPLICATION_ID: set it too');
  });

  it('says in one line which platform cannot be reached, and keeps the others running', async () => {
    const nobody = await freePort();
    const { base, output } = await start({
      WEB_CHAT: 'on',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'secret of the tests',
      SLACK_API_URL: `http://127.0.0.1:${nobody}/api/`,
    });
    await expect.poll(output, { timeout: 40_000 }).toMatch(/^.*SLACK_API_URL.*$/m);
    expect((await health(base)).body).toMatchObject({ web: 'ok', slack: 'failed' });
  });

  it.each([
    ['on', 2],
    ['off', 0],
  ] as const)(
    'keeps questions that found no page as UNANSWERED=%s says, in every way to ask',
    async (unanswered, kept) => {
      const STORE_URL = `sqlite:${join(folder, `${unanswered}.sqlite`)}`;
      const { child, base, output } = await start({ STORE_URL, UNANSWERED: unanswered });
      await expect.poll(output, { timeout: 30_000 }).toContain('open http');
      const joined = await fetch(`${base}/join`, {
        method: 'POST',
        body: new URLSearchParams({ name: 'Ann' }),
        redirect: 'manual',
      });
      const cookie = joined.headers.get('set-cookie')?.split(';')[0] ?? '';
      const said = await fetch(`${base}/say`, {
        method: 'POST',
        headers: { cookie, accept: 'application/json' },
        body: new URLSearchParams({ text: '/kafka ask best pizza in Naples' }),
      });
      expect(said.ok).toBe(true);
      child.kill('SIGTERM');
      await once(child, 'exit');
      const line = spawn(process.execPath, [main, 'console', 'ask', 'best ice cream in Rome'], {
        env: { PATH: process.env['PATH'], STORE_URL, UNANSWERED: unanswered },
        stdio: 'ignore',
      });
      running.push(line);
      expect(await once(line, 'exit')).toEqual([2, null]);
      const store = openStore(STORE_URL, silentLog);
      expect(await readUnanswered(store)).toHaveLength(kept);
      await store.close();
    },
  );

  it('keeps its state in a file that is made with its folder', async () => {
    const store = join(folder, 'new', 'deep', 'state.sqlite');
    const { base, output } = await start({ STORE_URL: `sqlite:${store}` });
    await expect.poll(output, { timeout: 30_000 }).toContain('open http');
    expect((await health(base)).body).toMatchObject({ store: 'ok' });
    rmSync(folder, { recursive: true, force: true });
  });
});
