/** The evaluation questions stay answered: accuracy only, with room for new entries; `npm run eval` has the whole table. */
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { ask, isHeldOut, readEvalQuestions } from '../eval/questions.ts';

const questions = readEvalQuestions();
const catalogue = loadCatalogue();
const share = (group: readonly unknown[], all: readonly unknown[]) => group.length / all.length;

describe('the evaluation questions', () => {
  it('are as many as were asked for', () => {
    const answerable = questions.filter(({ from }) => from !== undefined);
    expect(answerable.length).toBeGreaterThanOrEqual(300);
    expect(questions.filter(({ kind }) => kind === 'foreign').length).toBeGreaterThanOrEqual(60);
    expect(questions.filter(({ kind }) => kind === 'lookup').length).toBeGreaterThanOrEqual(100);
  });

  it('hold out every third by its text alone, so that nobody chose which', () => {
    for (const { question, held_out } of questions)
      expect(held_out ?? false, question).toBe(isHeldOut(question));
  });

  it('accept only entries that are there', () => {
    const missing = questions
      .flatMap(({ accept }) => accept)
      .filter((id) => !id.includes(':') && catalogue.entry(id) === undefined);
    expect(missing).toEqual([]);
  });

  const outcomes = questions
    .filter(({ held_out }) => held_out === undefined)
    .map((asked) => ask(asked, catalogue));
  const of = (kind: string) => outcomes.filter(({ asked }) => asked.kind === kind);

  it('that name something find it', () => {
    const lookups = of('lookup');
    expect(
      share(
        lookups.filter(({ rank }) => rank === 1),
        lookups,
      ),
    ).toBeGreaterThanOrEqual(0.97);
  });

  it('from public places find their entry among the first three', () => {
    const asked = outcomes.filter(({ asked: { kind } }) => kind !== 'foreign' && kind !== 'lookup');
    expect(
      share(
        asked.filter(({ rank }) => rank === 1),
        asked,
      ),
    ).toBeGreaterThanOrEqual(0.72);
    expect(
      share(
        asked.filter(({ rank }) => rank !== null),
        asked,
      ),
    ).toBeGreaterThanOrEqual(0.87);
  });

  it('about something else are not answered', () => {
    const foreign = of('foreign');
    expect(
      share(
        foreign.filter(({ confidence }) => confidence !== 'none'),
        foreign,
      ),
    ).toBeLessThanOrEqual(0.05);
  });
});
