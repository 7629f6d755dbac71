import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createSlack } from '../../../src/adapters/slack/adapter.ts';
import { assemble } from '../../../src/assemble.ts';
import type { Bot } from '../../../src/bot/bot.ts';
import type { SlackConfig } from '../../../src/config.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { openStore } from '../../../src/store/open.ts';
import { APP_TOKEN, BOT_TOKEN, CHANNEL, FakeSlack, SIGNING_SECRET, sign } from './fake-slack.ts';
import { createMember } from './member.ts';
import { openSlack, sharedCatalogue } from './stage.ts';

/** A safety net for a busy machine, not a measurement. */
const PATIENT = { timeout: 20_000 };
const FORM = 'application/x-www-form-urlencoded';
const command = new URLSearchParams({ command: '/kafka', text: 'calc', user_id: 'U1' }).toString();

async function post(
  url: string | undefined,
  body: string,
  headers: Record<string, string>,
): Promise<Response> {
  return fetch(url ?? '', { method: 'POST', headers, body });
}

describe('Slack: signed requests', () => {
  it('takes a form whatever its charset', async () => {
    await using stage = await openSlack('http');
    const { slack } = stage;
    const response = await post(slack.requestUrl, command, {
      ...sign(command),
      'content-type': `${FORM}; charset=UTF-8`,
    });
    expect(await response.text()).toContain('54,000 msg/s');
  });

  it.each([
    ['a wrong signature', sign(command, undefined, 'another secret')],
    ['an old signature', sign(command, Math.floor(Date.now() / 1000) - 600)],
    ['no signature', {}],
  ])('refuses %s', async (_, headers) => {
    await using stage = await openSlack('http');
    const response = await post(stage.slack.requestUrl, command, { ...headers, 'content-type': FORM });
    expect(response.status).toBe(401);
  });

  it('answers the challenge that Slack sends to a new address', async () => {
    await using stage = await openSlack('http');
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    const response = await post(stage.slack.requestUrl, body, {
      ...sign(body),
      'content-type': 'application/json',
    });
    expect(await response.json()).toEqual({ challenge: 'abc' });
  });

  it('takes nothing but requests with a body', async () => {
    await using stage = await openSlack('http');
    expect((await fetch(stage.slack.requestUrl ?? '')).status).toBe(405);
  });

  it('acknowledges a payload it cannot read', async () => {
    await using stage = await openSlack('http');
    expect(await stage.slack.send('slash_commands', { command: '/kafka' })).toBeUndefined();
  });

  it('refuses new requests once it stops', async () => {
    const stage = await openSlack('http');
    const adapter = await otherAdapter(stage.slack, { botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET });
    await adapter.start();
    await adapter.stop();
    const server = createServer((request, response) => void adapter.http?.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const response = await post(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
      '',
      {},
    );
    expect(response.status).toBe(503);
    server.close();
    await stage[Symbol.asyncDispose]();
  });
});

describe('Slack: starting', () => {
  it.each([
    [
      'a wrong bot token',
      { botToken: 'xoxb-wrong', signingSecret: SIGNING_SECRET },
      /^SLACK_BOT_TOKEN: .*invalid_auth/,
    ],
    [
      'a wrong app token',
      { botToken: BOT_TOKEN, appToken: 'xapp-wrong' },
      /^SLACK_APP_TOKEN: .*invalid_auth/,
    ],
    [
      'an address where nobody listens',
      { botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, apiUrl: 'http://127.0.0.1:9/api/' },
      /^SLACK_API_URL: .*127\.0\.0\.1:9/,
    ],
  ])('names the variable for %s', async (_, config, sentence) => {
    const slack = new FakeSlack();
    await slack.listen();
    const adapter = await otherAdapter(slack, config);
    await expect(adapter.start()).rejects.toMatchObject({
      name: 'PlatformError',
      message: expect.stringMatching(sentence),
    });
    await adapter.stop();
    await slack.close();
  });

  it('opens both doors when both are configured', async () => {
    const slack = new FakeSlack();
    await slack.listen();
    const adapter = await otherAdapter(slack, {
      botToken: BOT_TOKEN,
      appToken: APP_TOKEN,
      signingSecret: SIGNING_SECRET,
    });
    await adapter.start();
    expect(slack.openSockets).toBe(1);
    expect(adapter.http?.prefixes).toEqual(['/slack/events']);
    await adapter.stop();
    await slack.close();
  });
});

describe('Slack: Socket Mode', () => {
  const connections = ({ slack }: { slack: FakeSlack }) =>
    slack.calls.filter(({ method }) => method === 'apps.connections.open').length;

  it('connects anew when Slack recycles the connection', async () => {
    await using stage = await openSlack('socket');
    const ann = await stage.join('Ann');
    stage.slack.recycleSockets();
    await expect.poll(() => connections(stage), PATIENT).toBe(2);
    await expect.poll(() => stage.slack.openSockets, PATIENT).toBe(1);
    await ann.say('/kafka calc');
    expect(ann.latest()).toContain('54,000 msg/s');
  });

  it('keeps trying while Slack cannot give it a connection', async () => {
    await using stage = await openSlack('socket');
    const ann = await stage.join('Ann');
    stage.slack.failures.push({ method: 'apps.connections.open', error: 'internal_error', times: 1 });
    stage.slack.recycleSockets();
    await expect.poll(() => connections(stage), PATIENT).toBe(3);
    await expect.poll(() => stage.slack.openSockets, PATIENT).toBe(1);
    await ann.say('/kafka calc');
    expect(ann.latest()).toContain('54,000 msg/s');
  });
});

describe('Slack: a bot that takes its time', () => {
  it('acknowledges a command before it has the answer, and answers afterwards', async () => {
    const slack = new FakeSlack();
    await slack.listen();
    const store = openStore('sqlite::memory:', silentLog);
    const bot = await assemble({ store, log: silentLog, catalogue: sharedCatalogue() });
    const released = Promise.withResolvers<void>();
    const slow: Bot = {
      ...bot,
      say: async (...said) => {
        await released.promise;
        return bot.say(...said);
      },
    };
    const config = { botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: slack.apiUrl };
    const adapter = createSlack(config, { bot: slow, log: silentLog, store });
    await adapter.start();
    const ann = createMember(slack, 'Ann', 'U1');
    const body = { command: '/kafka', text: 'calc', user_id: 'U1', channel_id: CHANNEL };
    const answer = await slack.send('slash_commands', {
      ...body,
      response_url: slack.responseUrl(CHANNEL, 'U1'),
    });
    expect(answer).toBeUndefined();
    const stopped = adapter.stop();
    released.resolve();
    await stopped;
    expect(ann.latest()).toContain('54,000 msg/s');
    await slack.close();
    await store.close();
  });
});

async function otherAdapter(slack: FakeSlack, config: SlackConfig) {
  const store = openStore('sqlite::memory:', silentLog);
  const bot = await assemble({ store, log: silentLog, catalogue: sharedCatalogue() });
  return createSlack({ apiUrl: slack.apiUrl, ...config }, { bot, log: silentLog, store });
}
