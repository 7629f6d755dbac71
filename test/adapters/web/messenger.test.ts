import { describe, expect, it } from 'vitest';
import { createChannel, type Draft } from '../../../src/adapters/web/channel.ts';
import type { Surrounding } from '../../../src/adapters/web/draft.ts';
import { createMessenger } from '../../../src/adapters/web/messenger.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { reply } from '../../../src/reply/build.ts';
import type { Reply } from '../../../src/reply/nodes.ts';
import { ChannelGone, MessageGone } from '../../../src/round/messenger.ts';
import { openStore } from '../../../src/store/open.ts';

const said = (summary: string): Reply<string> => ({ ...reply('Round', summary, []), body: [] });

function open() {
  const { documents } = openStore('sqlite::memory:', silentLog);
  const channel = createChannel(documents, () => 5_000);
  const draft = async ({ summary }: Reply<string>, { to }: Surrounding): Promise<Draft> => ({
    summary,
    ...(to === undefined ? {} : { to }),
    html: () => summary,
  });
  return { channel, messenger: createMessenger(channel, draft) };
}

describe('the web messenger', () => {
  it('posts to everybody and edits what it posted', async () => {
    const { channel, messenger } = open();
    const { ref, at } = await messenger.post('web:main', said('Question 1'), 'n1');
    expect(at).toBe(5_000);
    await messenger.edit(ref, said('Question 1, 2 answered'));
    expect(channel.since(0, 'anybody').map(({ summary, to }) => [summary, to])).toEqual([
      ['Question 1, 2 answered', undefined],
    ]);
  });

  it('posts a repeated attempt once', async () => {
    const { channel, messenger } = open();
    const [first, second] = await Promise.all([
      messenger.post('web:main', said('once'), 'same'),
      messenger.post('web:main', said('once'), 'same'),
    ]);
    expect(second.ref).toBe(first.ref);
    expect(channel.since(0, 'anybody').length).toBe(1);
  });

  it('tells one person something that nobody else sees', async () => {
    const { channel, messenger } = open();
    await messenger.tell?.('web:ann', said('waiting'));
    expect(channel.since(0, 'web:ann').map(({ summary }) => summary)).toEqual(['waiting']);
    expect(channel.since(0, 'web:ben')).toEqual([]);
  });

  it('forgets what was told to somebody alone, and who wrote what they wrote', async () => {
    const { channel, messenger } = open();
    await messenger.tell?.('web:ann', said('waiting'));
    await channel.post({ author: { id: 'web:ann', name: 'Ann' }, summary: 'hello', html: () => 'hello' });
    await messenger.post('web:main', said('for all'), 'n');
    await messenger.forget?.('web:ann');
    const left = channel.since(0, 'web:ann');
    expect(left.filter(({ isRemoved }) => !isRemoved).map(({ summary }) => summary)).toEqual(['for all']);
    expect(JSON.stringify(left)).not.toContain('web:ann');
  });

  it('says that a place or a message is gone', async () => {
    const { channel, messenger } = open();
    await expect(messenger.post('web:other', said('x'), 'n')).rejects.toThrow(ChannelGone);
    const { ref } = await messenger.post('web:main', said('x'), 'n');
    await channel.remove(Number(ref));
    await expect(messenger.edit(ref, said('y'))).rejects.toThrow(MessageGone);
  });
});
