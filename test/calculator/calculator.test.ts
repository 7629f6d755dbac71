/** calc and size as people use them: lines, buttons, forms, saved names and refusals. */

import { beforeEach, describe, expect, it } from 'vitest';
import { assemble } from '../../src/assemble.ts';
import type { Asker, Bot, Sealed } from '../../src/bot/bot.ts';
import { readOptions } from '../../src/bot/read-line.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Control, Form, Reply } from '../../src/reply/nodes.ts';
import { INPUTS } from '../../src/sizing/inputs.ts';
import { openStore } from '../../src/store/open.ts';

const ann: Asker = {
  actor: { id: 'test:ann', name: 'Ann' },
  place: { id: 'test:room', workspace: 'test', kind: 'channel', platform: 'console' },
};
const elsewhere: Asker = { ...ann, place: { ...ann.place, id: 'test:other' } };

let bot: Bot;
beforeEach(async () => {
  bot = await assemble({ store: openStore('sqlite::memory:', silentLog), log: silentLog });
});

function replyOf(outcome: Sealed): Reply<string> {
  if (outcome.type !== 'reply') throw new Error(`a ${outcome.type} instead of a reply`);
  return outcome;
}
function formOf(outcome: Sealed): Form<string> {
  if (outcome.type !== 'form') throw new Error(`a ${outcome.type} instead of a form`);
  return outcome;
}
const say = async (line: string, asker = ann) => replyOf((await bot.say(line, asker)).outcome);
const controls = (reply: Reply<string>): readonly Control<string>[] =>
  reply.body.flatMap((block) => (block.type === 'actions' ? block.controls : []));
const press = (reply: Reply<string>, label: string, input: Record<string, string> = {}) => {
  const control = controls(reply).find((each) => each.label === label);
  if (control?.type !== 'button') throw new Error(`no button “${label}”`);
  return bot.press(control.press, input, ann);
};
const data = (reply: Reply<string>): Record<string, unknown> => Object(reply.data);
const table = (reply: Reply<string>) =>
  reply.body.flatMap((block) => (block.type === 'table' ? block.rows : []));

describe('calc', () => {
  it('answers the original card as long as nothing else is said', async () => {
    const card = await say('calc');
    expect(card.summary).toBe('54,000 msg/s, 8,899 GiB a day, survives 1 broker failure, parallelism 6.');
    expect(data(card)['throughput_messages_s']).toBe(54_000);
  });
  it('keeps to the simple card for its own inputs', async () =>
    expect(data(await say('calc brokers=6 partitions=12 rf=3 size=2KiB'))['throughput_messages_s']).toBe(
      96_000,
    ));
  it('turns to the full model with anything beyond them', async () => {
    const card = await say('calc brokers=3 groups=2 nic=10Gbps');
    expect(data(card)['binding']).toBe('network_out');
    expect(card.summary).toContain('network out stops it');
  });
  it('offers the full model from the simple card', async () =>
    expect(data(replyOf(await press(await say('calc brokers=4'), 'Full model')))['mode']).toBe('forward'));
  it.each([
    [
      'calc brokers=0',
      'brokers: I read “0”, which is too little; it takes a whole number from 1 to 10,000, for example 6.',
    ],
    ['calc rf=4', 'rf: 4 copies need 4 brokers and there are 3; give rf=3 or less, or brokers=4 or more.'],
    [
      'calc size="1 kilobite"',
      'size: I read “1 kilobite”, which has the unit “kilobite”, and that is no size; use B, KB, MB, GB, KiB, MiB or GiB.',
    ],
    [
      'calc size=1e308',
      'size: I read “1e308”, which is larger than any cluster; a size is a number and B, KB, MB, GB, TB, KiB, MiB, GiB or TiB.',
    ],
    ['calc brokers=-3', 'brokers: I read “-3”, which is negative; write a whole number.'],
    [
      'calc partitions=six',
      'partitions: I read “six”, which does not start with a number; write a whole number.',
    ],
  ])('%s is one private sentence', async (line, sentence) => {
    const refused = await say(line);
    expect(refused.ok).toBe(false);
    expect(refused.visibility).toBe('private');
    expect(refused.summary).toBe(sentence);
  });
});

describe('the buttons of a card', () => {
  it('a what-if answers with the difference', async () => {
    const card = await say('size rate=100MB/s groups=3 preset=msk.m7g.xlarge retention=1h');
    const difference = replyOf(await press(card, '+1 group'));
    expect(difference.title).toBe('What if groups=4');
    expect(difference.placement).toBe('new');
    expect(table(difference).length).toBeGreaterThan(0);
    expect(data(difference)['before_groups']).toBe(3);
    expect(data(difference)['groups']).toBe(4);
  });
  it('adjust opens a form with the current values and calculates with the new ones', async () => {
    const card = await say('size rate=100MB/s groups=3 zones=1 nic=10Gbps');
    const form = formOf(await press(card, 'Adjust'));
    const values = Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));
    expect(values).toEqual({
      rate: '100MB/s',
      size: '',
      groups: '3',
      retention: '',
      more: 'zones=1 nic=10Gbps',
    });
    const again = replyOf(await bot.press(form.press, { ...values, groups: '5' }, ann));
    expect(data(again)['replay']).toBe('size rate=100MB/s groups=5 zones=1 nic=10Gbps');
  });
  it('explain prints the formulas with the numbers put in', async () => {
    const card = await say('calc brokers=3 rf=3 groups=2 nic=10Gbps rate=100MB/s');
    const text = JSON.stringify(replyOf(await press(card, 'Explain')).body);
    expect(text).toContain('produce × (groups + rf − 1) / brokers = 100 MB/s × 4 / 3 = 133 MB/s');
  });
  it('assumptions come with their source', async () => {
    const card = await say('size rate=100MB/s');
    expect(JSON.stringify(replyOf(await press(card, 'Assumptions')).body)).toContain('log.retention.hours');
  });
  it('export hands over CSV and JSON with units in the names', async () => {
    const exported = replyOf(await press(await say('size rate=100MB/s'), 'Export'));
    expect(exported.files?.map(({ name }) => name)).toEqual(['size.csv', 'size.json']);
    expect(exported.files?.[0]?.text).toContain('\r\nthroughput_limit_mb_s,');
    expect(JSON.parse(exported.files?.[1]?.text ?? '{}')).toMatchObject({
      command: '/kafka size rate=100MB/s',
    });
  });
  it('settings can be pasted', async () => {
    const settings = replyOf(
      await press(await say('size rate=100MB/s rf=3 retention=2d nic=10Gbps disk=4TB'), 'Settings'),
    );
    const text = settings.body.flatMap((block) => (block.type === 'code' ? [block.text] : [])).join('\n');
    expect(text).toContain('min.insync.replicas=2');
    expect(text).toContain('retention.ms=172800000');
  });
});

describe('saved scenarios', () => {
  it('are kept by name in the channel and changed on the way', async () => {
    await say('size save orders-prod rate=50MB/s groups=3');
    expect(data(await say('size orders-prod rate=2x'))['replay']).toBe('size rate=100MB/s groups=3');
    expect((await say('size orders-prod', elsewhere)).ok).toBe(false);
  });
  it('save without values keeps the last card', async () => {
    await say('size rate=70MB/s groups=1');
    await say('size save last-one');
    expect(data(await say('size last-one'))['replay']).toBe('size rate=70MB/s groups=1');
  });
  it('are listed and forgotten', async () => {
    await say('size save one rate=1MB/s');
    expect((await say('size saved')).summary).toContain('one');
    await say('size forget one');
    expect((await say('size one')).ok).toBe(false);
  });
  it('can be saved from the card', async () => {
    const form = formOf(await press(await say('size rate=60MB/s'), 'Save'));
    await bot.press(form.press, { name: 'Six' }, ann);
    expect(data(await say('size six'))['replay']).toBe('size rate=60MB/s');
  });
  it('stand beside another scenario', async () => {
    await say('size save small rate=10MB/s nic=10Gbps');
    const both = await say('size rate=900MB/s nic=10Gbps compare=small');
    expect(data(both)['before_produce_mb_s']).toBe(900);
    expect(data(both)['produce_mb_s']).toBe(10);
  });
  it('with a name that is none are refused', async () =>
    expect((await say('size save no/name rate=1MB/s')).ok).toBe(false));
});

describe('lines', () => {
  it('every input and every other name of it reaches the calculator', () => {
    const options = bot.commands.find(({ name }) => name === 'size')?.options ?? [];
    for (const input of INPUTS) {
      for (const name of [input.name, ...input.aliases]) {
        const { unknown, left } = readOptions(`${name}=${JSON.stringify(input.example)}`, options);
        expect([name, unknown, left]).toEqual([name, [], []]);
      }
    }
  });
  it('a range is answered with a range', async () => {
    const card = await say('size rate=200MB/s..800MB/s nic=10Gbps retention=1h');
    expect(card.summary).toContain('rate matters most');
    expect(Number(data(card)['brokers_high'])).toBeGreaterThan(Number(data(card)['brokers_low']));
  });
  it('when nothing fits, the nearest miss and the lever that makes it fit are named', async () => {
    const card = await say('size rate=500MB/s retention=30d preset=msk.m7g.large groups=1 survive=none');
    expect(card.summary).toMatch(
      /^Nothing fits under 60 brokers: the nearest is .* because of disk capacity\. It fits with tiered=yes/,
    );
    expect(JSON.stringify(data(card)['levers'])).toContain('tier storage, one hour local: makes it fit');
  });
  it('a word that is no value is refused', async () =>
    expect((await say('size rate=1MB/s twice')).ok).toBe(false));
});
