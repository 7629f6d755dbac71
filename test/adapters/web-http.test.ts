/** What the web chat does with requests that are not friendly, and with pages that come back. */
import { request as rawRequest } from 'node:http';
import Keyv from 'keyv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/ports/log.ts';
import { createDocuments } from '../../src/store/documents.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { buttonLabels, pressFor, readMessages, screenText } from './web/screen.ts';
import { type Served, serveWeb } from './web/serve.ts';

type Headers = Readonly<Record<string, string>>;

describe('the web chat over HTTP', () => {
  let store: Store;
  let served: Served;
  let clock = Date.UTC(2026, 10, 22, 12);

  beforeAll(async () => {
    store = openStore('sqlite::memory:', silentLog);
    served = await serveWeb(store, { now: () => clock });
  });

  afterAll(async () => {
    await served.stop();
    await store.close();
  });

  const get = (path: string, headers: Headers = {}) => fetch(served.address + path, { headers });

  function post(path: string, fields: Headers, headers: Headers = {}): Promise<Response> {
    // Everybody's allowance refills between the tests; only the test about it lets time stand still.
    clock += 1_000;
    return postNow(path, fields, headers);
  }

  const postNow = (path: string, fields: Headers, headers: Headers) =>
    fetch(served.address + path, {
      method: 'POST',
      headers,
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });

  async function join(name: string): Promise<string> {
    const response = await post('/join', { name });
    return response.headers.get('set-cookie')?.split(';')[0] ?? '';
  }

  const asJson = (cookie: string) => ({ cookie, accept: 'application/json' });
  const messages = async (cookie: string) => readMessages(await (await get('/', { cookie })).text());

  async function lastMessage(cookie: string): Promise<string> {
    const shown = await messages(cookie);
    return shown.at(-1)?.html ?? '';
  }

  it('sends a policy without inline code on every answer', async () => {
    for (const path of ['/', '/nothing-here', '/events']) {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
    }
  });

  it('keeps the session in a cookie that scripts and other sites cannot use', async () => {
    const response = await post('/join', { name: 'Ann' });
    expect(response.headers.get('set-cookie')).toMatch(
      /^kafka_session=[\w-]{43}; .*HttpOnly; SameSite=Strict$/,
    );
  });

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
  ])('refuses a post from %s', async (_, headers) => {
    const cookie = await join('Target');
    const response = await post('/say', { text: 'forged' }, { ...asJson(cookie), ...headers });
    expect(response.status).toBe(403);
    expect(await lastMessage(cookie)).not.toContain('forged');
  });

  it.each([
    ['evil.example', 421],
    ['evil.example:3000', 421],
    ['localhost', 200],
    ['localhost:3000', 200],
    ['127.0.0.1', 200],
    ['[::1]:3000', 200],
    ['127.0.0.1.evil.example', 421],
  ])('answers to the host %s with %i', async (host, status) => {
    const { port } = new URL(served.address);
    const seen = await new Promise((resolve, reject) => {
      rawRequest({ port, host: '127.0.0.1', path: '/', headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(seen).toBe(status);
  });

  it('refuses a body larger than a megabyte and says so', async () => {
    const cookie = await join('Big');
    const response = await post('/say', { text: 'x'.repeat(1_500_000) }, asJson(cookie));
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({
      type: 'problem',
      sentence: 'That is too large: I take up to 1 MB.',
    });
  });

  it('slows down one session and not the others', async () => {
    const [cookie, other] = [await join('Fast'), await join('Calm')];
    const statuses = await Promise.all(
      Array.from({ length: 45 }, async () => (await postNow('/say', { text: '' }, asJson(cookie))).status),
    );
    expect(statuses.filter((status) => status === 429).length).toBe(5);
    expect((await postNow('/say', { text: '' }, asJson(other))).status).toBe(200);
    clock += 10_000;
    expect((await postNow('/say', { text: '' }, asJson(cookie))).status).toBe(200);
  });

  it('asks for a name before anything can be said', async () => {
    const response = await post('/say', { text: 'hi' }, { accept: 'application/json' });
    expect(response.status).toBe(401);
  });

  it('gives a second person of the same name a number', async () => {
    const first = await join('Eva');
    const stream = new AbortController();
    await fetch(`${served.address}/events`, { headers: { cookie: first }, signal: stream.signal });
    const second = await join('eva');
    expect(await (await get('/', { cookie: second })).text()).toContain('eva 2');
    stream.abort();
  });

  it.each(['1:calc.adjust:brokers=3:AAAAAAAA', 'nonsense', '', '0:x:y:z'])(
    'answers the forged press “%s” with a polite refusal',
    async (press) => {
      const cookie = await join('Mallory');
      await post('/press', { press, message: '0' }, asJson(cookie));
      expect(screenText(await lastMessage(cookie))).toContain('That button has expired');
    },
  );

  it('leaves a private message alone when somebody else names it in a press', async () => {
    const [ann, ben] = [await join('Ann P'), await join('Ben P')];
    await post('/say', { text: '/kafka concept isr' }, asJson(ann));
    const before = await lastMessage(ann);
    const related = buttonLabels(before)[0] ?? '';
    await post('/press', pressFor(before, related) ?? {}, asJson(ben));
    expect(await lastMessage(ann)).toBe(before);
    expect(await lastMessage(ben)).toContain('Only you see this');
    expect((await messages(ben)).some(({ html }) => html.includes('In-sync replicas (ISR)</h2>'))).toBe(
      false,
    );
  });

  it('serves pictures for ever, unable to run anything', async () => {
    const cookie = await join('Pia');
    await post('/say', { text: '/kafka pattern event-sourcing' }, asJson(cookie));
    const path = /src="(\/pictures\/[^"]+)"/.exec(await lastMessage(cookie))?.[1] ?? '';
    const picture = await get(path);
    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
    expect(picture.headers.get('cache-control')).toContain('immutable');
    expect(picture.headers.get('content-security-policy')).toContain('sandbox');
    expect(await picture.text()).toContain('<svg');
  });

  it.each([
    '/static/../adapter.ts',
    '/static/x/app.js',
    '/pictures/none.svg',
    '/files/NONE',
    '/%2e%2e/package.json',
  ])('has nothing at %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('resumes the event stream after the last event a page has seen', async () => {
    const cookie = await join('Rob');
    await post('/say', { text: 'first' }, asJson(cookie));
    const [seen] = (await messages(cookie)).slice(-1);
    await post('/say', { text: 'second' }, asJson(cookie));
    const text = await readUntil(cookie, String(seen?.revision), 'second');
    expect(text).not.toContain('first');
    expect(text).toContain('event: message');
  });

  it('tells a page from before the store was emptied to start again', async () => {
    const cookie = await join('Old');
    expect(await readUntil(cookie, '999999', 'event: reset')).toContain('event: reset');
  });

  async function readUntil(cookie: string, lastId: string, wanted: string): Promise<string> {
    const stop = new AbortController();
    const response = await fetch(`${served.address}/events`, {
      headers: { cookie, 'last-event-id': lastId },
      signal: stop.signal,
    });
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      if (text.includes(wanted)) break;
    }
    stop.abort();
    return text;
  }

  it('hands an export to its asker alone', async () => {
    const [ann, ben] = [await join('Ann X'), await join('Ben X')];
    await post('/say', { text: '/kafka size rate=100MB/s' }, asJson(ann));
    await post('/press', pressFor(await lastMessage(ann), 'Export') ?? {}, asJson(ann));
    const path = /href="(\/files\/[^"]+)"/.exec(await lastMessage(ann))?.[1] ?? '';
    const file = await get(path, { cookie: ann });
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''/);
    expect((await file.text()).length).toBeGreaterThan(50);
    expect((await get(path, { cookie: ben })).status).toBe(404);
    expect((await get(path)).status).toBe(404);
  });

  it('works without scripts: a line and a press are plain forms', async () => {
    const cookie = await join('Plain');
    const said = await post('/say', { text: '/kafka calc' }, { cookie });
    expect(said.status).toBe(303);
    const card = await lastMessage(cookie);
    expect(said.headers.get('location')).toBe(`/#m${readMessages(card)[0]?.number}`);
    const form = await post('/press', pressFor(card, 'Adjust') ?? {}, { cookie });
    expect(form.headers.get('content-type')).toContain('text/html');
    expect(await form.text()).toContain('name="field.brokers"');
  });

  it('treats a slash before a known command as a command, and other slashes as talk', async () => {
    const cookie = await join('Sal');
    await post('/say', { text: '/calc' }, asJson(cookie));
    expect(await lastMessage(cookie)).toContain('54,000 msg/s');
    await post('/say', { text: '/etc/hosts is wrong' }, asJson(cookie));
    expect(await lastMessage(cookie)).toContain('/etc/hosts is wrong');
  });

  it('refuses a file that belongs to no command, one that is too large, and one that is not text', async () => {
    const cookie = await join('Fil');
    const send = async (text: string, content: string) => {
      const body = new FormData();
      body.set('text', text);
      body.set('file', new File([content], 'server.properties'));
      const response = await fetch(`${served.address}/say`, {
        method: 'POST',
        headers: asJson(cookie),
        body,
      });
      return ((await response.json()) as { sentence?: string }).sentence;
    };
    expect(await send('look', 'acks=1')).toContain('A file goes with a command');
    expect(await send('/kafka help', 'x'.repeat(1_100_000))).toContain('larger than 1 MB');
    expect(await send('/kafka help', 'a\u0000b')).toContain('not a text file');
  });

  it('offers commands, then the names and the values of their options', async () => {
    const cookie = await join('Typ');
    const complete = async (line: string) => {
      const response = await get(`/complete?line=${encodeURIComponent(line)}`, { cookie });
      const items = (await response.json()) as { from: number; insert: string }[];
      return items.map(({ from, insert }) => line.slice(0, from) + insert);
    };
    expect(await complete('/')).toContain('/kafka concept ');
    expect(await complete('/kafka conc')).toContain('/kafka concept ');
    expect(await complete('/cal')).toContain('/kafka calc ');
    expect(await complete('/kafka concept isr')).toContain('/kafka concept isr');
    expect(await complete('/kafka concept consumer gr')).toContain('/kafka concept consumer-group');
    expect(await complete('/kafka calc par')).toContain('/kafka calc partitions=');
    expect(await complete('/kafka calc partitions=6 br')).toContain('/kafka calc partitions=6 brokers=');
    expect(await complete('/kafka calc partitions=6 par')).not.toContain(
      '/kafka calc partitions=6 partitions=',
    );
    expect(await complete('/kafka calc compression=zs')).toContain('/kafka calc compression=zstd');
    expect(await complete('/kafka practice prod')).toContain('/kafka practice producer ');
    expect(await complete('/kafka board workspace ')).not.toContain('/kafka board workspace channel ');
    expect(await complete('/kafka board workspace ')).toContain('/kafka board workspace week ');
    expect(await complete('/kafka round recall repl')).toContain('/kafka round recall replication');
    expect((await complete('/kafka me timezone=eur'))[0]).toBe('/kafka me timezone=Europe/Amsterdam');
    expect(await complete('hello')).toEqual([]);
  });

  it('says that its memory is away, and goes on when it is back', async () => {
    let isAway = false;
    const inner = new Map<string, string>();
    const reach = () => {
      if (isAway) throw new Error('away');
      return inner;
    };
    const failing = new Keyv({
      throwOnErrors: true,
      store: {
        get: async (key: string) => reach().get(key),
        set: async (key: string, value: string) => reach().set(key, value),
        delete: async (key: string) => reach().delete(key),
        clear: async () => reach().clear(),
      },
    });
    failing.on('error', () => undefined);
    const own = await serveWeb({ ...store, documents: createDocuments(failing) });
    const say = async (cookie: string, text: string) => {
      const body = new URLSearchParams({ text });
      return fetch(`${own.address}/say`, { method: 'POST', headers: asJson(cookie), body });
    };
    const joined = await fetch(`${own.address}/join`, {
      method: 'POST',
      body: new URLSearchParams({ name: 'Ann' }),
      redirect: 'manual',
    });
    const cookie = joined.headers.get('set-cookie')?.split(';')[0] ?? '';
    isAway = true;
    const refused = await say(cookie, 'lost?');
    expect(refused.status).toBe(503);
    expect(await refused.text()).toContain('I cannot reach my memory right now');
    isAway = false;
    expect((await say(cookie, 'kept')).status).toBe(200);
    const page = await (await fetch(own.address, { headers: { cookie } })).text();
    expect(page).toContain('kept');
    expect(page).not.toContain('lost?');
    await own.stop();
  });
});
