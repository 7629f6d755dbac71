import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../commands/index.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

describe('the README', () => {
  it('lists every command with its summary and an example that is one', () => {
    for (const { name, summary, examples } of commands) {
      expect(readme).toContain(`| \`${name}\` | ${summary} | \`/kafka ${examples[0]}\` |`);
    }
  });

  it('names no command that does not exist', () => {
    const names = new Set(commands.map(({ name }) => name));
    const written = [...readme.matchAll(/`\/kafka ([a-z]+)/g)].map(([, name]) => name ?? '');
    expect(written.filter((name) => !names.has(name))).toEqual([]);
  });
});
