import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/catalogue/load.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { openStore, type Store } from '../../../src/store/open.ts';
import { type Served, serveWeb } from './serve.ts';

describe('the library as a site', () => {
  let store: Store;
  let served: Served;
  const catalogue = loadCatalogue();

  beforeAll(async () => {
    store = openStore('sqlite::memory:', silentLog);
    served = await serveWeb(store);
  });

  afterAll(async () => {
    await served.stop();
    await store.close();
  });

  const get = (path: string) => fetch(served.address + path, { redirect: 'manual' });
  const read = async (path: string) => load(await (await get(path)).text());

  it('needs no name and no script, and may be kept for a minute', async () => {
    const response = await get('/library');
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('public, max-age=60');
    expect(await response.text()).toContain(`${catalogue.entries.length} pages on Apache Kafka`);
  });

  it('shows an entry with its title, gist, sources and related pages, and nothing to press but the way back', async () => {
    const $ = await read('/library/concept/isr');
    expect($('h1').text()).toContain('In-sync replicas');
    expect($('article').text()).toContain(catalogue.entry('isr')?.meta.gist ?? 'no gist');
    for (const { url } of catalogue.entry('isr')?.meta.sources ?? []) {
      expect($(`article a[href="${new URL(url).href}"]`).length).toBe(1);
    }
    const related = $('.related a')
      .toArray()
      .map((link) => $(link).attr('href'));
    expect(related).toEqual(
      catalogue.entry('isr')?.meta.related.map((id) => `/library/${catalogue.entry(id)?.kind}/${id}`),
    );
    expect(
      $('button')
        .toArray()
        .map((button) => $(button).text()),
    ).toEqual(expect.arrayContaining(['Open in the channel']));
    expect($('[name=press]').length).toBe(0);
  });

  it.each([
    ['an id alone', '/library/isr', '/library/concept/isr'],
    ['another kind', '/library/pattern/isr', '/library/concept/isr'],
  ])('leads from %s to the permanent address', async (_, from, to) => {
    const response = await get(from);
    expect([response.status, response.headers.get('location')]).toEqual([303, to]);
  });

  it('lists every entry of a kind with a link to its page', async () => {
    const $ = await read('/library/pattern');
    const patterns = catalogue.entries.filter(({ kind }) => kind === 'pattern');
    expect($('.entries > li').length).toBe(patterns.length);
    expect($('.entries a[href="/library/pattern/saga"]').text()).toBe('Saga');
  });

  it('lists an area across kinds', async () => {
    const $ = await read('/library?area=replication');
    const inArea = catalogue.entries.filter(({ meta }) => meta.area === 'replication');
    expect($('.entries > li').length).toBe(inArea.length);
  });

  it('finds pages by words, best first', async () => {
    const $ = await read('/library?q=consumer%20lag');
    expect($('.entries a').first().text()).toContain('Consumer lag');
  });

  it('says plainly that it has nothing, without becoming markup', async () => {
    const $ = await read(`/library?q=${encodeURIComponent('<xyzzyx>')}`);
    expect($('#results').text()).toContain('I have no page about <xyzzyx>');
    expect($('#results xyzzyx').length).toBe(0);
  });

  it.each(['/library/concept/no-such-thing', '/library/a/b/c', '/library/%ff', '/library/__proto__'])(
    'has no page at %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('is linked from the answers of the channel', async () => {
    const joined = await fetch(`${served.address}/join`, {
      method: 'POST',
      body: new URLSearchParams({ name: 'Ann' }),
      redirect: 'manual',
    });
    const cookie = joined.headers.get('set-cookie')?.split(';')[0] ?? '';
    await fetch(`${served.address}/say`, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ text: '/kafka concept isr' }),
    });
    const page = await (await fetch(served.address, { headers: { cookie } })).text();
    expect(page).toContain('href="/library/concept/isr"');
  });
});
