// Completes half-typed names of settings and errors, the best known first.
import { errorIndex, foldError } from './errors.ts';
import { componentTitles } from './facts.ts';
import { componentsWith, knownNames } from './find-setting.ts';
import { popularity } from './people.ts';
import { foldName } from './spelling.ts';

const MOST = 25;

/** At most 25 names (Discord): those that begin with the text, then those with a word that does, then any that hold it. */
export function suggestSettings(typed: string): readonly { label: string; value: string }[] {
  const folded = foldName(typed.replace(/^(KAFKA_CFG_|KAFKA_|CONNECT_)/, ''));
  const rank = popularity();
  const scored = knownNames().flatMap(({ name, folded: known }) => {
    const fit = fitOf(name, known, folded);
    return fit === null ? [] : [{ name, score: fit * 10_000 + (rank.get(name) ?? 5_000) }];
  });
  return scored
    .sort((left, right) => left.score - right.score || (left.name < right.name ? -1 : 1))
    .slice(0, MOST)
    .map(({ name }) => ({ label: labelOf(name), value: name }));
}

function fitOf(name: string, known: string, folded: string): number | null {
  if (known.startsWith(folded)) return 0;
  const at = known.indexOf(folded);
  if (at < 0) return null;
  return name.split('.').some((_, start, words) => foldName(words.slice(start).join('.')).startsWith(folded))
    ? 1
    : 2;
}

function labelOf(name: string): string {
  const [first] = componentsWith(name);
  return first === undefined ? name : `${name} (${componentTitles[first]})`.slice(0, 100);
}

/** At most 25 error names: those that begin with the text before those that hold it, protocol errors before exceptions. */
export function suggestErrors(typed: string): readonly { label: string; value: string }[] {
  const folded = foldError(typed.trim());
  const scored = errorIndex().all.flatMap((error, at) => {
    const name = error.name ?? error.exception ?? '';
    const known = foldError(name);
    const found = known.indexOf(folded);
    return found < 0 || name === '' ? [] : [{ error, name, score: (found === 0 ? 0 : 10_000) + at }];
  });
  const names = scored.sort((left, right) => left.score - right.score).slice(0, MOST);
  return names.map(({ error, name }) => ({
    label: error.client === 'Java' ? name : `${name} (${error.client})`,
    value: name,
  }));
}
