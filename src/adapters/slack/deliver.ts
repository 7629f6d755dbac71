/** Brings an answer to where it belongs, and another way when Slack refuses the first. */
import type { types, webApi } from '@slack/bolt';
import type { Sealed } from '../../bot/bot.ts';
import type { Log } from '../../ports/log.ts';
import type { Form, Reply } from '../../reply/nodes.ts';
import type { Origin } from './incoming.ts';
import { modal } from './modal.ts';
import { fileAsText, formButton, formTooLate } from './own-replies.ts';
import { responseType, routes } from './routes.ts';
import { fullMessage, type Prepared, patiently, respond, type Sender } from './sending.ts';
import { upload } from './uploads.ts';

export type Delivery = {
  /** The answer as the body of an acknowledgement; undefined when it must be sent on its own. */
  readonly inline: (outcome: Sealed) => Promise<InlineAnswer | undefined>;
  /**
   * Never rejects: what cannot be delivered is logged.
   * @param line what was said, to say it again where a form needs a press first
   */
  readonly deliver: (outcome: Sealed, origin: Origin, line?: string) => Promise<void>;
};

export type InlineAnswer = {
  readonly response_type: 'ephemeral' | 'in_channel';
  readonly text: string;
  readonly blocks: types.KnownBlock[];
};

export function createDelivery(parts: { client: webApi.WebClient; sender: Sender; log: Log }): Delivery {
  const { client, sender, log } = parts;

  async function sendReply(prepared: Prepared, origin: Origin): Promise<void> {
    const problems: unknown[] = [];
    for (const { name, send } of routes(client, prepared.reply, origin)) {
      try {
        await sender.send(prepared, send);
        return await sendFiles(prepared.reply, origin);
      } catch (error) {
        problems.push(error);
        log.warn({ error, route: name }, 'slack did not take an answer this way');
      }
    }
    log.error({ error: problems[0] }, 'answer could not be delivered to slack');
  }

  /** A file is private as long as the answer is: it goes to the person and not into the channel. */
  async function sendFiles(reply: Reply<string>, origin: Origin): Promise<void> {
    for (const file of reply.files ?? []) {
      try {
        const isShared = reply.visibility === 'public' || origin.asker.place.kind === 'direct';
        const channel = (isShared ? origin.channel : undefined) ?? (await directChannel(client, origin.user));
        const bytes = new TextEncoder().encode(file.text);
        const thread = channel === origin.channel ? origin.thread : undefined;
        await patiently(() => upload(client, { filename: file.name, bytes, channel, thread }));
      } catch (error) {
        log.warn({ error }, 'file could not be uploaded to slack; sent as text');
        await sendReply(await sender.prepare(fileAsText(file)), { ...origin, pressed: undefined });
      }
    }
  }

  async function openForm(form: Form<string>, origin: Origin, line: string): Promise<void> {
    if (origin.trigger === undefined) return sendReply(await sender.prepare(formButton(line)), origin);
    try {
      await client.views.open({ trigger_id: origin.trigger, view: modal(form, origin) });
    } catch (error) {
      log.warn({ error }, 'slack opened no form');
      await sendReply(await sender.prepare(formTooLate()), origin);
    }
  }

  async function deliverOutcome(outcome: Sealed, origin: Origin, line: string): Promise<void> {
    switch (outcome.type) {
      case 'reply':
        return sendReply(await sender.prepare(outcome), origin);
      case 'form':
        return openForm(outcome, origin, line);
      case 'removal':
        return remove(client, origin);
    }
  }

  return {
    async inline(outcome) {
      if (outcome.type !== 'reply' || (outcome.files ?? []).length > 0) return undefined;
      const ready = await sender.ready(outcome);
      if (ready === undefined) return undefined;
      const { text, blocks } = fullMessage(ready);
      return { response_type: responseType(outcome), text, blocks: [...blocks] };
    },
    deliver: async (outcome, origin, line = 'help') => {
      try {
        await deliverOutcome(outcome, origin, line);
      } catch (error) {
        log.error({ error }, 'answer could not be delivered to slack');
      }
    },
  };
}

async function remove(client: webApi.WebClient, { responseUrl, channel, pressed }: Origin): Promise<void> {
  if (responseUrl !== undefined) return respond(responseUrl, { delete_original: true });
  if (channel !== undefined && pressed?.ts !== undefined)
    await client.chat.delete({ channel, ts: pressed.ts });
}

async function directChannel(client: webApi.WebClient, user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  if (channel?.id === undefined) throw new Error('Slack opened no direct message');
  return channel.id;
}
