/** How long a fresh process takes until it answers, and how much memory it holds when nobody asks anything. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../fakes/redis.ts';

const main = join(import.meta.dirname, '../../src/main.ts');
const RUNS = 5;
/** What the start leaves behind is collected by then. */
const IDLE_AFTER_MS = 3_000;

export type StartFigures = {
  /** Medians of milliseconds: a Node process that does nothing, and ours until `/healthz` answers. */
  readonly bareMs: number;
  readonly readyMs: number;
  /** Resident megabytes (10^6) of the idle process, where the system tells it. */
  readonly idleMb: number | undefined;
};

export async function startFigures(): Promise<StartFigures> {
  const [bare, ready, idle]: [number[], number[], number[]] = [[], [], []];
  for (let run = 0; run < RUNS; run++) {
    bare.push(await timeBare());
    const { tookMs, idleMb } = await timeStart(run === RUNS - 1);
    ready.push(tookMs);
    if (idleMb !== undefined) idle.push(idleMb);
  }
  return { bareMs: median(bare), readyMs: median(ready), idleMb: idle[0] };
}

async function timeBare(): Promise<number> {
  const before = performance.now();
  await once(spawn(process.execPath, ['--eval', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - before;
}

async function timeStart(measuresMemory: boolean): Promise<{ tookMs: number; idleMb: number | undefined }> {
  const port = await freePort();
  const before = performance.now();
  const env = {
    PATH: process.env['PATH'],
    PORT: String(port),
    STORE_URL: 'sqlite::memory:',
    LOG_LEVEL: 'silent',
  };
  const child = spawn(process.execPath, [main], { env, stdio: 'ignore' });
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error('the process ended before it was ready');
    await wait(5);
  }
  const tookMs = performance.now() - before;
  if (measuresMemory) await wait(IDLE_AFTER_MS);
  const idleMb = measuresMemory ? residentMb(child.pid) : undefined;
  child.kill('SIGTERM');
  await once(child, 'exit');
  return { tookMs, idleMb };
}

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

function residentMb(pid: number | undefined): number | undefined {
  try {
    const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kib === undefined ? undefined : (Number(kib) * 1_024) / 1e6;
  } catch {
    return undefined;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
