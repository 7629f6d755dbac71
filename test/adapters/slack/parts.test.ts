import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { createDelivery } from '../../../src/adapters/slack/deliver.ts';
import { readPress } from '../../../src/adapters/slack/incoming.ts';
import { manifest } from '../../../src/adapters/slack/manifest.ts';
import { createSender } from '../../../src/adapters/slack/sending.ts';
import { readTextFiles, trustsFilesOf } from '../../../src/adapters/slack/text-files.ts';
import { typedText, withoutMention } from '../../../src/adapters/slack/typed-text.ts';
import { createPictures } from '../../../src/adapters/slack/uploads.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { heading, reply } from '../../../src/reply/build.ts';
import { openStore } from '../../../src/store/open.ts';
import { BOT_TOKEN, CHANNEL, FakeSlack } from './fake-slack.ts';
import { blocksText } from './screen-text.ts';

describe('what somebody typed in Slack', () => {
  it.each([
    ['calc size=2KiB', 'calc size=2KiB'],
    ['size &gt; 3 &amp; 4 &lt; 5', 'size > 3 & 4 < 5'],
    ['see <http://kafka.apache.org|kafka.apache.org>', 'see kafka.apache.org'],
    ['<https://kafka.apache.org/43/>', 'https://kafka.apache.org/43/'],
    ['ask <@U123|ann> in <#C1|general>', 'ask @ann in #general'],
    ['<!here> <!subteam^S1|@ops>', '@here @ops'],
    ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
    ['calc size=“2 KiB” it’s', 'calc size="2 KiB" it\'s'],
    ['calc —brokers=3', 'calc --brokers=3'],
    ['a — b', 'a — b'],
    ['&amp;lt;', '&lt;'],
  ])('%s', (raw, typed) => {
    expect(typedText(raw)).toBe(typed);
  });

  it('is read without the bot’s name', () => {
    expect(withoutMention('<@U0BOT>: concept isr', 'U0BOT')).toBe('concept isr');
    expect(withoutMention('hello <@U0BOT|kafka> isr <@U1>', 'U0BOT')).toBe('hello   isr <@U1>');
  });
});

describe('where somebody is in Slack', () => {
  const pressed = (more: object) =>
    readPress(
      {
        type: 'block_actions',
        user: { id: 'U1', username: 'ann', team_id: 'T2' },
        channel: { id: 'C1', name: 'general' },
        actions: [{ action_id: 'a', action_ts: '1.0' }],
        ...more,
      },
      'T1',
    ).origin.asker;

  it('is told by team, channel and person, and by the organisation where the app is installed for all of it', () => {
    const team = pressed({ team: { id: 'T1' }, enterprise: { id: 'E1' }, is_enterprise_install: false });
    expect([team.actor.id, team.place.id, team.place.workspace]).toEqual([
      'slack:T1:U1',
      'slack:T1:C1',
      'slack:T1',
    ]);
    const organisation = pressed({
      team: { id: 'T1' },
      enterprise: { id: 'E1' },
      is_enterprise_install: true,
    });
    expect(organisation.place.id).toBe('slack:E1:C1');
  });
});

describe('the text files of a message', () => {
  const read = async (slack: FakeSlack, files: Parameters<typeof readTextFiles>[0], token = BOT_TOKEN) =>
    readTextFiles(files, token, trustsFilesOf(slack.apiUrl), silentLog);

  async function withSlack(work: (slack: FakeSlack) => Promise<void>): Promise<void> {
    const slack = new FakeSlack();
    await slack.listen();
    await work(slack);
    await slack.close();
  }

  const file = (slack: FakeSlack, changes: object = {}) => ({
    ...(slack.addFile('server.properties', 'acks=all') as {
      name: string;
      mimetype: string;
      size: number;
      url_private: string;
    }),
    url_private_download: undefined,
    ...changes,
  });

  it('are read with the bot’s token', () =>
    withSlack(async (slack) => {
      expect(await read(slack, [file(slack)])).toEqual([{ name: 'server.properties', text: 'acks=all' }]);
    }));

  it('are left out when they are too large, elsewhere, or hidden behind a sign-in page', () =>
    withSlack(async (slack) => {
      expect(await read(slack, [file(slack, { size: 1_000_001 })])).toEqual([]);
      expect(await read(slack, [file(slack, { url_private: 'https://evil.example/x' })])).toEqual([]);
      expect(await read(slack, [file(slack)], 'xoxb-other')).toEqual([]);
    }));

  it('come from Slack’s own hosts', () => {
    const trusts = trustsFilesOf('https://slack.com/api/');
    expect(trusts(new URL('https://files.slack.com/files-pri/x'))).toBe(true);
    expect(trusts(new URL('https://files.slack.com.evil.example/x'))).toBe(false);
    expect(trusts(new URL('http://files.slack.com/x'))).toBe(false);
  });
});

describe('a file that a reply hands over', () => {
  const file = { name: 'cluster.csv', text: 'brokers,3\n' };
  const shown = reply('Export', 'Your export.', [heading('Export')], { files: [file] });

  async function deliver(kind: 'channel' | 'direct', failure?: string): Promise<FakeSlack> {
    const slack = new FakeSlack();
    await slack.listen();
    if (failure) slack.failures.push({ method: failure, error: 'missing_scope', times: 9 });
    const client = new webApi.WebClient(BOT_TOKEN, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
    });
    const { documents } = openStore('sqlite::memory:', silentLog);
    const pictures = createPictures({ client, documents, log: silentLog });
    const place = { id: 'slack:T1:C1', workspace: 'slack:T1', kind, platform: 'slack' } as const;
    await createDelivery({
      client,
      sender: createSender({ pictures, log: silentLog }),
      log: silentLog,
    }).deliver(
      { ...shown, body: [{ type: 'heading', text: 'Export' }] },
      {
        asker: { actor: { id: 'slack:T1:U1', name: 'Ann' }, place },
        user: 'U1',
        channel: kind === 'direct' ? 'DU1' : CHANNEL,
      },
    );
    await slack.close();
    return slack;
  }

  it('goes to the person when the answer is private', async () => {
    const slack = await deliver('channel');
    expect([...slack.files.values()]).toMatchObject([{ name: 'cluster.csv', isDone: true, channel: 'DU1' }]);
  });

  it('goes into a direct message where one is open', async () => {
    const slack = await deliver('direct');
    expect([...slack.files.values()]).toMatchObject([{ channel: 'DU1' }]);
    expect(slack.calls.map(({ method }) => method)).not.toContain('conversations.open');
  });

  it('is shown as text when Slack takes no file', async () => {
    const slack = await deliver('channel', 'files.getUploadURLExternal');
    expect(blocksText(slack.messages.at(-1)?.blocks ?? [])).toContain('brokers,3');
    expect(slack.messages.at(-1)?.only).toBe('U1');
  });
});

describe('the Slack manifest', () => {
  const made = manifest(commands);

  it('keeps to the limits of its pages', () => {
    const { display_information: display, features } = made;
    const [command] = features.slash_commands;
    const [shortcut] = features.shortcuts;
    const lengths: readonly (readonly [string, number])[] = [
      [display.name, 35],
      [display.description, 140],
      [display.long_description, 4_000],
      [features.bot_user.display_name, 80],
      [command.command, 32],
      [command.description, 2_000],
      [command.usage_hint, 1_000],
      [shortcut.name, 24],
      [shortcut.description, 150],
      [shortcut.callback_id, 255],
    ];
    for (const [text, limit] of lengths) expect(text.length).toBeLessThanOrEqual(limit);
    expect(display.long_description.length).toBeGreaterThanOrEqual(174);
    expect(display.background_color).toMatch(/^#[0-9a-f]{6}$/);
  });

  it('is for Socket Mode unless it is given the bot’s address', () => {
    expect(made.settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
    const url = 'https://bot.example/slack/events';
    expect(manifest(commands, 'https://bot.example')).toMatchObject({
      features: { slash_commands: [{ url }] },
      settings: {
        socket_mode_enabled: false,
        event_subscriptions: { request_url: url },
        interactivity: { request_url: url },
      },
    });
    expect(() => manifest(commands, 'http://bot.example')).toThrow('takes the https address');
  });

  it('hints at every command', () => {
    for (const { name } of commands) expect(made.features.slash_commands[0].usage_hint).toContain(name);
  });

  it('asks for the scopes of its events and no more of the workspace', () => {
    const scopes = made.oauth_config.scopes.bot;
    expect(scopes).toEqual(
      expect.arrayContaining(['commands', 'chat:write', 'app_mentions:read', 'im:history']),
    );
    expect(scopes.filter((scope) => /^(channels|groups|mpim|users|team):/.test(scope))).toEqual([]);
  });
});
