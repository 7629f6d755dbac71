/** The environment as a typed object, or one message that lists every problem. */
import { z } from 'zod';

const url = (protocols: RegExp, wants: string) => z.url({ protocol: protocols, error: `takes ${wants}` });
const web = url(/^https?$/, 'an http or https address');
const text = z.string().trim().min(1);

const environment = z.object({
  HOST: text.default('127.0.0.1'),
  PORT: z.coerce.number('takes a port number').int().min(0).max(65_535).default(3000),
  STORE_URL: z
    .string()
    .regex(/^(sqlite:|rediss?:\/\/)/, 'takes sqlite:<file>, sqlite::memory:, redis://… or rediss://…')
    .default('sqlite:./data/kafka.sqlite'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'takes debug, info, warn, error or silent')
    .default('info'),
  WEB_CHAT: z.enum(['on', 'off'], 'takes on or off').optional(),
  /** Host names under which the web chat may be opened, beside localhost and plain addresses. */
  WEB_HOSTS: z
    .string()
    .regex(/^[\w.-]+(\s*,\s*[\w.-]+)*$/, 'takes host names without ports, separated by commas')
    .optional(),
  /** Signs buttons; without it one is made and kept in the store. */
  BUTTON_SECRET: z.string().min(16, 'takes at least 16 characters').optional(),
  /** People who may manage what belongs to a workspace, by the id their platform shows, where it tells us no roles. */
  MODERATORS: z
    .string()
    .regex(/^[\w-]+(\s*,\s*[\w-]+)*$/, 'takes the ids of people, separated by commas: U07ABC, U08DEF')
    .optional(),
  /** Questions that found no page are kept for the people who write pages, without names. */
  UNANSWERED: z.enum(['on', 'off'], 'takes on or off').default('on'),
  SLACK_BOT_TOKEN: text.optional(),
  SLACK_APP_TOKEN: text.optional(),
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_API_URL: web.optional(),
  DISCORD_TOKEN: text.optional(),
  DISCORD_APPLICATION_ID: z
    .string()
    .regex(/^\d{5,20}$/, 'takes the number shown in the developer portal')
    .optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{5,20}$/, 'takes the number of a server')
    .optional(),
  DISCORD_API_URL: web.optional(),
  DISCORD_CDN_URL: web.optional(),
});

export type SlackConfig = {
  readonly botToken: string;
  /** Socket Mode when set; HTTP with the signing secret otherwise. */
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly apiUrl?: string;
};

export type DiscordConfig = {
  readonly token: string;
  readonly applicationId: string;
  readonly guildId?: string;
  /** REST base without a version, `https://discord.com/api` when unset. */
  readonly apiUrl?: string;
  readonly cdnUrl?: string;
};

export type Config = {
  readonly host: string;
  readonly port: number;
  readonly storeUrl: string;
  readonly logLevel: z.output<typeof environment>['LOG_LEVEL'];
  readonly webChat: boolean;
  readonly keepsQuestions: boolean;
  readonly moderators: readonly string[];
  readonly webHosts: readonly string[];
  readonly buttonSecret?: string;
  readonly slack?: SlackConfig;
  readonly discord?: DiscordConfig;
};

/** What is wrong with the environment, one line for each variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** @throws ConfigError naming every variable that does not fit */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable, as compose files and shells leave behind, is an unset one.
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    );
  const values = parsed.data;
  const problems = incomplete(values);
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  const slack = slackConfig(values);
  const discord = discordConfig(values);
  return {
    host: values.HOST,
    port: values.PORT,
    storeUrl: values.STORE_URL,
    logLevel: values.LOG_LEVEL,
    webChat: values.WEB_CHAT === undefined ? !slack && !discord : values.WEB_CHAT === 'on',
    webHosts: [values.HOST, ...(values.WEB_HOSTS?.toLowerCase().split(/\s*,\s*/) ?? [])],
    keepsQuestions: values.UNANSWERED === 'on',
    moderators: values.MODERATORS?.split(/\s*,\s*/) ?? [],
    ...(values.BUTTON_SECRET === undefined ? {} : { buttonSecret: values.BUTTON_SECRET }),
    ...(slack ? { slack } : {}),
    ...(discord ? { discord } : {}),
  };
}

type Values = z.output<typeof environment>;

/** Half a platform is a mistake somebody wants to hear about, not a platform that stays silent. */
function incomplete(values: Values): readonly string[] {
  const problems: string[] = [];
  const hasSlackSecret = values.SLACK_APP_TOKEN !== undefined || values.SLACK_SIGNING_SECRET !== undefined;
  if (values.SLACK_BOT_TOKEN === undefined && hasSlackSecret)
    problems.push('SLACK_BOT_TOKEN: set it too; Slack needs the bot token (xoxb-…)');
  if (values.SLACK_BOT_TOKEN !== undefined && !hasSlackSecret) {
    problems.push('SLACK_APP_TOKEN: set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP');
  }
  if (values.DISCORD_TOKEN !== undefined && values.DISCORD_APPLICATION_ID === undefined) {
    problems.push(
      'DISCORD_APPLICATION_ID: set it too; the developer portal shows it under General Information',
    );
  }
  if (values.DISCORD_TOKEN === undefined && values.DISCORD_APPLICATION_ID !== undefined) {
    problems.push('DISCORD_TOKEN: set it too; the developer portal shows it under Bot');
  }
  return problems;
}

function slackConfig(values: Values): SlackConfig | undefined {
  if (values.SLACK_BOT_TOKEN === undefined) return undefined;
  return {
    botToken: values.SLACK_BOT_TOKEN,
    ...(values.SLACK_APP_TOKEN === undefined ? {} : { appToken: values.SLACK_APP_TOKEN }),
    ...(values.SLACK_SIGNING_SECRET === undefined ? {} : { signingSecret: values.SLACK_SIGNING_SECRET }),
    ...(values.SLACK_API_URL === undefined ? {} : { apiUrl: values.SLACK_API_URL }),
  };
}

function discordConfig(values: Values): DiscordConfig | undefined {
  if (values.DISCORD_TOKEN === undefined || values.DISCORD_APPLICATION_ID === undefined) return undefined;
  return {
    token: values.DISCORD_TOKEN,
    applicationId: values.DISCORD_APPLICATION_ID,
    ...(values.DISCORD_GUILD_ID === undefined ? {} : { guildId: values.DISCORD_GUILD_ID }),
    ...(values.DISCORD_API_URL === undefined ? {} : { apiUrl: values.DISCORD_API_URL.replace(/\/$/, '') }),
    ...(values.DISCORD_CDN_URL === undefined ? {} : { cdnUrl: values.DISCORD_CDN_URL.replace(/\/$/, '') }),
  };
}
