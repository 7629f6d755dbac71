/** Puts points on the leaderboards, each thing once, and never those of people who stay off them. */
import type { Round } from '../round/round.ts';
import type { Change, Ledger } from '../store/ledger.ts';
import { KEPT_MS, periodKey, periods } from './periods.ts';

/** Rounds alone or by two are practice; points for them would be farmed. */
const ENOUGH_PLAYERS = 3;

/** Record of people who appear on no board; fields are their ids. */
export const OPTED_OUT = 'opted-out';
/** Record of the names people had when they last won points in a workspace. */
export const namesIn = (workspace: string) => `names:${workspace}`;

export const kinds = ['group', 'solo'] as const;
export type Kind = (typeof kinds)[number];
export const scopes = ['channel', 'workspace'] as const;
export type Scope = (typeof scopes)[number];

/** @param where the id of a channel or of a workspace */
export const boardKey = (kind: Kind, scope: Scope, where: string, period: string) =>
  `${kind}:${scope}:${where}:${period}`;

/** Adds the points of a finished round; said twice, they count once. */
export async function groupPoints(ledger: Ledger, round: Round, at: number): Promise<void> {
  const playing = Object.entries(round.players).filter(([, { answered }]) => answered > 0);
  if (playing.length < ENOUGH_PLAYERS) return;
  const hidden = await ledger.read(OPTED_OUT);
  const winners = playing.filter(([user, { points }]) => points > 0 && !hidden.has(user));
  const where = { channel: round.place, workspace: round.workspace };
  const changes = winners.flatMap(([user, { name, points }]) =>
    changesFor('group', where, { user, name, points, at }),
  );
  await ledger.apply(changes, { once: `points:${round.id}` });
}

const WORTH = { recall: 10, apply: 15, diagnose: 20 } as const;
const DAY_MS = 24 * 3_600_000;

/** One right answer of one person alone. */
export type SoloAnswer = {
  readonly user: string;
  readonly name: string;
  /** Left out in a direct message, which is nobody else's channel. */
  readonly channel?: string | undefined;
  readonly workspace: string;
  readonly question: string;
  readonly level: keyof typeof WORTH;
  readonly at: number;
};

/** Adds the points for a right answer outside rounds; the same question counts once a day, however often it is played. */
export async function soloPoints(ledger: Ledger, answer: SoloAnswer): Promise<void> {
  const { user, name, channel, workspace, question, level, at } = answer;
  if ((await ledger.get(OPTED_OUT, user)) !== undefined) return;
  const changes = changesFor('solo', { channel, workspace }, { user, name, points: WORTH[level], at });
  const day = Math.floor(at / DAY_MS);
  await ledger.apply(changes, { once: `solo:${user}:${question}:${day}` });
}

function changesFor(
  kind: Kind,
  { channel, workspace }: { readonly channel?: string | undefined; readonly workspace: string },
  { user, name, points, at }: { user: string; name: string; points: number; at: number },
): readonly Change[] {
  const places = [
    ...(channel === undefined ? [] : [{ scope: 'channel' as const, where: channel }]),
    { scope: 'workspace' as const, where: workspace },
  ];
  const scores = places.flatMap(({ scope, where }) =>
    periods.map(
      (period): Change => ({
        type: 'score',
        board: boardKey(kind, scope, where, periodKey(period, at)),
        member: user,
        by: points,
        keep: KEPT_MS[period],
      }),
    ),
  );
  return [...scores, { type: 'set', key: namesIn(workspace), field: user, value: name }];
}
