/** Discord's ids carry the moment they were made, by Discord's own clock. */

/** https://docs.discord.com/developers/reference#snowflakes */
const EPOCH_MS = 1_420_070_400_000;
const TIME_SHIFT = 22n;

/** A server that counts from elsewhere is no clock to measure a round's seconds by. */
const TRUSTED_WITHIN_MS = 10 * 60_000;

/** @returns epoch milliseconds; undefined when the id carries no time that could be this one */
export function discordTime(id: string, now = Date.now()): number | undefined {
  if (!/^\d{1,20}$/.test(id)) return undefined;
  const at = Number(BigInt(id) >> TIME_SHIFT) + EPOCH_MS;
  return Math.abs(at - now) < TRUSTED_WITHIN_MS ? at : undefined;
}
