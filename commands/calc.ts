/** What a cluster carries: the simple card of the original page, or the full model as soon as more is said. */
import { defineCommand } from '../src/bot/command.ts';
import { sizingActions } from '../src/calculator/actions.ts';
import { completions } from '../src/calculator/completions.ts';
import { calculatorOptions, readRequest } from '../src/calculator/options.ts';
import { calculate } from '../src/calculator/run.ts';
import { simple, simpleScenario } from '../src/calculator/simple.ts';

export default defineCommand({
  name: 'calc',
  summary: 'What a cluster carries: throughput, storage, failures survived',
  visibility: 'private',
  options: calculatorOptions,
  examples: [
    'calc',
    'calc brokers=6 partitions=12 rf=3 size=2KiB',
    'calc brokers=6 preset=msk.m7g.xlarge groups=3 rate=60MB/s',
  ],
  complete: completions,
  actions: sizingActions,
  run: (context, given) => {
    const request = readRequest(given);
    const scenario = simpleScenario(request);
    return scenario ? simple(scenario) : calculate(context, 'calc', request);
  },
});
