import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeText } from '../../src/adapters/console/run.ts';
import { colourStyle, plainStyle } from '../../src/adapters/console/style.ts';
import type { Sealed } from '../../src/bot/bot.ts';
import { goldenForm, goldenReplies } from '../golden/replies.ts';
import { reply as anyReply } from '../reply/arbitrary.ts';

const WIDTH = 80;
const golden: readonly (readonly [string, Sealed])[] = [
  ...(await goldenReplies()).map(({ name, reply }) => [name, reply] as const),
  ['form', await goldenForm()],
];

describe('console: rendering', () => {
  for (const [name, outcome] of golden) {
    it(`shows ${name} as it did`, async () => {
      const plain = outcomeText(outcome, plainStyle(WIDTH), true);
      const coloured = outcomeText(outcome, colourStyle(WIDTH), true);
      await expect(`${plain}\n`).toMatchFileSnapshot(`../golden/${name}.txt`);
      await expect(`${coloured}\n`).toMatchFileSnapshot(`../golden/${name}.ansi`);
    });
  }

  it('never moves the cursor or hides text, whatever a reply says', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        expect(outcomeText(reply, plainStyle(WIDTH), true)).not.toMatch(
          /(?![\n\t])\p{Cc}|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u,
        );
      }),
    );
  });

  it('keeps prose within the window', () => {
    for (const [, outcome] of golden) {
      if (outcome.type !== 'reply') continue;
      const prose = outcome.body.filter(
        ({ type }) => type === 'paragraph' || type === 'note' || type === 'list',
      );
      const lines = outcomeText({ ...outcome, body: prose }, plainStyle(WIDTH), true).split('\n');
      expect(lines.filter((line) => line.length > WIDTH && !/\S{60}/.test(line))).toEqual([]);
    }
  });
});
