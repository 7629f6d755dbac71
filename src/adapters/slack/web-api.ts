/** The Web API as this bot uses it: short tries, because somebody is waiting for each answer. */
import { type Logger, LogLevel, webApi } from '@slack/bolt';
import type { SlackConfig } from '../../config.ts';
import type { Log } from '../../ports/log.ts';
import { PlatformError } from '../adapter.ts';

const TIMEOUT_MS = 8_000;
/** The SDK's own default tries for half an hour. */
const RETRIES = { retries: 2, minTimeout: 250, maxTimeout: 1_000 };
const PUBLIC_API = 'https://slack.com/api/';

export function clientOptions(config: SlackConfig, log: Log): webApi.WebClientOptions {
  return {
    slackApiUrl: apiUrl(config),
    timeout: TIMEOUT_MS,
    retryConfig: RETRIES,
    rejectRateLimitedCalls: true,
    logger: quietLogger(log),
  };
}

export function apiUrl({ apiUrl: given = PUBLIC_API }: SlackConfig): string {
  return given.endsWith('/') ? given : `${given}/`;
}

/** The SDK's complaints in our log, one step quieter: what matters of them comes back to us as an error. */
export function quietLogger(log: Log): Logger {
  // Its chatter below warnings holds what people type and stays out.
  const words = (parts: readonly unknown[]) => ({ slack: parts.map(String).join(' ').slice(0, 500) });
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts: unknown[]) => log.debug(words(parts), 'slack sdk'),
    error: (...parts: unknown[]) => log.debug(words(parts), 'slack sdk'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

export type Identity = {
  readonly team: string;
  readonly botUser?: string | undefined;
  readonly botId?: string | undefined;
};

/** @throws PlatformError naming the variable to look at */
export async function identify(client: webApi.WebClient, config: SlackConfig): Promise<Identity> {
  try {
    const { team_id, enterprise_id, user_id, bot_id } = await client.auth.test();
    return { team: team_id ?? enterprise_id ?? 'team', botUser: user_id, botId: bot_id };
  } catch (error) {
    throw startProblem(error, 'SLACK_BOT_TOKEN', config);
  }
}

export function startProblem(error: unknown, variable: string, config: SlackConfig): PlatformError {
  const refusal = platformError(error);
  const sentence =
    refusal === undefined
      ? `${config.apiUrl === undefined ? variable : 'SLACK_API_URL'}: Slack cannot be reached at ${apiUrl(config)} (${reason(error)})`
      : `${variable}: Slack refuses this token (${refusal})`;
  return new PlatformError(sentence, { cause: error });
}

/** Slack's own word for what is wrong, such as `invalid_auth`. */
export function platformError(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error
    ? reason(error.cause)
    : (error.message.split('\n', 1)[0] ?? 'no reason given');
}
