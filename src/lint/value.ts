// Parses a setting's text into its type exactly as ConfigDef.parseType does.
import type { SettingType } from '../reference/facts.ts';
import { equalsIgnoreCase, integerRange, javaDouble, javaInteger, javaList, javaTrim } from './java-text.ts';

/** A parsed value: integers are bigint because a Java long does not fit a number; classes and passwords are text. */
export type Value = null | boolean | bigint | number | string | readonly string[];

export type Parsed =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly expected: string };

/** Parses the text of a setting; null stays null, as Kafka leaves it to the validator. */
export function parseValue(type: SettingType, text: string | null): Parsed {
  if (text === null) return { ok: true, value: null };
  const trimmed = javaTrim(text);
  switch (type) {
    case 'boolean':
      if (equalsIgnoreCase(trimmed, 'true')) return { ok: true, value: true };
      if (equalsIgnoreCase(trimmed, 'false')) return { ok: true, value: false };
      return { ok: false, expected: 'true or false' };
    case 'int':
    case 'short':
    case 'long': {
      const value = javaInteger(trimmed, type);
      if (value !== null) return { ok: true, value };
      const [min, max] = integerRange(type);
      const isNumber = /^[+-]?\d+$/.test(trimmed);
      return { ok: false, expected: isNumber ? `from ${min} to ${max}` : 'a whole number, without a unit' };
    }
    case 'double': {
      const value = javaDouble(trimmed);
      return value === null ? { ok: false, expected: 'a number' } : { ok: true, value };
    }
    case 'list':
      return { ok: true, value: javaList(trimmed) };
    case 'string':
    case 'password':
    case 'class':
      return { ok: true, value: trimmed };
  }
}
