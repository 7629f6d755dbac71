/** A running bot on our own Discord: the real client on a real gateway and REST endpoint, and a SQLite file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Adapter } from '../../../src/adapters/adapter.ts';
import { createDiscord } from '../../../src/adapters/discord/adapter.ts';
import { registerCommands } from '../../../src/adapters/discord/register.ts';
import { assemble } from '../../../src/assemble.ts';
import type { Bot } from '../../../src/bot/bot.ts';
import type { DiscordConfig } from '../../../src/config.ts';
import { type Log, silentLog } from '../../../src/ports/log.ts';
import { openStore, type Store } from '../../../src/store/open.ts';
import type { Stage } from '../../contract/person.ts';
import { APPLICATION } from './channel.ts';
import { type DiscordServer, startDiscord, TOKEN } from './discord-server.ts';
import { createPerson, type DiscordPerson, type Spot } from './person.ts';

export type DiscordStage = Omit<Stage, 'join'> & {
  readonly server: DiscordServer;
  /** Does what is due in rounds, as the process does four times a second. */
  readonly tick: () => Promise<void>;
  readonly join: (name: string, spot?: Spot) => Promise<DiscordPerson>;
};

export const configFor = (server: DiscordServer): DiscordConfig => ({
  token: TOKEN,
  applicationId: APPLICATION,
  apiUrl: server.apiUrl,
  cdnUrl: server.cdnUrl,
});

/** @param change lets a test put a bot of its own in place of the assembled one */
export async function openDiscord(change: (bot: Bot) => Bot = (bot) => bot): Promise<DiscordStage> {
  const folder = mkdtempSync(join(tmpdir(), 'kafka-discord-'));
  const server = await startDiscord();
  const config = configFor(server);
  // What goes wrong on our side fails the test as well.
  const log: Log = { ...silentLog, error: (...given: unknown[]) => server.violations.push(inspect(given)) };
  let running = await start();

  async function start(): Promise<{ store: Store; adapter: Adapter; bot: Bot }> {
    const store = openStore(`sqlite:${join(folder, 'state.sqlite')}`, silentLog);
    let adapter: Adapter | undefined;
    const messengerFor = () => adapter?.messenger;
    const bot = change(await assemble({ store, log, messengerFor }));
    adapter = createDiscord(config, { bot, log });
    await registerCommands({ discord: config }, bot.commands, () => undefined);
    await adapter.start();
    return { store, adapter, bot };
  }

  async function stop(): Promise<void> {
    await running.adapter.stop();
    await running.store.close();
  }

  return {
    server,
    tick: () => running.bot.tick(),
    join: async (name, spot) => createPerson(server, name, spot),
    async restart() {
      await stop();
      running = await start();
    },
    async [Symbol.asyncDispose]() {
      await stop();
      await server.close();
      rmSync(folder, { recursive: true });
      if (server.violations.length > 0)
        throw new Error(`Discord would refuse:\n${server.violations.join('\n')}`);
    },
  };
}
