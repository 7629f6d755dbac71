/** Compares the settings an entry names, and the defaults it states, with the facts read out of Kafka's own jars. */
import { newestRelease, releases, sameDefault, settingAt } from '../reference/load.ts';
import { resolveVersion } from '../reference/version.ts';
import type { Entry } from './catalogue.ts';

/** The facts are those of the release that the entry describes. */
export function checkDefaults({ meta }: Entry, report: (field: string, what: string) => void): void {
  const release = resolveVersion(meta.kafka, releases());
  if (release === null)
    report('kafka', `no release ${meta.kafka} in the reference, which ends at ${newestRelease()}`);
  for (const { name, component, default: stated } of meta.settings) {
    const field = `settings ${component} ${name}`;
    const setting = settingAt(component, name, release ?? newestRelease());
    if (setting === null) {
      report(field, `Kafka ${release} has no such setting there`);
      continue;
    }
    const shown = setting.required ? 'none: leave default out' : JSON.stringify(setting.default ?? 'null');
    const said = { default: stated === 'null' ? null : (stated ?? null), required: stated === undefined };
    if (!sameDefault(said, setting)) report(field, `the default in Kafka ${release} is ${shown}`);
  }
}
