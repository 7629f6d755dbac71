/** Compares the settings an entry names, and the defaults it states, with the facts read out of Kafka's own jars. */
import { newestRelease, releases, sameDefault, settingAt } from '../reference/load.ts';
import { resolveVersion } from '../reference/version.ts';
import type { Meta, Question } from './catalogue.ts';

/** The facts are those of the release that the text describes. */
export function checkDefaults(
  { kafka, settings }: Pick<Meta | Question, 'kafka' | 'settings'>,
  report: (field: string, what: string) => void,
): void {
  const release = resolveVersion(kafka, releases());
  if (release === null)
    report('kafka', `no release ${kafka} in the reference, which ends at ${newestRelease()}`);
  for (const { name, component, default: stated } of settings) {
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
