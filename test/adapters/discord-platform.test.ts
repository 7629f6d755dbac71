import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { REST } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commands } from '../../commands/index.ts';
import { PlatformError } from '../../src/adapters/adapter.ts';
import { createDiscord } from '../../src/adapters/discord/adapter.ts';
import { discordTime } from '../../src/adapters/discord/discord-time.ts';
import { createMessenger } from '../../src/adapters/discord/messenger.ts';
import { registerCommands } from '../../src/adapters/discord/register.ts';
import { assemble } from '../../src/assemble.ts';
import type { Bot } from '../../src/bot/bot.ts';
import type { DiscordConfig } from '../../src/config.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Reply } from '../../src/reply/nodes.ts';
import { ChannelGone, MessageGone } from '../../src/round/messenger.ts';
import { openStore } from '../../src/store/open.ts';
import { CHANNEL, type DiscordServer, startDiscord, TOKEN } from './discord/discord-server.ts';
import { textOf } from './discord/screen.ts';
import { configFor, openDiscord } from './discord/stage.ts';

const EPHEMERAL = 64;

async function start(config: DiscordConfig): Promise<unknown> {
  const store = openStore('sqlite::memory:', silentLog);
  const bot = await assemble({ documents: store.documents, log: silentLog });
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

describe('discord: in use', () => {
  it('completes what is typed with at most 25 choices', async () => {
    await using stage = await openDiscord();
    const ann = await stage.join('Ann');
    expect(await ann.complete('concept', 'term', 'isr')).toContain('isr');
    expect((await ann.complete('concept', 'term', '')).length).toBeLessThanOrEqual(25);
  });

  it('turns the pages of a direct message in place', async () => {
    await using stage = await openDiscord();
    const ann = await stage.join('Ann', { direct: true });
    await ann.say('/kafka concept isr');
    const before = stage.server.channel.all().length;
    await ann.press(ann.buttons()[0] ?? '');
    expect(stage.server.channel.all()).toHaveLength(before);
  });

  it('answers a press on a shared page with a private page of the presser’s own', async () => {
    await using stage = await openDiscord();
    const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
    await ann.say('/kafka concept isr');
    await ann.press('Share');
    const shared = ben.latest();
    await ben.press(ben.buttons()[0] ?? '');
    expect(stage.server.channel.all().filter(({ seenBy }) => seenBy === ben.id)).toHaveLength(1);
    expect(ann.latest()).toBe(shared);
  });

  it('lets only the sharer or a moderator take a shared page away', async () => {
    await using stage = await openDiscord();
    const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
    const mod = await stage.join('Mod', { permissions: String(1 << 13) });
    await ann.say('/kafka concept isr');
    await ann.press('Share');
    await ben.press('Delete');
    expect(ben.latest()).toContain('Only the person who shared this');
    await ann.press('Delete');
    expect(ben.screen()).not.toContain('Shared by');
    await ann.press('Share');
    await mod.press('Delete');
    expect(ben.screen()).not.toContain('Shared by');
  });

  it('draws a pattern’s diagram and says in words what it shows', async () => {
    await using stage = await openDiscord();
    const ann = await stage.join('Ann');
    await ann.say('/kafka pattern saga');
    expect(ann.latest()).toMatch(/<picture: .{20,}>/);
    const [file] = stage.server.channel.all()[0]?.files ?? [];
    expect(file?.name).toMatch(/\.png$/);
    expect(file?.size).toBeGreaterThan(1_000);
  });

  it('goes on after the line was cut', async () => {
    await using stage = await openDiscord();
    const ann = await stage.join('Ann');
    stage.server.gateway.drop();
    await ann.say('/kafka concept isr');
    expect(ann.latest()).toContain('In-sync replicas');
    expect(stage.server.gateway.sessions()).toEqual({ identified: 1, resumed: 1 });
  });

  it('shrugs off an interaction that was answered elsewhere or expired', async () => {
    await using stage = await openDiscord();
    const ann = await stage.join('Ann');
    for (const code of [40_060, 10_062]) {
      stage.server.failNext(code);
      await ann.say('/kafka concept isr');
      expect(ann.screen()).not.toContain('In-sync replicas (ISR)');
      await ann.say('/kafka concept offset');
      expect(ann.latest()).toContain('Offset');
    }
  });

  it('answers interactions that carry no more than they must', async () => {
    await using stage = await openDiscord();
    const options = [{ type: 1, name: 'concept', options: [{ type: 3, name: 'term', value: 'isr' }] }];
    await stage.server.interact({
      type: 2,
      user: '123456789012345678',
      channel: CHANNEL,
      payload: {
        channel_id: CHANNEL,
        user: { id: '123456789012345678', username: 'ann', discriminator: '0', avatar: null },
        data: { id: '1', name: 'kafka', type: 1, options },
      },
    });
    expect(stage.server.channel.all()).toHaveLength(1);
  });

  it('outlives interactions that make no sense', async () => {
    await using stage = await openDiscord();
    const ann = await stage.join('Ann');
    const odd = [
      { type: 2, data: { id: '1', name: 'kafka', type: 1 } },
      { type: 2, member: {}, app_permissions: null },
      { type: 3, user: { id: '5' }, data: { custom_id: 'x', component_type: 2 } },
      { type: 5, user: { id: '5' }, message: null, data: { custom_id: 'x' } },
      { type: 77 },
    ];
    for (const each of odd)
      stage.server.gateway.dispatch('INTERACTION_CREATE', { id: '1', token: 'unknown', ...each });
    await ann.say('/kafka concept isr');
    expect(ann.latest()).toContain('In-sync replicas');
  });

  it('answers the bare command, as an older client may send it, with help', async () => {
    await using stage = await openDiscord();
    await stage.server.interact({
      type: 2,
      user: '123456789012345678',
      channel: CHANNEL,
      payload: {
        channel_id: CHANNEL,
        member: { user: { id: '123456789012345678', username: 'ann' }, permissions: '0' },
        guild_id: '1',
        data: { id: '1', name: 'kafka', type: 1 },
      },
    });
    const [help] = stage.server.channel.all();
    expect(JSON.stringify(help?.body)).toContain('What I can do');
    expect(help?.body.flags).toBe(EPHEMERAL | (1 << 15));
  });

  it('keeps every answer that is on its way when it stops', async () => {
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const held = (bot: Bot): Bot => ({
      ...bot,
      async run(...given) {
        reached.resolve();
        await gate.promise;
        return bot.run(...given);
      },
    });
    const stage = await openDiscord(held);
    const ann = await stage.join('Ann');
    const said = ann.say('/kafka concept isr');
    await reached.promise;
    const stopped = stage[Symbol.asyncDispose]();
    gate.resolve();
    await Promise.all([said, stopped]);
    expect(ann.latest()).toContain('In-sync replicas');
  });
});

describe('discord: a round', () => {
  it('is played by a channel, its answers whispered, its question edited in place', async () => {
    await using stage = await openDiscord();
    const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
    await ann.say('/kafka round count=1 seconds=untimed');
    await ben.press('Join');
    await ann.press('Start');
    await stage.tick();
    const asked = stage.server.channel.all().filter(({ seenBy }) => seenBy === undefined);
    expect(textOf(asked.at(-1))).toContain('1 of 1');
    await ben.press('A');
    expect(ben.latest()).toContain('Locked in A');
    expect(ann.screen()).not.toContain('Locked in');
    await ann.press('B');
    await stage.tick();
    expect(
      stage.server.channel.all().filter(({ seenBy }) => seenBy === undefined).length,
    ).toBeLessThanOrEqual(asked.length + 1);
  });

  it('ends where Discord lets the bot no longer speak', async () => {
    await using stage = await openDiscord();
    const ann = await stage.join('Ann');
    await ann.say('/kafka round count=1 seconds=untimed');
    stage.server.closeChannel(CHANNEL);
    await ann.press('Start');
    await stage.tick();
    expect(stage.server.violations).toEqual([]);
  });
});

describe('discord: the bot on its own behalf', () => {
  const page = (text: string): Reply<string> => ({
    type: 'reply',
    ok: true,
    title: 'Page',
    summary: text,
    body: [{ type: 'paragraph', body: [{ type: 'text', text }] }],
  });

  async function messengerOn(server: DiscordServer) {
    const rest = new REST({ version: '10', api: server.apiUrl }).setToken(TOKEN);
    return createMessenger(rest, silentLog);
  }

  it('posts once for one nonce, with the moment Discord gave the message', async () => {
    const server = await startDiscord();
    const messenger = await messengerOn(server);
    const before = Date.now();
    const first = await messenger.post(
      `discord:${CHANNEL}`,
      page('hello'),
      'round-1-with-a-name-that-is-too-long',
    );
    const again = await messenger.post(
      `discord:${CHANNEL}`,
      page('hello'),
      'round-1-with-a-name-that-is-too-long',
    );
    expect(again).toEqual(first);
    expect(first.at).toBeGreaterThanOrEqual(before - 1);
    expect(server.violations).toEqual([]);
    await server.close();
  });

  it('edits what it posted, and tells a deleted message from a closed channel', async () => {
    const server = await startDiscord();
    const messenger = await messengerOn(server);
    const { ref } = await messenger.post(`discord:${CHANNEL}`, page('one'), 'n');
    await messenger.edit(ref, page('two'));
    expect(textOf(server.channel.all()[0])).toBe('two');
    server.channel.remove(ref.split(':')[1] ?? '');
    await expect(messenger.edit(ref, page('three'))).rejects.toThrow(MessageGone);
    server.closeChannel(CHANNEL);
    await expect(messenger.post(`discord:${CHANNEL}`, page('four'), 'm')).rejects.toThrow(ChannelGone);
    await server.close();
  });

  it('trusts the clock in an id only when it is near our own', () => {
    const now = 1_795_000_000_000;
    const id = (at: number) => String(BigInt(at - 1_420_070_400_000) << 22n);
    expect(discordTime(id(now - 5_000), now)).toBe(now - 5_000);
    expect(discordTime('123456789012345678', now)).toBeUndefined();
    expect(discordTime('abc', now)).toBeUndefined();
  });
});

/** A bot that says back what reached it. */
function echo(bot: Bot): Bot {
  const heard = (text: string): Awaited<ReturnType<Bot['run']>> => ({
    command: 'echo',
    outcome: {
      type: 'reply',
      ok: true,
      title: 'Echo',
      summary: text,
      body: [{ type: 'code', text }],
      visibility: 'private',
      placement: 'new',
    },
  });
  const option = { hint: 'h', required: false, positional: false, rest: false } as const;
  const [first] = bot.commands;
  if (!first) throw new Error('there are no commands');
  const options = [
    { ...option, name: 'text', kind: 'lines' as const },
    { ...option, name: 'file', kind: 'file' as const },
    ...Array.from({ length: 30 }, (_, at) => ({ ...option, name: `o${at}`, kind: 'text' as const })),
  ];
  return {
    ...bot,
    commands: [{ ...first, name: 'error', options, completes: [] }],
    run: async (_, given) => heard(JSON.stringify(given)),
    say: async (line, _, files = []) => heard(`${line} ${JSON.stringify(files)}`),
  };
}

async function attach(server: DiscordServer, name: string, content: string | Uint8Array) {
  server.cdn.set(`attachments/1/${name}`, content);
  return { url: `${server.cdnUrl}/attachments/1/${name}`, filename: name, size: content.length };
}

describe('discord: files and messages', () => {
  it('hands a text file to the command', async () => {
    await using stage = await openDiscord(echo);
    const ann = await stage.join('Ann');
    await ann.attach('error', { file: await attach(stage.server, 'a.properties', 'acks=all\n') });
    expect(JSON.parse(ann.latest())).toEqual({ file: { name: 'a.properties', text: 'acks=all\n' } });
  });

  it('fetches what lies on Discord’s own servers from the address that stands in for them', async () => {
    await using stage = await openDiscord(echo);
    const ann = await stage.join('Ann');
    stage.server.cdn.set('attachments/7/b.txt', 'hello');
    const file = { url: 'https://cdn.discordapp.com/attachments/7/b.txt?ex=1', filename: 'b.txt', size: 5 };
    await ann.attach('error', { file });
    expect(ann.latest()).toContain('hello');
  });

  it.each([
    ['from elsewhere', { url: 'http://127.0.0.1:1/secret', filename: 'x', size: 1 }, 'Discord’s servers'],
    [
      'beside the address',
      { url: 'CDN/../api/v10/gateway/bot', filename: 'x', size: 1 },
      'Discord’s servers',
    ],
    ['that is too large', { url: 'CDN/attachments/1/x', filename: 'x', size: 1_000_001 }, 'larger than 1 MB'],
    ['that is gone', { url: 'CDN/attachments/1/none', filename: 'x', size: 1 }, 'could not fetch'],
  ])('does not fetch a file %s', async (_, file, sentence) => {
    await using stage = await openDiscord(echo);
    const ann = await stage.join('Ann');
    await ann.attach('error', { file: { ...file, url: file.url.replace('CDN', stage.server.cdnUrl) } });
    expect(ann.latest()).toContain(sentence);
  });

  it('stops at 1 MB whatever size was announced', async () => {
    await using stage = await openDiscord(echo);
    const ann = await stage.join('Ann');
    const file = await attach(stage.server, 'large.txt', 'x'.repeat(1_000_001));
    await ann.attach('error', { file: { ...file, size: 10 } });
    expect(ann.latest()).toContain('larger than 1 MB');
  });

  it('says that a picture is no text', async () => {
    await using stage = await openDiscord(echo);
    const ann = await stage.join('Ann');
    await ann.attach('error', {
      file: await attach(stage.server, 'a.png', Uint8Array.of(0x89, 0x50, 0, 0xff)),
    });
    expect(ann.latest()).toContain('not a text file');
  });

  it('explains a message with its file as an error, for the asker alone', async () => {
    await using stage = await openDiscord(echo);
    const ann = await stage.join('Ann');
    const attachments = [await attach(stage.server, 'trace.txt', 'at Broker.java:1')];
    await ann.explain({ content: 'org.apache.kafka.X', attachments });
    expect(JSON.parse(ann.latest())).toEqual({ text: 'org.apache.kafka.X\nat Broker.java:1' });
    expect(stage.server.channel.all()[0]?.seenBy).toBe(ann.id);
  });

  it('answers a message that holds no error as a question', async () => {
    await using stage = await openDiscord();
    const ann = await stage.join('Ann');
    await ann.explain({ content: 'What are in-sync replicas?' });
    expect(ann.latest()).toMatch(/in-sync|ISR/i);
    await ann.explain({ content: 'org.apache.kafka.common.errors.NotEnoughReplicasException: rejected' });
    expect(ann.latest()).toMatch(/NOT_ENOUGH_REPLICAS|NotEnoughReplicas/);
  });

  it('checks a configuration file in a message', async () => {
    await using stage = await openDiscord();
    const ann = await stage.join('Ann');
    const file = await attach(stage.server, 'producer.properties', 'bootstrap.servers=a:9092\nacks=2\n');
    await ann.explain({ content: '', attachments: [file] });
    expect(ann.latest()).toContain('acks');
  });

  it('reads a message’s words when its picture cannot be read', async () => {
    await using stage = await openDiscord(echo);
    const ann = await stage.join('Ann');
    await ann.explain({
      content: 'NotLeader',
      attachments: [await attach(stage.server, 'a.png', Uint8Array.of(0))],
    });
    expect(JSON.parse(ann.latest())).toEqual({ text: 'NotLeader' });
  });

  it('says so when a message has nothing to explain', async () => {
    await using stage = await openDiscord(echo);
    const ann = await stage.join('Ann');
    await ann.explain({ content: ' ' });
    expect(ann.latest()).toContain('no text');
  });

  it('reads further options as a typed line does', async () => {
    await using stage = await openDiscord(echo);
    const options = [
      { type: 3, name: 'o1', value: 'two "words"' },
      { type: 3, name: 'more', value: 'o29=x' },
    ];
    await stage.server.interact({
      type: 2,
      user: '1',
      channel: CHANNEL,
      payload: {
        channel_id: CHANNEL,
        user: { id: '1', username: 'ann' },
        data: { id: '1', name: 'kafka', type: 1, options: [{ type: 1, name: 'error', options }] },
      },
    });
    const [shown] = stage.server.channel.all();
    const { components } = z
      .object({ components: z.array(z.object({ content: z.string() })) })
      .parse(shown?.body);
    expect(components[0]?.content).toContain('error o1="two \\"words\\"" o29=x []');
  });
});
