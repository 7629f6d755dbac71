import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { converse } from '../../src/adapters/console/run.ts';
import { assemble } from '../../src/assemble.ts';
import { silentLog } from '../../src/ports/log.ts';
import { openStore } from '../../src/store/open.ts';
import { conversation } from '../contract/conversation.ts';
import { openConsole } from './console/stage.ts';

conversation({ name: 'console', open: openConsole, hasChannel: false });

async function run(args: readonly string[], input = '') {
  const store = openStore('sqlite::memory:', silentLog);
  const bot = await assemble({ store, log: silentLog });
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const code = await converse(bot, args, { input: Readable.from([input]), output, errors });
  output.end();
  errors.end();
  await store.close();
  return { code, out: await text(output), err: await text(errors) };
}

describe('console: as a command', () => {
  it('prints one reply and exits 0', async () => {
    const { code, out } = await run(['calc', 'brokers=6', 'partitions=12', 'rf=3', 'size=2KiB']);
    expect(code).toBe(0);
    expect(out).toContain('96,000 msg/s');
  });

  it('puts a refusal on standard error and exits 2', async () => {
    const { code, out, err } = await run(['calc', 'brokers=0']);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^brokers: I read “0”/);
  });

  it('answers one line after the other, a bad one not stopping the rest', async () => {
    const { code, out } = await run(['--json'], 'calc\ncalc brokers=zero\nconcept isr\n');
    const replies = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(replies.map(({ command, ok }) => [command, ok])).toEqual([
      ['calc', true],
      ['calc', false],
      ['concept', true],
    ]);
  });

  it('prints every documented key of the JSON face', async () => {
    const { out } = await run(['--json', 'concept', 'isr']);
    expect(Object.keys(JSON.parse(out))).toEqual(
      expect.arrayContaining([
        'command',
        'ok',
        'title',
        'summary',
        'text',
        'results',
        'data',
        'actions',
        'images',
      ]),
    );
  });

  it('puts the shown entry first among the results', async () => {
    const { out } = await run(['--json', 'concept', 'isr']);
    expect(JSON.parse(out).results[0]).toMatchObject({ kind: 'concept', id: 'isr' });
  });

  it('keeps speakers of one stream apart', async () => {
    const { out } = await run(['--json'], '--as Ann quiz\n1\n--as Ben quiz\n--as Ann quiz\n');
    const replies = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(replies[2].summary).toContain('Question 1 of 6');
  });

  it('lets no escape sequence through', async () => {
    const { err } = await run(['help', '\u001b]0;owned\u0007\u001b[31mxyzzy plugh']);
    expect(err).toContain('xyzzy');
    expect(err).not.toContain('\u001b');
  });
});
