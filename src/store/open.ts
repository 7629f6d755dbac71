/** Opens the store that `STORE_URL` names: a SQLite file by default, Redis or Valkey by address. */
import { createRequire } from 'node:module';
import type { RedisClientType } from '@keyv/redis';
import Keyv from 'keyv';
import type { Log } from '../ports/log.ts';
import { createRedisRoundStore } from '../round/redis-round-store.ts';
import type { RoundStore } from '../round/round-store.ts';
import { createSqliteRoundStore } from '../round/sqlite-round-store.ts';
import { createDocuments, type Documents, StoreUnavailable } from './documents.ts';
import { forgetInRedis, forgetInSqlite } from './forget.ts';
import type { Ledger } from './ledger.ts';
import { createRedisLedger } from './redis-ledger.ts';
import { SqliteStore } from './sqlite.ts';
import { createSqliteLedger, sweepLedger } from './sqlite-ledger.ts';

export type Store = {
  readonly documents: Documents;
  readonly rounds: RoundStore;
  readonly ledger: Ledger;
  /** Takes away every document, field, place on a board and due time that is kept under a person's id. */
  readonly forget: (person: string) => Promise<void>;
  /** Resolves when the store answers a read; rejects otherwise. */
  readonly check: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const SWEEP_EVERY_MS = 10 * 60_000;
const CONNECT_TIMEOUT_MS = 1_500;

/** @param url `sqlite:./data/kafka.sqlite`, `sqlite::memory:`, `redis://host:6379` or `rediss://…` */
export function openStore(url: string, log: Log): Store {
  return url.startsWith('sqlite:') ? openSqlite(url.slice('sqlite:'.length), log) : openRedis(url, log);
}

function openSqlite(path: string, log: Log): Store {
  const sqlite = new SqliteStore(path);
  const keyv = quietErrors(new Keyv({ store: sqlite, namespace: 'kafka', throwOnErrors: true }), log);
  const ledger = createSqliteLedger(sqlite.database);
  const sweep = () => {
    try {
      sqlite.sweep(Date.now());
      sweepLedger(sqlite.database, Date.now());
    } catch (error) {
      log.warn({ error }, 'what has expired could not be removed; trying again later');
    }
  };
  sweep();
  const sweeper = setInterval(sweep, SWEEP_EVERY_MS);
  sweeper.unref();
  return {
    documents: createDocuments(keyv),
    rounds: createSqliteRoundStore(sqlite.database),
    ledger: guarded(ledger),
    forget: (person) => orUnavailable(Promise.try(() => forgetInSqlite(sqlite.database, person))),
    check: () => check(keyv),
    close: async () => {
      clearInterval(sweeper);
      await keyv.disconnect();
    },
  };
}

/** Loaded only where it is used: the client is a tenth of the memory of an idle process. */
function redisLibrary(): typeof import('@keyv/redis') {
  return createRequire(import.meta.url)('@keyv/redis');
}

function openRedis(url: string, log: Log): Store {
  const { default: KeyvRedis, createClient } = redisLibrary();
  const redis = new KeyvRedis(
    // Without these a command waits for ever while the server is away, and nobody gets an answer.
    { url, disableOfflineQueue: true, socket: { connectTimeout: CONNECT_TIMEOUT_MS } },
    { throwOnConnectError: true, throwOnErrors: true, connectionTimeout: CONNECT_TIMEOUT_MS },
  );
  const keyv = quietErrors(
    new Keyv({ store: redis, namespace: 'kafka', useKeyPrefix: false, throwOnErrors: true }),
    log,
  );
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: CONNECT_TIMEOUT_MS },
  }) as RedisClientType;
  client.on('error', (error: unknown) => log.debug({ error }, 'store error'));
  // It goes on trying by itself; until it is there, rounds are answered with “the store is away”.
  client.connect().catch((error: unknown) => log.debug({ error }, 'store error'));
  return {
    documents: createDocuments(keyv),
    rounds: createRedisRoundStore(client),
    ledger: guarded(createRedisLedger(client)),
    forget: (person) => orUnavailable(forgetInRedis(client, person)),
    check: () => check(keyv),
    close: async () => {
      client.destroy();
      await keyv.disconnect();
    },
  };
}

/** Whatever goes wrong in the ledger is told as one thing: the store is away. */
function guarded(ledger: Ledger): Ledger {
  return {
    read: (...given) => orUnavailable(ledger.read(...given)),
    get: (...given) => orUnavailable(ledger.get(...given)),
    apply: (...given) => orUnavailable(ledger.apply(...given)),
    top: (...given) => orUnavailable(ledger.top(...given)),
    standing: (...given) => orUnavailable(ledger.standing(...given)),
    due: (...given) => orUnavailable(ledger.due(...given)),
  };
}

const orUnavailable = <Value>(work: Promise<Value>) =>
  work.catch((cause: unknown): never => {
    throw new StoreUnavailable('The store did not answer', { cause });
  });

/** Keyv also emits what it throws; an emitter without a listener would end the process. */
function quietErrors(keyv: Keyv, log: Log): Keyv {
  keyv.on('error', (error: unknown) => log.debug({ error }, 'store error'));
  return keyv;
}

async function check(keyv: Keyv): Promise<void> {
  await keyv.get('health');
}
