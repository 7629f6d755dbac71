/** Quizzes, reviews and rounds as a person meets them, over the assembled bot with a clock of its own. */
import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { createBank } from '../../src/bank/bank.ts';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { areas } from '../../src/catalogue/schema.ts';
import { DAY_MS } from '../../src/learning/card.ts';
import { learnFromRound } from '../../src/learning/from-rounds.ts';
import { readLearner } from '../../src/learning/records.ts';
import { entryPage } from '../../src/library/page.ts';
import { rightOption } from '../../src/quiz/question.ts';
import { defaultSettings } from '../../src/round/round.ts';
import { createRound } from '../../src/round/step.ts';
import { openLearner } from './learner-stage.ts';

const catalogue = loadCatalogue();

describe('a private quiz', () => {
  it('never carries the key before the answer', async () => {
    await using stage = await openLearner(catalogue);
    for (const line of ['quiz', 'daily', 'quiz review']) {
      const page = JSON.stringify(await stage.say(line));
      for (const { options } of catalogue.questions)
        for (const { because } of options) expect(page).not.toContain(JSON.stringify(because).slice(1, -1));
      expect(page).not.toMatch(/"right"|The answer is/);
    }
  });

  it('learns from each answer, once', async () => {
    await using stage = await openLearner(catalogue);
    const first = await stage.say('quiz');
    await Promise.all([stage.press(first, 'A'), stage.press(first, 'A'), stage.press(first, 'B')]);
    const { profile, cards } = await readLearner(stage.store.ledger, stage.user);
    expect(profile.answers).toBe(1);
    expect(cards.size).toBe(1);
  });

  it('explains every option after an answer', async () => {
    await using stage = await openLearner(catalogue);
    const page = await stage.say('quiz');
    const asked = stage.questionOn(page);
    const feedback = JSON.stringify(await stage.press(page, 'C'));
    for (const { because } of asked.options) expect(feedback).toContain(JSON.stringify(because).slice(1, -1));
  });
});

describe('a review', () => {
  it('offers new questions when there is nothing to review', async () => {
    await using stage = await openLearner(catalogue);
    const page = await stage.say('quiz review');
    expect(page.summary).toBe('Nothing to review yet.');
    expect(stage.labels(page)).toContain('New questions');
  });

  it('brings back what was missed until it is right, then says when the next is due', async () => {
    await using stage = await openLearner(catalogue);
    const quiz = await stage.say('quiz 1');
    await stage.answer(quiz, false);
    let page = await stage.say('quiz review');
    expect(page.summary).toMatch(/^Review · 1 left/);
    await stage.answer(page, false);
    page = await stage.say('quiz review');
    expect(page.summary).toMatch(/^Review · 1 left/);
    const last = await stage.answer(page, true);
    expect(stage.labels(last)).toContain('See the result');
    expect((await stage.press(last, 'See the result')).summary).toMatch(
      /^Reviewed 1 question, 0 right at once/,
    );
    page = await stage.say('quiz review');
    expect(page.summary).toBe('Nothing is due.');
    expect(page.data).toMatchObject({ next: expect.stringMatching(/^20/) });
    stage.pass(5 * DAY_MS);
    expect((await stage.say('quiz review')).summary).toMatch(/^Review · 1 left/);
  });

  it('leaves an unfinished quiz where it stands', async () => {
    await using stage = await openLearner(catalogue);
    const quiz = await stage.say('quiz');
    await stage.answer(quiz, false);
    await stage.answer(await stage.say('quiz review'), true);
    expect((await stage.say('quiz')).summary).toMatch(/^Question 2 of 6/);
  });

  it('is fed by rounds: a wrong answer comes back, no answer does not', async () => {
    await using stage = await openLearner(catalogue);
    const [question, other] = catalogue.questions;
    if (!question || !other) throw new Error('the bank is empty');
    const round = createRound({
      id: 'r1',
      place: 'test:room',
      workspace: 'test',
      host: 'test:host',
      hostName: 'Host',
      topic: undefined,
      questions: [question, other].map(({ id, options }) => ({
        id,
        order: [...options.keys()].reverse(),
        limit: 20_000,
      })),
      settings: defaultSettings,
      now: stage.now(),
    });
    const { ledger } = stage.store;
    const learn = learnFromRound(createBank(catalogue, ledger), ledger, stage.now);
    const wrong = question.options.length - 1 - ((rightOption(question) + 1) % question.options.length);
    const answer = { user: stage.user, name: 'Ann', shown: wrong, elapsed: 4_000, changed: false };
    await learn(round, 0, [answer]);
    await learn(round, 0, [answer]);
    await learn(round, 1, []);
    expect((await readLearner(ledger, stage.user)).profile).toMatchObject({ answers: 1, right: 0 });
    const page = await stage.say('quiz review');
    expect(stage.questionOn(page).id).toBe(question.id);
  });
});

describe('“Quiz me on this”', () => {
  const { entries, questions } = catalogue;
  const isAsked = ({ id, meta }: (typeof entries)[number]) =>
    questions.some(({ concept }) => concept === id || meta.related.includes(concept));

  it('stands under every concept and pattern that has questions of its own or next to it', () => {
    const pages = entries.filter(({ kind }) => kind === 'concept' || kind === 'pattern');
    expect(pages.filter(isAsked).length).toBeGreaterThan(pages.length / 2);
    for (const entry of pages) {
      const { body } = entryPage({ catalogue, commands }, entry);
      const controls = body.flatMap((block) => (block.type === 'actions' ? block.controls : []));
      const isThere = controls.some(({ label }) => label === 'Quiz me on this');
      expect(isThere, entry.id).toBe(isAsked(entry) || areas.some((area) => area === entry.id));
    }
  });

  it('leads to questions about that page or its neighbours', async () => {
    await using stage = await openLearner(catalogue);
    const near = entries.filter(
      (entry) => isAsked(entry) && !questions.some(({ concept }) => concept === entry.id),
    );
    for (const entry of [...near.slice(0, 5), ...entries.filter(isAsked).slice(0, 5)]) {
      const page = await stage.say(`quiz ${entry.id}`);
      const asked = stage.questionOn(page);
      const isArea = asked.area === entry.id;
      expect([entry.id, ...entry.meta.related, ...(isArea ? [asked.concept] : [])], entry.id).toContain(
        asked.concept,
      );
    }
  });
});
