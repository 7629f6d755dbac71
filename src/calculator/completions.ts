/** What is offered while an option of the calculator is typed. */
import type { Context, Suggestion } from '../bot/command.ts';
import { CODECS } from '../sizing/constants.ts';
import { PRESETS } from '../sizing/presets.ts';
import { OTHER_INPUTS } from './options.ts';

const MOST = 25;

const among =
  (words: readonly string[]) =>
  (_: Context, typed: string): readonly Suggestion[] =>
    words
      .filter((word) => word.toLowerCase().includes(typed.trim().toLowerCase()))
      .slice(0, MOST)
      .map((word) => ({ label: word, value: word }));

/** Completes the last word of `more` and keeps those before it. */
function more(_: Context, typed: string): readonly Suggestion[] {
  const at = typed.lastIndexOf(' ') + 1;
  const before = typed.slice(0, at);
  const word = typed.slice(at).toLowerCase();
  return OTHER_INPUTS.filter(({ name }) => name.includes(word.split('=')[0] ?? ''))
    .slice(0, MOST)
    .map(({ name, example, about }) => ({
      label: `${name}=${example} (${about})`.slice(0, 100),
      value: `${before}${name}=${example}`.slice(0, 100),
    }));
}

export const completions = {
  preset: among(PRESETS.map(({ name }) => name)),
  compression: among(Object.keys(CODECS)),
  survive: among(['none', 'broker', '2', 'zone']),
  tiered: among(['yes', 'no']),
  more,
};
