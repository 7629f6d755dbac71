/** Scripts that Redis runs as one step: by hash, and in full when the server has not seen them since it started. */
import { createHash } from 'node:crypto';
import type { RedisClientType } from '@keyv/redis';

export type Script = { readonly text: string; readonly hash: string };

export function script(text: string): Script {
  return { text, hash: createHash('sha1').update(text).digest('hex') };
}

export async function runScript(
  client: RedisClientType,
  { text, hash }: Script,
  keys: string[],
  args: readonly (string | number)[],
): Promise<unknown> {
  const options = { keys, arguments: args.map(String) };
  try {
    return await client.evalSha(hash, options);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return client.eval(text, options);
  }
}
