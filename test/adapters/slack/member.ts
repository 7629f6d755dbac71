/** One person in the workspace: types, presses, picks, fills in, and reads. */
import { once } from 'node:events';
import type { Person } from '../../contract/person.ts';
import { BOT_USER, CHANNEL, type FakeSlack, type Message, TEAM } from './fake-slack.ts';
import {
  blocksText,
  type Element,
  elementsOf,
  isJson,
  type Json,
  list,
  string,
  textOf,
} from './screen-text.ts';

export type Member = Person & {
  readonly user: string;
  /** The direct conversation with the bot. */
  readonly direct: string;
  readonly command: (text: string, channel?: string) => Promise<void>;
  /** Says something in a channel with the bot's name in it. */
  readonly mention: (text: string, extra?: Json) => Promise<void>;
  readonly write: (text: string, extra?: Json) => Promise<void>;
  readonly openHome: () => Promise<string>;
  readonly pressHome: (label: string) => Promise<void>;
  readonly explain: (message: Json) => Promise<void>;
  readonly visible: () => readonly Message[];
  readonly errors: () => Readonly<Record<string, string>>;
};

const ANSWER_WITHIN_MS = 15_000;

export function createMember(slack: FakeSlack, name: string, user: string): Member {
  const direct = `D${user}`;
  const userName = name.toLowerCase();
  const base = {
    team: { id: TEAM, domain: 'example' },
    user: { id: user, username: userName, name, team_id: TEAM },
    api_app_id: 'A1',
    token: 'unused',
    is_enterprise_install: false,
  };
  let errors: Readonly<Record<string, string>> = {};
  let isRefused = false;

  const visible = () =>
    slack.messages.filter(
      ({ channel, only, isDeleted }) =>
        !isDeleted && (only === undefined || only === user) && (channel === CHANNEL || channel === direct),
    );
  const newestFirst = () => visible().toSorted((a, b) => b.revision - a.revision);

  /** Resolves when `work` is done and what this person sees has changed `times` times. */
  async function seeing(work: () => Promise<unknown>, times = 1): Promise<void> {
    const before = slack.revision;
    await work();
    const limit = AbortSignal.timeout(ANSWER_WITHIN_MS);
    while (slack.revision < before + times) await once(slack, 'change', { signal: limit });
    if (slack.violations.length > 0) throw new Error(`Slack would refuse: ${slack.violations.join('; ')}`);
  }

  const command = (text: string, channel = CHANNEL) =>
    seeing(async () => {
      const body = await slack.send('slash_commands', {
        command: '/kafka',
        text,
        user_id: user,
        user_name: name,
        team_id: TEAM,
        team_domain: 'example',
        channel_id: channel,
        channel_name: channel.startsWith('D') ? 'directmessage' : 'general',
        is_enterprise_install: 'false',
        api_app_id: 'A1',
        trigger_id: slack.trigger(user),
        response_url: slack.responseUrl(channel, user),
      });
      if (isJson(body)) slack.answer(body, { channel, user });
    });

  const find = (fits: (element: Element) => boolean): { message: Message; element: Element } => {
    for (const message of newestFirst()) {
      const element = elementsOf(message.blocks).find(fits);
      if (element) return { message, element };
    }
    throw new Error(`${name} sees nothing like that on: ${screen()}`);
  };

  const interact = (message: Message, action: Json) =>
    slack.send('interactive', {
      ...base,
      type: 'block_actions',
      trigger_id: slack.trigger(user),
      response_url: slack.responseUrl(message.channel, user, message.ts),
      channel: { id: message.channel, name: message.channel.startsWith('D') ? 'directmessage' : 'general' },
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: message.only !== undefined,
        ...(message.thread === undefined ? {} : { thread_ts: message.thread }),
      },
      // Slack leaves an ephemeral message itself out.
      ...(message.only === undefined
        ? { message: { ts: message.ts, text: message.text, thread_ts: message.thread } }
        : {}),
      actions: [{ block_id: 'b1', action_ts: slack.timestamp(), ...action }],
    });

  const pressing = (label: string) => {
    const { message, element } = find((each) => each.kind === 'button' && each.label === label);
    return () =>
      interact(message, {
        type: 'button',
        action_id: element.json['action_id'],
        value: element.json['value'],
      });
  };

  const event = (inner: Json, id: unknown) =>
    slack.send('events_api', {
      type: 'event_callback',
      team_id: TEAM,
      event_id: typeof id === 'string' ? id : `Ev${slack.revision}${Math.random()}`,
      event: { user, ts: slack.timestamp(), ...inner },
    });

  const messageText = (message: Message) =>
    message.blocks.length > 0 ? blocksText(message.blocks) : message.text;
  const screen = () => visible().map(messageText).join('\n---\n');
  const modal = () => slack.modals.get(user)?.view;
  const inputs = () =>
    list(modal()?.['blocks']).map((block) => ({
      block,
      element: isJson(block['element']) ? block['element'] : {},
    }));
  const current = ({ element }: { element: Json }) =>
    isJson(element['initial_option'])
      ? string(element['initial_option']['value'])
      : string(element['initial_value']);

  return {
    name,
    user,
    direct,
    command,
    say: (line) => command(line.replace(/^\/kafka\s*/, '')),
    press: (label) => seeing(pressing(label)),
    doublePress: (label) => {
      const press = pressing(label);
      return seeing(() => Promise.all([press(), press()]), 2);
    },
    choose: (choice) =>
      seeing(async () => {
        const optionOf = (element: Element) =>
          list(element.json['options']).find((option) => textOf(option['text']) === choice);
        const { message, element } = find((each) => each.kind === 'select' && optionOf(each) !== undefined);
        const action = {
          type: 'static_select',
          action_id: element.json['action_id'],
          selected_option: optionOf(element),
        };
        await interact(message, action);
      }),
    form: () =>
      modal()
        ? Object.fromEntries(inputs().map((input) => [textOf(input.block['label']), current(input)]))
        : undefined,
    fill: (values) =>
      seeing(async () => {
        const state = inputs().map((input) => {
          const value = values[textOf(input.block['label'])] ?? current(input);
          const type = string(input.element['type']);
          const filled =
            type === 'static_select'
              ? { selected_option: value === '' ? null : { value } }
              : { value: value === '' ? null : value };
          return [
            string(input.block['block_id']),
            { [string(input.element['action_id'])]: { type, ...filled } },
          ] as const;
        });
        const view = { ...modal(), id: 'V1', state: { values: Object.fromEntries(state) } };
        const answer = await slack.send('interactive', {
          ...base,
          type: 'view_submission',
          trigger_id: slack.trigger(user),
          view,
        });
        isRefused = isJson(answer) && answer['response_action'] === 'errors';
        errors = isJson(answer) && isRefused ? (answer['errors'] as Record<string, string>) : {};
        if (isJson(answer) && isJson(answer['view'])) slack.openModal(user, answer['view']);
        else if (isRefused) slack.touch();
        else slack.modals.delete(user);
      }),
    errors: () => errors,
    mention: (text, extra = {}) =>
      seeing(() =>
        event(
          { type: 'app_mention', text: `<@${BOT_USER}> ${text}`, channel: CHANNEL, ...extra },
          extra['event_id'],
        ),
      ),
    write: (text, extra = {}) =>
      seeing(() =>
        event({ type: 'message', channel_type: 'im', text, channel: direct, ...extra }, extra['event_id']),
      ),
    async openHome() {
      await seeing(() => event({ type: 'app_home_opened', tab: 'home', channel: direct }, undefined));
      return blocksText(list(slack.homes.get(user)?.['blocks']));
    },
    pressHome: (label) =>
      seeing(async () => {
        const element = elementsOf(list(slack.homes.get(user)?.['blocks'])).find(
          (each) => each.label === label,
        );
        await slack.send('interactive', {
          ...base,
          type: 'block_actions',
          trigger_id: slack.trigger(user),
          container: { type: 'view', view_id: 'V1' },
          view: { id: 'V1', type: 'home' },
          actions: [{ type: 'button', block_id: 'b1', action_id: element?.json['action_id'] }],
        });
      }),
    explain: (message) =>
      seeing(() =>
        slack.send('interactive', {
          ...base,
          type: 'message_action',
          callback_id: 'explain',
          trigger_id: slack.trigger(user),
          response_url: slack.responseUrl(CHANNEL, user),
          channel: { id: CHANNEL, name: 'general' },
          message: { type: 'message', ts: '1700000000.000001', user: 'U0OTHER', ...message },
        }),
      ),
    visible,
    screen,
    latest: () => {
      const [message] = newestFirst();
      return message ? messageText(message) : '';
    },
    buttons: () => {
      const [message] = newestFirst();
      return message
        ? elementsOf(message.blocks)
            .filter(({ kind }) => kind === 'button')
            .map(({ label }) => label)
        : [];
    },
  };
}
