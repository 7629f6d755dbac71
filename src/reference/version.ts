// Kafka release numbers: comparing them, and finding the release that somebody means by "4.1".

/** Orders two release numbers such as `3.9.1` and `3.10`; negative when the first is older. */
export function compareVersions(left: string, right: string): number {
  const leftParts = left.split('.').map(Number);
  const rightParts = right.split('.').map(Number);
  for (let index = 0; index < Math.max(leftParts.length, rightParts.length); index++) {
    const difference = (leftParts[index] ?? 0) - (rightParts[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The release line of a release: `3.9` for `3.9.1`. */
export function lineOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

/** How people write a release: the line for its first release (`4.0`), the full number for a patch (`3.0.1`). */
export function versionLabel(version: string): string {
  return version.endsWith('.0') && version.split('.').length === 3 ? lineOf(version) : version;
}

/**
 * Finds the release meant by `4.1.0`, `4.1`, `v4`, `4.x`, `3.9+`, `kafka 3.6` or `latest`: the newest one that fits.
 * Null when no known release fits.
 */
export function resolveVersion(text: string, releases: readonly string[]): string | null {
  const cleaned = text
    .trim()
    .toLowerCase()
    .replace(/^(apache\s+)?kafka\s*/, '')
    .replace(/^v\.?\s*/, '')
    .replace(/(\.x|\.\*|\+)+$/, '');
  if (cleaned === '' || cleaned === 'latest' || cleaned === 'newest') return releases.at(-1) ?? null;
  if (!/^\d+(\.\d+){0,2}$/.test(cleaned)) return null;
  const fits = releases.filter((release) => release === cleaned || release.startsWith(`${cleaned}.`));
  return fits.at(-1) ?? null;
}
