import { expect, it } from 'vitest';
import { assemble } from '../../src/assemble.ts';
import type { Asker } from '../../src/bot/bot.ts';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { silentLog } from '../../src/ports/log.ts';
import { openStore } from '../../src/store/open.ts';

const ann: Asker = {
  actor: { id: 'test:ann', name: 'Ann' },
  place: { id: 'test:room', workspace: 'test', kind: 'channel', platform: 'console' },
};
const elsewhere: Asker = { ...ann, place: { ...ann.place, id: 'other:room', workspace: 'other' } };
const alone: Asker = { ...ann, place: { ...ann.place, id: 'test:dm', kind: 'direct' } };

it('offers what comes after the pages a channel has opened, and nothing of it elsewhere', async () => {
  const catalogue = loadCatalogue();
  const bot = await assemble({ store: openStore('sqlite::memory:', silentLog), log: silentLog, catalogue });
  const offered = async (asker: Asker) =>
    (await bot.complete('ask', 'question', '', asker)).map(({ value }) => value);
  const usual = await offered(elsewhere);
  await bot.say('concept static membership', alone);
  expect(await offered(ann)).toEqual(usual);
  await bot.say('concept static membership', ann);
  const [next] = catalogue.entry('static-membership')?.meta.related ?? [];
  await expect.poll(async () => (await offered(ann))[0]).toBe(next);
  expect(await offered(ann)).toContain('static-membership');
  expect(await offered(elsewhere)).toEqual(usual);
});

it('offers what a workspace opens most', async () => {
  const bot = await assemble({ store: openStore('sqlite::memory:', silentLog), log: silentLog });
  for (let times = 0; times < 3; times++) {
    await bot.say('pattern saga', ann);
    await bot.say('pattern cqrs', ann);
  }
  await bot.say('pattern saga', ann);
  const offered = async () => (await bot.complete('pattern', 'name', '', ann)).map(({ value }) => value);
  await expect
    .poll(async () => {
      const all = await offered();
      return all.includes('saga') && all.indexOf('saga') < all.indexOf('cqrs');
    })
    .toBe(true);
});
