import { describe, expect, it } from 'vitest';
import { createChannel, type Draft } from '../../../src/adapters/web/channel.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { openStore } from '../../../src/store/open.ts';

const draft = (words: string, to?: string): Draft => ({
  summary: words,
  html: (number) => `${number}: ${words}`,
  ...(to === undefined ? {} : { to }),
});

async function openChannel(store = openStore('sqlite::memory:', silentLog)) {
  const channel = createChannel(store.documents, () => 1_000);
  await channel.load();
  return { channel, store };
}

describe('the channel', () => {
  it('numbers messages from 0 and goes on where it stood after a restart', async () => {
    const { channel, store } = await openChannel();
    await channel.post(draft('first'));
    await channel.post(draft('second'));
    const { channel: again } = await openChannel(store);
    expect((await again.post(draft('third'))).number).toBe(2);
    expect(again.since(0, 'ann').map(({ html }) => html)).toEqual(['0: first', '1: second', '2: third']);
  });

  it('keeps the last 400 messages, in memory as in the store', async () => {
    const { channel, store } = await openChannel();
    for (let count = 0; count < 405; count++) await channel.post(draft(String(count)));
    const { channel: again } = await openChannel(store);
    for (const each of [channel, again]) {
      const kept = each.since(0, 'ann');
      expect([kept.length, kept[0]?.number, kept.at(-1)?.number]).toEqual([400, 5, 404]);
    }
  });

  it('shows a private message to its reader alone', async () => {
    const { channel } = await openChannel();
    const { number } = await channel.post(draft('secret', 'ann'));
    expect(channel.find(number, 'ann')?.summary).toBe('secret');
    expect(channel.find(number, 'ben')).toBeUndefined();
    expect(channel.since(0, 'ben')).toEqual([]);
  });

  it('moves a changed message’s revision and leaves its place and time', async () => {
    const { channel } = await openChannel();
    const before = await channel.post(draft('before'));
    await channel.post(draft('other'));
    const after = await channel.change(before.number, draft('after'));
    expect(after).toMatchObject({ number: before.number, at: before.at, html: '0: after', revision: 3 });
    expect(channel.since(2, 'ann')).toEqual([after]);
  });

  it('changes nothing that was removed, and tells who comes back that it is gone', async () => {
    const { channel } = await openChannel();
    const { number } = await channel.post(draft('oops'));
    await channel.remove(number);
    expect(await channel.change(number, draft('again'))).toBeUndefined();
    expect(channel.find(number, 'ann')).toBeUndefined();
    expect(channel.since(1, 'ann')).toMatchObject([{ number, isRemoved: true, html: '' }]);
  });

  it('tells watchers in the order of revisions when many write at once', async () => {
    const { channel } = await openChannel();
    const seen: number[] = [];
    channel.watch(({ revision }) => seen.push(revision));
    await Promise.all(Array.from({ length: 20 }, (_, at) => channel.post(draft(String(at)))));
    expect(seen).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  });
});
