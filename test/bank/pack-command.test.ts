/** A team's pack from import to a quiz, said and pressed as people do. */
import { beforeEach, describe, expect, it } from 'vitest';
import { assemble } from '../../src/assemble.ts';
import type { Asker, Bot, Sealed } from '../../src/bot/bot.ts';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { countAnswer, judge } from '../../src/learning/items.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Reply } from '../../src/reply/nodes.ts';
import { openStore, type Store } from '../../src/store/open.ts';

const ann: Asker = {
  actor: { id: 'test:ann', name: 'Ann' },
  place: { id: 'test:room', workspace: 'test', kind: 'channel', platform: 'console' },
};
const ben: Asker = { ...ann, actor: { id: 'test:ben', name: 'Ben' } };
const moderator: Asker = { ...ann, actor: { id: 'test:mia', name: 'Mia', moderator: true } };
const elsewhere: Asker = { ...ben, place: { ...ben.place, id: 'other:room', workspace: 'other' } };

const question = (prompt: string) => `
  - prompt: ${prompt}
    options:
      - { text: refunds.v2, right: true, because: "Version 2 carries the currency." }
      - { text: refunds.v1, because: "It was switched off in May." }
      - { text: ledger.v1, because: "The ledger only reads refunds." }`;
const questions = `questions:${question('Which topic holds the refunds?')}${question('Where do chargebacks land in the end?')}`;

const catalogue = loadCatalogue();
let bot: Bot;
let store: Store;
beforeEach(async () => {
  store = openStore('sqlite::memory:', silentLog);
  bot = await assemble({ store, log: silentLog, catalogue });
});

function replyOf(outcome: Sealed): Reply<string> {
  if (outcome.type !== 'reply') throw new Error(`a ${outcome.type} instead of a reply`);
  return outcome;
}
const textOf = (reply: Reply<string>) => JSON.stringify(reply.body);

const say = async (line: string, asker = ann) => replyOf((await bot.say(line, asker)).outcome);

function pressOf(reply: Reply<string>, label: string): string {
  const controls = reply.body.flatMap((block) => (block.type === 'actions' ? block.controls : []));
  const found = controls.find((control) => control.label === label);
  if (!found || found.type === 'link') throw new Error(`no button ${label} in ${textOf(reply)}`);
  return found.press;
}
const press = async (reply: Reply<string>, label: string, asker = ann, input = {}) =>
  bot.press(pressOf(reply, label), input, asker);

async function imported(): Promise<Reply<string>> {
  const preview = replyOf(
    (await bot.run('pack', { task: 'import', title: 'Payments', text: questions }, ann)).outcome,
  );
  return replyOf(await press(preview, 'Save'));
}

describe('a pack of a team', () => {
  it('is checked, previewed, saved, asked, and not seen by others', async () => {
    expect((await imported()).summary).toContain('2 questions by Ann');
    expect((await say('quiz Payments')).summary).toMatch(/refunds|chargebacks/);
    expect((await say('quiz Payments', elsewhere)).summary).not.toMatch(/refunds|chargebacks/);
    expect((await say('pack', elsewhere)).summary).toContain('no questions of its own');
  });

  it('says which there are when none or an unknown one is named', async () => {
    await imported();
    expect((await say('pack show')).summary).toBe('Say which pack; there is Payments.');
    expect((await say('pack show Refunds')).summary).toBe('There is no pack “Refunds”; there is Payments.');
  });

  it('never tells the key to those who did not write it', async () => {
    await imported();
    const seen = await say('pack show Payments', ben);
    expect(textOf(seen)).not.toContain('Version 2 carries');
    expect((await say('pack export Payments', ben)).ok).toBe(false);
    expect((await say('pack delete Payments', ben)).ok).toBe(false);
    expect((await say('pack export Payments format=csv', moderator)).files?.[0]?.text).toContain(
      'refunds.v2',
    );
  });

  it('saves nothing that breaks a rule, and keeps what was sent', async () => {
    const bad = questions.replace('refunds.v1', 'all of the above');
    const refused = replyOf((await bot.run('pack', { task: 'import', text: bad }, ann)).outcome);
    expect(refused.ok).toBe(false);
    expect(textOf(refused)).toContain('refers to other options');
    const again = await press(refused, 'Edit what I sent');
    expect(again.type === 'form' && again.fields.find(({ name }) => name === 'text')?.value).toBe(bad);
    expect((await say('pack')).summary).toContain('no questions of its own');
  });

  it('is edited by question under the same rules', async () => {
    const page = await imported();
    const key = replyOf(await press(page, 'Open a question', ann, { value: '1' }));
    expect(textOf(key)).toContain('refunds.v2 ✓');
    const form = await press(key, 'Edit');
    if (form.type !== 'form') throw new Error('no form');
    const typed = Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));
    const wrong = { ...typed, options: 'refunds.v2 | no star anywhere\nb | some reason\nc | some reason' };
    const refused = replyOf(await bot.press(form.press, wrong, ann));
    expect(textOf(refused)).toContain('exactly one option is right');
    const again = await press(refused, 'Edit what I sent');
    expect(again.type === 'form' && again.fields[1]?.value).toBe(wrong.options);
    const saved = replyOf(
      await bot.press(form.press, { ...typed, prompt: 'Which topic has the refunds today?' }, ann),
    );
    expect(saved.summary).toContain('the refunds today');
  });

  it('keeps a question taken out of use from being asked', async () => {
    const page = await imported();
    for (const value of ['1', '2']) {
      const key = replyOf(await press(page, 'Open a question', ann, { value }));
      await press(key, 'Take it out of use');
    }
    expect((await say('quiz Payments')).ok).toBe(false);
  });

  it('keeps its numbers when it is imported again', async () => {
    await imported();
    const more = `${questions}${question('How are late refunds retried by the worker?')}`;
    const preview = replyOf(
      (await bot.run('pack', { task: 'import', title: 'Payments', text: more }, ann)).outcome,
    );
    expect(textOf(preview)).toContain('replaces the 2 questions');
    const saved = replyOf(await press(preview, 'Save'));
    const key = replyOf(await press(saved, 'Open a question', ann, { value: '3' }));
    expect(key.summary).toContain('late refunds');
    // Saving what is saved already is refused, not done twice.
    expect(replyOf(await press(preview, 'Save')).ok).toBe(false);
  });

  it('gives the number of a question that is gone to no other', async () => {
    await imported();
    const importing = async (text: string) => {
      const page = replyOf((await bot.run('pack', { task: 'import', title: 'Payments', text }, ann)).outcome);
      return replyOf(await press(page, 'Save'));
    };
    await importing(`questions:${question('Which topic holds the refunds?')}`);
    const saved = await importing(questions.replace('Where do chargebacks', 'Where do late disputes'));
    const open = (value: string) => press(saved, 'Open a question', ann, { value });
    expect(replyOf(await open('2')).ok).toBe(false);
    expect(replyOf(await open('3')).summary).toContain('late disputes');
  });

  it.each(['Payments 2', 'Apply', 'Team “A”=B'])(
    'named %s is opened and played by its buttons',
    async (title) => {
      const preview = replyOf(
        (await bot.run('pack', { task: 'import', title, text: questions }, ann)).outcome,
      );
      const saved = replyOf(await press(preview, 'Save'));
      expect(replyOf(await press(saved, 'Quiz me on it')).summary).toMatch(/of 2.*(refunds|chargebacks)/);
      const key = replyOf(await press(saved, 'Open a question', ann, { value: '1' }));
      expect(replyOf(await press(key, 'Back to the pack')).summary).toContain('2 questions by Ann');
    },
  );

  it('stays with the first of two who save the same name at once', async () => {
    const previews = await Promise.all(
      [ann, ben].map((who) => bot.run('pack', { task: 'import', title: 'Payments', text: questions }, who)),
    );
    const pages = previews.map(({ outcome }) => replyOf(outcome));
    const saved = await Promise.all(pages.map((page, at) => press(page, 'Save', at === 0 ? ann : ben)));
    expect(saved.map((outcome) => replyOf(outcome).ok).sort()).toEqual([false, true]);
  });

  it('cannot be overwritten by somebody else’s import', async () => {
    await imported();
    const preview = replyOf(
      (await bot.run('pack', { task: 'import', title: 'payments', text: questions }, ben)).outcome,
    );
    expect(replyOf(await press(preview, 'Save', ben)).summary).toContain('choose another name');
  });
});

describe('a report', () => {
  it('reaches the moderators, who settle it or take the question out of use', async () => {
    const asked = await say('quiz consumer 1');
    const feedback = replyOf(await press(asked, 'A'));
    const form = await press(feedback, 'Report');
    if (form.type !== 'form') throw new Error('no form');
    await bot.press(form.press, { reason: 'outdated', words: 'see KIP-848 @everyone' }, ann);
    expect((await say('pack reports')).ok).toBe(false);
    const list = await say('pack reports', moderator);
    expect(list.summary).toContain('1 question is reported');
    const [row] = (list.data as { reports: { question: string }[] }).reports;
    const reported = replyOf(await press(list, 'Look at one', moderator, { value: row?.question ?? '' }));
    expect(textOf(reported)).toContain('KIP-848');
    const out = replyOf(await press(reported, 'Take it out of use here', moderator));
    expect(textOf(out)).toContain('Use it again');
    const before = catalogue.questions.filter(({ area }) => area === 'consumer').length;
    const left = await say('quiz consumer 20');
    expect(left.summary).not.toContain(`of ${before}`);
    expect(replyOf(await press(out, 'Done', moderator)).summary).toBe('No question is reported.');
  });
});

describe('a report of a pack’s question', () => {
  it('goes to the team that has the pack, wherever the quiz was continued', async () => {
    await imported();
    const asked = await say('quiz Payments 1');
    const feedback = replyOf(await press(asked, 'A'));
    const away = { ...ann, place: elsewhere.place };
    const form = await press(feedback, 'Report', away);
    if (form.type !== 'form') throw new Error('no form');
    await bot.press(form.press, { reason: 'typo', words: '' }, away);
    const stranger = { ...moderator, place: elsewhere.place };
    expect((await say('pack reports', stranger)).summary).toBe('No question is reported.');
    const list = await say('pack reports', moderator);
    expect(list.summary).toContain('1 question is reported');
    const [row] = (list.data as { reports: { question: string }[] }).reports;
    const look = { value: row?.question ?? '' };
    expect(replyOf(await press(list, 'Look at one', moderator, look)).ok).toBe(true);
    expect(replyOf(await press(list, 'Look at one', stranger, look)).ok).toBe(false);
  });
});

/** Those who know are wrong, those who do not are right: the key must be doubted. */
async function answerOddly(question: string): Promise<void> {
  for (let at = 0; at < 50; at++) {
    const right = at % 2 === 0;
    await store.ledger.apply(countAnswer({ question, chosen: 0, right, ability: right ? -1 : 1, shift: 0 }));
  }
  await judge(store.ledger, question);
}

describe('statistics of questions', () => {
  it('show what went out of use by its answers, and put it back', async () => {
    const [question] = catalogue.questions;
    if (!question) throw new Error('an empty bank');
    await answerOddly(question.id);
    expect((await say('pack statistics')).ok).toBe(false);
    const page = await say('pack statistics', moderator);
    expect(page.data).toMatchObject({ out_of_use: [{ question: question.id }] });
    const again = await press(page, 'Use one again, with empty statistics', moderator, {
      value: question.id,
    });
    expect(replyOf(again).data).toMatchObject({ judged: 0, out_of_use: [] });
  });

  it('tell a pack’s questions to its own team alone, and are heeded there too', async () => {
    await imported();
    const doubted = 'pack/test/payments/1';
    await answerOddly(doubted);
    const asked = await say('quiz Payments 2');
    expect(asked.summary).toContain('Question 1 of 1');
    expect(asked.summary).toContain('chargebacks');
    const page = await say('pack statistics', moderator);
    expect(page.data).toMatchObject({ out_of_use: [{ question: doubted }] });
    const stranger = { ...moderator, place: elsewhere.place };
    const theirs = await say('pack statistics', stranger);
    expect(theirs.data).toMatchObject({ out_of_use: [] });
    expect(textOf(theirs)).not.toContain('refunds');
    const label = 'Use one again, with empty statistics';
    expect(replyOf(await press(page, label, stranger, { value: doubted })).ok).toBe(false);
    await press(page, label, moderator, { value: doubted });
    expect((await say('quiz Payments 2')).summary).toContain('Question 1 of 2');
  });
});
