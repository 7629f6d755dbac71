/** Keyv's store interface over the SQLite that is built into Node: no native module to compile. */

import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { KeyvStoreAdapter, StoredData } from 'keyv';
import { inTransaction } from './sqlite-transaction.ts';

type Row = { key: string; value: string; expires: number | null };

/**
 * @param path a file, made with its folder when missing, or `:memory:`
 * Keyv wraps every value in JSON with its own expiry; the `expires` column only lets `sweep` delete in bulk.
 */
export class SqliteStore extends EventEmitter implements KeyvStoreAdapter {
  opts: Record<string, unknown> = { dialect: 'sqlite' };
  namespace: string | undefined;
  readonly #database: DatabaseSync;

  constructor(path: string) {
    super();
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    this.#database = new DatabaseSync(path, { timeout: 2_000 });
    // WAL lets a reader work beside the writer; FULL keeps what was acknowledged through a power cut.
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    this.#database.exec(
      'CREATE TABLE IF NOT EXISTS keyv (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires INTEGER) STRICT;' +
        'CREATE INDEX IF NOT EXISTS keyv_expires ON keyv (expires) WHERE expires IS NOT NULL;',
    );
  }

  /** Other tables of the same file, such as rounds, share the connection. */
  get database(): DatabaseSync {
    return this.#database;
  }

  async get<Value>(key: string): Promise<StoredData<Value> | undefined> {
    const row = this.#database.prepare('SELECT value FROM keyv WHERE key = ?').get(key);
    return row === undefined ? undefined : (String(row['value']) as StoredData<Value>);
  }

  async getMany<Value>(keys: string[]): Promise<(StoredData<Value> | undefined)[]> {
    return Promise.all(keys.map((key) => this.get<Value>(key)));
  }

  async set(key: string, value: string, ttl?: number): Promise<boolean> {
    const expires = ttl === undefined ? null : Date.now() + ttl;
    this.#database
      .prepare(
        'INSERT INTO keyv VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires',
      )
      .run(key, value, expires);
    return true;
  }

  async setMany(entries: { key: string; value: string; ttl?: number }[]): Promise<void> {
    inTransaction(this.#database, () => {
      for (const { key, value, ttl } of entries) void this.set(key, value, ttl);
    });
  }

  async delete(key: string): Promise<boolean> {
    return this.#database.prepare('DELETE FROM keyv WHERE key = ?').run(key).changes > 0;
  }

  async deleteMany(keys: string[]): Promise<boolean> {
    let removed = 0;
    inTransaction(this.#database, () => {
      const statement = this.#database.prepare('DELETE FROM keyv WHERE key = ?');
      for (const key of keys) removed += Number(statement.run(key).changes);
    });
    return removed > 0;
  }

  async clear(): Promise<void> {
    const [from, to] = this.#namespaceRange(this.namespace);
    this.#database.prepare('DELETE FROM keyv WHERE key >= ? AND key < ?').run(from, to);
  }

  async has(key: string): Promise<boolean> {
    return this.#database.prepare('SELECT 1 FROM keyv WHERE key = ?').get(key) !== undefined;
  }

  async *iterator<Value>(namespace?: string): AsyncGenerator<[string, Value]> {
    const [from, to] = this.#namespaceRange(namespace);
    const rows = this.#database
      .prepare('SELECT key, value, expires FROM keyv WHERE key >= ? AND key < ? ORDER BY key')
      .all(from, to);
    for (const row of rows as Row[]) yield [row.key, row.value as Value];
  }

  /** Deletes what has expired; Keyv itself only notices expiry when a key is read. */
  sweep(now: number): number {
    return Number(this.#database.prepare('DELETE FROM keyv WHERE expires < ?').run(now).changes);
  }

  async disconnect(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }

  /** Keys are `namespace:key`, so a namespace is the range up to the character after the colon. */
  #namespaceRange(namespace: string | undefined): [from: string, to: string] {
    return namespace ? [`${namespace}:`, `${namespace};`] : ['', '\u{10ffff}'];
  }
}
