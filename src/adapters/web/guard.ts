/** What keeps strangers out: host names, same-origin posts, sizes, rates, and the headers every answer carries. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';

/** A request that is turned away; the message is the sentence people read. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('x-content-type-options', 'nosniff');
  // Not `no-referrer`: with it browsers send `Origin: null` on form posts, and the check below needs it.
  response.setHeader('referrer-policy', 'same-origin');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=()');
}

/**
 * DNS rebinding: a stranger's page can point its own name at this machine, but cannot change the name it uses.
 * Addresses written as numbers are safe for that reason; names must be ours.
 */
export function checkHost({ headers }: IncomingMessage, allowed: readonly string[]): void {
  const name = hostName(headers.host);
  const isOurs =
    name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0 || allowed.includes(name);
  if (isOurs) return;
  throw new Refused(
    421,
    'I do not answer under this name: open http://localhost with the port, or list the name in WEB_HOSTS.',
  );
}

function hostName(host: string | undefined): string {
  try {
    return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
  } catch {
    return '';
  }
}

/**
 * Another site's page must not post in somebody's name. Every browser sends `Sec-Fetch-Site` or `Origin` with a
 * post; a program that sends neither has no cookie that it was not given on purpose.
 */
export function checkSameOrigin({ headers }: IncomingMessage): void {
  const site = headers['sec-fetch-site'];
  const fromHere =
    site === undefined
      ? headers.origin === undefined || sameHost(headers.origin, headers.host)
      : site === 'same-origin' && (headers.origin === undefined || sameHost(headers.origin, headers.host));
  if (!fromHere) throw new Refused(403, 'That came from another site, so I did not do it.');
}

function sameHost(origin: string, host: string | undefined): boolean {
  try {
    return new URL(origin).host === new URL(`http://${host}`).host;
  } catch {
    return false;
  }
}

/** Room for a file of 1 MiB and its surroundings. */
const LARGEST_BODY_BYTES = 1_200_000;

/** Reads a posted form, url-encoded or multipart, with Node's own parser. */
export async function readForm(request: IncomingMessage): Promise<FormData> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) throw new Refused(413, 'That is too large: I take up to 1 MB.');
    chunks.push(chunk);
  }
  try {
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    return await new Response(Buffer.concat(chunks), { headers }).formData();
  } catch {
    throw new Refused(400, 'I could not read that form.');
  }
}

/** A bucket for each key: `burst` at once, refilled by `perSecond`. */
export function createLimiter(burst: number, perSecond: number, now: () => number) {
  const buckets = new Map<string, { left: number; at: number }>();
  return (key: string): void => {
    const at = now();
    if (buckets.size > 10_000) buckets.clear();
    const before = buckets.get(key) ?? { left: burst, at };
    const left = Math.min(burst, before.left + ((at - before.at) / 1_000) * perSecond);
    if (left < 1) throw new Refused(429, 'That was a lot at once; wait a few seconds and go on.');
    buckets.set(key, { left: left - 1, at });
  };
}
