/** The ledger in SQLite: one immediate transaction makes all changes of a step. */
import type { DatabaseSync } from 'node:sqlite';
import { type Change, type Ledger, REMEMBER_ONCE_MS, type Terms } from './ledger.ts';
import { inTransaction } from './sqlite-transaction.ts';

const TABLES = `
  CREATE TABLE IF NOT EXISTS ledger_fields (
    key TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (key, field)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS ledger_boards (
    board TEXT NOT NULL, member TEXT NOT NULL, points REAL NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (board, member)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS ledger_boards_points ON ledger_boards (board, points);
  CREATE INDEX IF NOT EXISTS ledger_boards_member ON ledger_boards (member);
  CREATE TABLE IF NOT EXISTS ledger_due (
    queue TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (queue, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS ledger_due_at ON ledger_due (queue, at);
  CREATE TABLE IF NOT EXISTS ledger_once (key TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

/** @param clock epoch milliseconds; the process and the file share one machine */
export function createSqliteLedger(database: DatabaseSync, clock: () => number = Date.now): Ledger {
  database.exec(TABLES);
  const statements = prepare(database);

  const make = (change: Change): void => {
    switch (change.type) {
      case 'set':
        if (change.value === null) statements.unset.run(change.key, change.field);
        else statements.set.run(change.key, change.field, change.value);
        return;
      case 'add':
        statements.add.run(change.key, change.field, String(change.by), change.by);
        return;
      case 'drop':
        statements.drop.run(change.key);
        return;
      case 'score':
        statements.expire.run(change.board, clock());
        statements.score.run(change.board, change.member, change.by, clock() + change.keep);
        statements.keep.run(clock() + change.keep, change.board);
        return;
      case 'strike':
        statements.strike.run(change.member);
        return;
      case 'due':
        if (change.at === null) statements.notDue.run(change.queue, change.id);
        else statements.setDue.run(change.queue, change.id, change.at);
    }
  };

  const holds = ({ once, unchanged = [] }: Terms): boolean => {
    if (once !== undefined && statements.seen.get(once, clock()) !== undefined) return false;
    return unchanged.every(({ key, field, value }) => (fieldOf(key, field) ?? null) === value);
  };
  const fieldOf = (key: string, field: string) =>
    (statements.get.get(key, field) as { value: string } | undefined)?.value;

  return {
    async read(key) {
      const rows = statements.read.all(key) as { field: string; value: string }[];
      return new Map(rows.map(({ field, value }) => [field, value]));
    },
    get: async (key, field) => fieldOf(key, field),
    async apply(changes, terms = {}) {
      return inTransaction(database, () => {
        if (!holds(terms)) return false;
        if (terms.once !== undefined) statements.once.run(terms.once, clock() + REMEMBER_ONCE_MS);
        for (const change of changes) make(change);
        return true;
      });
    },
    async top(board, most) {
      return statements.top.all(board, clock(), most) as { member: string; points: number }[];
    },
    async standing(board, member) {
      return statements.standing.get({ board, member, now: clock() }) as
        | { points: number; place: number }
        | undefined;
    },
    async due(queue, now, most) {
      return statements.due.all(queue, now, most) as { id: string; at: number }[];
    },
  };
}

function prepare(database: DatabaseSync) {
  const sql = (text: string) => database.prepare(text);
  return {
    read: sql('SELECT field, value FROM ledger_fields WHERE key = ?'),
    get: sql('SELECT value FROM ledger_fields WHERE key = ? AND field = ?'),
    set: sql(
      'INSERT INTO ledger_fields VALUES (?, ?, ?) ON CONFLICT (key, field) DO UPDATE SET value = excluded.value',
    ),
    unset: sql('DELETE FROM ledger_fields WHERE key = ? AND field = ?'),
    add: sql(
      'INSERT INTO ledger_fields VALUES (?, ?, ?) ON CONFLICT (key, field) DO UPDATE SET value = CAST(CAST(value AS REAL) + ? AS TEXT)',
    ),
    drop: sql('DELETE FROM ledger_fields WHERE key = ?'),
    score: sql(
      'INSERT INTO ledger_boards VALUES (?, ?, ?, ?) ON CONFLICT (board, member) DO UPDATE SET points = points + excluded.points',
    ),
    expire: sql('DELETE FROM ledger_boards WHERE board = ? AND until <= ?'),
    keep: sql('UPDATE ledger_boards SET until = ? WHERE board = ?'),
    strike: sql('DELETE FROM ledger_boards WHERE member = ?'),
    top: sql(
      'SELECT member, points FROM ledger_boards WHERE board = ? AND until > ? ORDER BY points DESC, member LIMIT ?',
    ),
    standing: sql(
      `SELECT points, 1 + (SELECT count(*) FROM ledger_boards AS other WHERE other.board = $board AND other.points > mine.points) AS place
       FROM ledger_boards AS mine WHERE board = $board AND member = $member AND until > $now`,
    ),
    setDue: sql(
      'INSERT INTO ledger_due VALUES (?, ?, ?) ON CONFLICT (queue, id) DO UPDATE SET at = excluded.at',
    ),
    notDue: sql('DELETE FROM ledger_due WHERE queue = ? AND id = ?'),
    due: sql('SELECT id, at FROM ledger_due WHERE queue = ? AND at <= ? ORDER BY at, id LIMIT ?'),
    seen: sql('SELECT 1 FROM ledger_once WHERE key = ? AND until > ?'),
    once: sql('INSERT OR REPLACE INTO ledger_once VALUES (?, ?)'),
  };
}

/** Deletes what has expired; reads do not see it anyway. */
export function sweepLedger(database: DatabaseSync, now: number): void {
  database.prepare('DELETE FROM ledger_boards WHERE until <= ?').run(now);
  database.prepare('DELETE FROM ledger_once WHERE until <= ?').run(now);
}
