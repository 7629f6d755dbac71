/** Buttons of this adapter's own, which say a line; Slack signs what it sends, so they carry no seal. */
import type { Control } from '../../reply/nodes.ts';
import { ACTION_ID } from './limits.ts';

const PREFIX = 'say:';

export function sayButton(label: string, line: string): Control<string> {
  const press = `${PREFIX}${line}`;
  return { type: 'button', label, press: press.length <= ACTION_ID - 5 ? press : `${PREFIX}help` };
}

/** The line behind a press, undefined when the press is a command's own. */
export function saidLine(press: string): string | undefined {
  return press.startsWith(PREFIX) ? press.slice(PREFIX.length) : undefined;
}
