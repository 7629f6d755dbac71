/** Completion as somebody types: commands, then the names and values of their options. */
import type { Asker, Bot } from '../../bot/bot.ts';
import type { Command } from '../../bot/command.ts';
import type { OptionDescription } from '../../bot/option.ts';

export type Item = {
  /** Replaces the text from `Completion.from` to the cursor. */
  readonly insert: string;
  readonly label: string;
  readonly detail: string;
};
export type Completion = { readonly from: number; readonly items: readonly Item[] };

const MOST_ITEMS = 12;
const NOTHING: Completion = { from: 0, items: [] };
const ASSIGNMENT = /(?:^|\s)(?:--)?([\p{L}][\p{L}\p{N}_.-]*)=(?:"([^"]*)|([^\s"]*))$/u;

/** @param line what stands before the cursor */
export async function completeLine(bot: Bot, line: string, asker: Asker): Promise<Completion> {
  if (line.length > 500 || line.includes('\n')) return NOTHING;
  const slash = /^\/(\w*)$/.exec(line);
  if (slash) return completeSlash(bot, slash[1] ?? '');
  const name = /^\/kafka\s+(\S*)$/i.exec(line);
  if (name) return completeName(bot, line, name[1] ?? '', asker);
  const command = bot.commands.find(
    (each) => each.name === /^\/kafka\s+(\S+)/i.exec(line)?.[1]?.toLowerCase(),
  );
  return command ? completeOptions(bot, command, line, asker) : NOTHING;
}

/** After a bare slash: `/`, `/ka`, but also `/calc` by people who know what they want. */
function completeSlash(bot: Bot, typed: string): Completion {
  const word = typed.toLowerCase();
  const named = bot.commands.filter(({ name }) => 'kafka'.startsWith(word) || name.startsWith(word));
  return { from: 0, items: named.map((command) => commandItem(command, '/kafka ')).slice(0, 2 * MOST_ITEMS) };
}

async function completeName(bot: Bot, line: string, typed: string, asker: Asker): Promise<Completion> {
  const word = typed.toLowerCase();
  const named = bot.commands.filter(({ name }) => name.startsWith(word)).map((each) => commandItem(each, ''));
  // Words that are no command are looked up, so the library answers here too, through the first command that takes words.
  const lookup = bot.commands.find(({ options }) => options.some(({ rest }) => rest));
  const rest = lookup?.options.find((option) => option.rest);
  const found =
    lookup && rest && word.length > 1 ? await bot.complete(lookup.name, rest.name, typed, asker) : [];
  const pages = found.map(({ label, value }) => ({
    insert: `${lookup?.name} ${value}`,
    label,
    detail: `${lookup?.name} ${value}`,
  }));
  const most = word === '' ? 2 * MOST_ITEMS : MOST_ITEMS;
  return { from: line.length - typed.length, items: [...named, ...pages].slice(0, most) };
}

const commandItem = ({ name, summary }: Command, before: string): Item => ({
  insert: `${before}${name} `,
  label: `${before}${name}`,
  detail: summary,
});

async function completeOptions(bot: Bot, command: Command, line: string, asker: Asker): Promise<Completion> {
  const assignment = ASSIGNMENT.exec(line);
  const named = assignment && optionNamed(command, assignment[1] ?? '');
  if (assignment && named) {
    const isQuoted = assignment[2] !== undefined;
    const typed = assignment[2] ?? assignment[3] ?? '';
    const from = line.length - typed.length - (isQuoted ? 1 : 0);
    return { from, items: await values(bot, command, named, typed, asker, quoteWhereNeeded) };
  }
  const start = /^\/kafka\s+\S+\s+/i.exec(line)?.[0].length ?? line.length;
  const given = [...line.slice(start).matchAll(/(?:^|\s)(?:--)?([\p{L}][\p{L}\p{N}_.-]*)=/gu)].flatMap(
    ([, key = '']) => optionNamed(command, key) ?? [],
  );
  const open = command.options.filter((option) => !given.includes(option) && option.kind !== 'file');
  const word = /\S*$/.exec(line)?.[0] ?? '';
  const wordStart = line.length - word.length;
  const rest = open.find((option) => option.rest);
  if (rest) {
    const typed = line.slice(start);
    const found = await values(bot, command, rest, typed, asker, (value) => value);
    if (found.length > 0 && typed.includes(' ')) return { from: start, items: found };
    return {
      from: wordStart,
      items: [...found, ...choices(open, word), ...names(open, word)].slice(0, MOST_ITEMS),
    };
  }
  return { from: wordStart, items: [...choices(open, word), ...names(open, word)].slice(0, MOST_ITEMS) };
}

async function values(
  bot: Bot,
  command: Command,
  option: OptionDescription,
  typed: string,
  asker: Asker,
  write: (value: string) => string,
): Promise<readonly Item[]> {
  const own = (option.choices ?? []).filter(({ value }) => value.startsWith(typed.toLowerCase()));
  const found = await bot.complete(command.name, option.name, typed, asker);
  const items = [...own, ...found].map(({ label, value }) => ({
    insert: write(value),
    label,
    detail: label === value ? option.hint : value,
  }));
  if (items.length > 0 || typed !== '' || option.example === undefined || option.rest)
    return items.slice(0, MOST_ITEMS);
  return [{ insert: write(option.example), label: option.example, detail: option.hint }];
}

/** Choices that may stand without their option's name. */
function choices(open: readonly OptionDescription[], word: string): readonly Item[] {
  return open
    .filter((option) => option.positional)
    .flatMap(({ choices: own = [], hint }) => own.map((choice) => ({ ...choice, hint })))
    .filter(({ value }) => value.startsWith(word.toLowerCase()))
    .map(({ value, label, hint }) => ({
      insert: `${value} `,
      label: value,
      detail: label === value ? hint : label,
    }));
}

function names(open: readonly OptionDescription[], word: string): readonly Item[] {
  return open
    .filter(({ name, rest }) => !rest && name.startsWith(word.toLowerCase()))
    .map(({ name, hint, example }) => ({
      insert: `${name}=`,
      label: `${name}=`,
      detail: example === undefined ? hint : `${hint}, for example ${example}`,
    }));
}

const optionNamed = (command: Command, key: string) =>
  command.options.find(({ name, aliases = [] }) => [name, ...aliases].includes(key.toLowerCase()));

const quoteWhereNeeded = (value: string) => (/\s/.test(value) ? JSON.stringify(value) : value);
