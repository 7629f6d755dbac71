import { beforeAll, describe, expect, it } from 'vitest';
import { assemble } from '../../src/assemble.ts';
import type { Asker, Bot, Sealed } from '../../src/bot/bot.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Reply } from '../../src/reply/nodes.ts';
import { openStore } from '../../src/store/open.ts';

const ann: Asker = {
  actor: { id: 'test:ann', name: 'Ann' },
  place: { id: 'test:room', workspace: 'test', kind: 'channel', platform: 'console' },
};
const ben: Asker = { ...ann, actor: { id: 'test:ben', name: 'Ben' } };

let bot: Bot;
beforeAll(async () => {
  const store = openStore('sqlite::memory:', silentLog);
  bot = await assemble({ store, log: silentLog });
});

function replyOf(outcome: Sealed): Reply<string> {
  if (outcome.type !== 'reply') throw new Error(`a ${outcome.type} instead of a reply`);
  return outcome;
}
const say = async (line: string, asker = ann) => replyOf((await bot.say(line, asker)).outcome);

function pressOf(reply: Reply<string>, label: string): string {
  for (const block of reply.body) {
    if (block.type !== 'actions') continue;
    for (const control of block.controls)
      if (control.label === label && control.type === 'button') return control.press;
  }
  throw new Error(`no button ${label}`);
}

describe('the handler layer', () => {
  it('answers each command of the original page', async () => {
    for (const line of [
      'about',
      'concept topic',
      'pattern cqrs',
      'practice producer',
      'case linkedin',
      'tips',
      'calc',
      'help',
    ]) {
      expect(await say(line), line).toMatchObject({ ok: true });
    }
  });

  it('looks up words that are no command', async () => {
    expect((await say('high watermark')).results?.[0]).toMatchObject({ id: 'high-watermark' });
  });

  it.each([
    ['calc brokers=0', /^brokers: I read “0”.*1 to 10,000/],
    ['calc rf=9', /^rf: .*9.*3/],
    ['calc size="1 kilobite"', /^size: .*kilobite.*KiB/],
    ['calc size=1e308', /^size: .*1e308/],
    ['calc brokers=-3', /^brokers: I read “-3”/],
    ['calc brokers=three', /^brokers: I read “three”/],
    ['calc brokres=3', /brokres.*did you mean brokers/],
  ])('refuses %s in one private sentence', async (line, sentence) => {
    const reply = await say(line);
    expect(reply).toMatchObject({ ok: false, visibility: 'private' });
    expect(reply.summary).toMatch(sentence);
  });

  it('refuses a forged press politely', async () => {
    const outcome = await bot.press('1:say.line:line=calc:AAAAAAAA', {}, ann);
    expect(replyOf(outcome).summary).toContain('expired');
  });

  it('tells nothing of the right answer before it is given', async () => {
    const reply = await say('quiz', { ...ann, actor: { id: 'test:quiz', name: 'Q' } });
    expect(JSON.stringify(reply)).not.toMatch(/"(right|because)"/);
  });

  it('lets nobody press the buttons of somebody else’s quiz', async () => {
    const reply = await say('quiz');
    const outcome = await bot.press(pressOf(reply, 'A'), {}, ben);
    expect(replyOf(outcome).summary).toContain('somebody else');
  });

  it('shares with credit, and lets only the sharer delete', async () => {
    const shared = replyOf(await bot.press(pressOf(await say('concept offset'), 'Share'), {}, ann));
    expect(shared.visibility).toBe('public');
    expect(replyOf(await bot.press(pressOf(shared, 'Delete'), {}, ben)).ok).toBe(false);
    expect(await bot.press(pressOf(shared, 'Delete'), {}, ann)).toEqual({ type: 'removal' });
  });

  it('gives a fault a reference and no detail', async () => {
    const broken = await assemble({
      store: {
        ...openStore('sqlite::memory:', silentLog),
        documents: {
          collection: () => ({
            get: () => Promise.reject(new Error('secret detail')),
            set: async () => {},
            delete: async () => {},
          }),
        },
      },
      log: silentLog,
      buttonSecret: 'a secret of the tests',
    });
    const reply = replyOf((await broken.say('quiz', ann)).outcome);
    expect(reply).toMatchObject({ ok: false, fault: true });
    expect(reply.summary).toMatch(/ref [2-9A-Z]{4}/);
    expect(JSON.stringify(reply)).not.toContain('secret detail');
  });
});
