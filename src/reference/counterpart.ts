// Pairs a topic's settings with the broker settings that give their defaults.
import type { Setting } from './facts.ts';
import { settingsAt } from './load.ts';

/** Broker settings that Kafka accepts in other units for the same topic setting, finest first. */
const otherUnits: Readonly<Record<string, string>> = {
  'log.retention.minutes': 'log.retention.ms',
  'log.retention.hours': 'log.retention.ms',
  'log.roll.hours': 'log.roll.ms',
  'log.roll.jitter.hours': 'log.roll.jitter.ms',
};

/** The setting of the other side: the broker's default for a topic setting, or the topic's override; null when none. */
export function counterpartOf(setting: Setting, version: string): string | null {
  if (setting.component === 'topic') return setting.serverDefault;
  if (setting.component !== 'broker') return null;
  const named = otherUnits[setting.name] ?? setting.name;
  for (const topic of settingsAt('topic', version).values()) {
    if (topic.serverDefault === named && !topic.internal) return topic.name;
  }
  return null;
}
