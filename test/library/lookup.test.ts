/** Which page a command shows for what somebody typed, and what it says about its confidence. */
import { beforeAll, describe, expect, it } from 'vitest';
import { assemble } from '../../src/assemble.ts';
import type { Asker, Bot, Sealed } from '../../src/bot/bot.ts';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Reply } from '../../src/reply/nodes.ts';
import { openStore } from '../../src/store/open.ts';
import { ask, readEvalQuestions } from '../eval/questions.ts';

const ann: Asker = {
  actor: { id: 'test:ann', name: 'Ann', moderator: true },
  place: { id: 'test:room', workspace: 'test', kind: 'channel', platform: 'console' },
};

let bot: Bot;
beforeAll(async () => {
  const store = openStore('sqlite::memory:', silentLog);
  bot = await assemble({ store, log: silentLog });
});

function replyOf(outcome: Sealed): Reply<string> {
  if (outcome.type !== 'reply') throw new Error(`a ${outcome.type} instead of a reply`);
  return outcome;
}

const say = async (line: string) => replyOf((await bot.say(line, ann)).outcome);

async function choose(reply: Reply<string>, label: string, value: string): Promise<Reply<string>> {
  const controls = reply.body.flatMap((block) => (block.type === 'actions' ? block.controls : []));
  const found = controls.find((control) => control.label === label);
  if (!found || found.type === 'link') throw new Error(`no control ${label}`);
  return replyOf(await bot.press(found.press, { value }, ann));
}

describe('a command about one kind of page', () => {
  it.each([
    ['concept isr', 'isr'],
    ['howto reset offsets', 'reset-offsets-task'],
    ['howto increase partitions', 'add-partitions-task'],
    ['compare ktable globalktable', 'vs-ktable-globalktable'],
    ['practice compress batches', 'bp-producer-compression'],
    ['case netflix', 'rw-netflix'],
  ])('%s shows its own', async (line, id) => {
    expect((await say(line)).data).toMatchObject({ confidence: 'sure', id });
  });

  it.each([
    ['concept outbox', 'transactional-outbox'],
    ['pattern isr', 'isr'],
  ])('%s shows the page of that name, whatever its kind', async (line, id) => {
    expect((await say(line)).data).toMatchObject({ confidence: 'sure', id });
  });

  it('says plainly that it has nothing', async () => {
    const { ok, data, results } = await say('concept sourdough bread');
    expect({ ok, data, results }).toEqual({ ok: false, data: { confidence: 'none' }, results: [] });
  });
});

describe('ask', () => {
  it('answers a setting in a question with its page, and ranks the others behind it', async () => {
    const { data, results } = await say('ask what is the default of linger.ms');
    expect(data).toMatchObject({ confidence: 'sure', name: 'linger.ms' });
    expect(results?.[0]).toMatchObject({ kind: 'setting', id: 'linger.ms' });
    expect(new Set(results?.map(({ id }) => id)).size).toBe(results?.length);
  });

  it('answers an error in a question with its page', async () => {
    const { title, data } = await say('ask what does NOT_ENOUGH_REPLICAS mean');
    expect(title).toBe('NOT_ENOUGH_REPLICAS');
    expect(data).toMatchObject({ confidence: 'sure' });
  });

  it('lets the rest of a line speak where the class is one that all failures share', async () => {
    const { results } = await say('ask app stopped with StreamsException: could not create internal topics');
    expect(results?.map(({ id }) => id).slice(0, 3)).toContain('internal-topic');
    expect((await say('ask StreamsException')).results?.[0]?.kind).toBe('error');
  });

  it('offers at most three pages when it is not sure, and shows none of them', async () => {
    const catalogue = loadCatalogue();
    const doubtful = readEvalQuestions().find((asked) => ask(asked, catalogue).confidence === 'unsure');
    const { data, results = [], body } = await say(`ask ${doubtful?.question}`);
    expect(data).toEqual({ confidence: 'unsure' });
    const buttons = body.flatMap((block) => (block.type === 'actions' ? block.controls : []));
    expect(buttons.length).toBe(Math.min(3, results.length));
  });

  it('keeps a question that found nothing, and has no results for it', async () => {
    expect(await say('ask best pizza in Naples')).toMatchObject({
      data: { confidence: 'none' },
      results: [],
    });
    expect(JSON.stringify((await say('unanswered')).body)).toContain('best pizza in Naples');
  });
});

describe('browsing', () => {
  it('goes from all concepts over an area to a page', async () => {
    const catalogue = loadCatalogue();
    const all = await say('concepts');
    expect(all.results).toHaveLength(catalogue.entries.filter(({ kind }) => kind === 'concept').length);
    const area = await choose(all, 'Choose an area', 'kraft');
    expect(area.body[0]).toMatchObject({ type: 'heading' });
    expect(area.results?.map(({ id }) => id)).toContain('controller-quorum');
    const page = await choose(area, 'Open a page', 'controller-quorum');
    expect(page.data).toMatchObject({ id: 'controller-quorum' });
  });
});
