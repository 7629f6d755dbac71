/** Completion as somebody types: commands, then the names and values of their options. */
import type { Asker, Bot } from '../../bot/bot.ts';
import type { Command } from '../../bot/command.ts';
import type { OptionDescription } from '../../bot/option.ts';
import { type ReadLine, readOptions } from '../../bot/read-line.ts';

export type Item = {
  /** Where in the line the text begins that `insert` replaces; it ends at the cursor. */
  readonly from: number;
  readonly insert: string;
  readonly label: string;
  readonly detail: string;
};

const MOST_ITEMS = 12;
/** Commands are few, and a newcomer wants to see all of them. */
const MOST_COMMANDS = 40;
const LONGEST_LINE = 500;
const START = /^\/kafka\s+(\S+)\s+/i;
const ASSIGNED = /(?:^|\s)(?:--)?([\p{L}][\p{L}\p{N}_.-]*)=(?:"[^"]*"|[^\s"]+)(?=\s)/gu;
const ASSIGNING = /(?:^|\s)(?:--)?([\p{L}][\p{L}\p{N}_.-]*)=("?)((?<=")[^"]*|[^\s"]*)$/u;

/** @param line what stands before the cursor */
export async function completeLine(bot: Bot, line: string, asker: Asker): Promise<readonly Item[]> {
  if (line.length > LONGEST_LINE || line.includes('\n')) return [];
  const slash = /^\/(\w*)$/.exec(line)?.[1]?.toLowerCase();
  if (slash !== undefined) return completeSlash(bot, slash);
  const name = /^\/kafka\s+(\S*)$/i.exec(line)?.[1];
  if (name !== undefined) return completeName(bot, line.length - name.length, name, asker);
  const start = START.exec(line);
  const command = bot.commands.find((each) => each.name === start?.[1]?.toLowerCase());
  return start && command ? completeOptions({ bot, command, asker }, line, start[0].length) : [];
}

/** After a bare slash: `/`, `/ka`, but also `/calc` by people who know what they want. */
function completeSlash({ commands }: Bot, typed: string): readonly Item[] {
  return commands
    .filter(({ name }) => 'kafka'.startsWith(typed) || name.startsWith(typed))
    .slice(0, MOST_COMMANDS)
    .map((command) => commandItem(command, 0, '/kafka '));
}

async function completeName(bot: Bot, from: number, typed: string, asker: Asker): Promise<readonly Item[]> {
  const named = bot.commands
    .filter(({ name }) => name.startsWith(typed.toLowerCase()))
    .map((command) => commandItem(command, from, ''));
  // Words that are no command are looked up, so the library answers here too: the first command that takes words.
  const lookup = bot.commands.find(({ options }) => options.some(({ rest }) => rest));
  const rest = lookup?.options.find((option) => option.rest);
  if (!lookup || !rest || typed.length < 2) return named.slice(0, MOST_COMMANDS);
  const found = await bot.complete(lookup.name, rest.name, typed, asker);
  const pages = found.map(({ label, value }) => {
    const insert = `${lookup.name} ${value}`;
    return { from, insert, label, detail: insert };
  });
  return [...named, ...pages].slice(0, MOST_ITEMS);
}

const commandItem = ({ name, summary }: Command, from: number, before: string): Item => ({
  from,
  insert: `${before}${name} `,
  label: `${before}${name}`,
  detail: summary,
});

type Around = { readonly bot: Bot; readonly command: Command; readonly asker: Asker };

/** @param start where the command's own words begin */
async function completeOptions(around: Around, line: string, start: number): Promise<readonly Item[]> {
  const { command } = around;
  const [, key = '', quoteMark = '', value = ''] = ASSIGNING.exec(line) ?? [];
  const assigning = optionNamed(command, key);
  if (assigning) {
    const from = line.length - value.length - quoteMark.length;
    return values(around, assigning, value, from, quoteWhereNeeded);
  }
  const tail = line.slice(start);
  const assigned = [...tail.matchAll(ASSIGNED)].filter(([, name = '']) => optionNamed(command, name));
  const word = /\S*$/.exec(line)?.[0] ?? '';
  const wordStart = line.length - word.length;
  const given = readOptions(line.slice(start, wordStart), command.options).values;
  const open = command.options.filter(
    (option) => option.kind !== 'file' && (option.rest || given[option.name] === undefined),
  );
  const rest = open.find((option) => option.rest);
  const last = assigned.at(-1);
  const behind = start + (last ? last.index + last[0].length + 1 : 0);
  const restStart = behind + leadingChoices(command, given, line.slice(behind, wordStart));
  const found = rest ? await values(around, rest, line.slice(restStart), restStart, (text) => text) : [];
  const own = choices(open, word, wordStart);
  const named = names(open, word, wordStart);
  return (word === '' ? [...own, ...found, ...named] : [...own, ...named, ...found]).slice(0, MOST_ITEMS);
}

/** How far the words reach that stand in front of the rest and were taken for choices: `show ` in `pack show Pay`. */
function leadingChoices({ options }: Command, given: ReadLine['values'], text: string): number {
  const taken = new Set(
    options.flatMap(({ name, kind, positional }) =>
      kind === 'choice' && positional ? (given[name]?.toLowerCase() ?? []) : [],
    ),
  );
  let end = 0;
  for (const { 0: whole, index } of text.matchAll(/\S+\s+/g)) {
    if (index !== end || !taken.has(whole.trim().toLowerCase())) break;
    end += whole.length;
  }
  return end;
}

async function values(
  { bot, command, asker }: Around,
  option: OptionDescription,
  typed: string,
  from: number,
  write: (value: string) => string,
): Promise<readonly Item[]> {
  const own = (option.choices ?? []).filter(({ value }) => value.startsWith(typed.toLowerCase()));
  const found = await bot.complete(command.name, option.name, typed, asker);
  const items = [...own, ...found].map(({ label, value }) => ({
    from,
    insert: write(value),
    label,
    detail: label === value ? option.hint : value,
  }));
  if (items.length > 0 || typed !== '' || option.example === undefined || option.rest) {
    return items.slice(0, MOST_ITEMS);
  }
  return [{ from, insert: write(option.example), label: option.example, detail: option.hint }];
}

/** Choices that may stand without their option's name. */
function choices(open: readonly OptionDescription[], word: string, from: number): readonly Item[] {
  return open
    .filter((option) => option.positional)
    .flatMap(({ choices: own = [], hint }) => own.map((choice) => ({ ...choice, hint })))
    .filter(({ value }) => value.startsWith(word.toLowerCase()))
    .map(({ value, label, hint }) => ({
      from,
      insert: `${value} `,
      label: value,
      detail: label === value ? hint : label,
    }));
}

function names(open: readonly OptionDescription[], word: string, from: number): readonly Item[] {
  return open
    .filter(({ name, rest }) => !rest && name.startsWith(word.toLowerCase()))
    .map(({ name, hint, example }) => ({
      from,
      insert: `${name}=`,
      label: `${name}=`,
      detail: example === undefined ? hint : `${hint}, for example ${example}`,
    }));
}

const optionNamed = (command: Command, key: string) =>
  command.options.find(({ name, aliases = [] }) => [name, ...aliases].includes(key.toLowerCase()));

const quoteWhereNeeded = (value: string) => (/\s/.test(value) ? JSON.stringify(value) : value);
