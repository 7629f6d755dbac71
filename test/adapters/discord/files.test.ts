import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Bot } from '../../../src/bot/bot.ts';
import { CHANNEL, type DiscordServer } from './discord-server.ts';
import { openDiscord } from './stage.ts';

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
