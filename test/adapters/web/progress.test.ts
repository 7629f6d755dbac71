import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../../src/ports/log.ts';
import { openStore, type Store } from '../../../src/store/open.ts';
import { type Served, serveWeb } from './serve.ts';
import { visit } from './visitor.ts';

describe('the page of somebody’s progress', () => {
  let store: Store;
  let served: Served;
  beforeAll(async () => {
    store = openStore('sqlite::memory:', silentLog);
    served = await serveWeb(store);
  });
  afterAll(async () => {
    await served.stop();
    await store.close();
  });

  it('sends whoever has no name yet to the door', async () => {
    const response = await fetch(`${served.address}/progress`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
  });

  it('shows what somebody alone has learned, with buttons that lead into the channel', async () => {
    const ann = await visit(served.address, 'Ann', async () => undefined);
    await ann.say('/kafka daily');
    await ann.settle();
    await ann.press('A');
    const response = await fetch(`${served.address}/progress`, { headers: { cookie: ann.cookie } });
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    const $ = load(await response.text());
    expect($('h1').text()).toBe('Your progress');
    expect($('article').text()).toContain('1 day');
    expect($('article img').attr('alt')).toMatch(/^Progress by topic: .+ 1 of \d+ seen/);
    const form = $('article form').first();
    const pressed = await fetch(served.address + form.attr('action'), {
      method: 'POST',
      headers: { cookie: ann.cookie, origin: served.address },
      body: new URLSearchParams({
        message: form.find('[name=message]').attr('value') ?? '',
        press: form.find('button:contains("Settings")').attr('value') ?? '',
      }),
      redirect: 'manual',
    });
    expect(pressed.headers.get('location')).toMatch(/^\/#m\d+$/);
    await ann.settle();
    expect(ann.latest()).toContain('Time zone');
    expect(ann.screen()).toContain('Streak: 1 day');
    ann.leave();
  });
});
