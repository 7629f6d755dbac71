/** Lists the commands, or explains one; written from the command list itself. */
import { z } from 'zod';
import type { Command, Context } from '../src/bot/command.ts';
import { defineCommand } from '../src/bot/command.ts';
import { words } from '../src/bot/option.ts';
import { usage } from '../src/bot/sentences.ts';
import { runLine } from '../src/bot/share.ts';
import {
  actions,
  button,
  code,
  fields,
  heading,
  mono,
  note,
  paragraph,
  refusal,
  reply,
  text,
} from '../src/reply/build.ts';
import { quote, shorten } from '../src/reply/clean.ts';
import type { Reply } from '../src/reply/nodes.ts';

export default defineCommand({
  name: 'help',
  summary: 'What I can do, with examples',
  visibility: 'private',
  options: z.object({ command: words({ hint: 'a command', example: 'calc', rest: true }).optional() }),
  examples: ['help', 'help calc'],
  complete: {
    command: ({ commands }, typed) =>
      commands
        .filter(({ name }) => name.startsWith(typed))
        .map(({ name, summary }) => ({ label: `${name}: ${summary}`, value: name })),
  },
  run: (context, { command }) => (command === undefined ? overview(context) : explain(context, command)),
});

function overview({ commands }: Context): Reply {
  const shown = commands.filter(({ name }) => name !== 'help');
  return reply('Help', `I know ${shown.length} commands: ${shown.map(({ name }) => name).join(', ')}.`, [
    heading('What I can do'),
    fields(shown.map((command) => [`/kafka ${command.name}`, command.summary])),
    note('Anything else you type is looked up in the library. Answers are private until you share them.'),
    actions(
      shown.slice(0, 10).map(({ examples: [line = 'help'] }) => button(`/kafka ${line}`, runLine({ line }))),
    ),
  ]);
}

function explain({ commands }: Context, name: string): Reply {
  const command = commands.find((each) => each.name === name.toLowerCase());
  if (!command) {
    return refusal(`There is no command ${quote(name)}; /kafka help lists all of them.`, [
      button('Help', runLine({ line: 'help' })),
    ]);
  }
  return reply(`Help: ${command.name}`, `${command.summary}: ${usage(command)}`, [
    heading(`/kafka ${command.name}`),
    paragraph(command.summary),
    code(usage(command), 'text'),
    ...(command.options.length > 0 ? [fields(optionRows(command))] : []),
    actions(
      command.examples.slice(0, 5).map((line) => button(shorten(`/kafka ${line}`, 70), runLine({ line }))),
    ),
  ]);
}

function optionRows(command: Command) {
  return command.options.map(({ name, hint, example, aliases = [], required, choices }) => {
    const values = choices ? `: ${choices.map(({ value }) => value).join(', ')}` : '';
    const others = aliases.length > 0 ? ` (also ${aliases.join(', ')})` : '';
    const such = example === undefined ? [] : [text(', for example '), mono(example)];
    return [required ? `${name} (needed)` : name, [text(`${hint}${values}${others}`), ...such]] as const;
  });
}
