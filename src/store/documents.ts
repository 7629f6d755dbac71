/** Typed collections of JSON documents over one Keyv store; what is read back is parsed, never trusted. */
import type Keyv from 'keyv';
import type { z } from 'zod';

export type Collection<Value> = {
  /** Undefined when absent, expired or written by a version with another shape. */
  readonly get: (key: string) => Promise<Value | undefined>;
  /** @param lifetime milliseconds after which the document is gone; without it, it stays */
  readonly set: (key: string, value: Value, lifetime?: number) => Promise<void>;
  readonly delete: (key: string) => Promise<void>;
};

export type Documents = {
  readonly collection: <Schema extends z.ZodType>(
    name: string,
    schema: Schema,
  ) => Collection<z.output<Schema>>;
};

/** The store could not do what was asked; nothing that was acknowledged before is lost. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

export function createDocuments(keyv: Keyv): Documents {
  return {
    collection: (name, schema) => {
      const full = (key: string) => `${name}:${key}`;
      return {
        async get(key) {
          const kept = await guarded(() => keyv.get(full(key)));
          const parsed = kept === undefined ? undefined : schema.safeParse(kept);
          return parsed?.success ? parsed.data : undefined;
        },
        async set(key, value, lifetime) {
          await guarded(() => keyv.set(full(key), value, lifetime));
        },
        async delete(key) {
          await guarded(() => keyv.delete(full(key)));
        },
      };
    },
  };
}

async function guarded<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    throw new StoreUnavailable('The store did not answer', { cause });
  }
}
