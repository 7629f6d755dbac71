/** Somebody in a Discord channel: picks commands from the menu that was registered, presses, fills in modals. */
import { z } from 'zod';
import type { Person } from '../../contract/person.ts';
import { messageJson, type Shown, snowflake } from './channel.ts';
import { CHANNEL, type DiscordServer, GUILD } from './discord-server.ts';
import { buttonsOf, selectsOf, textOf } from './screen.ts';

const [COMMAND, PRESS, AUTOCOMPLETE, SUBMIT] = [2, 3, 4, 5];
const [STRING, INTEGER] = [3, 4];

const optionSchema = z.looseObject({
  type: z.number(),
  name: z.string(),
  choices: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
});
const subcommandSchema = optionSchema.extend({ options: z.array(optionSchema).default([]) });
const GROUP = 2;
const entrySchema = optionSchema.extend({ options: z.array(subcommandSchema).default([]) });
const commandSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  options: z.array(entrySchema).default([]),
});
type Option = z.output<typeof optionSchema>;

const modalSchema = z.object({
  custom_id: z.string(),
  components: z.array(
    z.looseObject({
      label: z.string(),
      component: z.looseObject({
        type: z.number(),
        custom_id: z.string(),
        value: z.string().optional(),
        options: z.array(z.looseObject({ value: z.string(), default: z.boolean().optional() })).optional(),
      }),
    }),
  ),
});

export type DiscordPerson = Person & {
  readonly id: string;
  /** Choices that Discord shows while an option is typed. */
  readonly complete: (command: string, option: string, typed: string) => Promise<readonly string[]>;
  /** Picks “Explain with /kafka” in a message's menu. */
  readonly explain: (message: object) => Promise<void>;
  /** Picks a command with files attached to its options. */
  readonly attach: (command: string, files: Readonly<Record<string, object>>) => Promise<void>;
};

/** Where a person speaks: a server's channel by default, a direct message when `direct`. */
export type Spot = { readonly direct?: boolean; readonly permissions?: string };

export function createPerson(server: DiscordServer, name: string, spot: Spot = {}): DiscordPerson {
  const user = {
    id: snowflake(),
    username: name.toLowerCase(),
    global_name: name,
    discriminator: '0',
    avatar: null,
  };
  const channel = spot.direct ? snowflake() : CHANNEL;
  let modal: { readonly data: z.output<typeof modalSchema>; readonly from: Shown | undefined } | undefined;

  const visible = (): readonly Shown[] =>
    server.channel
      .all()
      .filter(
        ({ channel: where, seenBy }) => where === channel && (seenBy === undefined || seenBy === user.id),
      );
  const newestFirst = () => visible().toSorted((one, other) => other.changed - one.changed);

  const interact = async (type: number, data: object, from?: Shown) => {
    const outcome = await server.interact({
      type,
      user: user.id,
      channel,
      ...(from === undefined ? {} : { pressed: from.id }),
      payload: {
        ...whereabouts(user, channel, spot),
        data,
        ...(from === undefined ? {} : { message: messageJson(from) }),
      },
    });
    modal = outcome.modal === undefined ? undefined : { data: modalSchema.parse(outcome.modal), from };
    return outcome;
  };

  const command = (name: string) => {
    const found = server
      .commands()
      .map((each) => commandSchema.parse(each))
      .find((each) => each.name === name);
    if (!found) throw new Error(`${name} is not registered`);
    return found;
  };

  const subcommand = (name: string) => {
    for (const entry of command('kafka').options) {
      const inside = entry.type === GROUP ? entry.options.find((each) => each.name === name) : undefined;
      if (inside) return { ...inside, group: entry.name };
      if (entry.name === name && entry.type !== GROUP) return { ...entry, group: undefined };
    }
    throw new Error(`Discord offers no subcommand ${name}`);
  };

  const use = (name: string, options: readonly object[], resolved: object = {}, type = COMMAND) =>
    interact(type, {
      id: command('kafka').id,
      name: 'kafka',
      type: 1,
      options: inGroup({ type: 1, name, options }),
      resolved,
    });

  const inGroup = (chosen: {
    readonly type: number;
    readonly name: string;
    readonly options: readonly object[];
  }) => {
    const { group } = subcommand(chosen.name);
    return group === undefined ? [chosen] : [{ type: GROUP, name: group, options: [chosen] }];
  };

  const find = (label: string) => {
    for (const shown of newestFirst()) {
      const found = buttonsOf(shown).find((button) => button.label === label);
      if (found) return { shown, id: found.custom_id };
    }
    throw new Error(`${name} sees no button “${label}” in:\n${newestFirst().map(textOf).join('\n---\n')}`);
  };
  const press = async (label: string) => {
    const { shown, id } = find(label);
    await interact(PRESS, { custom_id: id, component_type: 2 }, shown);
  };

  return {
    id: user.id,
    name,
    async say(line) {
      const [, first = 'help', rest = ''] = /^\/kafka\s*(\S*)\s*([\s\S]*)$/.exec(line) ?? [];
      const chosen = subcommand(first || 'help');
      await use(chosen.name, pickOptions(rest, chosen.options));
    },
    press,
    async doublePress(label) {
      await Promise.all([press(label), press(label)]);
    },
    async choose(choice) {
      for (const shown of newestFirst()) {
        for (const menu of selectsOf(shown)) {
          const picked = menu.options?.find(({ label }) => label === choice);
          if (!picked) continue;
          await interact(
            PRESS,
            { custom_id: menu.custom_id, component_type: 3, values: [picked.value] },
            shown,
          );
          return;
        }
      }
      throw new Error(`${name} sees no choice “${choice}”`);
    },
    form: () =>
      modal &&
      Object.fromEntries(
        modal.data.components.map(({ label, component }) => [label, currentValue(component)]),
      ),
    async fill(values) {
      if (!modal) throw new Error('no modal is open');
      const { data, from } = modal;
      const components = data.components.map(({ label, component }, id) => {
        const value = values[label] ?? currentValue(component);
        const filled = { type: component.type, custom_id: component.custom_id, id: id * 2 + 1 };
        return {
          type: 18,
          id: id * 2,
          component:
            component.type === 3 ? { ...filled, values: value === '' ? [] : [value] } : { ...filled, value },
        };
      });
      await interact(SUBMIT, { custom_id: data.custom_id, components }, from);
    },
    screen: () => visible().map(textOf).join('\n\n'),
    latest: () => newestFirst().slice(0, 1).map(textOf).join(),
    buttons: () =>
      newestFirst()
        .slice(0, 1)
        .flatMap((shown) => buttonsOf(shown).map(({ label = '' }) => label)),
    async complete(name, option, typed) {
      const focused = { type: STRING, name: option, value: typed, focused: true };
      const { choices } = await use(name, [focused], {}, AUTOCOMPLETE);
      return z
        .object({ choices: z.array(z.object({ name: z.string(), value: z.string() })) })
        .parse(choices)
        .choices.map(({ value }) => value);
    },
    async explain(message) {
      const id = snowflake();
      const chosen = command('Explain with /kafka');
      await interact(COMMAND, {
        id: chosen.id,
        name: chosen.name,
        type: 3,
        target_id: id,
        resolved: { messages: { [id]: { ...plainMessage(id, channel, user), ...message } } },
      });
    },
    async attach(name, files) {
      const attachments = Object.entries(files).map(([option, file]) => [option, snowflake(), file] as const);
      await use(
        name,
        attachments.map(([option, id]) => ({ type: 11, name: option, value: id })),
        { attachments: Object.fromEntries(attachments.map(([, id, file]) => [id, { id, ...file }])) },
      );
    },
  };
}

/** The parts of every interaction that say who and where. */
function whereabouts(
  user: { readonly id: string },
  channel: string,
  { direct, permissions = '0' }: Spot,
): object {
  const shared = {
    channel_id: channel,
    locale: 'en-US',
    app_permissions: '0',
    entitlements: [],
    attachment_size_limit: 10_485_760,
  };
  if (direct)
    return {
      ...shared,
      user,
      context: 1,
      channel: { id: channel, type: 1 },
      authorizing_integration_owners: { 1: user.id },
    };
  const member = { user, nick: null, roles: [], permissions, joined_at: new Date(0).toISOString(), flags: 0 };
  return {
    ...shared,
    guild_id: GUILD,
    guild_locale: 'en-US',
    context: 0,
    member,
    channel: { id: channel, type: 0, guild_id: GUILD, name: 'kafka' },
    authorizing_integration_owners: { 0: GUILD },
  };
}

function plainMessage(id: string, channel: string, author: object): object {
  return { id, channel_id: channel, author, type: 0, content: '', attachments: [], embeds: [], mentions: [] };
}

/** Fills the menu's options with what a typed line says: named ones first, then words where they fit. */
function pickOptions(line: string, options: readonly Option[]): readonly object[] {
  const given = new Map<string, string>();
  const words: string[] = [];
  for (const [word] of line.matchAll(/(?:\w+=)?"[^"]*"|\S+/g)) {
    const [, key = '', value = ''] = /^(\w+)=([\s\S]*)$/.exec(word) ?? [];
    const named = options.find((option) => option.name === key);
    const fitting = options.find((option) => !given.has(option.name) && isFor(option, word));
    if (named) given.set(key, value.replace(/^"|"$/g, ''));
    else if (fitting) given.set(fitting.name, word);
    else words.push(word);
  }
  const open = options.find((option) => option.type === STRING && !option.choices && !given.has(option.name));
  if (words.length > 0 && open) given.set(open.name, words.join(' '));
  return options
    .filter(({ name }) => given.has(name))
    .map(({ name, type }) => {
      const value = given.get(name) ?? '';
      return { name, type, value: type === INTEGER ? Number(value) : value };
    });
}

function isFor({ type, choices }: Option, word: string): boolean {
  if (type === INTEGER) return /^\d+$/.test(word);
  return choices?.some(({ value }) => value === word) ?? false;
}

type Input = z.output<typeof modalSchema>['components'][number]['component'];

const currentValue = ({ value, options }: Input): string =>
  value ?? options?.find((option) => option.default)?.value ?? '';
