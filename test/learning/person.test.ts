/** The daily question, reminders, progress and settings as a person meets them, over the assembled bot. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { DAY_MS } from '../../src/learning/card.ts';
import { readProfile } from '../../src/learning/records.ts';
import { silentLog } from '../../src/ports/log.ts';
import { ChannelGone, type Messenger } from '../../src/round/messenger.ts';
import { openStore } from '../../src/store/open.ts';
import { openLearner } from './learner-stage.ts';

const catalogue = loadCatalogue();
const HOUR = 3_600_000;

/** Keeps what it is told to send. */
function createInbox(refuses = false) {
  const told: string[] = [];
  const messenger: Messenger = {
    post: async () => ({ ref: '', at: 0 }),
    edit: async () => undefined,
    editEveryMs: 1,
    async tell(user, reply) {
      if (refuses) throw new ChannelGone('Closed');
      told.push(`${user}: ${reply.summary}`);
    },
  };
  return { told, messenger };
}

describe('the daily question', () => {
  it('is the same for everybody on a date and another one the next day', async () => {
    await using ann = await openLearner(catalogue);
    await using ben = await openLearner(catalogue, { store: ann.store, name: 'Ben' });
    const first = ann.questionOn(await ann.say('daily')).id;
    expect(ben.questionOn(await ben.say('daily')).id).toBe(first);
    ben.pass(DAY_MS);
    expect(ben.questionOn(await ben.say('daily')).id).not.toBe(first);
  });

  it('keeps a streak, with freezes for missed days, and counts once a day', async () => {
    await using stage = await openLearner(catalogue);
    const { ledger } = stage.store;
    for (let day = 1; day <= 3; day++) {
      const feedback = await stage.answer(await stage.say('daily'), day % 2 === 0);
      expect(JSON.stringify(feedback.body)).toContain(`Streak: ${day} day`);
      expect((await stage.say('daily')).summary).toMatch(/The answer is/);
      stage.pass(DAY_MS);
    }
    stage.pass(DAY_MS);
    await stage.answer(await stage.say('daily'), true);
    expect((await readProfile(ledger, stage.user)).streak).toMatchObject({ days: 4, freezes: 1 });
    stage.pass(5 * DAY_MS);
    expect((await stage.say('stats')).data).toMatchObject({ streak_days: 0, freezes: 0 });
  });

  it('changes at the person’s own midnight', async () => {
    await using stage = await openLearner(catalogue, { start: Date.UTC(2026, 5, 10, 23, 30) });
    await stage.say('me timezone="New York"');
    await stage.answer(await stage.say('daily'), true);
    stage.pass(HOUR);
    expect((await stage.say('daily')).summary).toContain('The answer is');
    stage.pass(4 * HOUR);
    expect((await stage.say('daily')).summary).toMatch(/^Question of the day\. /);
  });

  it('leaves an open quiz alone', async () => {
    await using stage = await openLearner(catalogue);
    await stage.answer(await stage.say('quiz'), true);
    await stage.answer(await stage.say('daily'), true);
    expect((await stage.say('quiz')).summary).toMatch(/^Question 2 of 6/);
  });
});

describe('a reminder', () => {
  const start = Date.UTC(2026, 2, 27, 12);

  it('comes once a day at the person’s time, on whichever instance, through a change of clocks', async () => {
    const { told, messenger } = createInbox();
    await using one = await openLearner(catalogue, { start, messenger });
    await using two = await openLearner(catalogue, { start, messenger, store: one.store });
    await one.say('me timezone=Europe/Paris reminder=18:00');
    const times: string[] = [];
    for (let step = 0; step < 4 * 24 * 4; step++) {
      await Promise.all([one.remind(), two.remind(), one.remind()]);
      for (const _ of told.splice(0)) times.push(new Date(one.now()).toISOString());
      one.pass(HOUR / 4);
      two.pass(HOUR / 4);
    }
    expect(times).toEqual([
      '2026-03-27T17:00:00.000Z',
      '2026-03-28T17:00:00.000Z',
      '2026-03-29T16:00:00.000Z',
      '2026-03-30T16:00:00.000Z',
    ]);
  });

  it('stays away on a day whose question is done, after it was turned off, and when it is hours late', async () => {
    const { told, messenger } = createInbox();
    await using stage = await openLearner(catalogue, { start, messenger });
    await stage.say('me reminder=18:00');
    await stage.answer(await stage.say('daily'), true);
    stage.pass(7 * HOUR);
    await stage.remind();
    expect(told).toEqual([]);
    stage.pass(DAY_MS);
    await stage.remind();
    expect(told).toEqual([expect.stringContaining('your streak stands at 1 day')]);
    stage.pass(DAY_MS + 12 * HOUR);
    await stage.remind();
    expect(told).toHaveLength(1);
    await stage.say('me reminder=off');
    stage.pass(3 * DAY_MS);
    await stage.remind();
    expect(told).toHaveLength(1);
  });

  it('comes once on a day even when its time is changed', async () => {
    const { told, messenger } = createInbox();
    await using stage = await openLearner(catalogue, { start, messenger });
    await stage.say('me reminder=13:00');
    stage.pass(2 * HOUR);
    await stage.remind();
    await stage.say('me reminder=16:00');
    stage.pass(3 * HOUR);
    await stage.remind();
    await stage.remind();
    expect(told).toHaveLength(1);
    stage.pass(DAY_MS);
    await stage.remind();
    expect(told).toHaveLength(2);
  });

  it('is turned off when the person takes no private messages', async () => {
    const { messenger } = createInbox(true);
    await using stage = await openLearner(catalogue, { start, messenger });
    await stage.say('me reminder=18:00');
    stage.pass(7 * HOUR);
    await stage.remind();
    expect((await readProfile(stage.store.ledger, stage.user)).reminder).toBeUndefined();
    expect(await stage.store.ledger.due('reminders', Number.MAX_SAFE_INTEGER, 9)).toEqual([]);
  });

  it('waits for an instance with the person’s platform until the day is over, and not longer', async () => {
    const { told, messenger } = createInbox();
    await using one = await openLearner(catalogue, { start, messenger });
    await using two = await openLearner(catalogue, { start, store: one.store });
    await one.say('me reminder=18:00');
    const isDue = async () => (await one.store.ledger.due('reminders', two.now(), 9)).length > 0;
    two.pass(7 * HOUR);
    await two.remind();
    expect(await isDue()).toBe(true);
    two.pass(6 * HOUR);
    await two.remind();
    expect(await isDue()).toBe(false);
    one.pass(DAY_MS + 7 * HOUR);
    await one.remind();
    expect(told).toHaveLength(1);
  });

  it('is refused where nobody can be written to', async () => {
    await using stage = await openLearner(catalogue);
    expect(await stage.say('me reminder=18:00')).toMatchObject({ ok: false });
  });
});

describe('me', () => {
  it.each([
    ['me timezone=Mars/Phobos', /^timezone: I read “Mars\/Phobos”, but it takes a time zone such as/],
    ['me reminder=25:99', /^reminder: I read “25:99”, but it takes a time such as 18:00/],
    ['me leaderboard=maybe', /^leaderboard: I read “maybe”/],
  ])('says of %s what would be right', async (line, sentence) => {
    await using stage = await openLearner(catalogue);
    const page = await stage.say(line);
    expect(page.ok).toBe(false);
    expect(page.summary).toMatch(sentence);
    expect((await readProfile(stage.store.ledger, stage.user)).zone).toBe('UTC');
  });

  it('takes a person off the boards', async () => {
    await using stage = await openLearner(catalogue);
    const { ledger } = stage.store;
    await ledger.apply([{ type: 'score', board: 'b', member: stage.user, by: 5, keep: DAY_MS }]);
    await stage.say('me leaderboard=off');
    expect(await ledger.get('opted-out', stage.user)).toBeDefined();
    expect(await ledger.standing('b', stage.user)).toBeUndefined();
    await stage.say('me leaderboard=on');
    expect(await ledger.get('opted-out', stage.user)).toBeUndefined();
  });

  it('hands over everything as JSON', async () => {
    await using stage = await openLearner(catalogue);
    const quiz = await stage.say('quiz');
    const asked = stage.questionOn(quiz).id;
    await stage.answer(quiz, false);
    const [file] = (await stage.say('me export')).files ?? [];
    expect(JSON.parse(file?.text ?? '')).toMatchObject({
      person: stage.user,
      profile: { answers: 1, leaderboard: true },
      questions: { [asked]: { answers: 1, missed: true } },
      open: [{ kind: 'quiz' }],
    });
  });

  it('leaves nothing of a person in the store, and all of everybody else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kafka-forget-'));
    const path = join(folder, 'state.sqlite');
    const store = openStore(`sqlite:${path}`, silentLog);
    const rows = (user: string) => everyRow(path).filter((row) => mentions(row, user));
    const { messenger } = createInbox();
    await using ann = await openLearner(catalogue, { store, messenger });
    // An id that begins like hers must stay.
    await using anna = await openLearner(catalogue, { store, messenger, name: 'Anna' });
    for (const person of [ann, anna]) {
      await person.say('me timezone=Europe/Paris reminder=18:00 leaderboard=off');
      const feedback = await person.answer(await person.say('quiz'), false);
      await person.answer(await person.say('quiz review'), false);
      await person.answer(await person.say('daily'), true);
      await person.say('calc brokers=5');
      await person.fill(await person.pressForForm(feedback, 'Report'), { reason: 'typo', words: 'a typo' });
      await store.ledger.apply([{ type: 'score', board: 'b', member: person.user, by: 5, keep: DAY_MS }]);
    }
    const before = rows(anna.user);
    expect(rows(ann.user).length).toBeGreaterThan(8);
    const asked = await ann.say('me forget');
    expect(rows(ann.user).length).toBeGreaterThan(8);
    const done = await ann.press(asked, 'Delete everything');
    expect(JSON.stringify(done.body)).toContain('90 days');
    expect(rows(ann.user)).toEqual([]);
    expect(rows(anna.user)).toEqual(before);
    ann.pass(2 * DAY_MS);
    await ann.remind();
    expect(rows(ann.user)).toEqual([]);
    await store.close();
    rmSync(folder, { recursive: true });
  });
});

/** Each row of each table as text, read past everything the bot knows of its own store. */
function everyRow(path: string): readonly string[] {
  using database = new DatabaseSync(path, { readOnly: true });
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return tables.flatMap(({ name }) =>
    database
      .prepare(`SELECT * FROM "${name}"`)
      .all()
      .map((row) => `${name} ${Object.values(row).join(' ')}`),
  );
}

const mentions = (row: string, user: string) => new RegExp(`${user}(?![a-z])`).test(row);

describe('progress', () => {
  it('counts by topic and offers the weakest', async () => {
    await using stage = await openLearner(catalogue);
    expect((await stage.say('stats')).summary).toContain('not answered a question yet');
    for (let at = 0; at < 3; at++) {
      const page = await stage.say('quiz 1');
      await stage.answer(page, at > 0);
    }
    const page = await stage.say('stats');
    expect(page.data).toMatchObject({ seen: 3, mastered: 0, due: 1, answers: 3, right: 2 });
    expect(page.body.filter(({ type }) => type === 'image')).toHaveLength(1);
    expect(stage.labels(page)).toContain('Review');
  });
});
