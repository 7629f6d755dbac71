/** A group round as a value: who plays, which question is open, what it was worth. No clock, no store, no answer key. */
import { z } from 'zod';

export const modes = ['classic', 'teams', 'survival', 'duel'] as const;
export type Mode = (typeof modes)[number];

export const settingsSchema = z.object({
  mode: z.enum(modes),
  /** Seconds for every question; `auto` scales with its length; `untimed` waits for everybody or the host. */
  seconds: z.union([z.number().int().min(10).max(120), z.literal('auto'), z.literal('untimed')]),
  /** Up to half of the points for speed. */
  speed: z.boolean(),
  /** A small bonus for right answers in a row. */
  streak: z.boolean(),
  /** Players may change a locked answer once before the question closes. */
  mayChange: z.boolean(),
  /** People may join after the start. */
  lateJoin: z.boolean(),
  /** How many teams there are when teams play. */
  teams: z.number().int().min(2).max(4).default(2),
});
export type Settings = z.output<typeof settingsSchema>;

/** Said in words, so that nobody needs to tell colours apart. */
export const TEAMS = ['Red', 'Blue', 'Green', 'Gold'] as const;

export const defaultSettings: Settings = {
  mode: 'classic',
  seconds: 'auto',
  speed: true,
  streak: true,
  mayChange: false,
  lateJoin: true,
  teams: 2,
};

const instant = z.number();

const askedSchema = z.object({
  id: z.string(),
  /** Position shown → position in the file; one order for everybody. */
  order: z.array(z.number().int()),
  /** Milliseconds to answer; null when untimed. */
  limit: z.number().nullable(),
});
export type Asked = z.output<typeof askedSchema>;

const playerSchema = z.object({
  name: z.string(),
  team: z.string().optional(),
  /** The question after which a survival player was out. */
  outAfter: z.number().int().optional(),
  points: z.number().int(),
  right: z.number().int(),
  answered: z.number().int(),
  streak: z.number().int(),
  bestStreak: z.number().int(),
  /** Milliseconds of thinking over all right answers, to part ties. */
  thinking: z.number(),
  /** Place before the last question, to show movement. */
  before: z.number().int().optional(),
  /** The lowest place after any question, to tell who came back. */
  lowest: z.number().int().optional(),
  /** Questions answered wrongly or not at all since joining. */
  missed: z.array(z.number().int()).default([]),
});
export type Player = z.output<typeof playerSchema>;

const phaseSchema = z.discriminatedUnion('at', [
  /** `shown` once the lobby stands in the channel; until then a crash must not swallow it. */
  z.object({ at: z.literal('lobby'), until: instant, shown: z.boolean().default(true) }),
  /** The question is being posted; the clock has not started. `since` lets a crashed poster be noticed. */
  z.object({ at: z.literal('posting'), turn: z.number().int(), since: instant }),
  /** `opened` and `closes` by the platform's clock; `skew` is the store's clock minus the platform's. */
  z.object({
    at: z.literal('open'),
    turn: z.number().int(),
    opened: instant,
    closes: instant.nullable(),
    skew: z.number(),
    /** Its time was lengthened because nobody was there to close it, and answers may have found nobody either. */
    extended: z.boolean().default(false),
  }),
  /** No more answers are taken; those that were are being counted. */
  z.object({ at: z.literal('closing'), turn: z.number().int(), since: instant }),
  /** `shown` once the reveal stands in the channel; until then a crash must not swallow it. */
  z.object({ at: z.literal('reveal'), turn: z.number().int(), until: instant, shown: z.boolean() }),
  z.object({
    at: z.literal('paused'),
    turn: z.number().int(),
    left: z.number().nullable(),
    since: instant,
    skew: z.number(),
  }),
  z.object({
    at: z.literal('over'),
    shown: z.boolean(),
    why: z.enum(['finished', 'stopped', 'abandoned', 'nobody', 'channel-gone']),
    when: instant,
    /** When its result was last tried to be shown. */
    since: instant.optional(),
  }),
]);

/** A round has a lobby, questions and a podium; a question stands alone in the channel, for hours, for whoever passes by. */
const forms = ['round', 'question'] as const;

export const roundSchema = z.object({
  id: z.string(),
  form: z.enum(forms).default('round'),
  place: z.string(),
  workspace: z.string(),
  host: z.string(),
  cohosts: z.array(z.string()),
  /** Opened by a schedule: nobody has to be there to start it. */
  scheduled: z.boolean().default(false),
  topic: z.string().optional(),
  level: z.string().optional(),
  /** Teams from the round before, kept in a rematch. */
  seats: z.record(z.string(), z.string()).optional(),
  settings: settingsSchema,
  questions: z.array(askedSchema).min(1),
  phase: phaseSchema,
  players: z.record(z.string(), playerSchema),
  /** Questions in a row that nobody answered. */
  silent: z.number().int(),
  /** Reveal already scored up to this turn, so that scoring twice is impossible. */
  scored: z.number().int(),
});
export type Round = z.output<typeof roundSchema>;

/** One locked answer; `shown` is the position on the screen, `elapsed` milliseconds since the question was posted. */
export type Answer = {
  readonly user: string;
  readonly name: string;
  readonly shown: number;
  readonly elapsed: number;
  readonly changed: boolean;
};

/** When something must happen by itself, by the store's clock; undefined when nothing must. */
export function dueAt({ phase, silent }: Round): number | undefined {
  switch (phase.at) {
    case 'lobby':
      return phase.shown ? phase.until : phase.until - LOBBY_MS + POSTING_PATIENCE_MS;
    case 'posting':
    case 'closing':
      return phase.since + POSTING_PATIENCE_MS;
    case 'open':
      return (
        phase.skew + (phase.closes === null ? phase.opened + UNTIMED_PATIENCE_MS : phase.closes + GRACE_MS)
      );
    case 'reveal':
      return phase.shown ? phase.until : phase.until - REVEAL_MS + POSTING_PATIENCE_MS;
    case 'paused':
      return phase.since + (silent >= MOST_SILENT ? SILENCE_PATIENCE_MS : PAUSE_PATIENCE_MS);
    case 'over':
      return phase.shown ? undefined : (phase.since ?? phase.when) + POSTING_PATIENCE_MS;
  }
}

/** What a round keeps others of its kind out of: one round and one lone question at a time in a channel. */
export const slotOf = ({ place, form }: Pick<Round, 'place' | 'form'>) =>
  form === 'question' ? `${place}#question` : place;

/** Answers given in time may arrive this much later; longer waits feel broken. */
export const GRACE_MS = 1_500;
/**
 * A question that was not confirmed as posted by then is posted again: long enough for a slow platform, short enough
 * that a process which died in between is not missed.
 */
export const POSTING_PATIENCE_MS = 4_000;
/** An untimed question closes by itself after this long. */
export const UNTIMED_PATIENCE_MS = 10 * 60_000;
/** A round paused for this long is abandoned. */
export const PAUSE_PATIENCE_MS = 30 * 60_000;
/** … and for this long when it paused because nobody answered. */
export const SILENCE_PATIENCE_MS = 5 * 60_000;
/** A question that nobody closed for this long after its deadline found all instances or the store away. */
export const OUTAGE_MS = 10_000;
/** A result that could not be shown for this long is given up. */
export const RESULT_PATIENCE_MS = 3_600_000;
export const LOBBY_MS = 5 * 60_000;
export const REVEAL_MS = 8_000;
/** Questions in a row without any answer after which the round pauses by itself. */
export const MOST_SILENT = 2;
/** Where the lobby's message is kept among those of the questions. */
export const TURN_OF_LOBBY = -1;
export const MOST_PLAYERS = 1_000;
