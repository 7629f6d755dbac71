/** Checks a Kafka configuration as Kafka of a release would: pasted, as a file, or with the command. */
import { z } from 'zod';
import { defineAction, defineCommand } from '../src/bot/command.ts';
import { file, lines } from '../src/bot/option.ts';
import { declaredRelease } from '../src/lint/declared-release.ts';
import { lint } from '../src/lint/lint.ts';
import { pastedText } from '../src/lint/pasted-text.ts';
import { lintReport } from '../src/lint/report.ts';
import { type Component, components, componentTitles } from '../src/reference/facts.ts';
import { lastKnownSetting, newestRelease, releases, settingsAt } from '../src/reference/load.ts';
import { component, release } from '../src/reference/options.ts';
import { resolveVersion } from '../src/reference/version.ts';
import { form, refusal } from '../src/reply/build.ts';
import { quote } from '../src/reply/clean.ts';
import type { Reply } from '../src/reply/nodes.ts';

const facts = { releases, settingsAt, lastKnownSetting };

const pasted = defineAction(
  'lint.pasted',
  z.object({ text: z.string(), component: z.string().optional(), version: z.string().optional() }),
  (_, fields) => {
    const wanted = fields.version?.trim() ?? '';
    const version = wanted === '' ? undefined : resolveVersion(wanted, releases());
    if (version === null)
      return refusal(`I have no release ${quote(wanted)}; the newest is ${newestRelease()}.`);
    const component = components.find((each) => each === fields.component);
    return check({ text: fields.text, version, component });
  },
);

export default defineCommand({
  name: 'lint',
  summary: 'Check a Kafka configuration as Kafka itself would',
  visibility: 'private',
  options: z.object({
    component: component().optional(),
    version: release('Kafka release; the newest when left out').optional(),
    file: file({ hint: '.properties, YAML (Spring, Strimzi, Compose), JSON (Connect)' }).optional(),
    text: lines({ hint: 'the configuration', example: 'acks=2' }).optional(),
  }),
  examples: ['lint producer 4.0 acks=2', 'lint component=topic cleanup.policy=compact,delete', 'lint'],
  actions: [pasted],
  run: (_, { component: wanted, version, file: upload, text }) => {
    const given = upload?.text ?? text;
    if (given !== undefined) return check({ text: given, version, component: wanted, name: upload?.name });
    return form('Check a configuration', 'Check', pasted({}), [
      {
        name: 'text',
        label: 'Configuration',
        kind: 'lines',
        value: '',
        required: true,
        hint: '.properties, YAML or JSON; passwords are never shown',
      },
      {
        name: 'component',
        label: 'What it is for',
        kind: 'choice',
        value: wanted ?? '',
        required: false,
        hint: 'found out from the names when left open',
        choices: components.map((value) => ({ label: componentTitles[value], value })),
      },
      {
        name: 'version',
        label: 'Kafka release',
        kind: 'line',
        value: version ?? '',
        required: false,
        hint: '4.0, 3.9.1; the newest when left out',
      },
    ]);
  },
});

/** There is no share line in the reply: it would hold the file, and with it somebody's password. */
function check(input: {
  readonly text: string;
  /** Undefined when the person named none: then the file may, or it is the newest. */
  readonly version: string | undefined;
  readonly component: Component | undefined;
  readonly name?: string | undefined;
}): Reply {
  const text = input.name === undefined ? pastedText(input.text) : input.text;
  if (text.trim() === '') return refusal('The file is empty; it takes a Kafka configuration.');
  const result = lint(
    {
      text,
      version: input.version ?? declared(text) ?? newestRelease(),
      ...(input.component && { component: input.component }),
      ...(input.name !== undefined && { fileName: input.name }),
    },
    facts,
  );
  return lintReport(result, text);
}

function declared(text: string): string | null {
  const named = declaredRelease(text);
  return named === null ? null : resolveVersion(named, releases());
}
