/** One of the servers that are compared: `bot`, or `bare` Bolt that only acknowledges. Prints its address. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver } from '@slack/bolt';

const [kind = 'bot', signingSecret = ''] = process.argv.slice(2);
const botToken = 'xoxb-bench';

/** Says yes to whatever the bot asks of Slack: who it is, where to upload a picture. */
async function slackApi(): Promise<string> {
  let address = '';
  const server = createServer((_, response) => {
    const answer = {
      ok: true,
      team_id: 'T1',
      user_id: 'U1',
      bot_id: 'B1',
      file_id: 'F1',
      upload_url: address,
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  return address;
}

async function startBot(): Promise<string> {
  const { createSlack } = await import('../../src/adapters/slack/adapter.ts');
  const { assemble } = await import('../../src/assemble.ts');
  const { silentLog } = await import('../../src/ports/log.ts');
  const { createHttpServer } = await import('../../src/server/http-server.ts');
  const { openStore } = await import('../../src/store/open.ts');
  const store = openStore('sqlite::memory:', silentLog);
  const bot = await assemble({ store, log: silentLog });
  const slack = createSlack(
    { botToken, signingSecret, apiUrl: await slackApi() },
    { bot, log: silentLog, store },
  );
  const health = async () => ({ ok: true, details: {} });
  const server = createHttpServer({ host: '127.0.0.1', port: 0, log: silentLog, health });
  if (slack.http) server.mount(slack.http.prefixes, slack.http.handle);
  await slack.start();
  return server.listen();
}

/** As long as the calculator's card, so that the cost of sending can be told from the cost of making it. */
const FIXED = {
  response_type: 'ephemeral' as const,
  text: 'fixed',
  blocks: Array.from({ length: 8 }, () => ({
    type: 'section' as const,
    text: { type: 'mrkdwn' as const, text: 'A line as long as a card has them. '.repeat(4) },
  })),
};

/** What anybody gets who follows Bolt's own introduction, with the same receiver. */
async function startBare(): Promise<string> {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: '/slack/events' });
  const app = new App({ receiver, authorize: async () => ({ botToken, botId: 'B1', botUserId: 'U1' }) });
  app.command('/kafka', ({ command, ack }) => (command.text === 'fixed' ? ack(FIXED) : ack()));
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

process.stdout.write(`${await (kind === 'bare' ? startBare() : startBot())}\n`);
