/** A conversation by lines: each line in gives one outcome out, and numbers press the buttons of the last reply. */
import type { Answer, Asker, Bot, NamedText } from '../../bot/bot.ts';
import { readOptions, tokens } from '../../bot/read-line.ts';
import type { Form } from '../../reply/nodes.ts';
import { controlsOf } from './render.ts';

export type Speaker = { readonly name: string; readonly channel?: string | undefined };

export function askerFor({ name, channel }: Speaker): Asker {
  const slug = (text: string) => encodeURIComponent(text.trim().toLowerCase());
  return {
    actor: { id: `console:${slug(name)}`, name, moderator: true },
    place:
      channel === undefined
        ? { id: `console:direct:${slug(name)}`, workspace: 'console', kind: 'direct', platform: 'console' }
        : { id: `console:${slug(channel)}`, workspace: 'console', kind: 'channel', platform: 'console' },
  };
}

export type Talk = {
  /** Answers one line; never rejects. */
  readonly line: (line: string, files?: readonly NamedText[]) => Promise<Answer>;
  /** Sends a filled form. */
  readonly submit: (form: Form<string>, values: Readonly<Record<string, string>>) => Promise<Answer>;
  /** What numbers refer to, to carry on in another process. */
  readonly last: () => Answer | undefined;
  readonly recall: (answer: Answer | undefined) => void;
};

export function createTalk(bot: Bot, usual: Speaker): Talk {
  let last: Answer | undefined;
  const remember = (answer: Answer) => {
    last = answer;
    return answer;
  };
  return {
    async line(line, files) {
      const { speaker, words } = readSpeaker(line, usual);
      const asker = askerFor(speaker);
      const pressed = pressIn(words, last);
      if (!pressed) return remember(await bot.say(words, asker, files));
      const outcome = await bot.press(pressed.id, pressed.input, asker);
      return remember({ command: last?.command ?? 'press', outcome });
    },
    async submit(form, values) {
      const outcome = await bot.press(form.press, values, askerFor(usual));
      return remember({ command: last?.command ?? 'form', outcome });
    },
    last: () => last,
    recall: (answer) => {
      last = answer;
    },
  };
}

/** `--as NAME` and `--in CHANNEL` in front of a line say who speaks where. */
export function readSpeaker(line: string, usual: Speaker): { speaker: Speaker; words: string } {
  let speaker = usual;
  let words = line.trim();
  for (let match = LEADING_FLAG.exec(words); match; match = LEADING_FLAG.exec(words)) {
    const [whole, flag, quoted, bare] = match;
    const value = quoted ?? bare ?? '';
    speaker = flag === 'as' ? { ...speaker, name: value } : { ...speaker, channel: value };
    words = words.slice(whole.length);
  }
  return { speaker, words };
}

const LEADING_FLAG = /^--(as|in)[ =](?:"([^"]*)"|(\S+))\s*/;

type Press = { readonly id: string; readonly input: Readonly<Record<string, string>> };

/** `3`, `3 value`, or `press <id> key=value …`. */
function pressIn(words: string, last: Answer | undefined): Press | undefined {
  const direct = /^press\s+(\S+)\s*/.exec(words);
  if (direct?.[1]) return { id: direct[1], input: namedValues(words.slice(direct[0].length)) };
  const numbered = /^(\d{1,2})(?:\s+(.+))?$/.exec(words);
  if (!numbered || last?.outcome.type !== 'reply') return undefined;
  const control = controlsOf(last.outcome)[Number(numbered[1]) - 1];
  if (!control || control.type === 'link') return undefined;
  if (control.type === 'button') return { id: control.press, input: {} };
  const typed = numbered[2]?.trim() ?? '';
  const chosen =
    control.choices.find(({ value, label }) => value === typed || label === typed) ??
    control.choices[Number(typed) - 1];
  return chosen && { id: control.press, input: { value: chosen.value } };
}

function namedValues(words: string): Record<string, string> {
  return Object.fromEntries(
    tokens(words).flatMap(({ key, value }) => (key === undefined ? [] : [[key, value]])),
  );
}

/** The option that takes pasted or piped text, when the line does not fill it itself. */
export function takesInput(bot: Bot, line: string): boolean {
  const [name = '', ...words] = line.trim().split(/\s+/);
  const command = bot.commands.find((each) => each.name === name);
  const option = command?.options.find(({ kind }) => kind === 'lines' || kind === 'file');
  if (!command || !option) return false;
  const { values } = readOptions(words.join(' '), command.options);
  return command.options.every(
    ({ kind, name: key }) => (kind !== 'lines' && kind !== 'file') || values[key] === undefined,
  );
}
