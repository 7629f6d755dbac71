/** The bot's commands as Discord wants them: `/kafka` with a subcommand for each, and one entry in the message menu. */
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandGroupOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Command } from '../../bot/command.ts';
import type { OptionDescription } from '../../bot/option.ts';
import { cleanLine, shorten } from '../../reply/clean.ts';
import * as limits from './limits.ts';

export const EXPLAIN = 'Explain with /kafka';

/** Takes what does not fit the menu of options, written as in a typed line; also the group of commands beyond the menu. */
export const MORE = 'more';

/** In servers, in direct messages with the bot, and in any other conversation of somebody who installed it. */
const EVERYWHERE = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

/** @throws Error when the commands cannot be described within Discord's limits */
export function applicationCommands(commands: readonly Command[]): RESTPutAPIApplicationCommandsJSONBody {
  if (commands.length > MOST_COMMANDS)
    throw new Error(`Discord takes ${MOST_COMMANDS} subcommands here, and there are ${commands.length}`);
  const explain = { type: ApplicationCommandType.Message as const, name: EXPLAIN, ...EVERYWHERE };
  // The more the commands have to say, the shorter the descriptions beside their options.
  for (const longest of [100, 80, 60, 45, 30, 20, 10]) {
    const kafka = {
      type: ApplicationCommandType.ChatInput as const,
      name: 'kafka',
      description: 'Apache Kafka explained, sized and practised',
      options: menu(commands.map((command) => subcommand(command, longest))),
      ...EVERYWHERE,
    };
    if (textSize(kafka) <= limits.LONGEST_COMMAND) return [kafka, explain];
  }
  throw new Error(`The commands need more than ${limits.LONGEST_COMMAND} characters on Discord`);
}

const MOST_COMMANDS = 2 * limits.MOST_OPTIONS - 1;

/** A menu holds 25; the last ones of a longer list share a group, as `/kafka more about`. */
function menu(
  subcommands: readonly APIApplicationCommandSubcommandOption[],
): (APIApplicationCommandSubcommandOption | APIApplicationCommandSubcommandGroupOption)[] {
  if (subcommands.length <= limits.MOST_OPTIONS) return [...subcommands];
  const group = {
    type: ApplicationCommandOptionType.SubcommandGroup as const,
    name: MORE,
    description: 'Further commands',
    options: subcommands.slice(limits.MOST_OPTIONS - 1),
  };
  return [...subcommands.slice(0, limits.MOST_OPTIONS - 1), group];
}

function subcommand(command: Command, longest: number): APIApplicationCommandSubcommandOption {
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name: discordName(command.name),
    description: describe(command.summary, limits.LONGEST_DESCRIPTION),
    options: menuOptions(command).map((each) =>
      each === MORE ? moreOption : option(command, each, longest),
    ),
  };
}

/** Required ones first, as Discord demands; those beyond the menu share one free text. */
function menuOptions(command: Command): readonly (OptionDescription | typeof MORE)[] {
  const ordered = command.options.toSorted((one, other) => Number(other.required) - Number(one.required));
  if (ordered.length <= limits.MOST_OPTIONS) return ordered;
  return [...ordered.slice(0, limits.MOST_OPTIONS - 1), MORE];
}

const moreOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  name: MORE,
  description: 'Further options as name=value',
  max_length: limits.LONGEST_OPTION_TEXT,
};

function option(
  command: Command,
  described: OptionDescription,
  longest: number,
): APIApplicationCommandBasicOption {
  const shared = {
    name: discordName(described.name),
    description: describe(described.hint, longest),
    required: described.required,
  };
  switch (described.kind) {
    case 'integer':
      return {
        ...shared,
        type: ApplicationCommandOptionType.Integer,
        ...(described.min === undefined ? {} : { min_value: described.min }),
        ...(described.max === undefined ? {} : { max_value: described.max }),
      };
    case 'file':
      return { ...shared, type: ApplicationCommandOptionType.Attachment };
    case 'choice': {
      const choices = described.choices ?? [];
      return choices.length > limits.CHOICES
        ? { ...shared, type: ApplicationCommandOptionType.String, autocomplete: true }
        : {
            ...shared,
            type: ApplicationCommandOptionType.String,
            choices: choices.map(({ label, value }) => ({
              name: shorten(label, limits.LONGEST_CHOICE),
              value,
            })),
          };
    }
    case 'text':
    case 'lines':
      return {
        ...shared,
        type: ApplicationCommandOptionType.String,
        max_length: limits.LONGEST_OPTION_TEXT,
        ...(command.completes.includes(described.name) ? { autocomplete: true } : {}),
      };
  }
}

/** Lower case letters, digits, dash and underscore, at most 32. */
export function discordName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .slice(0, limits.LONGEST_NAME);
}

const describe = (text: string, longest: number) =>
  shorten(cleanLine(text) || '…', Math.min(longest, limits.LONGEST_DESCRIPTION));

type Sized = {
  readonly name: string;
  readonly description?: string;
  readonly value?: string | number;
  readonly options?: readonly Sized[];
  readonly choices?: readonly Sized[];
};

/** What Discord counts: names, descriptions and values, nested ones too. */
export function textSize({ name, description = '', value = '', options = [], choices = [] }: Sized): number {
  const own = name.length + description.length + String(value).length;
  return [...options, ...choices].reduce((sum, each) => sum + textSize(each), own);
}
