/** Starts what is configured: Slack, Discord, the web chat, or a console; with `main.ts` the only file that touches the process. */
import { commands } from '../commands/index.ts';
import { type Adapter, PlatformError } from './adapters/adapter.ts';
import { assemble } from './assemble.ts';
import type { Bot } from './bot/bot.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import { loadCatalogue } from './catalogue/load.ts';
import { ContentError } from './catalogue/problems.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createShelf } from './library/shelf.ts';
import { createLog, type Log } from './ports/log.ts';
import type { Messenger } from './round/messenger.ts';
import { createHttpServer } from './server/http-server.ts';
import { openStore, type Store } from './store/open.ts';

const STOP_WITHIN_MS = 5_000;
const TICK_EVERY_MS = 250;
const REMIND_EVERY_MS = 5_000;
const MOST_TICKS = 8;

/** @param args `console …`, `register`, `manifest`, or nothing to serve; never rejects */
export async function run([mode, ...rest]: readonly string[]): Promise<void> {
  try {
    await start(mode, rest);
  } catch (error) {
    const isExpected =
      error instanceof ConfigError || error instanceof ContentError || error instanceof PlatformError;
    const told = error instanceof Error ? (isExpected ? error.message : error.stack) : String(error);
    process.stderr.write(`${told}\n`);
    process.exitCode = 1;
  }
}

async function start(mode: string | undefined, rest: readonly string[]): Promise<void> {
  const config = readConfig(process.env);
  switch (mode) {
    case undefined:
      return serve(config);
    case 'console': {
      const { runConsole } = await import('./adapters/console/run.ts');
      process.exitCode = await runConsole(config, rest);
      return;
    }
    case 'register': {
      const { registerCommands } = await import('./adapters/discord/register.ts');
      return registerCommands(config, commands);
    }
    case 'manifest': {
      const { printManifest } = await import('./adapters/slack/manifest.ts');
      const { commands } = await import('../commands/index.ts');
      return printManifest(commands, rest[0]);
    }
    default:
      throw new ConfigError(`${mode}: takes console, register, manifest or nothing`);
  }
}

async function serve(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const store = openStore(config.storeUrl, log);
  const messengers = new Map<string, Messenger>();
  const messengerFor = (place: string) => messengers.get(place.split(':', 1)[0] ?? '');
  const catalogue = loadCatalogue();
  const { buttonSecret, keepsQuestions, moderators } = config;
  const bot = await assemble({
    store,
    messengerFor,
    log,
    catalogue,
    buttonSecret,
    keepsQuestions,
    moderators,
  });
  const adapters = await createAdapters(config, { bot, log, store }, catalogue);
  const states = new Map<string, string>();
  const server = createHttpServer({
    host: config.host,
    port: config.port,
    log,
    health: async () => {
      const storeState = await store.check().then(
        () => 'ok',
        () => 'unreachable',
      );
      return { ok: storeState === 'ok', details: { store: storeState, ...Object.fromEntries(states) } };
    },
  });
  for (const { http } of adapters) if (http) server.mount(http.prefixes, http.handle);
  for (const { name, messenger } of adapters) if (messenger) messengers.set(name, messenger);
  const address = await server.listen();
  const stopTicking = keepTicking(bot.tick, log, TICK_EVERY_MS, MOST_TICKS);
  const stopReminding = keepTicking(bot.remind, log, REMIND_EVERY_MS, 1);
  stopOnSignal(async () => {
    stopTicking();
    stopReminding();
    await Promise.all(adapters.map((adapter) => adapter.stop()));
    await server.close();
    await store.close();
  }, log);
  await Promise.all(adapters.map((adapter) => startOne(adapter, states, log)));
  if (config.webChat) process.stdout.write(`Kafka companion: open ${address} and type /kafka\n`);
}

/** Platform code is loaded only when its platform is configured: discord.js and Bolt cost most of the start. */
async function createAdapters(
  config: Config,
  parts: { bot: Bot; log: Log; store: Store },
  catalogue: Catalogue,
): Promise<readonly Adapter[]> {
  const { slack, discord } = config;
  return Promise.all([
    ...(slack
      ? [import('./adapters/slack/adapter.ts').then(({ createSlack }) => createSlack(slack, parts))]
      : []),
    ...(discord
      ? [import('./adapters/discord/adapter.ts').then(({ createDiscord }) => createDiscord(discord, parts))]
      : []),
    ...(config.webChat
      ? [
          import('./adapters/web/adapter.ts').then(({ createWeb }) => {
            const shelf = createShelf(catalogue, parts.bot.commands);
            return createWeb({ ...parts, shelf, hosts: config.webHosts });
          }),
        ]
      : []),
  ]);
}

/** Again and again, also while an earlier one waits for a slow platform; but a store that hangs is not asked for ever more. */
function keepTicking(tick: () => Promise<void>, log: Log, every: number, most: number): () => void {
  let running = 0;
  const timer = setInterval(() => {
    if (running >= most) return;
    running += 1;
    tick()
      .catch((error: unknown) => log.warn({ error }, 'what is due could not be done; trying again'))
      .finally(() => {
        running -= 1;
      });
  }, every);
  return () => clearInterval(timer);
}

/** A platform that refuses is one clear line; the others keep running. */
async function startOne(adapter: Adapter, states: Map<string, string>, log: Log): Promise<void> {
  states.set(adapter.name, 'starting');
  try {
    await adapter.start();
    states.set(adapter.name, 'ok');
    log.info({ platform: adapter.name }, 'ready');
  } catch (error) {
    states.set(adapter.name, 'failed');
    if (error instanceof PlatformError) process.stderr.write(`${error.message}\n`);
    else log.error({ error, platform: adapter.name }, 'platform did not start');
  }
}

function stopOnSignal(stop: () => Promise<void>, log: Log): void {
  let isStopping = false;
  const onSignal = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    // What is in flight gets almost all of the time; a request that hangs must not keep the process.
    setTimeout(() => process.exit(0), STOP_WITHIN_MS - 500).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
