/** Three KRaft brokers and a controller of their own on loopback, started from Kafka's published jars. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';

const HERE = import.meta.dirname;
const JARS = join(HERE, 'target', 'dependency');
const CONTROLLER = 100;

export const BROKERS = [1, 2, 3] as const;
export type BrokerId = (typeof BROKERS)[number];

/** Fetches the jars once; Maven's own cache serves later runs. */
export function fetchJars(): void {
  if (existsSync(JARS)) return;
  const done = spawnSync('mvn', ['-q', '-B', '-f', join(HERE, 'pom.xml'), 'dependency:copy-dependencies'], {
    stdio: 'inherit',
  });
  if (done.status !== 0) throw new Error('mvn could not fetch the jars of test/kafka/pom.xml');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port on 127.0.0.1');
  return address.port;
}

const CLASSPATH = join(JARS, '*');

export class Cluster {
  private readonly directory = mkdtempSync(join(tmpdir(), 'kafka-sizing-'));
  private readonly running = new Map<number, ChildProcess>();
  private readonly ports = new Map<number, number>();
  private readonly jmx = new Map<number, number>();

  async start(): Promise<void> {
    for (const id of [CONTROLLER, ...BROKERS]) {
      this.ports.set(id, await freePort());
      this.jmx.set(id, await freePort());
    }
    for (const id of [CONTROLLER, ...BROKERS]) this.format(id);
    for (const id of [CONTROLLER, ...BROKERS]) this.boot(id);
  }

  get bootstrap(): string {
    return BROKERS.map((id) => `127.0.0.1:${this.ports.get(id)}`).join(',');
  }

  get jmxPorts(): string {
    return BROKERS.filter((id) => this.running.has(id))
      .map((id) => this.jmx.get(id))
      .join(',');
  }

  /** Starts a broker, again after a kill. */
  boot(id: number): void {
    if (this.running.has(id)) return;
    const jmx = `-Dcom.sun.management.jmxremote.`;
    const monitoring = [
      `${jmx}port=${this.jmx.get(id)}`,
      `${jmx}rmi.port=${this.jmx.get(id)}`,
      `${jmx}host=127.0.0.1`,
      `${jmx}authenticate=false`,
      `${jmx}ssl=false`,
      '-Djava.rmi.server.hostname=127.0.0.1',
    ];
    const child = spawn(
      'nice',
      ['java', '-Xmx512m', ...monitoring, '-cp', CLASSPATH, 'kafka.Kafka', this.file(id)],
      { stdio: 'ignore' },
    );
    this.running.set(id, child);
  }

  /** Pulls the plug: no shutdown, no hand-over of leaders. */
  async kill(id: number): Promise<void> {
    const child = this.running.get(id);
    if (!child) return;
    this.running.delete(id);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    for (const id of this.running.keys()) await this.kill(id);
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Bytes of all segment files of a topic over all brokers. */
  bytesOnDisk(topic: string): number {
    const sizes = BROKERS.flatMap((id) => {
      const data = join(this.directory, String(id), 'data');
      const partitions = readdirSync(data).filter((name) => name.startsWith(`${topic}-`));
      return partitions.flatMap((name) =>
        readdirSync(join(data, name))
          .filter((file) => file.endsWith('.log'))
          .map((file) => statSync(join(data, name, file)).size),
      );
    });
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  private file(id: number): string {
    return join(this.directory, String(id), 'server.properties');
  }

  private format(id: number): void {
    const home = join(this.directory, String(id));
    mkdirSync(join(home, 'data'), { recursive: true });
    const role = id === CONTROLLER ? 'controller' : 'broker';
    const listener = id === CONTROLLER ? 'CONTROLLER' : 'PLAINTEXT';
    const lines = [
      `process.roles=${role}`,
      `node.id=${id}`,
      `controller.quorum.voters=${CONTROLLER}@127.0.0.1:${this.ports.get(CONTROLLER)}`,
      `listeners=${listener}://127.0.0.1:${this.ports.get(id)}`,
      'controller.listener.names=CONTROLLER',
      'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      `log.dirs=${join(home, 'data')}`,
      'auto.create.topics.enable=false',
      // Failures are noticed in seconds, so that a run takes minutes.
      'broker.session.timeout.ms=4000',
      'broker.heartbeat.interval.ms=500',
      'replica.lag.time.max.ms=6000',
      'num.replica.fetchers=1',
    ];
    writeFileSync(this.file(id), `${lines.join('\n')}\n`);
    const done = spawnSync(
      'java',
      [
        '-cp',
        CLASSPATH,
        'kafka.tools.StorageTool',
        'format',
        '-t',
        'MkU3OEVBNTcwNTJENDM2Qg',
        '-c',
        this.file(id),
      ],
      { encoding: 'utf8' },
    );
    if (done.status !== 0) throw new Error(`could not format broker ${id}: ${done.stderr}`);
  }
}

/** The Java program beside, spoken to line by line. */
export class Probe {
  private readonly child: ChildProcess;
  private readonly lines: Interface;
  private readonly waiting: ((line: string) => void)[] = [];

  constructor(bootstrap: string) {
    this.child = spawn('nice', ['java', '-Xmx512m', '-cp', CLASSPATH, join(HERE, 'Probe.java'), bootstrap], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    if (!this.child.stdout) throw new Error('the probe has no output');
    this.lines = createInterface({ input: this.child.stdout });
    this.lines.on('line', (line) => this.waiting.shift()?.(line));
    this.child.once('exit', () => {
      for (const each of this.waiting.splice(0)) each('{"error":"the probe ended"}');
    });
  }

  async ask(command: string, words: Record<string, string | number> = {}): Promise<Record<string, unknown>> {
    const answer = new Promise<string>((resolve) => this.waiting.push(resolve));
    const rest = Object.entries(words).map(([name, value]) => ` ${name}=${value}`);
    this.child.stdin?.write(`${command}${rest.join('')}\n`);
    const parsed: Record<string, unknown> = JSON.parse(await answer);
    return parsed;
  }

  async number(command: string, words: Record<string, string | number>, name: string): Promise<number> {
    const answer = await this.ask(command, words);
    const value = answer[name];
    if (typeof value !== 'number')
      throw new Error(`${command} ${JSON.stringify(words)}: ${JSON.stringify(answer)}`);
    return value;
  }

  stop(): void {
    this.child.stdin?.end();
    this.child.kill();
  }
}

/** Asks until it is so, for at most two minutes. */
export async function until(what: string, so: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 120_000;
  while (!(await so().catch(() => false))) {
    if (Date.now() > end) throw new Error(`gave up waiting: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
