/** One interaction's requests: the first response, and what may come after it. */
import {
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  type InternalRequest,
  MessageFlags,
  type REST,
  RequestMethod,
  Routes,
} from 'discord.js';
import type { Visibility } from '../../reply/nodes.ts';
import type { Message } from './message.ts';

/**
 * `reply`, `update`, `acknowledge`, `defer`, `show` and `suggest` are first responses, of which Discord takes one;
 * the others follow an acknowledged or deferred one.
 */
export type Exchange = {
  readonly reply: (message: Message, visibility: Visibility) => Promise<void>;
  readonly update: (message: Message) => Promise<void>;
  /** Changes nothing on the screen. */
  readonly acknowledge: () => Promise<void>;
  /** Shows that an answer is on its way; who will see it is settled here. */
  readonly defer: (visibility: Visibility) => Promise<void>;
  readonly show: (modal: APIModalInteractionResponseCallbackData) => Promise<void>;
  readonly suggest: (choices: readonly { readonly name: string; readonly value: string }[]) => Promise<void>;
  readonly edit: (message: Message) => Promise<void>;
  readonly remove: () => Promise<void>;
  readonly followUp: (message: Message, visibility: Visibility) => Promise<void>;
};

export function createExchange(
  rest: REST,
  applicationId: string,
  { id, token }: { readonly id: string; readonly token: string },
): Exchange {
  /** What Discord answers is of no use to us, so its body is emptied and never parsed. */
  const send = async (request: Pick<InternalRequest, 'method' | 'fullRoute' | 'body' | 'files'>) => {
    const response = await rest.queueRequest({ ...request, auth: false });
    await response.arrayBuffer();
  };
  const respond = (type: InteractionResponseType, data?: object, files: Message['files'] = []) => {
    const body = data === undefined ? { type } : { type, data };
    const fullRoute = Routes.interactionCallback(id, token);
    return send({ method: RequestMethod.Post, fullRoute, body, ...attached(files) });
  };
  const original = Routes.webhookMessage(applicationId, token, '@original');
  return {
    reply: (message, visibility) =>
      respond(
        InteractionResponseType.ChannelMessageWithSource,
        seenBy(visibility, message.body),
        message.files,
      ),
    update: (message) => respond(InteractionResponseType.UpdateMessage, message.body, message.files),
    acknowledge: () => respond(InteractionResponseType.DeferredMessageUpdate),
    defer: (visibility) =>
      respond(InteractionResponseType.DeferredChannelMessageWithSource, {
        flags: visibility === 'private' ? MessageFlags.Ephemeral : 0,
      }),
    show: (modal) => respond(InteractionResponseType.Modal, modal),
    suggest: (choices) => respond(InteractionResponseType.ApplicationCommandAutocompleteResult, { choices }),
    edit: ({ body, files }) =>
      send({ method: RequestMethod.Patch, fullRoute: original, body, ...attached(files) }),
    remove: () => send({ method: RequestMethod.Delete, fullRoute: original }),
    followUp: ({ body, files }, visibility) =>
      send({
        method: RequestMethod.Post,
        fullRoute: Routes.webhook(applicationId, token),
        body: seenBy(visibility, body),
        ...attached(files),
      }),
  };
}

const attached = (files: Message['files']) => (files.length === 0 ? {} : { files });

function seenBy(visibility: Visibility, body: Message['body']): Message['body'] {
  return visibility === 'private' ? { ...body, flags: body.flags | MessageFlags.Ephemeral } : body;
}
