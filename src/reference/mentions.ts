/** Whether a plain question names a setting or an error that the reference knows, and which command then answers it. */
import { findErrors } from './find-error.ts';
import { componentsWith } from './find-setting.ts';

const SETTING = /\b[a-z][a-z0-9]*(?:[._][a-z0-9]+)+\b/gi;
const ERROR = /\b(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]\w+(?:Exception|Error))\b/;
const LONGEST_WORDS = 8;

/** @returns `config linger.ms`, `error NOT_LEADER_OR_FOLLOWER`, or nothing when the question is about something else */
export function factsAbout(question: string): string | undefined {
  const [error] = ERROR.exec(question) ?? [];
  if (error !== undefined && findErrors(question).kind === 'found') return `error ${question}`;
  // A long question that merely mentions a setting asks about more than its default.
  if (question.trim().split(/\s+/).length > LONGEST_WORDS) return undefined;
  const names = (question.match(SETTING) ?? []).map((name) => name.toLowerCase().replaceAll('_', '.'));
  const known = names.find((name) => componentsWith(name).length > 0);
  return known === undefined ? undefined : `config ${known}`;
}
