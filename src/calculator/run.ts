/** From a line to a card: saved names, the two modes, views, comparisons, and one sentence for what cannot be read. */
import type { Context } from '../bot/command.ts';
import { list as bullets, button, mono, paragraph, refusal, reply } from '../reply/build.ts';
import { quote } from '../reply/clean.ts';
import type { Outcome } from '../reply/nodes.ts';
import { answer, type Mode } from '../sizing/answer.ts';
import { NOTHING_SAID, type Result, readScenario, type Scenario, scenarioLine } from '../sizing/scenario.ts';
import { adjust } from './actions.ts';
import { comparison } from './comparison.ts';
import { type Request, readPairs } from './options.ts';
import { forget, isName, lastShown, list, load, remember, save } from './saved.ts';
import { show } from './views.ts';

/** Words that are verbs and so no names. */
const VERBS = ['save', 'saved', 'forget'];

export async function calculate(context: Context, mode: Mode, request: Request): Promise<Outcome> {
  const [verb, name, ...others] = request.loose;
  if (verb === 'saved') return savedList(context, mode);
  if (verb === 'forget') return forgetNamed(context, mode, name);
  if (verb === 'save') return saveNamed(context, mode, name, request);
  const extra = name ?? others[0];
  if (extra !== undefined)
    return refusal(
      `I cannot read ${quote(extra)} there; values are written as name=value, for example rate=50MB/s.`,
    );
  const base =
    verb === undefined ? { ok: true as const, value: NOTHING_SAID } : await named(context, mode, verb);
  const scenario = base.ok ? readScenario(request.pairs, base.value) : base;
  if (!scenario.ok) return refusal(scenario.message, [again(mode, '')]);
  return shown(context, mode, scenario.value, request);
}

const again = (mode: Mode, line: string) => button('Adjust', adjust({ mode, line }));

async function shown(context: Context, mode: Mode, scenario: Scenario, request: Request): Promise<Outcome> {
  const now = answer(mode, scenario);
  if (!now.ok) return refusal(now.message, [again(mode, scenarioLine(scenario))]);
  await remember(context, mode, scenarioLine(scenario));
  if (request.compare === undefined) return show(now.value, request.view);
  const other = await changedBy(context, mode, scenario, request.compare);
  const then = other.ok ? answer(mode, other.value) : other;
  if (!then.ok) return refusal(then.message, [again(mode, scenarioLine(scenario))]);
  return comparison(request.compare, now.value, then.value);
}

/** `compare` holds changes to this scenario, or the name of a saved one that stands for itself. */
async function changedBy(
  context: Context,
  mode: Mode,
  scenario: Scenario,
  compare: string,
): Promise<Result<Scenario>> {
  const pairs = readPairs(compare);
  if (pairs && pairs.length > 0) return readScenario(pairs, scenario);
  return named(context, mode, compare.trim());
}

async function named(context: Context, mode: Mode, name: string): Promise<Result<Scenario>> {
  const line = isName(name) ? await load(context, mode, name) : undefined;
  if (line === undefined) {
    return {
      ok: false,
      message: `Nothing called ${quote(name)} is saved here; values are written as name=value, and \`/kafka ${mode} saved\` lists what is saved.`,
    };
  }
  return readScenario(readPairs(line) ?? []);
}

async function saveNamed(
  context: Context,
  mode: Mode,
  name: string | undefined,
  request: Request,
): Promise<Outcome> {
  if (name === undefined || !isName(name) || VERBS.includes(name)) {
    return refusal(
      `A name is up to 40 letters, digits and dashes, for example \`/kafka ${mode} save orders-prod\`.`,
    );
  }
  const line = request.pairs.length > 0 ? undefined : await lastShown(context, mode);
  if (request.pairs.length === 0 && line === undefined) {
    return refusal(
      `There is nothing to save yet: ask for a card first, or add its values after the name, for example \`/kafka ${mode} save ${name} rate=50MB/s\`.`,
    );
  }
  const scenario = readScenario(line === undefined ? request.pairs : (readPairs(line) ?? []));
  const checked = scenario.ok ? answer(mode, scenario.value) : scenario;
  if (!checked.ok) return refusal(checked.message);
  const words = scenarioLine(checked.value.scenario);
  const problem = await save(context, mode, name, words);
  if (problem !== undefined) return refusal(problem);
  const sentence = `Saved as ${name.toLowerCase()} for this channel.`;
  return reply(
    'Saved',
    sentence,
    [
      paragraph([
        sentence,
        ' Use it with ',
        mono(`/kafka ${mode} ${name.toLowerCase()}`),
        ' and change it on the way: ',
        mono(`/kafka ${mode} ${name.toLowerCase()} groups=4`),
        '.',
      ]),
    ],
    { data: { name: name.toLowerCase(), line: words } },
  );
}

async function forgetNamed(context: Context, mode: Mode, name: string | undefined): Promise<Outcome> {
  const gone = name !== undefined && (await forget(context, mode, name));
  if (!gone)
    return refusal(
      `Nothing called ${quote(name ?? '')} is saved here; \`/kafka ${mode} saved\` lists what is.`,
    );
  const sentence = `${name.toLowerCase()} is no longer saved here.`;
  return reply('Forgotten', sentence, [paragraph(sentence)]);
}

async function savedList(context: Context, mode: Mode): Promise<Outcome> {
  const names = await list(context, mode);
  if (names.length === 0) {
    const sentence = `Nothing is saved in this channel yet; \`/kafka ${mode} save orders-prod\` keeps the last card.`;
    return reply('Saved scenarios', sentence, [paragraph(sentence)], { data: { names: [] } });
  }
  const sentence = `${names.length} saved in this channel: ${names.join(', ')}.`;
  return reply(
    'Saved scenarios',
    sentence,
    [paragraph('Saved in this channel:'), bullets(names.map((name) => mono(`/kafka ${mode} ${name}`)))],
    { data: { names: [...names] } },
  );
}
