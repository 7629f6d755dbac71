/** Slash commands through the whole signed Slack stack, beside a bare Bolt app that only acknowledges. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

export type SlackRow = {
  readonly name: string;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Requests a second over those of the bare app in the same run. */
  readonly ratio: number;
};

export type SlackBenchOptions = {
  /** How often each lane takes its turn; turns alternate, so that a busy moment hits all alike. */
  readonly turns?: number;
  readonly requestsEach?: number;
  readonly concurrency?: number;
};

type Server = { readonly url: string; readonly process: ChildProcess };
type Lane = {
  readonly name: string;
  readonly url: string;
  readonly line: string;
  /** What the answer must hold, so that an error cannot look fast. */
  readonly expects: string;
  readonly latenciesMs: number[];
  totalMs: number;
};

/** Servers run in processes of their own, so that this client's work slows neither. */
export async function benchSlack(options: SlackBenchOptions = {}): Promise<readonly SlackRow[]> {
  const { turns = 10, requestsEach = 300, concurrency = 8 } = options;
  const secret = randomBytes(16).toString('hex');
  const [bare, bot] = await Promise.all([startServer('bare', secret), startServer('bot', secret)]);
  const lane = (name: string, { url }: Server, line: string, expects: string): Lane => ({
    name,
    url,
    line,
    expects,
    latenciesMs: [],
    totalMs: 0,
  });
  const lanes = [
    lane('bare Bolt app, ack only', bare, 'calc', ''),
    lane('bare Bolt app, a fixed answer', bare, 'fixed', '"blocks"'),
    lane('/kafka concept topic', bot, 'concept topic', '"blocks"'),
    lane('/kafka calc', bot, 'calc', 'msg/s'),
  ];
  try {
    for (const each of lanes) await warmUp(each, secret);
    for (const each of lanes) await turn({ ...each, latenciesMs: [] }, requestsEach, concurrency, secret);
    for (let at = 0; at < turns; at++)
      for (const each of lanes) await turn(each, requestsEach, concurrency, secret);
  } finally {
    bare.process.kill();
    bot.process.kill();
  }
  return rows(lanes, turns * requestsEach);
}

function rows(lanes: readonly Lane[], requests: number): readonly SlackRow[] {
  const rate = ({ totalMs }: Lane) => (requests / totalMs) * 1_000;
  const [first] = lanes;
  return lanes.map((lane) => {
    const sorted = lane.latenciesMs.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return {
      name: lane.name,
      requestsPerSecond: rate(lane),
      p50Ms: at(0.5),
      p99Ms: at(0.99),
      ratio: first ? rate(lane) / rate(first) : 1,
    };
  });
}

/** A page's picture is uploaded after its first answer; from then on answers are complete. */
async function warmUp(lane: Lane, secret: string): Promise<void> {
  const agent = new Agent();
  for (let tries = 0; tries < 200; tries++) {
    if ((await post(lane, secret, agent)).includes(lane.expects)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${lane.name} is not answered`);
}

/** `count` requests with `concurrency` of them in flight. */
async function turn(lane: Lane, count: number, concurrency: number, secret: string): Promise<void> {
  // New connections each time: a server may close those that waited for their next turn.
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  let left = count;
  const started = performance.now();
  const worker = async () => {
    while (left-- > 0) {
      const begun = performance.now();
      const answer = await post(lane, secret, agent);
      lane.latenciesMs.push(performance.now() - begun);
      if (!answer.includes(lane.expects)) throw new Error(`${lane.name} answered ${answer.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  lane.totalMs += performance.now() - started;
  agent.destroy();
}

async function post({ url, line }: Lane, secret: string, agent: Agent): Promise<string> {
  const body = new URLSearchParams({
    command: '/kafka',
    text: line,
    user_id: 'U1',
    user_name: 'ann',
    team_id: 'T1',
    channel_id: 'C1',
    channel_name: 'general',
    response_url: 'http://127.0.0.1:9/unused',
    trigger_id: '1.2.3',
  }).toString();
  const at = Math.floor(Date.now() / 1_000);
  const digest = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  const sent = request(`${url}/slack/events`, {
    method: 'POST',
    agent,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${digest}`,
    },
  });
  sent.end(body);
  const [response] = await once(sent, 'response');
  if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
  return text(response);
}

async function startServer(kind: 'bare' | 'bot', secret: string): Promise<Server> {
  const script = new URL('slack-server.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, kind, secret], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const failed = once(child, 'exit').then(() => {
    throw new Error(`the ${kind} server did not start`);
  });
  const [url] = await Promise.race([once(lines, 'line'), failed]);
  failed.catch(() => undefined);
  return { url: String(url), process: child };
}

if (import.meta.main) console.table(await benchSlack());
