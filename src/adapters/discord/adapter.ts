/** Discord: a client on the gateway whose interactions go to the bot and whose answers go back over REST. */
import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import type { DiscordConfig } from '../../config.ts';
import type { Adapter, AdapterParts } from '../adapter.ts';
import { connect, createClient, onInteraction } from './client.ts';
import { createExchange } from './exchange.ts';
import { askerOf, readInteraction } from './incoming.ts';
import { handleInteraction } from './interactions.ts';
import { createMessenger } from './messenger.ts';

/** The interaction came too late to be answered, or another connection of ours answered it. */
const HARMLESS: readonly (number | string)[] = [
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
];

export function createDiscord(config: DiscordConfig, { bot, log }: AdapterParts): Adapter {
  const client = createClient(config, log);
  const inFlight = new Set<Promise<void>>();
  let isStopping = false;

  const handle = async (raw: unknown): Promise<void> => {
    const interaction = readInteraction(raw);
    const asker = interaction && askerOf(interaction);
    if (!interaction || !asker) return log.warn({}, 'an interaction of an unknown kind was ignored');
    const exchange = createExchange(client.rest, config.applicationId, interaction);
    await handleInteraction({ bot, log, cdnUrl: config.cdnUrl }, interaction, asker, exchange);
  };

  const logFailure = (error: unknown): void => {
    if (error instanceof DiscordAPIError && HARMLESS.includes(error.code))
      log.info({ code: error.code }, 'an interaction was answered already or had expired');
    else log.error({ error }, 'an interaction could not be answered');
  };

  onInteraction(client, (raw) => {
    if (isStopping) return;
    const work = handle(raw).catch(logFailure);
    inFlight.add(work);
    void work.finally(() => inFlight.delete(work));
  });

  return {
    name: 'discord',
    messenger: createMessenger(client.rest, log),
    start: () => connect(client, config),
    async stop() {
      isStopping = true;
      await Promise.all(inFlight);
      await client.destroy();
    },
  };
}
