import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings, type Round } from '../../src/round/round.ts';
import { createRound, step } from '../../src/round/step.ts';
import { membersOf, teamsOf } from '../../src/round/teams.ts';

const lobby = (teams: number, seats?: Round['seats']): Round => ({
  ...createRound({
    id: 'r',
    place: 'p',
    workspace: 'w',
    host: 'host',
    hostName: 'Host',
    questions: [{ id: 'q', order: [0, 1, 2, 3], limit: 20_000 }],
    settings: { ...defaultSettings, mode: 'teams', teams },
    seats,
    now: 0,
  }),
});

const joined = (round: Round, user: string, team?: string): Round => {
  const result = step(round, { type: 'join', by: user, name: user, team, now: 1 });
  return result.ok ? result.round : round;
};

describe('teams', () => {
  it('differ by one player at most when nobody chooses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), fc.nat(40), (teams, people) => {
        let round = lobby(teams);
        for (let at = 0; at < people; at++) round = joined(round, `u${at}`);
        const sizes = teamsOf(round).map((team) => membersOf(round, team).length);
        expect(sizes).toHaveLength(teams);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('take whoever chooses them, and let go whoever changes over in the lobby', () => {
    const round = joined(joined(lobby(2), 'ben', 'Red'), 'ben', 'Blue');
    expect(round.players['ben']?.team).toBe('Blue');
  });

  it('seat everybody where they sat before', () => {
    expect(joined(lobby(3, { ben: 'Green' }), 'ben').players['ben']?.team).toBe('Green');
  });

  it('do not know a team that was never offered', () => {
    expect(teamsOf(lobby(2))).toContain(joined(lobby(2), 'ben', 'Gold').players['ben']?.team);
  });

  it('need players in two of them', () => {
    const alone = step(lobby(2), { type: 'start', by: 'host', now: 1 });
    expect(alone).toEqual({ ok: false, why: 'needs-teams' });
    expect(step(joined(lobby(2), 'ben'), { type: 'start', by: 'host', now: 1 }).ok).toBe(true);
  });
});
