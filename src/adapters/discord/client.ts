/** The connection to Discord: a discord.js client that keeps no more than it needs, and a bounded start. */
import {
  Client,
  type ClientOptions,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  RESTEvents,
  type RESTOptions,
} from 'discord.js';
import type { DiscordConfig } from '../../config.ts';
import type { Log } from '../../ports/log.ts';
import { PlatformError } from '../adapter.ts';
import { discordProblem } from './problem.ts';

const READY_WITHIN_MS = 15_000;

/** discord.js appends the version itself; somebody may have copied an address that has it already. */
export function restOptions({ apiUrl, cdnUrl }: DiscordConfig): Partial<RESTOptions> {
  return {
    version: '10',
    timeout: 10_000,
    invalidRequestWarningInterval: 100,
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/v\d+$/, '') }),
    ...(cdnUrl === undefined ? {} : { cdn: cdnUrl }),
  };
}

export function createClient(config: DiscordConfig, log: Log): Client {
  const options: ClientOptions = {
    // The fewest that work: interactions come without any, and Guilds keeps discord.js content.
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    rest: restOptions(config),
    waitGuildTimeout: 500,
    // Everything we show comes with the interaction, so nothing has to be remembered.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      UserManager: { maxSize: 1, keepOverLimit: (user) => user.id === user.client.user.id },
      GuildMemberManager: { maxSize: 1, keepOverLimit: (member) => member.id === member.client.user.id },
    }),
  };
  const client = new Client(options);
  client.on(Events.Error, (error) => log.error({ error }, 'discord client error'));
  client.on(Events.Warn, (warning) => log.warn({ warning }, 'discord client warning'));
  client.on(Events.ShardError, (error) => log.warn({ error }, 'discord connection error'));
  client.on(Events.ShardReconnecting, () => log.debug({}, 'the line to Discord was cut; connecting again'));
  client.on(Events.ShardDisconnect, ({ code }) => log.error({ code }, 'disconnected from Discord for good'));
  // Ten thousand of these within ten minutes get the whole address banned.
  client.rest.on(RESTEvents.InvalidRequestWarning, ({ count }) =>
    log.warn({ count }, 'Discord refuses many requests'),
  );
  client.on(Events.Invalidated, () => log.error({}, 'discord session invalidated'));
  return client;
}

/**
 * Interactions as they come over the wire, kept from discord.js: nobody here needs the objects it would make of them,
 * and its constructors throw, ending the process, where a field they expect is missing.
 */
export function onInteraction(client: Client, handle: (raw: unknown) => void): void {
  client.on(Events.Raw, (packet: { t: string | null; readonly d?: unknown }) => {
    if (packet.t !== GatewayDispatchEvents.InteractionCreate) return;
    packet.t = null;
    handle(packet.d);
  });
}

/** Resolves when interactions arrive. @throws PlatformError */
export async function connect(client: Client, config: DiscordConfig): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const where = config.apiUrl ?? 'https://discord.com/api';
      const seconds = READY_WITHIN_MS / 1000;
      reject(
        new PlatformError(`DISCORD_API_URL: Discord at ${where} was not ready within ${seconds} seconds.`),
      );
    }, READY_WITHIN_MS);
  });
  try {
    await Promise.race([Promise.all([client.login(config.token), ready]), late]);
  } catch (error) {
    await client.destroy().catch(() => undefined);
    throw discordProblem(error, config);
  } finally {
    clearTimeout(timer);
  }
}
