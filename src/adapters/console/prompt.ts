/** The interactive prompt: history, Tab completion, numbers for buttons, forms asked field by field. */
import { createInterface, type Interface } from 'node:readline/promises';
import type { Answer, Bot } from '../../bot/bot.ts';
import { tokens } from '../../bot/read-line.ts';
import { cleanLine } from '../../reply/clean.ts';
import type { Form } from '../../reply/nodes.ts';
import { outcomeText, type Streams } from './run.ts';
import type { Style } from './style.ts';
import { askerFor, type Speaker, type Talk } from './talk.ts';

const MOST_COMPLETIONS = 25;

export async function prompt(
  bot: Bot,
  talk: Talk,
  speaker: Speaker,
  streams: Streams,
  style: Style,
): Promise<number> {
  const { input, output } = streams;
  const lines = createInterface({
    input,
    output,
    terminal: true,
    historySize: 200,
    removeHistoryDuplicates: true,
    completer: (line: string) => complete(bot, line, speaker),
  });
  output.write(
    `${style.bold('Kafka companion.')} Try: concept isr, calc, quiz. Tab completes, a number presses a button, Ctrl-D leaves.\n`,
  );
  try {
    for (;;) {
      const line = await lines.question('/kafka ');
      if (line.trim() === '') continue;
      await show(await talk.line(line), talk, lines, streams, style);
    }
  } catch (error) {
    // Ctrl-C and Ctrl-D end the question by aborting it.
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    output.write('\n');
    return 0;
  } finally {
    lines.close();
  }
}

async function show(
  answer: Answer,
  talk: Talk,
  lines: Interface,
  streams: Streams,
  style: Style,
): Promise<void> {
  if (answer.outcome.type !== 'form') {
    streams.output.write(`\n${outcomeText(answer.outcome, style, true)}\n\n`);
    return;
  }
  const form = answer.outcome;
  streams.output.write(`\n${style.bold(cleanLine(form.title))} (Enter keeps the value in brackets)\n`);
  await show(await talk.submit(form, await askFields(form, lines)), talk, lines, streams, style);
}

async function askFields(form: Form<string>, lines: Interface): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const field of form.fields) {
    const shown = field.choices ? ` (${field.choices.map(({ value }) => value).join(', ')})` : '';
    const typed = await lines.question(`  ${cleanLine(field.label)}${shown} [${cleanLine(field.value)}]: `);
    values[field.name] = typed.trim() === '' ? field.value : typed;
  }
  return values;
}

/** Commands first, then `option=` names and the values of the option the cursor is in. */
async function complete(bot: Bot, line: string, speaker: Speaker): Promise<[string[], string]> {
  const words = line.trimStart();
  const [name = ''] = words.split(/\s+/, 1);
  const command = bot.commands.find((each) => each.name === name);
  if (!command || !/\s/.test(words)) {
    return [bot.commands.map((each) => `${each.name} `).filter((each) => each.startsWith(words)), words];
  }
  const last = /\s$/.test(line) ? undefined : tokens(line).at(-1);
  const option =
    command.options.find((each) => each.name === last?.key) ??
    command.options.find((each) => each.rest || each.positional);
  const typed = last?.key === undefined ? words.slice(name.length).trim() : last.value;
  const chosen = option?.choices?.map(({ value }) => value).filter((value) => value.startsWith(typed)) ?? [];
  const found = option ? await bot.complete(name, option.name, typed, askerFor(speaker)) : [];
  const names =
    last?.key === undefined
      ? command.options.map((each) => `${each.name}=`).filter((each) => each.startsWith(last?.raw ?? ''))
      : [];
  const values = [...chosen, ...found.map(({ value }) => value)].slice(0, MOST_COMPLETIONS);
  return values.length > 0
    ? [values, last?.key === undefined ? typed : last.value]
    : [names, last?.raw ?? ''];
}
