import { describe, expect, it } from 'vitest';
import { defaultSettings, LOBBY_MS, type Round } from '../../src/round/round.ts';
import { createRound, type RoundEvent, step } from '../../src/round/step.ts';

const lobby = (more: Partial<Round> = {}): Round => ({
  ...createRound({
    id: 'r',
    place: 'p',
    workspace: 'w',
    host: 'ann',
    hostName: 'Ann',
    questions: [{ id: 'q', order: [0, 1, 2, 3], limit: 20_000 }],
    settings: defaultSettings,
    now: 0,
  }),
  ...more,
});

const following = (round: Round, ...events: RoundEvent[]): Round =>
  events.reduce((current, event) => {
    const result = step(current, event);
    return result.ok ? result.round : current;
  }, round);

const shown: RoundEvent = { type: 'shown', now: 0 };
const join = (by: string): RoundEvent => ({ type: 'join', by, name: by, now: 1 });
const lobbyIsOver: RoundEvent = { type: 'wake', now: LOBBY_MS + 1 };

describe('a host', () => {
  it('who leaves hands the round to a co-host', () => {
    const round = following(
      lobby(),
      join('ben'),
      join('cem'),
      { type: 'cohost', by: 'ann', user: 'cem', now: 1 },
      { type: 'leave', by: 'ann', now: 2 },
    );
    expect(round).toMatchObject({ host: 'cem', cohosts: [] });
  });

  it('who leaves without a co-host hands it to whoever has been in the longest', () => {
    expect(following(lobby(), join('ben'), join('cem'), { type: 'leave', by: 'ann', now: 2 }).host).toBe(
      'ben',
    );
  });

  it('who says nothing does not keep two players waiting', () => {
    expect(following(lobby(), shown, join('ben'), lobbyIsOver).phase.at).toBe('posting');
  });

  it('who stays alone has no round', () => {
    expect(following(lobby(), shown, lobbyIsOver).phase).toMatchObject({ at: 'over', why: 'nobody' });
  });

  it('is not needed by a round that a schedule opened', () => {
    const scheduled = lobby({ scheduled: true, players: {} });
    expect(following(scheduled, shown, join('ben'), lobbyIsOver).phase.at).toBe('posting');
    expect(following(scheduled, shown, lobbyIsOver).phase.at).toBe('over');
  });

  it('names only players, and nobody else names any', () => {
    const round = following(lobby(), join('ben'));
    const named = (by: string, user: string) => step(round, { type: 'cohost', by, user, now: 2 });
    expect(named('ann', 'stranger')).toEqual({ ok: false, why: 'no-such-player' });
    expect(named('ben', 'ben')).toEqual({ ok: false, why: 'not-host' });
  });

  it('shares the controls with a co-host', () => {
    const round = following(lobby(), join('ben'), { type: 'cohost', by: 'ann', user: 'ben', now: 1 });
    expect(step(round, { type: 'start', by: 'ben', now: 2 }).ok).toBe(true);
    expect(step(round, { type: 'stop', by: 'ben', now: 2 }).ok).toBe(true);
  });
});

describe('a lobby that was never seen', () => {
  it('is shown again, and its time starts when it stands there', () => {
    const later = step(lobby(), { type: 'wake', now: 20_000 });
    expect(later).toMatchObject({ ok: true, effects: [{ type: 'lobby' }] });
    expect(following(lobby(), { type: 'shown', now: 50_000 }).phase).toEqual({
      at: 'lobby',
      shown: true,
      until: 50_000 + LOBBY_MS,
    });
  });
});
