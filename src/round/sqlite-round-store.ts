/** Rounds in SQLite: each operation is one statement or one immediate transaction. */
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../store/sqlite-transaction.ts';
import { type Answer, dueAt, type Round, roundSchema, slotOf } from './round.ts';
import { KEEP_MS, type Locked, type RoundStore } from './round-store.ts';
import { active } from './scoring.ts';

const TABLES = `
  CREATE TABLE IF NOT EXISTS rounds (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, version INTEGER NOT NULL, place TEXT,
    turn INTEGER, opened INTEGER, closes INTEGER, expected INTEGER NOT NULL, may_change INTEGER NOT NULL,
    due INTEGER, touched INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS rounds_place ON rounds (place) WHERE place IS NOT NULL;
  CREATE INDEX IF NOT EXISTS rounds_due ON rounds (due) WHERE due IS NOT NULL;
  CREATE TABLE IF NOT EXISTS round_answers (
    round TEXT NOT NULL, turn INTEGER NOT NULL, user TEXT NOT NULL, name TEXT NOT NULL,
    shown INTEGER NOT NULL, elapsed INTEGER NOT NULL, changed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (round, turn, user)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS round_facts (round TEXT, key TEXT, value TEXT, PRIMARY KEY (round, key)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS round_tally (key TEXT PRIMARY KEY, count INTEGER NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS round_seen (key TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

type Row = { document: string; version: number };
type OpenRow = { opened: number; closes: number | null; expected: number; may_change: number };
type AnswerRow = { user: string; name: string; shown: number; elapsed: number; changed: number };

/** @param clock epoch milliseconds; the process and the file share one machine */
export function createSqliteRoundStore(database: DatabaseSync, clock: () => number = Date.now): RoundStore {
  database.exec(TABLES);
  const statements = prepare(database);

  const lock = (id: string, turn: number, press: Parameters<RoundStore['answer']>[2]): Locked => {
    const open = statements.open.get(id, turn) as OpenRow | undefined;
    if (!open) return { outcome: 'not-open' };
    if (open.closes !== null && press.at > open.closes)
      return { outcome: 'late', by: press.at - open.closes };
    const elapsed = Math.max(0, press.at - open.opened);
    const counted = () => ({ elapsed, answered: countOf(id, turn), expected: open.expected });
    if (statements.insert.run(id, turn, press.user, press.name, press.shown, elapsed).changes > 0)
      return { outcome: 'locked', ...counted() };
    const isChange =
      open.may_change === 1 &&
      statements.change.run(press.shown, elapsed, id, turn, press.user, press.shown).changes > 0;
    if (isChange) return { outcome: 'changed', ...counted() };
    const known = statements.answer.get(id, turn, press.user) as AnswerRow;
    return { outcome: 'already', shown: known.shown, elapsed: known.elapsed };
  };
  const countOf = (id: string, turn: number) => Number((statements.count.get(id, turn) as { n: number }).n);

  return {
    now: async () => clock(),
    async create(round) {
      forgetOld(database, clock());
      const row = columns(round);
      return (
        statements.create.run(
          round.id,
          JSON.stringify(round),
          slotOf(round),
          row.expected,
          row.mayChange,
          row.due,
          clock(),
        ).changes > 0
      );
    },
    async load(id) {
      const row = statements.load.get(id) as Row | undefined;
      return row && { round: roundSchema.parse(JSON.parse(row.document)), version: row.version };
    },
    async runningIn(slot) {
      return (statements.running.get(slot) as { id: string } | undefined)?.id;
    },
    async save(round, version) {
      const { turn, opened, closes, expected, mayChange, due, place } = columns(round);
      const done = statements.save.run(
        JSON.stringify(round),
        place,
        turn,
        opened,
        closes,
        expected,
        mayChange,
        due,
        clock(),
        round.id,
        version,
      );
      return done.changes > 0;
    },
    async answer(id, turn, press) {
      return inTransaction(database, () => lock(id, turn, press));
    },
    async answers(id, turn) {
      return (statements.answers.all(id, turn) as AnswerRow[]).map(
        ({ changed, ...row }): Answer => ({ ...row, changed: changed === 1 }),
      );
    },
    count: async (id, turn) => countOf(id, turn),
    async due(now, most) {
      return (statements.due.all(now, most) as { id: string }[]).map(({ id }) => id);
    },
    async remember(id, key, value) {
      statements.remember.run(id, key, value);
    },
    async recall(id, key) {
      return (statements.recall.get(id, key) as { value: string } | undefined)?.value;
    },
    async first(key, lifetime) {
      return statements.first.run(key, clock() + lifetime, clock()).changes > 0;
    },
    async tally(key, lifetime, most) {
      const now = clock();
      return most > 0 && statements.tally.run(key, now + lifetime, now, now, now, most).changes > 0;
    },
    close: async () => {},
  };
}

/** What the statements ask about, taken out of the document so that SQL can see it. */
function columns(round: Round) {
  const { phase } = round;
  const open = phase.at === 'open' ? phase : undefined;
  return {
    place: phase.at === 'over' ? null : slotOf(round),
    turn: open?.turn ?? null,
    opened: open?.opened ?? null,
    closes: open?.closes ?? null,
    expected: active(round).length,
    mayChange: round.settings.mayChange ? 1 : 0,
    due: dueAt(round) ?? null,
  };
}

function prepare(database: DatabaseSync) {
  const sql = (text: string) => database.prepare(text);
  return {
    create: sql(
      'INSERT INTO rounds (id, document, version, place, expected, may_change, due, touched) VALUES (?, ?, 1, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    load: sql('SELECT document, version FROM rounds WHERE id = ?'),
    running: sql('SELECT id FROM rounds WHERE place = ?'),
    save: sql(
      'UPDATE rounds SET document = ?, version = version + 1, place = ?, turn = ?, opened = ?, closes = ?, expected = ?, may_change = ?, due = ?, touched = ? WHERE id = ? AND version = ?',
    ),
    open: sql('SELECT opened, closes, expected, may_change FROM rounds WHERE id = ? AND turn = ?'),
    insert: sql(
      'INSERT INTO round_answers (round, turn, user, name, shown, elapsed) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    change: sql(
      'UPDATE round_answers SET shown = ?, elapsed = ?, changed = 1 WHERE round = ? AND turn = ? AND user = ? AND changed = 0 AND shown <> ?',
    ),
    answer: sql('SELECT * FROM round_answers WHERE round = ? AND turn = ? AND user = ?'),
    answers: sql(
      'SELECT user, name, shown, elapsed, changed FROM round_answers WHERE round = ? AND turn = ? ORDER BY elapsed, user',
    ),
    count: sql('SELECT count(*) AS n FROM round_answers WHERE round = ? AND turn = ?'),
    due: sql('SELECT id FROM rounds WHERE due <= ? ORDER BY due LIMIT ?'),
    remember: sql(
      'INSERT INTO round_facts VALUES (?, ?, ?) ON CONFLICT (round, key) DO UPDATE SET value = excluded.value',
    ),
    recall: sql('SELECT value FROM round_facts WHERE round = ? AND key = ?'),
    tally: sql(
      `INSERT INTO round_tally VALUES (?, 1, ?) ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN until < ? THEN 1 ELSE count + 1 END,
        until = CASE WHEN until < ? THEN excluded.until ELSE until END
      WHERE until < ? OR count < ?`,
    ),
    first: sql(
      'INSERT INTO round_seen VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET until = excluded.until WHERE until < ?',
    ),
  };
}

function forgetOld(database: DatabaseSync, now: number): void {
  const old = 'SELECT id FROM rounds WHERE touched < ?';
  for (const table of ['round_answers', 'round_facts'])
    database.prepare(`DELETE FROM ${table} WHERE round IN (${old})`).run(now - KEEP_MS);
  database.prepare('DELETE FROM rounds WHERE touched < ?').run(now - KEEP_MS);
  for (const table of ['round_seen', 'round_tally'])
    database.prepare(`DELETE FROM ${table} WHERE until < ?`).run(now);
}
