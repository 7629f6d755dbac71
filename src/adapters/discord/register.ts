/** `npm run register`: tells Discord the commands; doing it again changes nothing. */
import { REST, Routes } from 'discord.js';
import type { Command } from '../../bot/command.ts';
import type { Config } from '../../config.ts';
import { PlatformError } from '../adapter.ts';
import { restOptions } from './client.ts';
import { applicationCommands } from './commands.ts';
import { discordProblem } from './problem.ts';

/** @throws PlatformError as one line that names the variable to look at */
export async function registerCommands(
  { discord }: Pick<Config, 'discord'>,
  commands: readonly Command[],
  tell: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
): Promise<void> {
  if (!discord) throw new PlatformError('DISCORD_TOKEN and DISCORD_APPLICATION_ID: set both to register.');
  const { applicationId, guildId } = discord;
  const rest = new REST(restOptions(discord)).setToken(discord.token);
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  try {
    await rest.put(route, { body: applicationCommands(commands) });
  } catch (error) {
    throw discordProblem(error, discord);
  }
  const where = guildId === undefined ? 'for every server and person' : `for the server ${guildId}`;
  tell(`Registered /kafka with ${commands.length} subcommands ${where}.`);
}
