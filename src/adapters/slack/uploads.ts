/** Puts pictures and files into Slack: asks for an address, sends the bytes there, completes. */
import { createHash } from 'node:crypto';
import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { drawPng } from '../../pictures/draw.ts';
import type { Picture } from '../../pictures/spec.ts';
import type { Log } from '../../ports/log.ts';
import { clean, shorten } from '../../reply/clean.ts';
import type { Reply } from '../../reply/nodes.ts';
import type { Documents } from '../../store/documents.ts';

export type Upload = {
  readonly filename: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly alt?: string;
  /** Where people see it; without it only the bot's own messages can show it. */
  readonly channel?: string;
  readonly thread?: string | undefined;
};

const SEND_WITHIN_MS = 8_000;
/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal: alt text of at most 1,000 characters. */
const ALT_TEXT = 1_000;

const uploadTarget = z.object({ upload_url: z.string(), file_id: z.string() });

/** https://docs.slack.dev/messaging/working-with-files#upload @returns Slack's id of the file */
export async function upload(client: webApi.WebClient, file: Upload): Promise<string> {
  const { filename, bytes, alt, channel, thread } = file;
  // Not the SDK's method of that name: its type calls the text `alt_text`, the API `alt_txt`.
  const target = uploadTarget.parse(
    await client.apiCall('files.getUploadURLExternal', {
      filename,
      length: bytes.byteLength,
      ...(alt === undefined ? {} : { alt_txt: shorten(clean(alt), ALT_TEXT) }),
    }),
  );
  const sent = await fetch(target.upload_url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
    signal: AbortSignal.timeout(SEND_WITHIN_MS),
  });
  if (!sent.ok) throw new Error(`Slack did not take the file (${sent.status})`);
  const files: [{ id: string; title: string }] = [{ id: target.file_id, title: filename }];
  await client.files.completeUploadExternal(
    channel === undefined
      ? { files }
      : { files, channel_id: channel, ...(thread === undefined ? {} : { thread_ts: thread }) },
  );
  return target.file_id;
}

export type Pictures = {
  /** What can be shown without an upload; undefined when one is needed first. */
  readonly ready: (reply: Reply<string>) => Promise<PreparedPictures | undefined>;
  /** Uploads what is not in Slack yet; never fails, a picture that cannot be uploaded has no file. */
  readonly prepare: (reply: Reply<string>) => Promise<PreparedPictures>;
  /** Forgets pictures that Slack does not show any more. */
  readonly forget: (reply: Reply<string>) => Promise<void>;
};

export type PreparedPictures = {
  readonly fileOf: (picture: Picture) => string | undefined;
  /** Slack may still be processing what was uploaded just now. */
  readonly isFresh: boolean;
  readonly count: number;
};

/** After this Slack's copy is made anew, so that a better drawing reaches people. */
const KEPT_MS = 7 * 24 * 3_600_000;
/** A workspace that refuses uploads is not asked again for every answer. */
const PAUSE_MS = 60_000;
/** Long enough to spare the store, short enough to follow it. */
const SEEN_MS = 10 * 60_000;

export function createPictures(parts: {
  client: webApi.WebClient;
  documents: Documents;
  log: Log;
  now?: () => number;
}): Pictures {
  const { client, log, now = Date.now } = parts;
  const files = parts.documents.collection('slack-file', z.string());
  const underWay = new Map<string, Promise<string | undefined>>();
  let pausedUntil = 0;

  // What this process has seen in the store; only `forget` takes a file away earlier than it does.
  const seen = new Map<string, { readonly file: string; readonly until: number }>();

  const known = async (key: string): Promise<string | undefined> => {
    const remembered = seen.get(key);
    if (remembered && remembered.until > now()) return remembered.file;
    const file = await files.get(key).catch(() => undefined);
    if (file !== undefined) seen.set(key, { file, until: now() + SEEN_MS });
    return file;
  };

  const put = async (key: string, name: string, picture: Picture): Promise<string | undefined> => {
    try {
      const bytes = new Uint8Array(await drawPng(picture, 'light'));
      const file = await upload(client, { filename: `${name}.png`, bytes, alt: picture.alt });
      await files.set(key, file, KEPT_MS).catch(() => undefined);
      return file;
    } catch (error) {
      pausedUntil = now() + PAUSE_MS;
      log.warn({ error }, 'picture could not be uploaded to slack; shown in words');
      return undefined;
    }
  };

  const putOnce = (key: string, name: string, picture: Picture) => {
    const running = underWay.get(key) ?? put(key, name, picture).finally(() => underWay.delete(key));
    underWay.set(key, running);
    return running;
  };

  const lookUp = (reply: Reply<string>) =>
    Promise.all(
      picturesOf(reply).map(async ({ name, picture }) => {
        const key = keyOf(picture);
        return { name, picture, key, file: await known(key) };
      }),
    );

  return {
    async ready(reply) {
      const found = await lookUp(reply);
      const isMissing = found.some(({ file }) => file === undefined);
      return isMissing && now() >= pausedUntil ? undefined : prepared(found, false);
    },
    async prepare(reply) {
      const found = await lookUp(reply);
      const put = await Promise.all(
        found.map(async ({ name, picture, key, file }) => ({
          picture,
          file: file ?? (now() < pausedUntil ? undefined : await putOnce(key, name, picture)),
        })),
      );
      return prepared(
        put,
        put.some(({ file }, at) => file !== undefined && found[at]?.file === undefined),
      );
    },
    async forget(reply) {
      await Promise.all(
        picturesOf(reply).map(async ({ picture }) => {
          const key = keyOf(picture);
          seen.delete(key);
          await files.delete(key).catch(() => undefined);
        }),
      );
    },
  };
}

type Found = { readonly picture: Picture; readonly file: string | undefined };

function prepared(found: readonly Found[], isFresh: boolean): PreparedPictures {
  const files = new Map(found.flatMap(({ picture, file }) => (file === undefined ? [] : [[picture, file]])));
  return { fileOf: (picture) => files.get(picture), isFresh, count: files.size };
}

function picturesOf(reply: Reply<string>) {
  return reply.body.flatMap((block) => (block.type === 'image' ? [block] : []));
}

const keys = new WeakMap<Picture, string>();

function keyOf(picture: Picture): string {
  const known = keys.get(picture);
  if (known !== undefined) return known;
  const key = createHash('sha256').update(JSON.stringify(picture)).digest('base64url').slice(0, 32);
  keys.set(picture, key);
  return key;
}
