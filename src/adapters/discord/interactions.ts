/** What each kind of interaction asks of the bot. */
import { ApplicationCommandType, InteractionType } from 'discord.js';
import type { Asker, Bot, NamedText, Sealed } from '../../bot/bot.ts';
import type { Command, RawOptions } from '../../bot/command.ts';
import type { Log } from '../../ports/log.ts';
import { cleanLine, shorten } from '../../reply/clean.ts';
import { answer } from './answer.ts';
import { discordName, MORE } from './commands.ts';
import { pressOf } from './custom-id.ts';
import { downloadText, UnreadableFile } from './download.ts';
import type { Exchange } from './exchange.ts';
import { explain } from './explain.ts';
import * as incoming from './incoming.ts';
import { CHOICES, LONGEST_CHOICE } from './limits.ts';
import { sentenceReply } from './message.ts';

export type Parts = {
  readonly bot: Bot;
  readonly log: Log;
  /** Where attachments may be fetched from besides Discord's own servers. */
  readonly cdnUrl: string | undefined;
};

/** Resolves when everything about the interaction is sent. */
export async function handleInteraction(
  parts: Parts,
  interaction: incoming.Interaction,
  asker: Asker,
  exchange: Exchange,
): Promise<void> {
  const { bot, log } = parts;
  switch (interaction.type) {
    case InteractionType.ApplicationCommandAutocomplete:
      return complete(parts, interaction.data, asker, exchange);
    case InteractionType.ApplicationCommand: {
      if (interaction.data.type === ApplicationCommandType.Message)
        return answer(
          exchange,
          sentenceForFiles(explain(bot, parts.cdnUrl, interaction.data, asker)),
          { visibility: 'private' },
          log,
        );
      const called = incoming.calledCommand(interaction.data) ?? { name: 'help', options: [] };
      const command = bot.commands.find(({ name }) => discordName(name) === called.name);
      const visibility = bot.visibility(command?.name ?? called.name);
      const work = runCommand(parts, command, called, interaction.data, asker);
      return answer(exchange, sentenceForFiles(work), { visibility }, log);
    }
    case InteractionType.MessageComponent: {
      const { custom_id: id, values } = interaction.data;
      const [value] = values ?? [];
      const work = bot.press(pressOf(id), value === undefined ? {} : { value }, asker);
      return answer(exchange, work, pressing(interaction, asker), log);
    }
    case InteractionType.ModalSubmit: {
      const { custom_id: id, components } = interaction.data;
      const work = bot.press(pressOf(id), incoming.filledFields(components), asker);
      return answer(
        exchange,
        work,
        interaction.message ? pressing(interaction, asker) : { visibility: 'private' },
        log,
      );
    }
  }
}

/** In a direct message every page is the presser's own. */
const pressing = (interaction: incoming.Interaction, { place }: Asker) => ({
  visibility: 'private' as const,
  pressed: { isOwn: incoming.isOwnPage(interaction) || place.kind === 'direct' },
});

async function runCommand(
  parts: Parts,
  command: Command | undefined,
  called: incoming.Called,
  data: incoming.CommandData,
  asker: Asker,
): Promise<Sealed> {
  const { bot } = parts;
  // Registered by an older version, or not at all: the bot says what it knows instead.
  if (!command) return (await bot.say(called.name, asker)).outcome;
  const values: Record<string, string | number | boolean> = {};
  const files: Record<string, NamedText> = {};
  for (const { name, value } of called.options) {
    const option = command.options.find((each) => discordName(each.name) === name);
    if (!option || value == null) continue;
    const attached = option.kind === 'file' ? data.resolved?.attachments?.[String(value)] : undefined;
    if (attached) files[option.name] = await downloadText(attached, parts.cdnUrl);
    else values[option.name] = value;
  }
  const more = called.options.find(({ name }) => name === MORE)?.value;
  const hasMore = typeof more === 'string' && !command.options.some(({ name }) => name === MORE);
  if (!hasMore)
    return (await bot.run(command.name, { ...values, ...files } satisfies RawOptions, asker)).outcome;
  const line = [command.name, ...Object.entries(values).map(asWord), more].join(' ');
  return (await bot.say(line, asker, Object.values(files))).outcome;
}

/** `name="value"` as the line reader takes it. */
const asWord = ([name, value]: readonly [string, string | number | boolean]) =>
  `${name}="${String(value).replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;

async function sentenceForFiles(work: Promise<Sealed>): Promise<Sealed> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UnreadableFile) return sentenceReply(error.message);
    throw error;
  }
}

async function complete(
  { bot }: Parts,
  data: incoming.CommandData,
  asker: Asker,
  exchange: Exchange,
): Promise<void> {
  const called = incoming.calledCommand(data);
  const focused = called?.options.find((option) => option.focused);
  const command = bot.commands.find(({ name }) => discordName(name) === called?.name);
  const option = command?.options.find(({ name }) => discordName(name) === focused?.name);
  if (!command || !option) return exchange.suggest([]);
  const typed = String(focused?.value ?? '');
  const suggestions = option.choices
    ? option.choices.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()))
    : await bot.complete(command.name, option.name, typed, asker);
  // The same value under two names would take two of the 25 places.
  const byValue = new Map(suggestions.map((each) => [each.value, each]));
  const fitting = [...byValue.values()].filter(
    ({ value }) => value.length > 0 && value.length <= LONGEST_CHOICE,
  );
  return exchange.suggest(
    fitting
      .slice(0, CHOICES)
      .map(({ label, value }) => ({ name: shorten(cleanLine(label), LONGEST_CHOICE) || value, value })),
  );
}
