import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import keyvTestSuite, { keyvIteratorTests } from '@keyv/test-suite';
import Keyv from 'keyv';
import * as vitest from 'vitest';
import { SqliteStore } from '../../src/store/sqlite.ts';

const { describe, expect, it } = vitest;

describe('sqlite store: the suite Keyv gives its own adapters', () => {
  const open = () => new SqliteStore(':memory:');
  keyvTestSuite(vitest, Keyv, open);
  keyvIteratorTests(vitest, Keyv, open);
});

describe('sqlite store', () => {
  function inFolder(work: (path: string) => Promise<void>): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'kafka-store-'));
    return work(join(folder, 'deep', 'state.sqlite')).finally(() => rmSync(folder, { recursive: true }));
  }

  it('keeps what was set when the file is opened again', () =>
    inFolder(async (path) => {
      const first = new SqliteStore(path);
      await new Keyv({ store: first }).set('a', 1);
      await first.disconnect();
      const second = new SqliteStore(path);
      expect(await new Keyv({ store: second }).get('a')).toBe(1);
      await second.disconnect();
    }));

  it('sweeps away what has expired and nothing else', async () => {
    const store = new SqliteStore(':memory:');
    const keyv = new Keyv({ store });
    await keyv.set('old', 1, 1_000);
    await keyv.set('young', 2, 1_000_000);
    await keyv.set('lasting', 3);
    expect(store.sweep(Date.now() + 2_000)).toBe(1);
    expect(await keyv.get('lasting')).toBe(3);
  });

  it('clears one namespace and leaves its neighbour', () =>
    inFolder(async (path) => {
      const stores = [new SqliteStore(path), new SqliteStore(path)];
      const [a, b] = stores.map((store, at) => new Keyv({ store, namespace: at === 0 ? 'a' : 'ab' }));
      await a?.set('x', 1);
      await b?.set('x', 2);
      await a?.clear();
      expect(await b?.get('x')).toBe(2);
      await Promise.all(stores.map((store) => store.disconnect()));
    }));

  it('survives being closed twice', async () => {
    const store = new SqliteStore(':memory:');
    await store.disconnect();
    await expect(store.disconnect()).resolves.toBeUndefined();
  });
});
