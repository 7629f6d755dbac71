/** Fetches a text file somebody attached, from Discord's own servers only. */
import type { NamedText } from '../../bot/bot.ts';
import { cleanLine, quote, shorten } from '../../reply/clean.ts';
import type { Attachment } from './incoming.ts';

const HOSTS: readonly string[] = ['cdn.discordapp.com', 'media.discordapp.net'];
const MOST_BYTES = 1_000_000;
const TIMEOUT_MS = 10_000;

/** Why a file could not be read, as one sentence for the person who attached it. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/**
 * @param cdnUrl stands in for Discord's servers when set
 * @throws UnreadableFile
 */
export async function downloadText(file: Attachment, cdnUrl: string | undefined): Promise<NamedText> {
  const name = shorten(cleanLine(file.filename), 100);
  const url = trustedUrl(file.url, cdnUrl);
  if (!url)
    throw new UnreadableFile(`${quote(name)} does not lie on Discord’s servers, so I did not fetch it.`);
  if (file.size > MOST_BYTES) throw tooLarge(name);
  const bytes = await fetchBytes(url, name);
  return { name, text: decode(bytes, name) };
}

/** An address on Discord's servers, or below `cdnUrl`; nothing else is ever fetched. */
function trustedUrl(raw: string, cdnUrl: string | undefined): URL | undefined {
  const url = URL.parse(raw);
  if (!url) return undefined;
  const isDiscords = url.protocol === 'https:' && HOSTS.includes(url.host);
  if (cdnUrl === undefined) return isDiscords ? url : undefined;
  if (isDiscords) return new URL(`${cdnUrl}${url.pathname}${url.search}`);
  const cdn = new URL(cdnUrl);
  const folder = cdn.pathname.replace(/\/?$/, '/');
  return url.origin === cdn.origin && url.pathname.startsWith(folder) ? url : undefined;
}

async function fetchBytes(url: URL, name: string): Promise<Uint8Array> {
  const unreachable = `I could not fetch ${quote(name)} from Discord; attach it again.`;
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok || !response.body) throw new UnreadableFile(unreachable);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > MOST_BYTES) throw tooLarge(name);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (cause) {
    if (cause instanceof UnreadableFile) throw cause;
    throw new UnreadableFile(unreachable, { cause });
  }
}

const tooLarge = (name: string) =>
  new UnreadableFile(`${quote(name)} is larger than 1 MB; send the part that matters.`);

function decode(bytes: Uint8Array, name: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Falls through to the sentence below: bytes that are not UTF-8 are not text.
  }
  throw new UnreadableFile(`${quote(name)} is not a text file; I read UTF-8 text.`);
}
