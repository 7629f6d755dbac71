// Applies Kafka's validator of a setting to a parsed value.
import type { Check, Setting } from '../reference/facts.ts';
import { codeChecks, settingChecks } from './code-checks.ts';
import type { Value } from './value.ts';

/** What Kafka would accept instead, as the end of "must be ..."; null when it accepts the value. */
export function violation(
  check: Check,
  value: Value,
  setting: Pick<Setting, 'name' | 'validValues'>,
): string | null {
  switch (check.kind) {
    case 'range':
      return outsideRange(check.min, check.max, value);
    case 'one-of':
      return notOneOf(words(check), check.ignoreCase === true, value);
    case 'list':
      return badList(check, value);
    case 'max-items':
      return Array.isArray(value) && value.length > check.count
        ? `a list of at most ${check.count} items`
        : null;
    case 'not-empty':
      return value === '' ? 'not empty' : null;
    case 'not-null':
      return value === null ? 'given' : null;
    case 'no-control-characters':
      return badPlainText(value);
    case 'all':
      return (
        check.checks.map((part) => violation(part, value, setting)).find((problem) => problem !== null) ??
        null
      );
    case 'code':
      return (settingChecks[setting.name] ?? codeChecks[check.class])?.(value, setting.validValues) ?? null;
  }
}

/** Kafka compares both sides as doubles, which matters next to the ends of a long. NaN is inside every range. */
function outsideRange(min: string | undefined, max: string | undefined, value: Value): string | null {
  if (typeof value !== 'number' && typeof value !== 'bigint') return 'given';
  const number = Number(value);
  const tooSmall = min !== undefined && number < Number(min);
  const tooLarge = max !== undefined && number > Number(max);
  if (!tooSmall && !tooLarge) return null;
  if (min === undefined) return `at most ${max}`;
  return max === undefined ? `at least ${min}` : `from ${min} to ${max}`;
}

/** The words of a check; Kafka Streams lists null among some, which no file can say. */
export function words(check: Extract<Check, { kind: 'one-of' }>): readonly string[] {
  return check.values.filter((word) => word !== null);
}

function notOneOf(allowed: readonly string[], ignoreCase: boolean, value: Value): string | null {
  const fits =
    typeof value === 'string' &&
    (ignoreCase
      ? allowed.some((item) => item.toUpperCase() === value.toUpperCase())
      : allowed.includes(value));
  return fits ? null : `one of ${allowed.join(', ')}${ignoreCase ? ' (in any case)' : ''}`;
}

/** Also the older list of allowed words, which is in the facts as a list that may repeat. */
function badList(check: Extract<Check, { kind: 'list' }>, value: Value): string | null {
  if (!Array.isArray(value)) return null;
  const items: readonly string[] = value;
  if (!check.mayBeEmpty && items.length === 0) return 'a list with at least one item';
  if (!check.mayRepeat && items.includes('')) return 'a list without empty items';
  const { values } = check;
  if (values !== undefined && !items.every((item) => values.includes(item)))
    return `a list of ${values.join(', ')}`;
  return null;
}

function badPlainText(value: Value): string | null {
  if (value === '') return 'not empty';
  const controlled = typeof value === 'string' && /\p{Cc}/u.test(value);
  return controlled ? 'free of control characters' : null;
}
