/** Explains a metric: what it means, what is healthy, an alert rule, where it hurts. */
import { z } from 'zod';
import { defineCommand } from '../src/bot/command.ts';
import { words } from '../src/bot/option.ts';
import { lookUp, suggestEntries } from '../src/library/lookup.ts';
import { chooser } from '../src/library/page.ts';

export default defineCommand({
  name: 'metric',
  summary: 'A metric: meaning, healthy range, alert rule',
  visibility: 'private',
  options: z.object({
    name: words({
      hint: 'a metric or what it measures',
      example: 'UnderReplicatedPartitions',
      rest: true,
    }).optional(),
  }),
  examples: ['metric UnderReplicatedPartitions', 'metric records-lag-max'],
  complete: { name: (context, typed) => suggestEntries(context, typed, ['metric']) },
  run: (context, { name }) => {
    if (name !== undefined) return lookUp(context, name, ['metric']);
    const metrics = context.catalogue.entries.filter((entry) => entry.kind === 'metric');
    return chooser('Metrics', `${metrics.length} metrics worth watching; choose one.`, metrics, 'metric');
  },
});
