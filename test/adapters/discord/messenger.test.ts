import { REST } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { discordTime } from '../../../src/adapters/discord/discord-time.ts';
import { createMessenger } from '../../../src/adapters/discord/messenger.ts';
import { silentLog } from '../../../src/ports/log.ts';
import type { Reply } from '../../../src/reply/nodes.ts';
import { ChannelGone, MessageGone } from '../../../src/round/messenger.ts';
import { CHANNEL, type DiscordServer, startDiscord, TOKEN } from './discord-server.ts';
import { textOf } from './screen.ts';
import { openDiscord } from './stage.ts';

describe('discord: a round', () => {
  it('is played by a channel, its answers whispered, its question edited in place', async () => {
    await using stage = await openDiscord();
    const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
    await ann.say('/kafka round questions=1 seconds=untimed');
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
    await ann.say('/kafka round questions=1 seconds=untimed');
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

  it('writes to one person, and says when they take no messages', async () => {
    const server = await startDiscord();
    const { tell } = await messengerOn(server);
    await tell?.('discord:77', page('your question is waiting'));
    expect(server.sent.map(({ path }) => path).at(-1)).toBe('/api/v10/channels/dm-77/messages');
    expect(textOf(server.channel.all()[0])).toBe('your question is waiting');
    server.closeChannel('77');
    await expect(tell?.('discord:77', page('again'))).rejects.toThrow(ChannelGone);
    expect(server.violations).toEqual([]);
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
