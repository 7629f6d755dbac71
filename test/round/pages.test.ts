import { describe, expect, it } from 'vitest';
import type { QuizQuestion } from '../../src/quiz/question.ts';
import { missedTurns } from '../../src/round/missed.ts';
import { limitFor, rules } from '../../src/round/pages.ts';
import { roundPresses } from '../../src/round/play.ts';
import { resultPage, standingPage } from '../../src/round/result-page.ts';
import { resultFiles } from '../../src/round/results.ts';
import { revealPage } from '../../src/round/reveal-page.ts';
import { type Answer, defaultSettings, type Round, type Settings } from '../../src/round/round.ts';
import { scoreQuestion } from '../../src/round/scoring.ts';
import { createRound, step } from '../../src/round/step.ts';
import { plainText } from '../fakes/plain-text.ts';

const question = (id: string): QuizQuestion => ({
  id,
  prompt: `What is ${id}?`,
  options: ['first', 'second', 'third'].map((text, at) => ({
    text,
    because: `about the ${text}`,
    ...(at === 0 ? { right: true as const } : {}),
  })),
  level: 'recall',
  sources: [{ title: 'The documentation', url: 'https://kafka.apache.org' }],
});
const parts = { presses: roundPresses, question };
const people = ['ann', 'ben', 'cem', 'dee'];

function lobby(settings: Partial<Settings> = {}, count = 4): Round {
  const round = createRound({
    id: 'r',
    place: 'p',
    workspace: 'w',
    host: 'ann',
    hostName: 'ann',
    questions: Array.from({ length: count }, (_, at) => ({ id: `q${at}`, order: [0, 1, 2], limit: 20_000 })),
    settings: { ...defaultSettings, ...settings },
    now: 0,
  });
  return people.slice(1).reduce((each, by) => {
    const joined = step(each, { type: 'join', by, name: by, now: 1 });
    return joined.ok ? joined.round : each;
  }, round);
}

const answer = (user: string, shown: number, elapsed = 5_000): Answer => ({
  user,
  name: user,
  shown,
  elapsed,
  changed: false,
});

/** @param turns for each question who answers it rightly, in this order, a second apart; the others answer wrongly */
function played(round: Round, turns: readonly (readonly string[])[]): Round {
  const done = turns.reduce((each, right, turn) => {
    const asked = each.questions[turn];
    const answers = people.map((user) =>
      right.includes(user) ? answer(user, 0, 2_000 + 1_000 * right.indexOf(user)) : answer(user, 1),
    );
    return asked ? scoreQuestion(each, turn, asked, answers, 0) : each;
  }, round);
  return { ...done, phase: { at: 'over', why: 'finished', when: 0, shown: true } };
}

describe('the rules', () => {
  const said = (settings: Partial<Settings>) => rules(lobby(settings)).join(' ');

  it('name every switch', () => {
    expect(said({})).toContain('500 to 1,000 points');
    expect(said({ speed: false })).toContain('1,000 points, quick or slow');
    expect(said({ seconds: 'untimed' })).toMatch(/No clock.*1,000 points, quick or slow/);
    expect(said({ streak: true })).toContain('in a row add');
    expect(said({ streak: false })).not.toContain('in a row');
    expect(said({ mayChange: true })).toContain('may change your answer once');
    expect(said({ mayChange: false })).toContain('The first answer counts');
    expect(said({ lateJoin: false })).toContain('Nobody comes in after the start');
    expect(said({ lateJoin: true })).not.toContain('Nobody comes in');
    expect(said({ mode: 'survival' })).toMatch(/you are out.*Nobody comes in/);
    expect(said({ mode: 'teams', teams: 3 })).toContain('3 teams');
  });
});

describe('the time for a question', () => {
  it('grows with its text and its code from 15 to 60 seconds', () => {
    const short = question('x');
    expect(limitFor(short)).toBe(15_000);
    expect(limitFor({ ...short, snippet: 'x'.repeat(280) })).toBeGreaterThan(limitFor(short));
    expect(limitFor({ ...short, prompt: 'x'.repeat(5_000) })).toBe(60_000);
  });
});

describe('a reveal', () => {
  it('tells the reason of every option, the source, the fastest and how the answers fell', () => {
    const answers = [answer('ben', 0, 2_000), answer('ann', 0, 4_000), answer('cem', 2)];
    const round = played(lobby(), [['ben', 'ann']]);
    const page = plainText(
      revealPage({ ...round, phase: { at: 'reveal', turn: 0, until: 1, shown: true } }, 0, answers, 0, parts),
    );
    for (const part of ['about the first', 'about the second', 'about the third', 'The documentation'])
      expect(page).toContain(part);
    expect(page).toContain('Fastest right answer: ben, 2.0 s');
    expect(page).toContain('67 %');
    expect(page).toContain('[Report this question]');
  });

  it('says who is out in survival', () => {
    const round = played(lobby({ mode: 'survival' }), [['ben', 'ann']]);
    const page = plainText(revealPage(round, 0, [], 0, parts));
    expect(page).toContain('Out: cem, dee. 2 still in.');
  });
});

describe('a result', () => {
  it('hands out awards, shared between equals', () => {
    const page = plainText(
      resultPage(
        played(lobby(), [
          ['ann', 'ben'],
          ['ann', 'ben'],
          ['ann', 'ben'],
          ['ann', 'ben'],
        ]),
        parts,
      ),
    );
    expect(page).toContain('Perfect round: ann, ben');
    expect(page).toContain('Longest streak: ann, ben, 4 in a row');
    expect(page).toContain('Quickest: ann');
    expect(page).not.toContain('Comeback');
  });

  it('honours who came back from the end', () => {
    const page = plainText(
      resultPage(played(lobby({ streak: false }), [['ann', 'ben', 'cem'], ['dee'], ['dee'], ['dee']]), parts),
    );
    expect(page).toContain('Comeback: dee, up 3 places');
  });

  it('names the winning team', () => {
    const round = played(lobby({ mode: 'teams' }), [
      ['ann', 'cem'],
      ['ann', 'cem'],
    ]);
    expect(round.players['cem']?.team).toBe('Red');
    expect(resultPage(round, parts).summary).toBe('The round is over: Team Red wins.');
  });

  it('tells each player alone their place, the way up and what they missed', () => {
    const page = plainText(
      standingPage(played(lobby(), [['ann'], ['ann', 'ben']]), 'ben') ?? resultPage(lobby(), parts),
    );
    expect(page).toMatch(/number 2 of 4.*1 of 2 right/s);
    expect(page).toContain('points to ann');
    expect(page).toContain('Missed: question 1.');
  });

  it('goes into files with places, points and what was missed', () => {
    const [table, json] = resultFiles(played(lobby(), [['ann'], ['ann', 'ben']]));
    expect(table?.text.split('\r\n')[1]).toMatch(/^1,ann,,\d+,2,2,2,2,$/);
    expect(JSON.parse(json?.text ?? '')).toMatchObject({
      players: [{ name: 'ann' }, { name: 'ben', missed: [1] }, {}, {}],
    });
  });
});

describe('what was missed', () => {
  const round = played(lobby(), [['ann'], ['ann', 'ben', 'cem'], people, ['ann', 'ben']]);

  it('is for a player what they missed themselves', () => {
    expect(missedTurns(round, 'ben')).toEqual([0]);
    expect(missedTurns(round, 'dee')).toEqual([0, 1, 3]);
  });

  it('is for anybody else what most players missed', () => {
    expect(missedTurns(round, 'stranger')).toEqual([0]);
  });

  it('is nothing for who knew everything', () => {
    expect(missedTurns(round, 'ann')).toEqual([]);
  });
});
