import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../../src/ports/log.ts';
import { type Documents, StoreUnavailable } from '../../src/store/documents.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { hasRedis, type RedisServer, startRedis } from '../fakes/redis.ts';

const shape = z.object({ n: z.number() });

function documentsSuite(name: string, open: () => Promise<Store>): void {
  describe(`documents on ${name}`, () => {
    let store: Store;
    let documents: Documents;
    beforeAll(async () => {
      store = await open();
      documents = store.documents;
    });
    afterAll(() => store.close());

    it('reads back what was written', async () => {
      await documents.collection('a', shape).set('k', { n: 1 });
      expect(await documents.collection('a', shape).get('k')).toEqual({ n: 1 });
    });

    it('keeps collections apart', async () => {
      await documents.collection('b', shape).set('k', { n: 2 });
      expect(await documents.collection('c', shape).get('k')).toBeUndefined();
    });

    it('takes a document of another shape for none', async () => {
      await documents.collection('d', z.string()).set('k', 'old');
      expect(await documents.collection('d', shape).get('k')).toBeUndefined();
    });

    it('forgets what was deleted', async () => {
      const collection = documents.collection('e', shape);
      await collection.set('k', { n: 1 });
      await collection.delete('k');
      expect(await collection.get('k')).toBeUndefined();
    });

    it('answers the health check', async () => {
      await expect(store.check()).resolves.toBeUndefined();
    });
  });
}

documentsSuite('sqlite', async () => openStore('sqlite::memory:', silentLog));

describe.skipIf(!hasRedis())('redis', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  documentsSuite('redis', async () => openStore(server.url, silentLog));

  it('says that it is unavailable while the server is away, and recovers by itself', async () => {
    const own = await startRedis();
    const store = openStore(own.url, silentLog);
    const collection = store.documents.collection('a', shape);
    await collection.set('k', { n: 1 });
    await own.stop();
    await expect(collection.get('k')).rejects.toBeInstanceOf(StoreUnavailable);
    const again = await startRedis(own.port);
    await expect
      .poll(
        () =>
          collection.set('k', { n: 2 }).then(
            () => 'works',
            () => 'away',
          ),
        { timeout: 15_000 },
      )
      .toBe('works');
    await store.close();
    await again.stop();
  });
});

describe('a store that is not there', () => {
  it('answers within seconds instead of waiting for ever', async () => {
    const silent = createServer();
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    silent.close();
    const store = openStore(`redis://127.0.0.1:${port}`, silentLog);
    await expect(store.documents.collection('a', shape).get('k')).rejects.toBeInstanceOf(StoreUnavailable);
    await store.close().catch(() => undefined);
  });
});
