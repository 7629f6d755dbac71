/** The Slack app manifest, written from the command list: paste it where Slack asks for one. */
import type { Command } from '../../bot/command.ts';
import { shorten } from '../../reply/clean.ts';
import { PlatformError } from '../adapter.ts';
import * as limits from './limits.ts';

/** Where Slack sends everything in HTTP mode. */
export const EVENTS_PATH = '/slack/events';

/** Slack's name for a press on “Explain with /kafka”. */
export const EXPLAIN_CALLBACK = 'explain';

/**
 * Every scope with what it is for; there is no scope to read channels.
 * https://docs.slack.dev/reference/scopes
 */
const SCOPES = [
  'commands', // the slash command and the message shortcut
  'chat:write', // answers to mentions and in direct messages
  'chat:write.public', // rounds in public channels, without an invitation
  'app_mentions:read', // @mentions
  'im:history', // what people write to the bot in direct messages
  'im:write', // handing a private export over in a direct message
  'files:write', // pictures and exports
  'files:read', // text files of a message that somebody asks to have checked
] as const;

/**
 * https://docs.slack.dev/reference/app-manifest
 * @param address where Slack reaches this bot over HTTPS, such as `https://bot.example`; Socket Mode without it
 */
export function manifest(commands: readonly Command[], address?: string) {
  const url = address === undefined ? {} : { url: requestUrl(address) };
  const request_url = address === undefined ? {} : { request_url: requestUrl(address) };
  const names = commands.map(({ name }) => name);
  return {
    display_information: {
      name: 'Kafka companion',
      description: 'Explains Apache Kafka, sizes clusters and quizzes people, where the team talks.',
      long_description: shorten(longDescription(commands), limits.APP_LONG_DESCRIPTION),
      background_color: '#1f2933',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'kafka', always_online: true },
      slash_commands: [
        {
          command: '/kafka',
          description: 'Ask about Apache Kafka, size a cluster, take a quiz',
          usage_hint: shorten(`[${names.join(' | ')}] or anything to look up`, limits.COMMAND_HINT),
          should_escape: true,
          ...url,
        },
      ],
      shortcuts: [
        {
          name: 'Explain with /kafka',
          type: 'message',
          callback_id: EXPLAIN_CALLBACK,
          description: 'Explains the error or the term in this message, to you alone',
        },
      ],
    },
    oauth_config: { scopes: { bot: SCOPES } },
    settings: {
      event_subscriptions: { ...request_url, bot_events: ['app_home_opened', 'app_mention', 'message.im'] },
      interactivity: { is_enabled: true, ...request_url },
      org_deploy_enabled: false,
      socket_mode_enabled: address === undefined,
      token_rotation_enabled: false,
    },
  } as const;
}

/** @throws PlatformError when Slack could not use the address */
function requestUrl(address: string): string {
  const parsed = URL.parse(address);
  if (parsed?.protocol !== 'https:')
    throw new PlatformError(`${address}: takes the https address of this bot, such as https://bot.example`);
  return new URL(EVENTS_PATH, parsed).href;
}

function longDescription(commands: readonly Command[]): string {
  const lines = commands.map(({ name, summary }) => `• /kafka ${name}: ${summary}.`);
  return [
    'A companion for people who work with Apache Kafka. Every page names its sources; answers are private until they are shared.',
    ...lines,
    'An independent project for Apache Kafka, not of the Apache Software Foundation.',
  ].join('\n');
}

export function printManifest(commands: readonly Command[], address?: string): void {
  process.stdout.write(`${JSON.stringify(manifest(commands, address), null, 2)}\n`);
}
