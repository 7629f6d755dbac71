/** Asks the calculator in words, as people do, and gives back the numbers. */

import { type Answer, answer, type Mode } from '../../src/sizing/answer.ts';
import { readScenario } from '../../src/sizing/scenario.ts';

const WORD = /([\w.-]+)=(?:"([^"]*)"|(\S+))/g;

function run(mode: Mode, line: string): Answer {
  const pairs = [...line.matchAll(WORD)].map(
    ([, name = '', quoted, bare = '']) => [name, quoted ?? bare] as const,
  );
  const scenario = readScenario(pairs);
  if (!scenario.ok) throw new Error(scenario.message);
  const result = answer(mode, scenario.value);
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

export const calc = (line: string): Answer => run('calc', line);
export const size = (line: string): Answer => run('size', line);

/** A number of the answer; fails the test when it is none. */
export function figure({ data }: Answer, key: string): number {
  const value = data[key];
  if (typeof value !== 'number') throw new Error(`${key} is ${JSON.stringify(value)}`);
  return value;
}

/** A number inside one of the objects of the answer, such as brokers_by_constraint. */
export function part({ data }: Answer, key: string, name: string): number {
  const value = data[key];
  const inside =
    value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : [];
  const found = inside.find(([each]) => each === name)?.[1];
  if (typeof found !== 'number') throw new Error(`${key}.${name} is ${JSON.stringify(found)}`);
  return found;
}
