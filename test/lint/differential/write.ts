// Writes settings as a .properties file in the many ways people and tools do.
import { escapeValue } from '../../../src/lint/read/properties.ts';
import type { Random } from './random.ts';

const separators = ['=', '=', '=', ' = ', ':', ': ', ' ', '\t'];
const comments = ['# a comment', '! another = one', '   # indented', ''];

/** Every setting once, in any order, sometimes preceded by a line it overrides. */
export function writeProperties(random: Random, settings: ReadonlyMap<string, string>): string {
  const lines: string[] = [];
  for (const [name, value] of settings) {
    if (random.chance(0.05)) lines.push(random.pick(comments));
    if (random.chance(0.02)) lines.push(`${name}=overridden`);
    lines.push(
      `${random.chance(0.03) ? '  ' : ''}${name}${separatorFor(random, value)}${written(random, value)}`,
    );
  }
  return lines.join(random.chance(0.1) ? '\r\n' : '\n') + (random.chance(0.9) ? '\n' : '');
}

/** A value that starts with a separator would be taken for part of a blank one. */
function separatorFor(random: Random, value: string): string {
  return /^[=:]/.test(value) ? '=' : random.pick(separators);
}

function written(random: Random, value: string): string {
  const text = escapeValue(value);
  if (random.chance(0.03) && value.includes(',')) return text.replaceAll(',', ',\\\n    ');
  if (random.chance(0.02))
    return text.replace(/[a-z]/, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return text;
}
