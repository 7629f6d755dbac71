/** Why Discord cannot be used, as one line that names the variable to look at. */
import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import type { DiscordConfig } from '../../config.ts';
import { PlatformError } from '../adapter.ts';

const UNKNOWN_SERVER: readonly (number | string)[] = [
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.MissingAccess,
];

export function discordProblem(cause: unknown, config: DiscordConfig): PlatformError {
  return cause instanceof PlatformError ? cause : new PlatformError(sentence(cause, config), { cause });
}

function sentence(cause: unknown, { apiUrl, applicationId, guildId }: DiscordConfig): string {
  const code = codeOf(cause);
  const text = cause instanceof Error ? cause.message : String(cause);
  if (code === 'TokenInvalid' || statusOf(cause) === 401 || /authentication failed/i.test(text))
    return 'DISCORD_TOKEN: Discord does not accept it; copy it again from Bot in the developer portal.';
  if (/disallowed intents|invalid intents/i.test(text))
    return 'DISCORD_TOKEN: Discord refuses the intents of this application, though only Guilds is asked for.';
  if (/sharding is required|invalid shard/i.test(text))
    return `DISCORD_TOKEN: Discord refuses the connection (${text.toLowerCase()}).`;
  if (cause instanceof DiscordAPIError && guildId !== undefined && UNKNOWN_SERVER.includes(cause.code))
    return `DISCORD_GUILD_ID: the bot is not in the server ${guildId}; invite it or leave the variable out.`;
  if (code === RESTJSONErrorCodes.UnknownApplication || statusOf(cause) === 403 || statusOf(cause) === 404)
    return `DISCORD_APPLICATION_ID: Discord does not know ${applicationId} as this token’s application (${text}).`;
  if (cause instanceof DiscordAPIError) return `DISCORD_API_URL: Discord answered “${text}”.`;
  return `DISCORD_API_URL: Discord cannot be reached at ${apiUrl ?? 'https://discord.com/api'} (${reason(cause)}).`;
}

function codeOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
}

function statusOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'status' in cause ? cause.status : undefined;
}

/** Connection failures of several addresses have no message of their own. */
function reason(cause: unknown): string {
  if (cause instanceof AggregateError) return reason(cause.errors[0]);
  const text = cause instanceof Error ? cause.message : String(cause);
  return text === '' ? String(codeOf(cause) ?? 'no reason given') : text;
}
