/** The sentences people read when something they typed does not fit. */
import type { z } from 'zod';
import type { Command, RawOptions } from './command.ts';
import type { OptionDescription } from './option.ts';

/** One sentence for the first value that does not fit: the field, what was read, what would be right. */
export function misfit(command: Command, error: z.ZodError, raw: RawOptions): string {
  const [issue] = error.issues;
  const name = String(issue?.path[0] ?? '');
  const option = command.options.find((each) => each.name === name);
  if (!issue)
    return `Something in that ${command.name} line does not fit; try \`/kafka help ${command.name}\`.`;
  if (!option) return sentence(issue.message);
  if (raw[name] === undefined) return `${name} is missing: it takes ${wants(option)}${example(option)}.`;
  const such =
    option.example === undefined || /for example|such as/.test(issue.message)
      ? ''
      : `, for example ${option.example}`;
  return sentence(`${name}: ${issue.message.replace(/[.]$/, '')}${such}`);
}

const sentence = (message: string) => (/[.!?]$/.test(message) ? message : `${message}.`);

function wants(option: OptionDescription): string {
  return option.choices ? `one of ${option.choices.map(({ value }) => value).join(', ')}` : option.hint;
}

function example(option: OptionDescription): string {
  return option.example === undefined ? '' : `, for example ${option.example}`;
}

/** `brokers=3`, `size=2KiB`: the options of a command as they are typed. */
export function usage(command: Command): string {
  const parts = command.options.map((option) => {
    const shown = option.positional ? option.name : `${option.name}=${option.example ?? '…'}`;
    return option.required ? `<${shown}>` : `[${shown}]`;
  });
  return ['/kafka', command.name, ...parts].join(' ');
}
