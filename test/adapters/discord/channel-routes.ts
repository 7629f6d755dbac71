/** Messages that a bot posts and edits on its own behalf. */
import { z } from 'zod';
import { APPLICATION, type Channel, messageJson, type NamedBytes } from './channel.ts';
import * as rules from './payload-rules.ts';
import { type Answer, refusal } from './responses.ts';

const posted = z.looseObject({ nonce: z.string().optional(), enforce_nonce: z.boolean().optional() });

const recipient = z.object({ recipient_id: z.string() });

export type ChannelRoutes = {
  readonly handle: (
    method: string,
    path: readonly string[],
    body: unknown,
    files: readonly NamedBytes[],
  ) => Answer;
  /** Opens the conversation between the bot and one person. */
  readonly direct: (body: unknown) => Answer;
  /** Nobody may write there any more. */
  readonly close: (channel: string) => void;
};

export function createChannelRoutes(channel: Channel, violations: string[]): ChannelRoutes {
  const byNonce = new Map<string, string>();
  const closed = new Set<string>();
  return {
    close: (id) => void closed.add(id),
    direct(body) {
      const { recipient_id: person } = recipient.parse(body);
      return closed.has(person)
        ? refusal(403, 50_007, 'Cannot send messages to this user')
        : { status: 200, body: { id: `dm-${person}`, type: 1 } };
    },
    handle(method, [where = '', , message = ''], body, files) {
      if (closed.has(where)) return refusal(403, 50_001, 'Missing Access');
      const names = files.map(({ name }) => name);
      const problems =
        method === 'POST' ? rules.postProblems(body, names) : rules.ownEditProblems(body, names);
      violations.push(...problems);
      if (problems.length > 0) return refusal(400, 50_035, 'Invalid Form Body');
      if (method === 'PATCH') {
        const edited = channel.replace(message, body, files);
        return edited ? { status: 200, body: messageJson(edited) } : refusal(404, 10_008, 'Unknown Message');
      }
      const { nonce, enforce_nonce: isEnforced } = posted.parse(body);
      const known = channel.all().find(({ id }) => id === byNonce.get(nonce ?? ''));
      const shown =
        isEnforced && known ? known : channel.post({ user: APPLICATION, channel: where }, body, files);
      if (nonce !== undefined) byNonce.set(nonce, shown.id);
      return { status: 200, body: messageJson(shown) };
    },
  };
}
