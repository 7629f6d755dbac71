/** Slack's timestamps, which are also the names of its messages. */

/** A server that counts from elsewhere is no clock to measure a round's seconds by. */
const TRUSTED_WITHIN_MS = 10 * 60_000;

/**
 * @param ts `1700000000.000100`, seconds
 * @returns epoch milliseconds by Slack's own clock; undefined when it is far from ours
 */
export function slackTime(ts: string | undefined, now = Date.now()): number | undefined {
  const at = Math.round(Number(ts) * 1_000);
  return Math.abs(at - now) < TRUSTED_WITHIN_MS ? at : undefined;
}
