/** Characters that change how surrounding text is shown are dropped before any platform sees them. */

/**
 * Control characters except tab and newline; bidirectional overrides and isolates, which can make a line read
 * backwards; zero-width and other invisible format characters that hide text; the byte order mark.
 */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** Most text is plain, and a look is several times cheaper than a rewrite. */
const PLAIN = /^[\t\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2013-\u2026]*$/;

export function clean(text: string): string {
  return PLAIN.test(text) ? text : rewrite(text);
}

function rewrite(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNSEEN, '').toWellFormed();
}

/** One line: newlines and tabs become spaces. */
export function cleanLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}

/** Cuts by code points, so that no surrogate pair is split, and marks the cut with an ellipsis. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let cut = text.slice(0, Math.max(0, limit - 1));
  const last = cut.charCodeAt(cut.length - 1);
  if (last >= 0xd800 && last <= 0xdbff) cut = cut.slice(0, -1);
  return `${cut}…`;
}

const LONGEST_QUOTE = 60;

/** What somebody typed, safe to show back and short. */
export function quote(raw: string): string {
  return `“${shorten(cleanLine(raw), LONGEST_QUOTE)}”`;
}

/** Only web addresses become links; anything else (javascript:, data:) is shown as text. */
export function safeUrl(url: string): string | undefined {
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : undefined;
  } catch {
    return undefined;
  }
}
