/** Which pages a channel has looked at lately and its workspace opens most, for completion; pages only, nobody's name. */
import { z } from 'zod';
import type { Place } from '../bot/command.ts';
import { type Ledger, updateField } from '../store/ledger.ts';

const MOST_RECENT = 12;
const MOST_POPULAR = 12;

const recentSchema = z.array(z.string());
const recentSpot = ({ id }: Place) => ({ key: `opened:${id}`, field: 'recent' });
const countsKey = ({ workspace }: Place) => `opened-most:${workspace}`;

/** A direct conversation leaves no trace. */
export async function keepOpened(ledger: Ledger, place: Place, entry: string): Promise<void> {
  if (place.kind !== 'channel') return;
  await updateField(ledger, recentSpot(place), readRecent, (known = []) =>
    known[0] === entry ? undefined : [entry, ...known.filter((id) => id !== entry)].slice(0, MOST_RECENT),
  );
  await ledger.apply([{ type: 'add', key: countsKey(place), field: entry, by: 1 }]);
}

/** Ids, newest and most opened first. */
export async function readOpened(ledger: Ledger, place: Place) {
  const { key, field } = recentSpot(place);
  const [recent, counts] = await Promise.all([ledger.get(key, field), ledger.read(countsKey(place))]);
  const most = [...counts].sort(([, a], [, b]) => Number(b) - Number(a)).slice(0, MOST_POPULAR);
  return {
    recent: recent === undefined ? [] : (readRecent(recent) ?? []),
    most: most.map(([id]) => id),
  };
}

const readRecent = (text: string) => recentSchema.safeParse(JSON.parse(text)).data;
