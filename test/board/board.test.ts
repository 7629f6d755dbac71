import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodKey, periodName, periods } from '../../src/board/periods.ts';
import { boardKey, groupPoints, namesIn, OPTED_OUT, soloPoints } from '../../src/board/points.ts';
import { readStandings } from '../../src/board/standings.ts';
import { defaultSettings, type Round } from '../../src/round/round.ts';
import { createRound } from '../../src/round/step.ts';
import { createSqliteLedger } from '../../src/store/sqlite-ledger.ts';

const AT = Date.UTC(2026, 10, 28);
const ledgerHere = () => createSqliteLedger(new DatabaseSync(':memory:'), () => AT);

function finished(scores: Readonly<Record<string, number>>, id = 'r1'): Round {
  const round = createRound({
    id,
    place: 'web:main',
    workspace: 'web',
    host: 'ann',
    questions: [{ id: 'q', order: [0, 1, 2], limit: 20_000 }],
    settings: defaultSettings,
    now: 0,
  });
  const player = (name: string, points: number) => ({
    name: name.toUpperCase(),
    points,
    right: 1,
    answered: 1,
    streak: 1,
    bestStreak: 1,
    thinking: 1,
    missed: [],
  });
  const players = Object.entries(scores).map(([user, points]) => [user, player(user, points)]);
  return { ...round, players: Object.fromEntries(players) };
}

const month = boardKey('group', 'channel', 'web:main', '2026-11');
const standings = (ledger: ReturnType<typeof ledgerHere>, user = 'ann', board = month, most = 10) =>
  readStandings(ledger, board, { workspace: 'web', user, most });

describe('a board', () => {
  it('adds a finished round once, however often it is told', async () => {
    const ledger = ledgerHere();
    await groupPoints(ledger, finished({ ann: 900, ben: 900, cem: 500 }), AT);
    await groupPoints(ledger, finished({ ann: 900, ben: 900, cem: 500 }), AT);
    await groupPoints(ledger, finished({ ann: 100, ben: 0, cem: 0 }, 'r2'), AT);
    expect((await standings(ledger)).rows).toEqual([
      { place: 1, user: 'ann', name: 'ANN', points: 1_000 },
      { place: 2, user: 'ben', name: 'BEN', points: 900 },
      { place: 3, user: 'cem', name: 'CEM', points: 500 },
    ]);
  });

  it('counts rounds from three people who answered', async () => {
    const ledger = ledgerHere();
    await groupPoints(ledger, finished({ ann: 900, ben: 900 }), AT);
    expect((await standings(ledger)).rows).toEqual([]);
  });

  it('shares places between equals and tells who is further down where they stand', async () => {
    const ledger = ledgerHere();
    await groupPoints(ledger, finished({ ann: 10, ben: 30, cem: 30, dee: 20 }), AT);
    const { rows, mine } = await standings(ledger, 'ann', month, 2);
    expect(rows.map(({ place }) => place)).toEqual([1, 1]);
    expect(mine).toEqual({ place: 4, points: 10 });
  });

  it('neither shows nor counts who stays off', async () => {
    const ledger = ledgerHere();
    await groupPoints(ledger, finished({ ann: 10, ben: 30, cem: 20 }), AT);
    await ledger.apply([{ type: 'set', key: OPTED_OUT, field: 'ben', value: '1' }]);
    expect((await standings(ledger)).rows.map(({ user, place }) => [user, place])).toEqual([
      ['cem', 1],
      ['ann', 2],
    ]);
    expect((await standings(ledger, 'ben')).mine).toBeUndefined();
    await groupPoints(ledger, finished({ ann: 1, ben: 1, cem: 1 }, 'r2'), AT);
    expect((await ledger.standing(month, 'ben'))?.points).toBe(30);
  });

  it('counts a question alone once a day, apart from rounds', async () => {
    const ledger = ledgerHere();
    const answer = { user: 'ann', name: 'Ann', channel: 'web:main', workspace: 'web', question: 'q', at: AT };
    await soloPoints(ledger, { ...answer, level: 'diagnose' });
    await soloPoints(ledger, { ...answer, level: 'diagnose' });
    await soloPoints(ledger, { ...answer, level: 'diagnose', at: AT + 24 * 3_600_000 });
    const board = boardKey('solo', 'workspace', 'web', '2026-11');
    expect((await standings(ledger, 'ann', board)).mine).toEqual({ place: 1, points: 40 });
    expect((await standings(ledger)).rows).toEqual([]);
    expect(await ledger.get(namesIn('web'), 'ann')).toBe('Ann');
  });
});

describe('periods', () => {
  it('are ISO weeks, months and quarters', () => {
    const keys = (year: number, monthIndex: number, day: number) =>
      periods.map((period) => periodKey(period, Date.UTC(year, monthIndex, day, 12)));
    expect(keys(2026, 10, 28)).toEqual(['2026-W48', '2026-11', '2026-Q4', 'all']);
    // 1 January 2027 is a Friday and belongs to the last week of 2026; 2026 has 53 weeks.
    expect(keys(2027, 0, 1)).toEqual(['2026-W53', '2027-01', '2027-Q1', 'all']);
    expect(keys(2024, 11, 30)).toEqual(['2025-W01', '2024-12', '2024-Q4', 'all']);
    expect(periodName('season', Date.UTC(2026, 10, 28))).toBe('October to December 2026');
  });

  it('change week on Mondays at midnight only', () => {
    const hour = 3_600_000;
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) }), (at) => {
        const start = Math.floor(at / hour) * hour;
        const changes = periodKey('week', start - 1) !== periodKey('week', start);
        const date = new Date(start);
        expect(changes).toBe(date.getUTCDay() === 1 && date.getUTCHours() === 0);
      }),
    );
  });
});
