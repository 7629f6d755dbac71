/** Takes what a bot sends about an interaction: one first response in time, edits and follow-ups after it. */
import { z } from 'zod';
import { APPLICATION, type Channel, messageJson, type NamedBytes } from './channel.ts';
import * as rules from './payload-rules.ts';

/** Discord gives three seconds. A busy test machine gets more; that we defer in time is tested with a clock of its own. */
const FIRST_RESPONSE_MS = 15_000;
const [MESSAGE, DEFER, ACKNOWLEDGE, UPDATE, CHOICES, MODAL] = [4, 5, 6, 7, 8, 9];
const [AUTOCOMPLETE, MODAL_SUBMIT] = [4, 5];

/** An interaction that waits for its answer. */
export type Pending = {
  readonly user: string;
  readonly channel: string;
  readonly type: number;
  /** The message whose button, menu or form was used. */
  readonly pressed: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
  state: 'open' | 'deferred' | 'acknowledged' | 'answered';
  original: string | undefined;
  modal: unknown;
  choices: unknown;
  /** Called when the person has got the whole answer. */
  readonly settle: () => void;
};

export type Answer = { readonly status: number; readonly body?: object };
type Sent = { readonly body: unknown; readonly files: readonly NamedBytes[] };

export const refusal = (status: number, code: number, message: string): Answer => ({
  status,
  body: { message, code },
});

export type Responses = {
  readonly add: (token: string, pending: Pending) => void;
  readonly first: (token: string, sent: Sent) => Answer;
  readonly later: (method: string, path: readonly string[], sent: Sent) => Answer;
  /** Makes the next first response fail with this code. */
  readonly failNext: (code: number) => void;
};

export function createResponses(channel: Channel, violations: string[]): Responses {
  const pending = new Map<string, Pending>();
  let failure: number | undefined;

  return {
    add: (token, one) => void pending.set(token, one),
    failNext(code) {
      failure = code;
    },
    first(token, sent) {
      const open = pending.get(token);
      if (!open || Date.now() - open.at > FIRST_RESPONSE_MS)
        return refusal(404, 10_062, 'Unknown interaction');
      if (open.state !== 'open') return refusal(400, 40_060, 'Interaction has already been acknowledged.');
      const { type, data } = z
        .looseObject({ type: z.number(), data: z.unknown().optional() })
        .parse(sent.body);
      const problems = [...rules.callbackProblems(sent.body, namesOf(sent)), ...misuse(type, open)];
      violations.push(...problems);
      const forced = failure;
      failure = undefined;
      // Nothing more will come, so there is nothing to wait for.
      if (forced !== undefined) open.settle();
      const code = forced ?? (problems.length > 0 ? 50_035 : undefined);
      if (code !== undefined) return refusal(400, code, 'Invalid Form Body');
      answerFirst(channel, open, type, data, sent.files);
      if (type !== DEFER && type !== ACKNOWLEDGE) open.settle();
      return { status: 204 };
    },
    later(method, [application, token = '', , message], sent) {
      const open = pending.get(token);
      if (application !== APPLICATION || !open || open.state === 'open')
        return refusal(404, 10_015, 'Unknown Webhook');
      const target = message === '@original' ? (open.original ?? '') : (message ?? '');
      if (method === 'DELETE') return remove(channel, open, target);
      const judge = method === 'POST' ? rules.followUpProblems : rules.editProblems;
      const problems = judge(sent.body, namesOf(sent));
      violations.push(...problems);
      if (problems.length > 0) return refusal(400, 50_035, 'Invalid Form Body');
      const shown =
        method === 'POST'
          ? channel.post(open, sent.body, sent.files)
          : channel.replace(target, sent.body, sent.files);
      if (!shown) return refusal(404, 10_008, 'Unknown Message');
      open.settle();
      return { status: 200, body: messageJson(shown) };
    },
  };
}

const namesOf = ({ files }: Sent) => files.map(({ name }) => name);

/** Which first response fits which interaction. */
function misuse(type: number, open: Pending): readonly string[] {
  if ((type === ACKNOWLEDGE || type === UPDATE) && open.pressed === undefined)
    return ['only a press can update a message'];
  if (type === MODAL && open.type === MODAL_SUBMIT) return ['a modal cannot answer a modal'];
  return (type === CHOICES) === (open.type === AUTOCOMPLETE)
    ? []
    : [`callback ${type} does not answer interaction ${open.type}`];
}

function answerFirst(
  channel: Channel,
  open: Pending,
  type: number,
  data: unknown,
  files: readonly NamedBytes[],
): void {
  open.state = type === DEFER ? 'deferred' : type === ACKNOWLEDGE ? 'acknowledged' : 'answered';
  open.original = type === MESSAGE || type === DEFER ? channel.post(open, data, files).id : open.pressed;
  if (type === UPDATE) channel.replace(open.pressed ?? '', data, files);
  if (type === CHOICES) open.choices = data;
  if (type === MODAL) open.modal = data;
}

/** A deferred answer that is taken away is followed by another; a pressed message that goes is the whole answer. */
function remove(channel: Channel, open: Pending, message: string): Answer {
  if (!channel.remove(message)) return refusal(404, 10_008, 'Unknown Message');
  if (open.state === 'acknowledged') open.settle();
  return { status: 204 };
}
