// Decides whether Kafka deprecates a setting, from its sentences, its annotations and, where both fail, its KIPs.
import { compareVersions } from '../version.ts';
import type { ExtractedSetting } from './extracted.ts';

/** "DEPRECATED: …", "(Deprecated) …", "Deprecated; …" at the very start. */
const openingWord = /^\W*deprecated\b/i;
/** A sentence about the setting itself, unlike one about an option of it or about what it replaces. */
const ownSentence = /\bthis (config|configuration|property|setting) (is|has been) deprecated\b/i;

/** Constants whose annotation says that the Java name moved or was misspelled, not that the setting is going. */
const annotatedForAnotherReason = new Set([
  'topology.optimization',
  'partitioner.adaptive.partitioning.enable',
]);

/** Deprecations that the release neither annotates nor says in its text. */
const announcedElsewhere: readonly { component: string; name: string; from: string; source: string }[] = [
  { component: 'broker', name: 'log.message.format.version', from: '3.0.0', source: 'KIP-724' },
];

/** Whether the release marks the setting as deprecated. */
export function isDeprecated(
  component: string,
  name: string,
  setting: ExtractedSetting,
  version: string,
): boolean {
  const text = setting.deprecationText?.replaceAll(/<[^>]*>/g, '') ?? '';
  if (openingWord.test(text) || ownSentence.test(text)) return true;
  if (setting.markedDeprecated && !annotatedForAnotherReason.has(name)) return true;
  return announcedElsewhere.some(
    (known) =>
      known.component === component && known.name === name && compareVersions(known.from, version) <= 0,
  );
}
