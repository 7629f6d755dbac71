/** What cluster a workload needs: brokers, partitions, disk, hardware and money, and what decides each of them. */
import { defineCommand } from '../src/bot/command.ts';
import { sizingActions } from '../src/calculator/actions.ts';
import { completions } from '../src/calculator/completions.ts';
import { calculatorOptions, readRequest } from '../src/calculator/options.ts';
import { calculate } from '../src/calculator/run.ts';

export default defineCommand({
  name: 'size',
  summary: 'What cluster a workload needs: brokers, partitions, disk, cost',
  visibility: 'private',
  options: calculatorOptions,
  examples: [
    'size rate=100MB/s groups=3 retention=3d',
    'size rate=1bn/day size=1KiB peak=3x survive=zone compression=zstd',
    'size explain rate=50MB/s preset=msk.m7g.xlarge',
  ],
  complete: completions,
  actions: sizingActions,
  run: (context, given) => calculate(context, 'size', readRequest(given)),
});
