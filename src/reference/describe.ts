// Puts a setting into words and into the numbers behind a reply: default, valid values, how it changes at run time.
import type { Check, Component, Setting } from './facts.ts';
import { readableValue } from './readable.ts';
import { versionLabel } from './version.ts';

/** The default as people write it; `none (required)` when Kafka insists on one. */
export function defaultText(setting: Pick<Setting, 'default' | 'required'>): string {
  if (setting.required) return 'none (required)';
  if (setting.default === null) return 'null (not set)';
  return setting.default === '' ? '"" (empty)' : setting.default;
}

/** A default in Kafka's notation and, where that says more, in words; a bare number of milliseconds gets its unit. */
export function defaultShown(
  setting: Pick<Setting, 'name' | 'type'> & Pick<Setting, 'default' | 'required'>,
): {
  readonly plain: string;
  readonly words: string | null;
} {
  const words = setting.required ? null : readableValue(setting.name, setting.type, setting.default);
  return words === `${setting.default} ms`
    ? { plain: words, words: null }
    : { plain: defaultText(setting), words };
}

/** What Kafka accepts, in its own notation where it has one; null when anything of the type goes. */
export function validText(setting: Setting): string | null {
  return setting.validValues ?? (setting.check === null ? null : checkText(setting.check));
}

function checkText(check: Check): string | null {
  switch (check.kind) {
    case 'range':
      return `[${check.min ?? ''},...${check.max === undefined ? '' : `,${check.max}`}]`;
    case 'one-of':
      return `[${check.values.join(', ')}]`;
    case 'list':
      return [
        check.values === undefined ? 'a list' : `a list of ${check.values.join(', ')}`,
        ...(check.mayBeEmpty ? [] : ['not empty']),
        ...(check.mayRepeat ? [] : ['no item twice']),
      ].join(', ');
    case 'max-items':
      return `at most ${check.count} items`;
    case 'not-empty':
      return 'not empty';
    case 'not-null':
      return 'not null';
    case 'no-control-characters':
      return 'not empty, no control characters';
    case 'all':
      return check.checks.flatMap((part) => checkText(part) ?? []).join(', ') || null;
    case 'code':
      return null;
  }
}

/** How a new value takes effect without losing the running process, one sentence without a full stop. */
export function changeText(setting: Setting): string {
  if (setting.dynamicOnly) return 'only with kafka-configs.sh, never in the broker’s file';
  switch (setting.updateMode) {
    case 'read-only':
      return 'restart of the broker';
    case 'per-broker':
      return 'kafka-configs.sh, for one broker, without restart';
    case 'cluster-wide':
      return 'kafka-configs.sh, for one broker or all, without restart';
    case null:
      return byComponent[setting.component];
  }
}

const byComponent: Readonly<Record<Component, string>> = {
  broker: 'restart of the broker',
  topic: 'kafka-configs.sh for the topic, at once',
  group: 'kafka-configs.sh for the group, at once',
  quota: 'kafka-configs.sh for users, clients or addresses, at once',
  producer: 'a new producer',
  consumer: 'a new consumer',
  admin: 'a new admin client',
  streams: 'restart of the application',
  connect: 'restart of the worker',
  'connect-standalone': 'restart of the worker',
  'source-connector': 'Connect’s REST interface, which restarts the connector',
  'sink-connector': 'Connect’s REST interface, which restarts the connector',
  mirror: 'restart of MirrorMaker',
  'tiered-storage': 'restart of the broker',
};

/** The first release that has it, as far as the reference goes back. */
export function sinceText(setting: Setting, oldest: string): string {
  return setting.since === oldest ? `${versionLabel(oldest)} or earlier` : versionLabel(setting.since);
}

/** The data behind a reply about a setting; the shape is part of the console's `--json`. */
export function settingData(setting: Setting, version: string) {
  return {
    name: setting.name,
    component: setting.component,
    version,
    type: setting.type,
    default: setting.default,
    default_readable: setting.required ? null : readableValue(setting.name, setting.type, setting.default),
    required: setting.required,
    valid_values: validText(setting),
    importance: setting.importance,
    update_mode: setting.updateMode,
    server_default: setting.serverDefault,
    deprecated: setting.deprecated,
    deprecated_in: setting.deprecatedIn === null ? null : versionLabel(setting.deprecatedIn),
    removed_in: setting.removedIn === null ? null : versionLabel(setting.removedIn),
    since: versionLabel(setting.since),
    history: setting.history.map((step) => ({
      version: versionLabel(step.version),
      default: step.default,
      ...(step.required && { required: true }),
    })),
  };
}
