/** The few things the Slack adapter says by itself. */
import type { Block, Reply } from '../../reply/nodes.ts';
import { sayButton } from './say-button.ts';

function ownReply(title: string, sentence: string, body: readonly Block<string>[], ok = true): Reply<string> {
  return { type: 'reply', ok, title, summary: sentence, body, visibility: 'private', placement: 'new' };
}

const paragraph = (text: string): Block<string> => ({ type: 'paragraph', body: [{ type: 'text', text }] });

/** A modal needs somebody's press, and a message is none. */
export function formButton(line: string): Reply<string> {
  const sentence = 'This takes a form; press the button to open it.';
  const controls = [sayButton('Open the form', line)];
  return ownReply('Form', sentence, [paragraph(sentence), { type: 'actions', controls }]);
}

/** Slack opens a form within three seconds of a press and never later. */
export function formTooLate(): Reply<string> {
  const sentence = 'Slack did not open the form in time; press again.';
  return ownReply('Form', sentence, [paragraph(sentence)], false);
}

/** A file in the message itself, where Slack takes no uploads. */
export function fileAsText({ name, text }: { readonly name: string; readonly text: string }): Reply<string> {
  return ownReply(name, name, [
    { type: 'heading', text: name },
    { type: 'code', text },
  ]);
}

export function unreadableFiles(): Reply<string> {
  const sentence =
    'I could not read that file; I take text files of at most 1 MB, such as .properties and YAML.';
  return ownReply('File', sentence, [paragraph(sentence)], false);
}
