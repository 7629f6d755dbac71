import { DiscordAPIError } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, type Waiting } from '../../../src/adapters/discord/answer.ts';
import type { Exchange } from '../../../src/adapters/discord/exchange.ts';
import type { Sealed } from '../../../src/bot/bot.ts';
import { silentLog } from '../../../src/ports/log.ts';
import type { Reply } from '../../../src/reply/nodes.ts';

/** Notes which requests would go to Discord. */
function recorder(refuse?: (call: string, text: string) => Error | undefined) {
  const calls: string[] = [];
  const note = (call: string) => async (subject?: unknown, visibility?: unknown) => {
    const shown = JSON.stringify(subject ?? '');
    const [text] = /(?<="content":")[^"]*/.exec(shown) ?? [''];
    calls.push(
      [call, text, typeof subject === 'string' ? subject : '', visibility ?? ''].filter(Boolean).join(' '),
    );
    const error = refuse?.(call, text);
    if (error) throw error;
  };
  const exchange: Exchange = {
    reply: note('reply'),
    update: note('update'),
    acknowledge: note('acknowledge'),
    defer: note('defer'),
    show: note('show'),
    suggest: note('suggest'),
    edit: note('edit'),
    remove: note('remove'),
    followUp: note('follow-up'),
  };
  return { calls, exchange };
}

const page = (extras: Partial<Reply<string>> = {}): Sealed => ({
  type: 'reply',
  ok: true,
  title: 'Title',
  summary: 'Summary',
  body: [{ type: 'paragraph', body: [{ type: 'text', text: 'Body' }] }],
  visibility: 'private',
  placement: 'new',
  ...extras,
});
const formOutcome: Sealed = { type: 'form', title: 'F', submit: 'S', press: 'p', fields: [] };

async function play(outcome: Sealed, waiting: Waiting, late: boolean): Promise<readonly string[]> {
  const { calls, exchange } = recorder();
  const work = Promise.withResolvers<Sealed>();
  if (!late) work.resolve(outcome);
  const done = answer(exchange, work.promise, waiting, silentLog);
  await vi.advanceTimersByTimeAsync(late ? 2_000 : 0);
  work.resolve(outcome);
  await done;
  return calls;
}

const command: Waiting = { visibility: 'private' };
const ownPage: Waiting = { visibility: 'private', pressed: { isOwn: true } };
const sharedPage: Waiting = { visibility: 'private', pressed: { isOwn: false } };

describe('discord: where an answer goes', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it.each<[string, Sealed, Waiting, boolean, readonly string[]]>([
    ['a quick answer', page(), command, false, ['reply Body private']],
    ['a public one', page({ visibility: 'public' }), command, false, ['reply Body public']],
    ['a turn on the own page', page({ placement: 'turn' }), ownPage, false, ['update Body']],
    ['a turn on a shared page', page({ placement: 'turn' }), sharedPage, false, ['reply Body private']],
    ['an update of a shared page', page({ placement: 'update' }), sharedPage, false, ['update Body']],
    ['a form', formOutcome, ownPage, false, ['show']],
    ['a removal', { type: 'removal' }, sharedPage, false, ['acknowledge', 'remove']],
    ['a share from a private page', page({ visibility: 'public' }), ownPage, false, ['reply Body public']],
    ['a slow answer', page(), command, true, ['defer private', 'edit Body']],
    [
      'a slow public answer of a private command',
      page({ visibility: 'public' }),
      command,
      true,
      ['defer private', 'remove', 'follow-up Body public'],
    ],
    ['a slow turn', page({ placement: 'turn' }), ownPage, true, ['acknowledge', 'edit Body']],
    ['a slow new page', page(), ownPage, true, ['acknowledge', 'follow-up Body private']],
    ['a slow removal', { type: 'removal' }, ownPage, true, ['acknowledge', 'remove']],
    [
      'a form that came too late',
      formOutcome,
      ownPage,
      true,
      ['acknowledge', 'follow-up That took too long for the form to open; please try again. private'],
    ],
  ])('%s', async (_, outcome, waiting, late, expected) => {
    expect(await play(outcome, waiting, late)).toEqual(expected);
  });

  it('sends the summary when Discord refuses the page', async () => {
    const refused = new DiscordAPIError(
      { code: 50_035, message: 'Invalid Form Body' },
      50_035,
      400,
      'POST',
      'https://discord.com/api',
      { files: undefined, body: undefined },
    );
    const { calls, exchange } = recorder((_, text) => (text === 'Body' ? refused : undefined));
    await answer(exchange, Promise.resolve(page()), command, silentLog);
    expect(calls).toEqual(['reply Body private', 'reply Summary private']);
  });
});
