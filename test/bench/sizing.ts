/** How fast the calculator is: evaluations and charts per second, beside a loop that does nothing. */

import { drawSvg } from '../../src/pictures/draw.ts';
import { answer, type Mode } from '../../src/sizing/answer.ts';
import { bars } from '../../src/sizing/bars.ts';
import { readScenario } from '../../src/sizing/scenario.ts';

export interface Speed {
  what: string;
  perSecond: number;
}

const PAIRS = [
  ['rate', '100MB/s'],
  ['groups', '3'],
  ['retention', '3d'],
] as const;

const SECONDS = 1;

async function perSecond(work: () => unknown): Promise<number> {
  for (let warm = 0; warm < 20; warm += 1) await work();
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < SECONDS * 1000) {
    await work();
    done += 1;
  }
  return done / ((performance.now() - start) / 1000);
}

function evaluation(mode: Mode, pairs: readonly (readonly [string, string])[]) {
  const scenario = readScenario(pairs);
  if (!scenario.ok) throw new Error(scenario.message);
  return () => {
    const result = answer(mode, scenario.value);
    if (!result.ok) throw new Error(result.message);
    return result.value;
  };
}

export async function sizingSpeeds(): Promise<readonly Speed[]> {
  const forward = evaluation('calc', [...PAIRS, ['preset', 'msk.m7g.xlarge']]);
  const one = evaluation('size', [...PAIRS, ['preset', 'msk.m7g.xlarge']]);
  const all = evaluation('size', PAIRS);
  const { forward: card } = forward();
  if (!card) throw new Error('no card to draw');
  return [
    { what: 'a loop that does nothing', perSecond: await perSecond(() => undefined) },
    { what: 'forward evaluations', perSecond: await perSecond(forward) },
    { what: 'inverse evaluations on one preset', perSecond: await perSecond(one) },
    { what: 'inverse evaluations over all Amazon MSK presets', perSecond: await perSecond(all) },
    { what: 'charts as SVG', perSecond: await perSecond(() => drawSvg(bars(card), 'light')) },
  ];
}
