/** “Explain with /kafka” in a message's menu: an error if it holds one, else a file to check, else a question. */
import type { Asker, Bot, NamedText, Sealed } from '../../bot/bot.ts';
import type { RawOptions } from '../../bot/command.ts';
import type { OptionDescription } from '../../bot/option.ts';
import { clean, shorten } from '../../reply/clean.ts';
import { downloadText, UnreadableFile } from './download.ts';
import { type Attachment, type CommandData, targetMessage } from './incoming.ts';
import { LONGEST_OPTION_TEXT } from './limits.ts';
import { sentenceReply } from './message.ts';

const LONGEST_MESSAGE = 100_000;

/** @throws UnreadableFile when there is nothing but a file that cannot be read */
export async function explain(
  bot: Bot,
  cdnUrl: string | undefined,
  data: CommandData,
  asker: Asker,
): Promise<Sealed> {
  const target = targetMessage(data);
  const text = clean(target?.content ?? '').trim();
  const [attachment] = target?.attachments ?? [];
  if (text === '' && !attachment) return sentenceReply('That message has no text I could explain.');
  const file = attachment && (await readable(attachment, cdnUrl, text !== ''));
  const all = [text, file?.text ?? ''].filter((part) => part !== '').join('\n');
  const attempts = [
    filled(bot, 'error', ({ kind, rest }) => kind === 'lines' || rest, shorten(all, LONGEST_MESSAGE)),
    ...(file ? [filled(bot, 'lint', ({ kind }) => kind === 'file', file)] : []),
    ...(text === '' ? [] : [filled(bot, 'ask', ({ rest }) => rest, shorten(text, LONGEST_OPTION_TEXT))]),
  ].filter((attempt) => attempt !== undefined);
  let first: Sealed | undefined;
  for (const { command, options } of attempts) {
    const { outcome } = await bot.run(command, options, asker);
    if (outcome.type === 'reply' && outcome.ok) return { ...outcome, visibility: 'private' };
    first ??= outcome;
  }
  return first ?? (await bot.say(all, asker)).outcome;
}

type Attempt = { readonly command: string; readonly options: RawOptions };

/** A command with the option that takes `value`; undefined when the bot has no such command. */
function filled(
  bot: Bot,
  name: string,
  takes: (option: OptionDescription) => boolean,
  value: string | NamedText,
): Attempt | undefined {
  const option = bot.commands.find((command) => command.name === name)?.options.find(takes);
  return option && { command: name, options: { [option.name]: value } };
}

/** A picture beside the words does not keep us from reading the words. */
async function readable(
  attachment: Attachment,
  cdnUrl: string | undefined,
  isOptional: boolean,
): Promise<NamedText | undefined> {
  try {
    return await downloadText(attachment, cdnUrl);
  } catch (error) {
    if (isOptional && error instanceof UnreadableFile) return undefined;
    throw error;
  }
}
