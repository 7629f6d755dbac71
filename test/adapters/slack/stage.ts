/** People in a Slack workspace, with the bot behind a real Bolt app. */
import type { Adapter } from '../../../src/adapters/adapter.ts';
import { createSlack } from '../../../src/adapters/slack/adapter.ts';
import { assemble } from '../../../src/assemble.ts';
import { loadCatalogue } from '../../../src/catalogue/load.ts';
import type { SlackConfig } from '../../../src/config.ts';
import { silentLog } from '../../../src/ports/log.ts';
import type { Messenger } from '../../../src/round/messenger.ts';
import { createHttpServer } from '../../../src/server/http-server.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Stage } from '../../contract/person.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack, SIGNING_SECRET } from './fake-slack.ts';
import { createMember, type Member } from './member.ts';

export type Mode = 'http' | 'socket';
export type SlackStage = Omit<Stage, 'join'> & {
  readonly slack: FakeSlack;
  readonly join: (name: string) => Promise<Member>;
  readonly stop: () => Promise<void>;
  /** The bot speaking on its own behalf. */
  readonly messenger: () => Messenger;
  /** Does what a round is due to do. */
  readonly tick: () => Promise<void>;
};

let loaded: ReturnType<typeof loadCatalogue> | undefined;

/** Loading takes a second and nothing changes it, so all tests of a file share one. */
export function sharedCatalogue() {
  loaded ??= loadCatalogue();
  return loaded;
}

export async function openSlack(mode: Mode): Promise<SlackStage> {
  const catalogue = sharedCatalogue();
  const slack = new FakeSlack();
  await slack.listen();
  const store = openStore('sqlite::memory:', silentLog);
  const config: SlackConfig = {
    botToken: BOT_TOKEN,
    apiUrl: slack.apiUrl,
    ...(mode === 'http' ? { signingSecret: SIGNING_SECRET } : { appToken: APP_TOKEN }),
  };
  const messengers: Messenger[] = [];
  const start = async () => {
    messengers.length = 0;
    const messengerFor = () => messengers[0];
    const bot = await assemble({ store, log: silentLog, catalogue, messengerFor });
    const adapter = createSlack(config, { bot, log: silentLog, store });
    if (adapter.messenger) messengers.push(adapter.messenger);
    const stopServer = await serve(adapter, slack);
    await adapter.start();
    tick = bot.tick;
    return async () => {
      await adapter.stop();
      await stopServer();
    };
  };
  let tick = async () => {};
  let stop = await start();
  const members: Member[] = [];
  return {
    slack,
    async join(name) {
      const member = createMember(slack, name, `U${members.length + 1}${name.toUpperCase()}`);
      members.push(member);
      return member;
    },
    async restart() {
      await stop();
      stop = await start();
    },
    stop: () => stop(),
    tick: () => tick(),
    messenger() {
      const [messenger] = messengers;
      if (!messenger) throw new Error('Slack has no messenger');
      return messenger;
    },
    async [Symbol.asyncDispose]() {
      await stop();
      await store.close();
      await slack.close();
      if (slack.violations.length > 0) throw new Error(`Slack would refuse: ${slack.violations.join('; ')}`);
    },
  };
}

/** Only the HTTP mode takes requests. */
async function serve(adapter: Adapter, slack: FakeSlack): Promise<() => Promise<void>> {
  if (!adapter.http) {
    slack.requestUrl = undefined;
    return async () => undefined;
  }
  const health = async () => ({ ok: true, details: {} });
  const server = createHttpServer({ host: '127.0.0.1', port: 0, log: silentLog, health });
  server.mount(adapter.http.prefixes, adapter.http.handle);
  slack.requestUrl = `${await server.listen()}/slack/events`;
  return () => server.close();
}
