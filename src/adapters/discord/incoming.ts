/** What we read of an interaction, and nothing else: odd or missing extras never matter. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import { z } from 'zod';
import type { Asker } from '../../bot/bot.ts';
import { cleanLine, shorten } from '../../reply/clean.ts';
import { discordTime } from './discord-time.ts';

const user = z.object({
  id: z.string(),
  username: z.string().nullish(),
  global_name: z.string().nullish(),
});

const attachment = z.object({
  url: z.string(),
  filename: z.string().default('file.txt'),
  size: z.number().default(0),
});
export type Attachment = z.output<typeof attachment>;

const message = z.object({
  content: z.string().default(''),
  attachments: z.array(attachment).default([]),
  flags: z.number().nullish(),
});
export type TargetMessage = z.output<typeof message>;

const option = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).nullish(),
  focused: z.boolean().nullish(),
});
export type GivenOption = z.output<typeof option>;

const subcommand = option.extend({ type: z.number().nullish(), options: z.array(option).nullish() });

const commandData = z.object({
  name: z.string(),
  type: z.number().default(ApplicationCommandType.ChatInput),
  /** The subcommand with its own options, the group it is in, or options outright. */
  options: z.array(option.extend({ options: z.array(subcommand).nullish() })).nullish(),
  target_id: z.string().nullish(),
  resolved: z
    .object({
      attachments: z.record(z.string(), attachment).nullish(),
      messages: z.record(z.string(), message).nullish(),
    })
    .nullish(),
});
export type CommandData = z.output<typeof commandData>;

const common = z.object({
  id: z.string(),
  token: z.string(),
  guild_id: z.string().nullish(),
  channel_id: z.string().nullish(),
  channel: z.object({ id: z.string() }).nullish(),
  /** 0 a server, 1 a direct message with the bot, 2 any other direct message. */
  context: z.number().nullish(),
  user: user.nullish(),
  member: z.object({ user, nick: z.string().nullish(), permissions: z.string().nullish() }).nullish(),
  message: z.object({ flags: z.number().nullish() }).nullish(),
});

const interactionSchema = z.discriminatedUnion('type', [
  common.extend({ type: z.literal(InteractionType.ApplicationCommand), data: commandData }),
  common.extend({ type: z.literal(InteractionType.ApplicationCommandAutocomplete), data: commandData }),
  common.extend({
    type: z.literal(InteractionType.MessageComponent),
    data: z.object({ custom_id: z.string(), values: z.array(z.string()).nullish() }),
  }),
  common.extend({
    type: z.literal(InteractionType.ModalSubmit),
    data: z.object({ custom_id: z.string(), components: z.unknown().optional() }),
  }),
]);

export type Interaction = z.output<typeof interactionSchema>;
export type InteractionOf<Type extends InteractionType> = Extract<Interaction, { type: Type }>;

/** Undefined for kinds of interaction this bot never asked for. */
export function readInteraction(raw: unknown): Interaction | undefined {
  const parsed = interactionSchema.safeParse(raw);
  return parsed.success ? parsed.data : undefined;
}

const DIRECT_MESSAGE_WITH_BOT = 1;
const LONGEST_NAME = 80;

/** Undefined when nobody is named, which Discord never sends. */
export function askerOf(interaction: Interaction): Asker | undefined {
  const { member, guild_id: guild, context } = interaction;
  const person = member?.user ?? interaction.user;
  if (!person) return undefined;
  const name = member?.nick ?? person.global_name ?? person.username ?? '';
  const isDirect = context === DIRECT_MESSAGE_WITH_BOT || (context == null && guild == null);
  const at = discordTime(interaction.id);
  const channel = interaction.channel_id ?? interaction.channel?.id ?? person.id;
  return {
    ...(at === undefined ? {} : { at }),
    actor: {
      id: `discord:${person.id}`,
      name: shorten(cleanLine(name), LONGEST_NAME) || 'somebody',
      moderator: mayModerate(member?.permissions),
    },
    place: {
      id: `discord:${channel}`,
      // Conversations outside servers have nothing in common: each is a workspace of its own.
      workspace: `discord:${guild ?? `dm:${channel}`}`,
      kind: isDirect ? 'direct' : 'channel',
      platform: 'discord',
    },
  };
}

function mayModerate(permissions: string | null | undefined): boolean {
  if (permissions == null || !/^\d+$/.test(permissions)) return false;
  const mask = PermissionFlagsBits.ManageMessages | PermissionFlagsBits.Administrator;
  return (BigInt(permissions) & mask) !== 0n;
}

/** The pressed message is seen by the presser alone. */
export function isOwnPage(interaction: Interaction): boolean {
  return ((interaction.message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

export type Called = { readonly name: string; readonly options: readonly GivenOption[] };

/** `/kafka calc brokers:3` or `/kafka more about` as its subcommand and options; undefined for the bare command. */
export function calledCommand({ options }: CommandData): Called | undefined {
  const [first] = options ?? [];
  const [inGroup] = first?.options ?? [];
  if (inGroup?.type === ApplicationCommandOptionType.Subcommand)
    return { name: inGroup.name, options: inGroup.options ?? [] };
  return first && { name: first.name, options: first.options ?? [] };
}

export function targetMessage({ resolved, target_id: id }: CommandData): TargetMessage | undefined {
  return (id == null ? undefined : resolved?.messages?.[id]) ?? Object.values(resolved?.messages ?? {})[0];
}

/** The fields of a filled modal by their names, wherever labels or rows hold them. */
export function filledFields(components: unknown): Readonly<Record<string, string>> {
  const filled: Record<string, string> = {};
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(visit);
      return;
    }
    const parsed = modalNode.safeParse(node);
    if (!parsed.success) return;
    const { custom_id: name, value, values, component, components: inner } = parsed.data;
    const given = value ?? values?.[0];
    if (name != null && given != null) filled[name] = given;
    visit(component);
    visit(inner);
  };
  visit(components);
  return filled;
}

const modalNode = z.object({
  custom_id: z.string().nullish(),
  value: z.string().nullish(),
  values: z.array(z.string()).nullish(),
  component: z.unknown().optional(),
  components: z.unknown().optional(),
});
