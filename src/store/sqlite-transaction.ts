/** All or nothing in SQLite, with the write lock from the start, so that no step fails half way because somebody else writes. */
import type { DatabaseSync } from 'node:sqlite';

export function inTransaction<Value>(database: DatabaseSync, work: () => Value): Value {
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
