// Makes values for one setting: mostly what Kafka accepts or nearly so, sometimes nonsense.
import { classSetting } from '../../../src/lint/class-settings.ts';
import { type ClassKind, classesOf } from '../../../src/lint/kafka-classes.ts';
import type { Check, Setting } from '../../../src/reference/facts.ts';
import type { Random } from './random.ts';
import { specialValues } from './special-values.ts';

/** Texts that some type takes and most do not. */
export const oddities = [
  '',
  ' ',
  'null',
  'none',
  '0',
  '-1',
  '1',
  'true',
  'x',
  '1.5',
  '5ms',
  '10MB',
  '1e3',
  '0x10',
  '+7',
  '007',
  'NaN',
  '1_000',
  '٣',
  '2147483647',
  '2147483648',
  '-2147483648',
  '9223372036854775807',
  '9223372036854775808',
  'a,b',
  ',',
  'a,,b',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference to a configuration provider
  '${file:/nowhere:x}',
];

/** Anything else depends on this machine: its files, and how fast its threads start. */
const alwaysSpecial = /\.location$|^default\.api\.timeout\.ms$/;

/** Text for a setting; `boldness` is the share of values that are likely to be refused. */
export function valueFor(random: Random, setting: Setting, version: string, boldness: number): string {
  const special = specialValues[setting.name];
  if (special !== undefined && (alwaysSpecial.test(setting.name) || random.chance(0.8))) {
    return random.pick(random.chance(boldness) ? special.bold : special.plain);
  }
  if (random.chance(boldness)) return bold(random, setting, version);
  const value = plain(random, setting, version);
  return random.chance(0.05) ? ` ${value}\t` : value;
}

function plain(random: Random, setting: Setting, version: string): string {
  if (setting.default !== null && !setting.default.startsWith('class ') && random.chance(0.2))
    return setting.default;
  switch (setting.type) {
    case 'boolean':
      return random.pick(['true', 'false', 'TRUE', 'False']);
    case 'int':
    case 'short':
    case 'long':
      return String(inside(random, setting));
    case 'double':
      return random.pick(['0.5', '0.1', '1', '1.0', '0', '.25', '1e-2', '0.8d']);
    case 'list':
      return classSetting(setting) === null ? listOf(random, setting) : className(random, setting, version);
    case 'class':
      return className(random, setting, version);
    case 'password':
    case 'string':
      return word(random, setting);
  }
}

function bold(random: Random, setting: Setting, version: string): string {
  if (random.chance(0.25)) return random.pick(oddities);
  switch (setting.type) {
    case 'boolean':
      return random.pick(['yes', 'no', '1', 'tru', 'True ', 'on', '']);
    case 'int':
    case 'short':
    case 'long':
      return String(edge(random, setting));
    case 'double':
      return random.pick(['-0.1', '1.1', 'NaN', '-1', '2', 'half', '0,5', 'Infinity', '1e400', '0x1p-1', '']);
    case 'list':
      return classSetting(setting) === null
        ? roughList(random, setting)
        : wrongClassName(random, setting, version);
    case 'class':
      return wrongClassName(random, setting, version);
    case 'password':
    case 'string':
      return misspelt(random, word(random, setting));
  }
}

function rangeOf(check: Check | null): { min?: bigint; max?: bigint } {
  if (check?.kind === 'all') return check.checks.map(rangeOf).find((range) => range.min !== undefined) ?? {};
  if (check?.kind !== 'range') return {};
  const whole = (text: string | undefined) =>
    text === undefined || !/^-?\d+$/.test(text) ? {} : { value: BigInt(text) };
  const min = whole(check.min);
  const max = whole(check.max);
  return { ...('value' in min ? { min: min.value } : {}), ...('value' in max ? { max: max.value } : {}) };
}

function centre(setting: Setting): bigint {
  return setting.default !== null && /^-?\d+$/.test(setting.default) ? BigInt(setting.default) : 100n;
}

/** A number Kafka takes by itself: next to the default, to the lower end, or anywhere. */
function inside(random: Random, setting: Setting): bigint {
  const { min, max } = rangeOf(setting.check);
  const largest =
    setting.type === 'short' ? 32_767n : setting.type === 'int' ? 2_147_483_647n : 9_223_372_036_854_775_807n;
  const guesses = [
    centre(setting),
    centre(setting) / 2n,
    centre(setting) * 2n,
    centre(setting) + 1n,
    centre(setting) - 1n,
    1n,
    5n,
    1000n,
    30_000n,
    BigInt(random.below(100_000)),
  ];
  if (min !== undefined) guesses.push(min, min + 1n);
  if (max !== undefined) guesses.push(max, max - 1n);
  const guess = random.pick(guesses);
  const low = min ?? -largest;
  const high = max ?? largest;
  return guess < low ? low : guess > high ? high : guess;
}

function edge(random: Random, setting: Setting): bigint {
  const { min, max } = rangeOf(setting.check);
  const guesses = [
    -1n,
    0n,
    1n,
    -2n,
    2_147_483_647n,
    2_147_483_648n,
    -2_147_483_648n,
    -2_147_483_649n,
    32_767n,
    32_768n,
    9_223_372_036_854_775_807n,
    9_223_372_036_854_775_808n,
  ];
  if (min !== undefined) guesses.push(min - 1n, min - 1n, min, min - 1000n);
  if (max !== undefined) guesses.push(max + 1n, max + 1n, max);
  return random.pick(guesses);
}

function allowed(check: Check | null): readonly string[] {
  if (check?.kind === 'one-of') return check.values;
  if (check?.kind === 'list') return check.values ?? [];
  if (check?.kind === 'all') return check.checks.flatMap((part) => allowed(part));
  return [];
}

function word(random: Random, setting: Setting): string {
  const words = allowed(setting.check);
  if (words.length === 0)
    return random.pick(['value', 'some value', 'x', 'a-b_c.d', '/var/lib/thing', 'ünïcode', 'https']);
  const chosen = random.pick(words);
  return setting.check?.kind === 'one-of' && setting.check.ignoreCase && random.chance(0.5)
    ? chosen.toLowerCase()
    : chosen;
}

function misspelt(random: Random, text: string): string {
  return random.pick([
    text.toUpperCase(),
    text.toLowerCase(),
    `${text}x`,
    text.slice(1),
    `${text},${text}`,
    `"${text}"`,
    text.replaceAll('_', '-'),
    '',
  ]);
}

function listOf(random: Random, setting: Setting): string {
  const words = allowed(setting.check);
  const pool = words.length > 0 ? words : ['one', 'two', 'three', 'fo ur'];
  const count = random.pick([1, 1, 1, 2, 2, 3]);
  const items = Array.from({ length: count }, () => random.pick(pool));
  return [...new Set(items)].join(random.pick([',', ', ', ' ,']));
}

function roughList(random: Random, setting: Setting): string {
  const fine = listOf(random, setting);
  return random.pick([
    '',
    `${fine},${fine}`,
    `${fine},`,
    `,${fine}`,
    `${fine},,x`,
    `${fine},x`,
    fine.toUpperCase(),
    ' ',
    ',',
  ]);
}

const kinds: readonly ClassKind[] = [
  'serializer',
  'deserializer',
  'partitioner',
  'consumer assignor',
  'metrics reporter',
  'callback handler',
  'login',
  'SSL engine factory',
];

function className(random: Random, setting: Setting, version: string): string {
  const known = classSetting(setting);
  const names =
    known === null ? [] : classesOf(known.kind, version).filter((name) => !name.includes('.List'));
  if (names.length === 0) return random.pick(classesOf('callback handler', version));
  const first = random.pick(names);
  if (setting.type !== 'list' || random.chance(0.7)) return first;
  const second = random.pick(names);
  return first === second ? first : `${first},${second}`;
}

function wrongClassName(random: Random, setting: Setting, version: string): string {
  const right = className(random, setting, version);
  const other = random.pick(classesOf(random.pick(kinds), version));
  return random.pick([
    other,
    other,
    right.slice(right.lastIndexOf('.') + 1),
    `${right}x`,
    right.toLowerCase(),
    `${right},${right}`,
    `${right},`,
    'org.apache.kafka.common.Nothing',
    '',
    'a b',
    'Thing',
  ]);
}
