/** Reads who asks, where and how to answer from Slack's payloads; only what is needed must be there. */
import type { z } from 'zod';
import type { Asker } from '../../bot/bot.ts';
import {
  commandPayload,
  eventPayload,
  type Interaction,
  kept,
  type MessagePayload,
  pressPayload,
  type SlackFile,
  shortcutPayload,
  submissionPayload,
} from './payloads.ts';
import { slackTime } from './slack-time.ts';

/** Everything an answer needs to find its way. */
export type Origin = {
  readonly asker: Asker;
  /** Slack's own id of the person. */
  readonly user: string;
  readonly channel?: string | undefined;
  readonly thread?: string | undefined;
  /** Works for 30 minutes and five answers. */
  readonly responseUrl?: string | undefined;
  /** Opens one modal within three seconds. */
  readonly trigger?: string | undefined;
  /** The message that was pressed. */
  readonly pressed?: Pressed | undefined;
};

export type Pressed = {
  readonly isOwn: boolean;
  readonly isEphemeral: boolean;
  readonly ts?: string | undefined;
};

export type Team = string;

/** A whole organisation is one place only where the app is installed for all of it. */
function team(
  given: { team?: string | undefined; enterprise?: string | undefined; isOrg: boolean },
  own: Team,
): Team {
  return (given.isOrg ? given.enterprise : undefined) ?? given.team ?? given.enterprise ?? own;
}

type Where = { readonly channel?: string | undefined; readonly channelName?: string | undefined };

function asker(teamId: Team, user: string, name: string | undefined, where: Where): Asker {
  const isDirect =
    where.channel === undefined || where.channel.startsWith('D') || where.channelName === 'directmessage';
  return {
    actor: { id: `slack:${teamId}:${user}`, name: name ?? 'someone' },
    place: {
      id: `slack:${teamId}:${where.channel ?? user}`,
      workspace: `slack:${teamId}`,
      kind: isDirect ? 'direct' : 'channel',
      platform: 'slack',
    },
  };
}

/** @param own the team the bot's token belongs to, for payloads that name none */
export function readCommand(body: unknown, own: Team): { origin: Origin; line: string } {
  const given = commandPayload.parse(body);
  const teamId = team(
    { team: given.team_id, enterprise: given.enterprise_id, isOrg: given.is_enterprise_install },
    own,
  );
  return {
    line: given.text ?? '',
    origin: {
      asker: asker(teamId, given.user_id, given.user_name, {
        channel: given.channel_id,
        channelName: given.channel_name,
      }),
      user: given.user_id,
      channel: given.channel_id,
      thread: given.thread_ts,
      responseUrl: given.response_url,
      trigger: given.trigger_id,
    },
  };
}

export type Press = {
  readonly origin: Origin;
  readonly actionId: string;
  /** The choice made in a select. */
  readonly chosen?: string | undefined;
};

export function readPress(body: unknown, own: Team): Press {
  const given = pressPayload.parse(body);
  const { container, message: shown } = given;
  const channel = given.channel?.id ?? container?.channel_id;
  const where = { channel, channelName: given.channel?.name };
  const origin = readInteraction(given, where, own);
  const [action] = given.actions;
  // Slack leaves the message itself out of presses on ephemeral ones.
  const isEphemeral = container?.is_ephemeral ?? shown === undefined;
  return {
    actionId: action?.action_id ?? '',
    chosen: action?.selected_option?.value,
    origin: {
      ...origin,
      asker: { ...origin.asker, ...pressedAt(action?.action_ts) },
      thread: threadOf({
        ts: container?.message_ts ?? shown?.ts,
        thread_ts: container?.thread_ts ?? shown?.thread_ts,
      }),
      ...(given.view
        ? {}
        : {
            pressed: {
              isEphemeral,
              isOwn: isEphemeral || origin.asker.place.kind === 'direct',
              ts: container?.message_ts ?? shown?.ts,
            },
          }),
    },
  };
}

/** The thread a reply stands in. Whoever presses something on a thread's first message looks at the channel. */
function threadOf({ ts, thread_ts }: { ts?: string | undefined; thread_ts?: string | undefined }) {
  return thread_ts === ts ? undefined : thread_ts;
}

/** By Slack's own clock, in which a round's deadlines are kept. */
function pressedAt(ts: string | undefined): Pick<Asker, 'at'> {
  const at = slackTime(ts);
  return at === undefined ? {} : { at };
}

function readInteraction(given: Interaction, where: Where, own: Team): Origin {
  const teamId = team(
    {
      team: given.team?.id ?? given.user.team_id,
      enterprise: given.enterprise?.id,
      isOrg: given.is_enterprise_install,
    },
    own,
  );
  return {
    asker: asker(teamId, given.user.id, given.user.name ?? given.user.username, where),
    user: given.user.id,
    channel: where.channel,
    responseUrl: given.response_url,
    trigger: given.trigger_id,
  };
}

/** @returns undefined when it would not fit into a modal */
export function keepOrigin(origin: Origin): string {
  const { channel, thread, responseUrl, pressed, asker: who } = origin;
  const channelName = who.place.kind === 'direct' ? 'directmessage' : undefined;
  return JSON.stringify({ channel, channelName, thread, responseUrl, pressed });
}

export type Submission = {
  readonly origin: Origin;
  readonly press: string;
  readonly fields: Readonly<Record<string, string>>;
};

export function readSubmission(body: unknown, own: Team): Submission {
  const given = submissionPayload.parse(body);
  const { callback_id, private_metadata, state } = given.view;
  const before = readKept(private_metadata);
  const where = { channel: before.channel ?? given.channel?.id, channelName: before.channelName };
  const origin = readInteraction(given, where, own);
  const fields = Object.entries(state.values).map(([name, elements]) => {
    const [element] = Object.values(elements);
    return [name, element?.selected_option?.value ?? element?.value ?? ''] as const;
  });
  return {
    press: callback_id,
    fields: Object.fromEntries(fields),
    origin: {
      ...origin,
      thread: before.thread,
      responseUrl: before.responseUrl ?? origin.responseUrl,
      pressed: before.pressed,
    },
  };
}

function readKept(metadata: string | undefined): Partial<z.output<typeof kept>> {
  try {
    return kept.parse(JSON.parse(metadata ?? '{}'));
  } catch {
    // A modal of another version: the answer goes to the person directly.
    return {};
  }
}

export type MessageShortcut = {
  readonly origin: Origin;
  readonly callback: string;
  readonly text: string;
  readonly files: readonly SlackFile[];
};

export function readShortcut(body: unknown, own: Team): MessageShortcut {
  const given = shortcutPayload.parse(body);
  const where = { channel: given.channel?.id, channelName: given.channel?.name };
  return {
    callback: given.callback_id,
    text: given.message ? wordsOf(given.message) : '',
    files: given.message?.files ?? [],
    origin: { ...readInteraction(given, where, own), thread: threadOf(given.message ?? {}) },
  };
}

/** People write text; alerts and other bots often fill attachments or blocks and leave the text empty. */
function wordsOf({ text: written, attachments, blocks }: MessagePayload): string {
  const attached = attachments.map((each) => each.text ?? each.fallback);
  const words = [written, ...attached].filter((part) => part !== undefined && part.trim() !== '');
  return words.length > 0 ? words.join('\n') : textsIn(blocks).join('\n');
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}

export type SlackEvent = {
  readonly origin: Origin;
  /** Names the same event in every delivery of it. */
  readonly key: string;
  readonly text: string;
  readonly files: readonly SlackFile[];
  readonly ts?: string | undefined;
  readonly tab?: string | undefined;
  /** Somebody's own new message, not an edit, a join or a bot's. */
  readonly isSpoken: boolean;
  readonly isDirect: boolean;
};

const SPOKEN_SUBTYPES: readonly (string | undefined)[] = [undefined, 'file_share', 'thread_broadcast'];

/** Undefined for events nobody stands behind. */
export function readEvent(body: unknown, own: Team): SlackEvent | undefined {
  const given = eventPayload.parse(body);
  const { event: inner } = given;
  if (inner.user === undefined) return undefined;
  const [authorization] = given.authorizations;
  const teamId = team(
    {
      team: given.team_id,
      enterprise: given.enterprise_id ?? authorization?.enterprise_id,
      isOrg: authorization?.is_enterprise_install ?? false,
    },
    own,
  );
  const isDirect = inner.channel_type === 'im' || inner.channel?.startsWith('D') === true;
  return {
    // A mention in a direct message arrives as two events about one message.
    key: inner.ts === undefined ? (given.event_id ?? '') : `${inner.channel}:${inner.ts}`,
    text: inner.text ?? '',
    files: inner.files,
    ts: inner.ts,
    tab: inner.tab,
    isDirect,
    isSpoken: inner.bot_id === undefined && SPOKEN_SUBTYPES.includes(inner.subtype),
    origin: {
      asker: asker(teamId, inner.user, undefined, {
        channel: inner.channel,
        channelName: isDirect ? 'directmessage' : undefined,
      }),
      user: inner.user,
      channel: inner.channel,
      thread: inner.thread_ts,
    },
  };
}
