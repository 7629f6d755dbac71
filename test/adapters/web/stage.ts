/** A running web chat with people in it, for the conversation that every platform holds. */
import { silentLog } from '../../../src/ports/log.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Stage } from '../../contract/person.ts';
import { type Served, serveWeb } from './serve.ts';
import { type Visitor, visit } from './visitor.ts';

export type WebStage = Stage & {
  /** Does what is due in rounds, then waits until everybody has seen it. */
  readonly tick: () => Promise<void>;
  readonly join: (name: string) => Promise<Visitor>;
};

export async function openWebStage(): Promise<WebStage> {
  const store = openStore('sqlite::memory:', silentLog);
  const visitors: Visitor[] = [];
  let served: Served = await serveWeb(store);

  const everybodySettled = async () => {
    await Promise.all(visitors.map((visitor) => visitor.settle()));
  };

  return {
    async tick() {
      await served.tick();
      await everybodySettled();
    },
    async join(name) {
      const visitor = await visit(served.address, name, everybodySettled);
      visitors.push(visitor);
      return visitor;
    },
    async restart() {
      await served.stop();
      served = await serveWeb(store);
      await Promise.all(visitors.map((visitor) => visitor.moveTo(served.address)));
    },
    async [Symbol.asyncDispose]() {
      for (const visitor of visitors) visitor.leave();
      await served.stop();
      await store.close();
    },
  };
}
