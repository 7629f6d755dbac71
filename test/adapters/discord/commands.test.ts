import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commands } from '../../../commands/index.ts';
import { applicationCommands, discordName, textSize } from '../../../src/adapters/discord/commands.ts';
import { type Command, defineCommand } from '../../../src/bot/command.ts';
import { choice, file, integer, lines, words } from '../../../src/bot/option.ts';
import { refusal } from '../../../src/reply/build.ts';
import { commandProblems } from './payload-rules.ts';

function command(name: string, options: z.ZodObject): Command {
  return defineCommand({
    name,
    summary: 'A command',
    visibility: 'private',
    options,
    examples: [],
    run: () => refusal('no'),
  });
}

/** The options Discord gets for a command with these. */
function described(shape: z.core.$ZodLooseShape) {
  const [kafka] = applicationCommands([command('test', z.object(shape))]);
  const [subcommand] = z
    .object({ options: z.array(z.object({ options: z.array(z.unknown()) })) })
    .parse(kafka).options;
  return subcommand?.options ?? [];
}

describe('discord: what is registered', () => {
  it('fits Discord’s own description of commands and its limits', () => {
    expect(commandProblems(applicationCommands(commands))).toEqual([]);
  });

  it('is /kafka with a subcommand for each command, the last in a group, and one entry in the message menu', () => {
    const [kafka, explain] = applicationCommands(commands);
    const entries = commands.map(({ name }) => ({ type: 1, name }));
    const group = { type: 2, name: 'more', options: entries.slice(24) };
    expect(kafka).toMatchObject({ name: 'kafka', options: [...entries.slice(0, 24), group] });
    expect(explain).toMatchObject({ type: 3, name: 'Explain with /kafka' });
  });

  it('takes as many commands as a menu and a group hold, and needs no group for few', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => command(`c${at}`, z.object({})));
    expect(commandProblems(applicationCommands(many(49)))).toEqual([]);
    expect(() => applicationCommands(many(50))).toThrow('49 subcommands');
    expect(applicationCommands(many(25))[0]).not.toMatchObject({
      options: expect.arrayContaining([{ type: 2 }]),
    });
  });

  it('works in servers, with the bot alone and in other conversations', () => {
    for (const each of applicationCommands(commands))
      expect(each).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] });
  });

  it('gives every kind of option its type', () => {
    const shape = {
      role: choice(['producer', 'consumer'], { hint: 'whose' }),
      text: words({ hint: 'what' }),
      count: integer({ hint: 'how many', min: 1, max: 20 }),
      pasted: lines({ hint: 'a file’s text' }),
      upload: file({ hint: 'a file' }),
    };
    expect(described(shape)).toMatchObject([
      { type: 3, name: 'role', choices: [{ value: 'producer' }, { value: 'consumer' }] },
      { type: 3, name: 'text' },
      { type: 4, name: 'count', min_value: 1, max_value: 20 },
      { type: 3, name: 'pasted', max_length: 6_000 },
      { type: 11, name: 'upload' },
    ]);
  });

  it('puts required options first', () => {
    const shape = { one: words({ hint: 'a' }).optional(), two: words({ hint: 'b' }) };
    expect(described(shape)).toMatchObject([
      { name: 'two', required: true },
      { name: 'one', required: false },
    ]);
  });

  it('completes where the command does', () => {
    const concept = applicationCommands(commands)[0];
    expect(JSON.stringify(concept)).toContain('"autocomplete":true');
  });

  it('completes a choice that has more than 25 values', () => {
    const values = Array.from({ length: 30 }, (_, at) => `v${at}`);
    const shape = { version: choice(['first', ...values], { hint: 'which' }) };
    expect(described(shape)).toMatchObject([{ autocomplete: true }]);
  });

  it('takes what the menu cannot hold as one free text', () => {
    const shape = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`option${at}`, words({ hint: 'h' }).optional()]),
    );
    const options = described(shape);
    expect(options).toHaveLength(25);
    expect(options.at(-1)).toMatchObject({ type: 3, name: 'more' });
  });

  it('shortens descriptions when all commands together say too much', () => {
    const shape = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`option${at}`, words({ hint: 'h'.repeat(100) }).optional()]),
    );
    const many = Array.from({ length: 10 }, (_, at) => command(`c${at}`, z.object(shape)));
    const [kafka] = applicationCommands(many);
    expect(kafka && textSize(z.looseObject({ name: z.string() }).parse(kafka))).toBeLessThanOrEqual(8_000);
    expect(commandProblems([kafka])).toEqual([]);
  });

  it('makes names lower case and free of dots', () => {
    expect(discordName('Min.Insync Replicas')).toBe('min-insync-replicas');
  });
});
