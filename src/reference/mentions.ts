/** Whether a plain question names a setting or an error that the reference knows, and which command then answers it. */
import { findErrors } from './find-error.ts';
import { componentsWith, findSetting } from './find-setting.ts';
import { newestRelease } from './load.ts';

export type Fact = {
  readonly kind: 'setting' | 'error';
  /** `linger.ms`, `NOT_LEADER_OR_FOLLOWER`, a Java class, `<client>:<name>` */
  readonly name: string;
  /** The line that answers, without `/kafka`. */
  readonly line: string;
};

/** Looks like the name of a setting: words joined by dots or underscores, or one camelCase word. */
const SETTING = /\b[a-z][a-z0-9]*(?:[._][a-z0-9]+)+\b/gi;
const WRITTEN_AS_SETTING = /^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)+\s*(?:=.*)?$|^[a-z]+(?:[A-Z][a-z]+)+$/i;
const ERROR =
  /\b(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Za-z]\w+(?:Exception|Error))\b|\b(?:Local|Broker|kafka server): /;
const LONGEST_WORDS = 8;
const LONGEST_NAME_WORDS = 5;

/** Classes that all kinds of failures share: in a longer text, the rest of it says what happened. */
const SHARED_CLASSES =
  /\b(?:Kafka|Streams|Connect|Api|Retriable|Execution|Runtime|IllegalState|IllegalArgument)Exception\b:?/g;

/** @returns nothing when the question is about something else, or only mentions a setting in passing */
export function factIn(question: string): Fact | undefined {
  const text = question.trim();
  const isLong = text.split(/\s+/).length > LONGEST_NAME_WORDS;
  const tellsMore = isLong ? text.replace(SHARED_CLASSES, ' ') : text;
  return errorIn(tellsMore) ?? settingIn(text);
}

/** One word in capitals and underscores, or of three humps and more: a constant or a class. */
const ONE_NAME = /\b(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|(?:[A-Z][a-z]+){3,})\b/g;

function errorIn(text: string): Fact | undefined {
  const short = text.split(/\s+/).length <= LONGEST_NAME_WORDS;
  for (const name of text.match(ONE_NAME) ?? []) {
    const named = findErrors(name);
    const [error] = named.kind === 'found' && !named.guessed ? named.errors : [];
    if (error) return { kind: 'error', name: error.error.id, line: `error ${text}` };
  }
  if (!ERROR.test(text) && !short) return undefined;
  const found = findErrors(text);
  if (found.kind !== 'found' || (found.guessed && !ERROR.test(text))) return undefined;
  const [first] = found.errors;
  return first && { kind: 'error', name: first.error.id, line: `error ${text}` };
}

function settingIn(text: string): Fact | undefined {
  const words = text.split(/\s+/).length;
  if (words > LONGEST_WORDS) return undefined;
  const known = (text.match(SETTING) ?? [])
    .map((name) => name.toLowerCase().replaceAll('_', '.'))
    .find((name) => componentsWith(name).length > 0);
  if (known !== undefined) return { kind: 'setting', name: known, line: `config ${known}` };
  if (words > LONGEST_NAME_WORDS) return undefined;
  const found = findSetting(text, newestRelease());
  if (found.kind !== 'found' || (found.guessed && !WRITTEN_AS_SETTING.test(text))) return undefined;
  return { kind: 'setting', name: found.name, line: `config ${found.name}` };
}
