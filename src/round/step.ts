/** How a round goes on: a pure step from a round and an event to the next round and what has to be done about it. */
import {
  type Answer,
  LOBBY_MS,
  MOST_PLAYERS,
  MOST_SILENT,
  OUTAGE_MS,
  type Player,
  RESULT_PATIENCE_MS,
  REVEAL_MS,
  type Round,
  type Settings,
} from './round.ts';
import { active, isDecided, scoreQuestion } from './scoring.ts';
import { chooseTeam, playingTeams } from './teams.ts';

/** `now` is the store's time in epoch milliseconds; `by` is who pressed. */
export type RoundEvent =
  | {
      readonly type: 'join';
      readonly by: string;
      readonly name: string;
      readonly team?: string | undefined;
      readonly now: number;
    }
  | { readonly type: 'leave'; readonly by: string; readonly now: number }
  | { readonly type: 'start'; readonly by: string; readonly now: number }
  /** The question stands in the channel since `at`, by the platform's own clock. */
  | { readonly type: 'posted'; readonly turn: number; readonly at: number; readonly now: number }
  /** Every player has answered the open question. */
  | { readonly type: 'all-answered'; readonly turn: number; readonly now: number }
  /** All answers of the closing question, and the position of the right option on the screen. */
  | {
      readonly type: 'close';
      readonly turn: number;
      readonly answers: readonly Answer[];
      readonly right: number;
      readonly now: number;
    }
  /** The lobby, the reveal or the final result stands in the channel. */
  | { readonly type: 'shown'; readonly now: number }
  | { readonly type: 'wake'; readonly now: number }
  | {
      readonly type: 'pause' | 'resume' | 'skip' | 'extend' | 'stop';
      readonly by: string;
      readonly now: number;
    }
  | { readonly type: 'cohost'; readonly by: string; readonly user: string; readonly now: number }
  | { readonly type: 'channel-gone'; readonly now: number };

/** What the edge does after the new round is saved. Each can be repeated without harm. */
export type Effect =
  /** Show the round as it stands now on its current message; what is not urgent may wait for others like it. */
  | { readonly type: 'draw'; readonly urgent: boolean }
  | { readonly type: 'lobby' }
  | { readonly type: 'post'; readonly turn: number }
  /** Collect the answers, look up the key, and come back with `close`. */
  | { readonly type: 'collect'; readonly turn: number }
  | {
      readonly type: 'reveal';
      readonly turn: number;
    }
  | { readonly type: 'finish' };

export type Refused =
  | 'not-running'
  | 'not-host'
  | 'not-lobby'
  | 'already-joined'
  | 'not-joined'
  | 'no-late-join'
  | 'full'
  | 'duel-full'
  | 'nobody'
  | 'needs-two'
  | 'needs-teams'
  | 'no-such-player'
  | 'not-now';

export type Step =
  | { readonly ok: true; readonly round: Round; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly why: Refused };

const EXTEND_MS = 15_000;

const redraw: Effect = { type: 'draw', urgent: false };
const drawNow: Effect = { type: 'draw', urgent: true };

const go = (round: Round, ...effects: Effect[]): Step => ({ ok: true, round, effects });
const no = (why: Refused): Step => ({ ok: false, why });

export function step(round: Round, event: RoundEvent): Step {
  if (round.phase.at === 'over') return afterwards(round, round.phase, event);
  switch (event.type) {
    case 'join':
      return join(round, event);
    case 'leave':
      return leave(round, event.by);
    case 'start':
      return start(round, event.by, event.now);
    case 'posted':
      return posted(round, event);
    case 'all-answered':
      return round.phase.at === 'open' && round.phase.turn === event.turn
        ? closing(round, event.turn, event.now)
        : no('not-now');
    case 'close':
      return close(round, event);
    case 'shown':
      return shown(round, event.now);
    case 'wake':
      return wake(round, event.now);
    case 'cohost':
      return cohost(round, event.by, event.user);
    case 'channel-gone':
      return go(over(round, 'channel-gone', event.now), { type: 'finish' });
    case 'pause':
    case 'resume':
    case 'skip':
    case 'extend':
    case 'stop':
      return isHost(round, event.by) ? control(round, event.type, event.now) : no('not-host');
  }
}

type NewRound = Pick<Round, 'id' | 'place' | 'workspace' | 'host' | 'questions'> &
  Partial<Pick<Round, 'topic' | 'level' | 'scheduled' | 'seats'>> & { settings: Settings; now: number };

/** @param hostName left out when the host does not play, as with a round that a schedule opens */
export function createRound({ now, hostName, ...parts }: NewRound & { hostName?: string }): Round {
  const round: Round = {
    form: 'round',
    scheduled: false,
    ...parts,
    cohosts: [],
    phase: { at: 'lobby', until: now + LOBBY_MS, shown: false },
    players: {},
    silent: 0,
    scored: -1,
  };
  return hostName === undefined ? round : seated(round, parts.host, hostName);
}

/** A question for whoever passes by: no lobby, no host who plays, nothing but right or wrong. */
export function createLoneQuestion({ now, ...parts }: NewRound): Round {
  return {
    form: 'question',
    scheduled: true,
    ...parts,
    cohosts: [],
    phase: { at: 'posting', turn: 0, since: now },
    players: {},
    silent: 0,
    scored: -1,
  };
}

const isHost = (round: Round, user: string) => round.host === user || round.cohosts.includes(user);

function newPlayer(name: string, team?: string): Player {
  return {
    name,
    ...(team === undefined ? {} : { team }),
    points: 0,
    right: 0,
    answered: 0,
    streak: 0,
    bestStreak: 0,
    thinking: 0,
    missed: [],
  };
}

/** Adds somebody, or moves a player of the lobby to another team. */
function seated(round: Round, user: string, name: string, wanted?: string): Round {
  const team = chooseTeam(round, user, wanted);
  const known = Object.hasOwn(round.players, user) ? round.players[user] : undefined;
  const player = known ? { ...known, ...(team === undefined ? {} : { team }) } : newPlayer(name, team);
  return { ...round, players: { ...round.players, [user]: player } };
}

function join(round: Round, { by, name, team }: Extract<RoundEvent, { type: 'join' }>): Step {
  const known = Object.hasOwn(round.players, by) ? round.players[by] : undefined;
  if (known && (team === undefined || team === known.team || round.phase.at !== 'lobby'))
    return no('already-joined');
  if (round.phase.at !== 'lobby' && !canJoinLate(round)) return no('no-late-join');
  const count = Object.keys(round.players).length;
  if (!known && round.settings.mode === 'duel' && count >= 2) return no('duel-full');
  if (!known && count >= MOST_PLAYERS) return no('full');
  return go(seated(round, by, name, team), ...(round.phase.at === 'lobby' ? [redraw] : []));
}

/** Nobody enters a duel late, and nobody can survive questions they have not seen. */
export function canJoinLate({ settings }: Round): boolean {
  return settings.lateJoin && settings.mode !== 'duel' && settings.mode !== 'survival';
}

function leave(round: Round, user: string): Step {
  if (!Object.hasOwn(round.players, user)) return no('not-joined');
  const players = Object.fromEntries(Object.entries(round.players).filter(([each]) => each !== user));
  const without = { ...round, players, cohosts: round.cohosts.filter((each) => each !== user) };
  return go(withHost(without, user), ...(round.phase.at === 'lobby' ? [redraw] : []));
}

/** When the host has gone, a co-host takes over, else whoever has been in the longest. */
function withHost(round: Round, gone: string): Round {
  const [heir = Object.keys(round.players)[0]] = round.cohosts;
  if (round.host !== gone || heir === undefined) return round;
  return { ...round, host: heir, cohosts: round.cohosts.filter((each) => each !== heir) };
}

function cohost(round: Round, by: string, user: string): Step {
  if (by !== round.host) return no('not-host');
  if (!Object.hasOwn(round.players, user)) return no('no-such-player');
  const cohosts = [...new Set([...round.cohosts, user])];
  return go({ ...round, cohosts }, ...(round.phase.at === 'lobby' ? [redraw] : []));
}

function start(round: Round, by: string, now: number): Step {
  if (round.phase.at !== 'lobby') return no('not-lobby');
  if (!isHost(round, by)) return no('not-host');
  const missing = unready(round);
  return missing === undefined ? ask(round, 0, now) : no(missing);
}

/** Why the players who are in are not enough. */
function unready(round: Round): Refused | undefined {
  const count = Object.keys(round.players).length;
  if (count === 0) return 'nobody';
  if (round.settings.mode === 'duel' && count !== 2) return 'needs-two';
  if (round.settings.mode === 'teams' && playingTeams(round).length < 2) return 'needs-teams';
  return undefined;
}

/** Nobody has to press Start: at its end the lobby starts when people have come, or when a schedule opened it. */
function lobbyEnds(round: Round, now: number): Step {
  const enough = Object.keys(round.players).length >= (round.scheduled ? 1 : 2);
  return enough && unready(round) === undefined
    ? ask(round, 0, now)
    : go(over(round, 'nobody', now), { type: 'finish' });
}

function ask(round: Round, turn: number, now: number): Step {
  if (round.form === 'question' && turn > 0) return go(over(round, 'finished', now), { type: 'finish' });
  if (isDecided(round, turn)) return go(over(round, 'finished', now), { type: 'finish' });
  return go({ ...round, phase: { at: 'posting', turn, since: now } }, { type: 'post', turn });
}

function posted(round: Round, { turn, at, now }: Extract<RoundEvent, { type: 'posted' }>): Step {
  if (round.phase.at !== 'posting' || round.phase.turn !== turn) return no('not-now');
  const limit = round.questions[turn]?.limit ?? null;
  const closes = limit === null ? null : at + limit;
  return go({ ...round, phase: { at: 'open', turn, opened: at, closes, skew: now - at, extended: false } });
}

/** Answers are read only after the store has stopped taking them, so that none is confirmed and then not counted. */
function closing(round: Round, turn: number, now: number): Step {
  return go({ ...round, phase: { at: 'closing', turn, since: now } }, { type: 'collect', turn });
}

function close(round: Round, { turn, answers, right, now }: Extract<RoundEvent, { type: 'close' }>): Step {
  const asked = round.questions[turn];
  if (round.phase.at !== 'closing' || round.phase.turn !== turn || !asked) return no('not-now');
  const joined = withNewcomers(round, answers);
  const playing = new Set(active(joined));
  const counted = answers.filter(({ user }) => playing.has(user));
  const scored = scoreQuestion(joined, turn, asked, counted, right);
  return go(
    { ...scored, phase: { at: 'reveal', turn, until: now + REVEAL_MS, shown: false } },
    { type: 'reveal', turn },
  );
}

/** Whoever answers plays, as long as people may join late. */
function withNewcomers(round: Round, answers: readonly Answer[]): Round {
  if (!canJoinLate(round)) return round;
  const newcomers = answers.filter(({ user }) => !Object.hasOwn(round.players, user));
  const room = MOST_PLAYERS - Object.keys(round.players).length;
  return newcomers
    .slice(0, Math.max(0, room))
    .reduce((grown, { user, name }) => seated(grown, user, name), round);
}

function shown(round: Round, now: number): Step {
  if (round.phase.at === 'lobby' && !round.phase.shown)
    return go({ ...round, phase: { at: 'lobby', shown: true, until: now + LOBBY_MS } });
  if (round.phase.at !== 'reveal' || round.phase.shown) return no('not-now');
  return go({ ...round, phase: { ...round.phase, shown: true, until: now + REVEAL_MS } });
}

/** A finished round only still has its result to show. */
function afterwards(round: Round, phase: Extract<Round['phase'], { at: 'over' }>, event: RoundEvent): Step {
  if (phase.shown) return no('not-running');
  if (event.type === 'shown') return go({ ...round, phase: { ...phase, shown: true } });
  if (event.type !== 'wake') return no('not-running');
  return event.now - phase.when > RESULT_PATIENCE_MS
    ? go({ ...round, phase: { ...phase, shown: true } })
    : go({ ...round, phase: { ...phase, since: event.now } }, { type: 'finish' });
}

function wake(round: Round, now: number): Step {
  const { phase } = round;
  switch (phase.at) {
    case 'lobby':
      if (phase.shown) return phase.until > now ? no('not-now') : lobbyEnds(round, now);
      return go({ ...round, phase: { ...phase, until: now + LOBBY_MS } }, { type: 'lobby' });
    case 'posting':
      return go({ ...round, phase: { ...phase, since: now } }, { type: 'post', turn: phase.turn });
    case 'open':
      return wasAway(round, now) ? extend(round, phase, now, true) : closing(round, phase.turn, now);
    case 'closing':
      return go({ ...round, phase: { ...phase, since: now } }, { type: 'collect', turn: phase.turn });
    case 'reveal':
      if (!phase.shown)
        return go(
          { ...round, phase: { ...phase, until: now + REVEAL_MS } },
          { type: 'reveal', turn: phase.turn },
        );
      if (phase.until > now) return no('not-now');
      if (round.silent >= MOST_SILENT) return pauseAt(round, phase.turn + 1, null, now);
      return ask(round, phase.turn + 1, now);
    case 'paused':
      return go(over(round, 'abandoned', now), { type: 'finish' });
    case 'over':
      return no('not-running');
  }
}

/** After an outage whoever found nobody to take their answer gets another chance, once. */
function wasAway(round: Round, now: number): boolean {
  const { phase, form } = round;
  if (phase.at !== 'open' || phase.closes === null || phase.extended || form === 'question') return false;
  return now - (phase.closes + phase.skew) > OUTAGE_MS;
}

type Open = Extract<Round['phase'], { at: 'open' }>;

function extend(round: Round, phase: Open, now: number, extended = phase.extended): Step {
  if (phase.closes === null) return no('not-now');
  const closes = Math.max(phase.closes, now - phase.skew) + EXTEND_MS;
  return go({ ...round, phase: { ...phase, closes, extended } }, drawNow);
}

type Control = 'pause' | 'resume' | 'skip' | 'extend' | 'stop';

function control(round: Round, what: Control, now: number): Step {
  const { phase } = round;
  if (what === 'stop') return go(over(round, 'stopped', now), { type: 'finish' });
  if (what === 'resume') return phase.at === 'paused' ? resume(round, phase, now) : no('not-now');
  if (phase.at === 'reveal') {
    // Nobody may pass by an explanation that the channel has not seen.
    if (!phase.shown) return no('not-now');
    if (what === 'skip') return ask(round, phase.turn + 1, now);
    return what === 'pause' ? pauseAt(round, phase.turn + 1, null, now) : no('not-now');
  }
  if (phase.at !== 'open') return no('not-now');
  if (what === 'skip') return closing(round, phase.turn, now);
  if (what === 'pause') return pauseAt(round, phase.turn, leftOf(phase, now), now, phase.skew);
  return extend(round, phase, now);
}

/** `left` is what remains of the open question; null when the next one has not been asked yet. */
function pauseAt(round: Round, turn: number, left: number | null, now: number, skew = 0): Step {
  return go({ ...round, phase: { at: 'paused', turn, left, since: now, skew } }, drawNow);
}

/** Milliseconds until the deadline, null when there is none. */
function leftOf(phase: Open, now: number): number | null {
  return phase.closes === null ? null : Math.max(0, phase.closes + phase.skew - now);
}

/** An interrupted question goes on with the time it had left; otherwise the next one is asked. */
function resume(round: Round, phase: Extract<Round['phase'], { at: 'paused' }>, now: number): Step {
  const awake = { ...round, silent: 0 };
  const limit = round.questions[phase.turn]?.limit ?? null;
  if (phase.left === null || limit === null) return ask(awake, phase.turn, now);
  const closes = now + phase.left - phase.skew;
  return go(
    {
      ...awake,
      phase: {
        at: 'open',
        turn: phase.turn,
        opened: closes - limit,
        closes,
        skew: phase.skew,
        extended: false,
      },
    },
    drawNow,
  );
}

function over(round: Round, why: Extract<Round['phase'], { at: 'over' }>['why'], now: number): Round {
  return { ...round, phase: { at: 'over', why, when: now, shown: false } };
}
