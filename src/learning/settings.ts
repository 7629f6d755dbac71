/** What people decide about themselves: time zone, reminder, leaderboards. */
import { OPTED_OUT } from '../board/points.ts';
import type { Change, Ledger } from '../store/ledger.ts';
import type { Profile } from './learner.ts';
import { changeProfile } from './records.ts';
import { whenReminded } from './reminders.ts';

export type Wishes = {
  readonly zone?: string | undefined;
  /** Null for none. */
  readonly reminder?: string | null | undefined;
  readonly onBoards?: boolean | undefined;
};

export async function changeSettings(
  ledger: Ledger,
  user: string,
  wishes: Wishes,
  now: number,
): Promise<Profile> {
  const { zone, reminder, onBoards } = wishes;
  const wish = (profile: Profile): Profile => {
    const { reminder: known, ...rest } = profile;
    const next = reminder === undefined ? known : (reminder ?? undefined);
    return { ...rest, zone: zone ?? profile.zone, ...(next === undefined ? {} : { reminder: next }) };
  };
  return changeProfile(ledger, user, wish, (profile) => [
    whenReminded(user, profile, now),
    ...(onBoards === undefined ? [] : boards(user, onBoards)),
  ]);
}

function boards(user: string, on: boolean): readonly Change[] {
  const spot = { type: 'set', key: OPTED_OUT, field: user } as const;
  return on
    ? [{ ...spot, value: null }]
    : [
        { ...spot, value: '1' },
        { type: 'strike', member: user },
      ];
}

export const isOnBoards = async (ledger: Ledger, user: string) =>
  (await ledger.get(OPTED_OUT, user)) === undefined;
