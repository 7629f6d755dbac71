import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { PlatformError } from '../../../src/adapters/adapter.ts';
import { createDiscord } from '../../../src/adapters/discord/adapter.ts';
import { registerCommands } from '../../../src/adapters/discord/register.ts';
import { assemble } from '../../../src/assemble.ts';
import type { DiscordConfig } from '../../../src/config.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { openStore } from '../../../src/store/open.ts';
import { startDiscord } from './discord-server.ts';
import { configFor } from './stage.ts';

async function start(config: DiscordConfig): Promise<unknown> {
  const store = openStore('sqlite::memory:', silentLog);
  const bot = await assemble({ store, log: silentLog });
  const adapter = createDiscord(config, { bot, log: silentLog });
  return adapter
    .start()
    .catch((error: unknown) => error)
    .finally(() => adapter.stop())
    .finally(() => store.close());
}

const quiet = () => undefined;

describe('discord: starting', () => {
  it('names the token when Discord does not accept it', async () => {
    const server = await startDiscord();
    const error = await start({ ...configFor(server), token: 'wrong' });
    await server.close();
    expect(error).toBeInstanceOf(PlatformError);
    expect(String(error)).toMatch(/^PlatformError: DISCORD_TOKEN: .*does not accept it[^\n]*$/);
  });

  it('names the address when nobody answers there', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const apiUrl = `http://127.0.0.1:${port}/api`;
    const error = await start({ token: 'x', applicationId: '12345', apiUrl });
    expect(String(error)).toMatch(/^PlatformError: DISCORD_API_URL: [^\n]*cannot be reached at http:[^\n]*$/);
  });

  it('says in one line when the application may not use its intents', async () => {
    const server = await startDiscord({ refusesIntents: true });
    const error = await start(configFor(server));
    await server.close();
    expect(String(error)).toMatch(/^PlatformError: DISCORD_TOKEN: [^\n]*intents[^\n]*$/);
  });

  it('takes an address that ends in a version as well', async () => {
    const server = await startDiscord();
    const config = configFor(server);
    const result = await start({ ...config, apiUrl: `${config.apiUrl}/v10` });
    await server.close();
    expect(result).toBeUndefined();
  });
});

describe('discord: registering', () => {
  it('twice changes nothing', async () => {
    const server = await startDiscord();
    const config = { discord: configFor(server) };
    await registerCommands(config, commands, quiet);
    const first = structuredClone(server.commands());
    await registerCommands(config, commands, quiet);
    expect(server.commands()).toEqual(first);
    expect(server.violations).toEqual([]);
    await server.close();
  });

  it('goes to one server when one is named', async () => {
    const server = await startDiscord();
    const discord = { ...configFor(server), guildId: '12345' };
    const told: string[] = [];
    await registerCommands({ discord }, commands, (line) => told.push(line));
    expect(server.sent.at(-1)?.path).toMatch(/\/guilds\/12345\/commands$/);
    expect(told.join()).toContain('server 12345');
    await server.close();
  });

  it('names the token when it is wrong', async () => {
    const server = await startDiscord();
    const discord = { ...configFor(server), token: 'wrong' };
    await expect(registerCommands({ discord }, commands, quiet)).rejects.toThrow(/^DISCORD_TOKEN: /);
    await server.close();
  });

  it('says what is missing when Discord is not configured', async () => {
    await expect(registerCommands({}, commands, quiet)).rejects.toThrow(
      'DISCORD_TOKEN and DISCORD_APPLICATION_ID',
    );
  });
});
