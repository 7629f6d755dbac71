/** Reads the text files of a message, so that a configuration can be checked where it was posted. */
import type { NamedText } from '../../bot/bot.ts';
import type { Log } from '../../ports/log.ts';
import type { SlackFile } from './payloads.ts';

const LARGEST_BYTES = 1_000_000;
const READ_WITHIN_MS = 5_000;

/** Files that cannot be read are left out. The bot's token goes to Slack's own file addresses only. */
export async function readTextFiles(
  files: readonly SlackFile[],
  token: string,
  trusts: (url: URL) => boolean,
  log: Log,
): Promise<readonly NamedText[]> {
  const texts = await Promise.all(files.map((file) => readOne(file, token, trusts, log)));
  return texts.filter((text) => text !== undefined);
}

async function readOne(
  { name = 'file.txt', size = 0, url_private_download, url_private }: SlackFile,
  token: string,
  trusts: (url: URL) => boolean,
  log: Log,
): Promise<NamedText | undefined> {
  const address = url_private_download ?? url_private;
  if (address === undefined || size > LARGEST_BYTES || !URL.canParse(address) || !trusts(new URL(address)))
    return undefined;
  try {
    const response = await fetch(address, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(READ_WITHIN_MS),
    });
    const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
    // Without the scope Slack answers with its sign-in page.
    if (!response.ok || isPage) return undefined;
    const bytes = await readAtMost(response, LARGEST_BYTES);
    return bytes === undefined || bytes.includes(0)
      ? undefined
      : { name, text: new TextDecoder().decode(bytes) };
  } catch (error) {
    log.warn({ error }, 'slack file could not be read');
    return undefined;
  }
}

async function readAtMost(response: Response, limit: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.byteLength;
    if (length > limit) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Slack's own hosts, and the host of a Web API put elsewhere. */
export function trustsFilesOf(apiUrl: string): (url: URL) => boolean {
  const { host } = new URL(apiUrl);
  return (url) =>
    url.host === host || (url.protocol === 'https:' && /(^|\.)slack(-files|-edge)?\.com$/.test(url.hostname));
}
