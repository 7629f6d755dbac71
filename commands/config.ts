/** Says what a setting is in a release: type, default, valid values, history, counterpart, related settings, notes. */
import { z } from 'zod';
import type { Context, Suggestion } from '../src/bot/command.ts';
import { defineAction, defineCommand } from '../src/bot/command.ts';
import { words } from '../src/bot/option.ts';
import { type Component, componentTitles } from '../src/reference/facts.ts';
import { componentsWith, type FoundSetting, findSetting } from '../src/reference/find-setting.ts';
import { lastKnownSetting, newestRelease, settingAt } from '../src/reference/load.ts';
import { component, release } from '../src/reference/options.ts';
import { settingPage, severalSettings } from '../src/reference/setting-page.ts';
import { suggestSettings } from '../src/reference/suggest.ts';
import { button, form, heading, paragraph, refusal, reply } from '../src/reply/build.ts';
import { quote } from '../src/reply/clean.ts';
import type { Outcome, Reply } from '../src/reply/nodes.ts';

/** A select carries the line behind `config` as its value. */
const openSetting = defineAction(
  'config.open',
  z.object({ value: z.string() }),
  async (context, { value }): Promise<Outcome> => {
    const outcome = await context.say(`config ${value}`);
    return outcome.type === 'reply' ? { ...outcome, visibility: 'private', placement: 'turn' } : outcome;
  },
);

const ask = defineAction('config.ask', z.object({ name: z.string() }), (context, { name }) =>
  context.say(`config ${name}`),
);

export default defineCommand({
  name: 'config',
  summary: 'A setting of Kafka: default, valid values, history',
  visibility: 'private',
  options: z.object({
    name: words({
      hint: 'a setting in any spelling, a pattern, a word',
      example: 'linger.ms',
      rest: true,
    }).optional(),
    version: release('Kafka release; the newest when left out').optional(),
    component: component().optional(),
  }),
  examples: ['config linger.ms', 'config KAFKA_LOG_RETENTION_MS 3.9', 'config *.idempotence'],
  complete: { name: (_, typed): readonly Suggestion[] => suggestSettings(typed) },
  actions: [openSetting, ask],
  run: (context, { name, version = newestRelease(), component: wanted }) => {
    if (name === undefined) {
      return form('Look up a setting', 'Look up', ask({}), [
        {
          name: 'name',
          label: 'Setting',
          kind: 'line',
          value: '',
          required: true,
          hint: 'linger.ms, KAFKA_LOG_RETENTION_MS, *.idempotence',
        },
      ]);
    }
    return answer(context, findSetting(name, version, wanted), { typed: name, version, wanted });
  },
});

type Asked = { typed: string; version: string; wanted: Component | undefined };

function answer(context: Context, found: FoundSetting, asked: Asked): Reply {
  switch (found.kind) {
    case 'found':
      return one(context, found, asked);
    case 'several':
      return severalSettings(found.names, asked, openSetting({}));
    case 'foreign':
      return foreign(found);
    case 'plugin':
      return plugin(found);
    case 'unknown':
      return unknown(asked.typed, found.guesses);
  }
}

function one(context: Context, found: FoundSetting & { kind: 'found' }, { version, wanted }: Asked): Reply {
  const { name, component: owner } = found;
  if (wanted !== undefined && owner !== wanted) {
    const others = componentsWith(name).slice(0, 4);
    return refusal(
      `${name} is no setting of the ${componentTitles[wanted]}; it belongs to ${others.map((other) => componentTitles[other]).join(', ')}.`,
      others.map((other) =>
        button(componentTitles[other], openSetting({ value: `${name} component=${other}` })),
      ),
    );
  }
  const current = settingAt(owner, name, version);
  const setting = current ?? lastKnownSetting(owner, name);
  if (setting === null) return unknown(name, []);
  return settingPage(context, { setting, version, exists: current !== null, found, open: openSetting });
}

function foreign({ dialect, name, note }: FoundSetting & { kind: 'foreign' }): Reply {
  return refusal(
    `${name} is a setting of ${dialect}; the Java clients have none like it.${note === null ? '' : ` ${note}`}`,
    [],
    {
      data: { name, dialect, java: null, note },
    },
  );
}

function plugin({ name, note }: FoundSetting & { kind: 'plugin' }): Reply {
  return reply(name, `${name}: ${note}`, [heading(name), paragraph(note)], {
    share: `config ${name}`,
    data: { name, component: null, note },
  });
}

function unknown(typed: string, guesses: readonly string[]): Reply {
  const sentence = `Kafka has no setting like ${quote(typed)}`;
  return refusal(
    guesses.length === 0
      ? `${sentence} in any release from 2.8 on.`
      : `${sentence}; did you mean one of these?`,
    guesses.map((name) => button(name, openSetting({ value: name }))),
    { data: { name: null, guesses } },
  );
}
