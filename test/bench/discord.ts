/** Interactions a second through the whole Discord adapter, beside a bare discord.js client that only replies. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type APIMessageTopLevelComponent, Client, Events, MessageFlags } from 'discord.js';
import { createDiscord } from '../../src/adapters/discord/adapter.ts';
import { toMessage } from '../../src/adapters/discord/message.ts';
import { assemble } from '../../src/assemble.ts';
import { silentLog } from '../../src/ports/log.ts';
import { openStore } from '../../src/store/open.ts';
import { BENCH_APPLICATION, BENCH_TOKEN, type Load, type Times } from './discord-load.ts';

export type DiscordSpeed = {
  readonly what: string;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the bare client’s interactions a second with the same page, in the same run. */
  readonly ratio: number;
};

const COUNT = 300;
const IN_FLIGHT = 10;
const ROUNDS = 9;

const CONCEPT = { name: 'concept', options: [{ type: 3, name: 'term', value: 'topic' }] };
const CALC = { name: 'calc', options: [] };

type Subject = { readonly what: string; readonly side: Side; readonly load: Pick<Load, 'name' | 'options'> };
type Side = { readonly run: (load: Load) => Promise<Times>; readonly stop: () => Promise<unknown> };

/** One endpoint for each client, so that both have the same other side and never share one. */
async function openSide(connect: (apiUrl: string) => Promise<() => Promise<unknown>>): Promise<Side> {
  const endpoint = new Worker(new URL('./discord-endpoint.ts', import.meta.url));
  const [port] = await once(endpoint, 'message');
  const disconnect = await connect(`http://127.0.0.1:${port}/api`);
  return {
    async run(load) {
      endpoint.postMessage(load);
      const [times]: Times[] = await once(endpoint, 'message');
      if (!times) throw new Error('the endpoint sent no times');
      return times;
    },
    stop: async () => {
      await disconnect();
      await endpoint.terminate();
    },
  };
}

/** Replies with pages made beforehand, pictures and all, so that as many bytes go over the wire. */
async function connectBare(apiUrl: string): Promise<() => Promise<unknown>> {
  const pages = { concept: await readyPage('concept topic'), calc: await readyPage('calc') };
  const client = new Client({ intents: [], rest: { api: apiUrl } });
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const page = interaction.options.getSubcommand() === 'calc' ? pages.calc : pages.concept;
    const flags = [MessageFlags.IsComponentsV2, MessageFlags.Ephemeral] as const;
    void interaction.reply({ ...page, flags, allowedMentions: { parse: [] } });
  });
  const ready = once(client, Events.ClientReady);
  await client.login(BENCH_TOKEN);
  await ready;
  return () => client.destroy();
}

type Page = {
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly files: readonly { readonly name: string; readonly attachment: Buffer }[];
};

async function readyPage(line: string): Promise<Page> {
  const store = openStore('sqlite::memory:', silentLog);
  const bot = await assemble({ store, log: silentLog });
  const place = { id: 'discord:5', workspace: 'discord:dm:5', kind: 'direct', platform: 'discord' } as const;
  const { outcome } = await bot.say(line, { actor: { id: 'discord:1', name: 'Ann' }, place });
  await store.close();
  if (outcome.type !== 'reply') throw new Error(`${line} answers with a reply`);
  const { body, files } = await toMessage(outcome, silentLog);
  return {
    components: body.components,
    files: files.map(({ name, data }) => ({ name, attachment: data })),
  };
}

async function connectOurs(apiUrl: string): Promise<() => Promise<unknown>> {
  const store = openStore('sqlite::memory:', silentLog);
  const bot = await assemble({ store, log: silentLog });
  const config = { token: BENCH_TOKEN, applicationId: BENCH_APPLICATION, apiUrl };
  const adapter = createDiscord(config, { bot, log: silentLog });
  await adapter.start();
  return async () => {
    await adapter.stop();
    await store.close();
  };
}

/** Takes turns, so that whatever else the machine does meets all of them. */
export async function discordSpeeds(): Promise<readonly DiscordSpeed[]> {
  const bare = await openSide(connectBare);
  const ours = await openSide(connectOurs);
  const subjects: Subject[] = [
    { what: 'bare discord.js, page of concept made beforehand', side: bare, load: CONCEPT },
    { what: '/kafka concept topic', side: ours, load: CONCEPT },
    { what: 'bare discord.js, page of calc made beforehand', side: bare, load: CALC },
    { what: '/kafka calc', side: ours, load: CALC },
  ];
  const all = new Map<Subject, Times[]>(subjects.map((subject) => [subject, []]));
  for (const { side, load } of subjects) await side.run({ ...load, count: COUNT, inFlight: IN_FLIGHT });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const subject of subjects) {
      const times = await subject.side.run({ ...subject.load, count: COUNT, inFlight: IN_FLIGHT });
      all.get(subject)?.push(times);
    }
  }
  await Promise.all([bare.stop(), ours.stop()]);
  return subjects.map((subject) => {
    const baseline = subjects.find(({ side, load }) => side === bare && load === subject.load) ?? subject;
    const own = speed(subject.what, all.get(subject) ?? []);
    return { ...own, ratio: own.perSecond / speed(baseline.what, all.get(baseline) ?? []).perSecond };
  });
}

function speed(what: string, times: readonly Times[]): Omit<DiscordSpeed, 'ratio'> {
  // The best round of each: whatever else the machine does can only slow a round down.
  const rates = sorted(times.map(({ tookMs, latenciesMs }) => (latenciesMs.length / tookMs) * 1_000));
  const latencies = sorted(times.flatMap(({ latenciesMs }) => latenciesMs));
  return { what, perSecond: at(rates, 1), p50Ms: at(latencies, 0.5), p99Ms: at(latencies, 0.99) };
}

const sorted = (values: readonly number[]) => values.toSorted((one, other) => one - other);
const at = (values: readonly number[], share: number) =>
  values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
