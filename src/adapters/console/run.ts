/** The console: one reply for words on the command line, one per line of standard input, or a prompt. */
import { createInterface } from 'node:readline/promises';
import { text as readAll } from 'node:stream/consumers';
import { assemble } from '../../assemble.ts';
import type { Answer, Bot, Sealed } from '../../bot/bot.ts';
import type { Config } from '../../config.ts';
import { createLog } from '../../ports/log.ts';
import { clean, cleanLine } from '../../reply/clean.ts';
import { openStore } from '../../store/open.ts';
import { toJson } from './json.ts';
import { prompt } from './prompt.ts';
import { renderReply } from './render.ts';
import { colourStyle, plainStyle, type Style } from './style.ts';
import { createTalk, readSpeaker, type Talk, takesInput } from './talk.ts';

export type Streams = {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly errors: NodeJS.WritableStream;
};

/** @returns the exit code: 0 answered, 2 refused, 1 a fault */
export async function runConsole(config: Config, args: readonly string[]): Promise<number> {
  const streams = { input: process.stdin, output: process.stdout, errors: process.stderr };
  const log = createLog(process.env['LOG_LEVEL'] === undefined ? 'warn' : config.logLevel);
  const store = openStore(config.storeUrl, log);
  try {
    const bot = await assemble({
      store,
      log,
      buttonSecret: config.buttonSecret,
      keepsQuestions: config.keepsQuestions,
    });
    return await converse(bot, args, streams);
  } finally {
    await store.close();
  }
}

export async function converse(bot: Bot, args: readonly string[], streams: Streams): Promise<number> {
  const { json, speaker, words } = readArguments(args);
  const talk = createTalk(bot, speaker);
  const show = json
    ? (answer: Answer) => `${JSON.stringify(toJson(answer.command, answer.outcome))}\n`
    : textOf(styleFor(streams.output));
  if (words !== '') return once(bot, talk, words, streams, show, json);
  if (streams.input.isTTY) return prompt(bot, talk, speaker, streams, styleFor(streams.output));
  return everyLine(talk, streams, show);
}

type Show = (answer: Answer) => string;

async function once(
  bot: Bot,
  talk: Talk,
  words: string,
  streams: Streams,
  show: Show,
  json: boolean,
): Promise<number> {
  const piped = takesInput(bot, words) && !streams.input.isTTY ? await readAll(streams.input) : '';
  const answer = await talk.line(words, piped.trim() === '' ? [] : [{ name: 'standard input', text: piped }]);
  const code = exitCode(answer.outcome);
  const text = show(answer);
  (code === 0 || json ? streams.output : streams.errors).write(text);
  return code;
}

async function everyLine(talk: Talk, { input, output }: Streams, show: Show): Promise<number> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    output.write(show(await talk.line(line)));
  }
  return 0;
}

function exitCode(outcome: Sealed): number {
  if (outcome.type !== 'reply' || outcome.ok) return 0;
  return outcome.fault ? 1 : 2;
}

/** Words of the shell come back as one line; a word with blanks was quoted there and is quoted again. */
function readArguments(args: readonly string[]) {
  const json = args.includes('--json');
  const line = args
    .filter((word) => word !== '--json')
    .map(requote)
    .join(' ');
  return { json, ...readSpeaker(line, { name: 'you' }) };
}

function requote(word: string): string {
  if (!/\s/.test(word)) return word;
  const named = /^((?:--)?[\p{L}][\p{L}\p{N}_.-]*)=([\s\S]*)$/u.exec(word);
  const quoted = (value: string) => (value.startsWith('"') ? value : `"${value.replace(/"/g, '\\"')}"`);
  return named?.[1] === undefined ? quoted(word) : `${named[1]}=${quoted(named[2] ?? '')}`;
}

function styleFor(output: Streams['output']): Style {
  const width = Math.min(output.columns ?? 100, 100);
  const wantsColour =
    output.isTTY === true && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';
  return wantsColour ? colourStyle(width) : plainStyle(width);
}

function textOf(style: Style): Show {
  return ({ outcome }) => `${outcomeText(outcome, style, outcome.type === 'reply' && outcome.ok)}\n\n`;
}

/** @param controls whether buttons are listed with their numbers */
export function outcomeText(outcome: Sealed, style: Style, controls: boolean): string {
  if (outcome.type === 'removal') return 'Removed.';
  if (outcome.type === 'form')
    return [
      style.bold(cleanLine(outcome.title)),
      ...outcome.fields.map(({ label, value }) => `${cleanLine(label)}: ${clean(value)}`),
    ].join('\n');
  return renderReply(outcome, style, controls);
}
