/** The parts of Slack's payloads that this bot reads; all but who asks may be missing. */
import { z } from 'zod';

/** A field that is absent, null or of another kind than Slack documents is one the bot does without. */
const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);
const list = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).catch([]);
const text = maybe(z.string());
/** Slash commands carry booleans as text. */
const flag = z
  .unknown()
  .optional()
  .transform((value) => value === true || value === 'true');
const named = maybe(z.object({ id: z.string(), name: text }));
const person = z.object({ id: z.string(), username: text, name: text, team_id: text });

const interaction = {
  user: person,
  team: named,
  enterprise: named,
  is_enterprise_install: flag,
  channel: named,
  trigger_id: text,
  response_url: text,
};

export type Interaction = z.output<z.ZodObject<typeof interaction>>;

const file = z.object({
  name: text,
  mimetype: text,
  size: maybe(z.number()),
  url_private: text,
  url_private_download: text,
});

export type SlackFile = z.output<typeof file>;

const message = z.object({
  text,
  ts: text,
  thread_ts: text,
  files: list(file),
  attachments: list(z.object({ text, fallback: text })),
  blocks: maybe(z.unknown()),
});

export type MessagePayload = z.output<typeof message>;

export const commandPayload = z.object({
  user_id: z.string(),
  user_name: text,
  team_id: text,
  enterprise_id: text,
  is_enterprise_install: flag,
  channel_id: text,
  channel_name: text,
  text,
  trigger_id: text,
  response_url: text,
  thread_ts: text,
});

export const pressPayload = z.object({
  ...interaction,
  container: maybe(
    z.object({ message_ts: text, channel_id: text, thread_ts: text, is_ephemeral: maybe(z.boolean()) }),
  ),
  message: maybe(message),
  view: maybe(z.object({ id: text })),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: text,
        selected_option: maybe(z.object({ value: z.string() })),
      }),
    )
    .min(1),
});

export const submissionPayload = z.object({
  ...interaction,
  view: z.object({
    callback_id: z.string(),
    private_metadata: text,
    state: z.object({
      values: z.record(
        z.string(),
        z.record(
          z.string(),
          z.object({ value: text, selected_option: maybe(z.object({ value: z.string() })) }),
        ),
      ),
    }),
  }),
});

/** What a modal remembers of the place it was opened from. */
export const kept = z.object({
  channel: text,
  channelName: text,
  thread: text,
  responseUrl: text,
  pressed: maybe(z.object({ isOwn: z.boolean(), isEphemeral: z.boolean(), ts: text })),
});

export const shortcutPayload = z.object({ ...interaction, callback_id: z.string(), message: maybe(message) });

export const eventPayload = z.object({
  team_id: text,
  enterprise_id: text,
  event_id: text,
  authorizations: list(z.object({ is_enterprise_install: flag, enterprise_id: text })),
  event: z.object({
    type: z.string(),
    subtype: text,
    user: text,
    bot_id: text,
    text,
    channel: text,
    channel_type: text,
    ts: text,
    thread_ts: text,
    tab: text,
    files: list(file),
  }),
});
