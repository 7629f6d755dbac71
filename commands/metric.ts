/** Explains a metric: what it means, what is healthy, an alert rule, where it hurts, and its JMX beans. */
import { z } from 'zod';
import { type Context, defineCommand } from '../src/bot/command.ts';
import { words } from '../src/bot/option.ts';
import { chooser } from '../src/library/chooser.ts';
import { lookUp } from '../src/library/lookup.ts';
import { entryPage } from '../src/library/page.ts';
import { findMetrics, suggestMetrics } from '../src/reference/find-metric.ts';
import { dataOf, metricPage } from '../src/reference/metric-page.ts';
import type { Outcome } from '../src/reply/nodes.ts';

export default defineCommand({
  name: 'metric',
  summary: 'A metric: meaning, healthy range, alert rule',
  visibility: 'private',
  options: z.object({
    name: words({
      hint: 'a metric, its JMX or Prometheus name, or what it measures',
      example: 'UnderReplicatedPartitions',
      rest: true,
    }).optional(),
  }),
  examples: ['metric UnderReplicatedPartitions', 'metric records-lag-max'],
  complete: {
    name: (context, typed) => {
      const pages = context.catalogue.suggest(typed, ['metric']);
      const names = suggestMetrics(typed).map((name) => ({ label: name, value: name }));
      return [...pages.map((hit) => ({ label: hit.title, value: hit.id })), ...names].slice(0, 25);
    },
  },
  run: (context, { name }) => {
    if (name !== undefined) return explain(context, name);
    const metrics = context.catalogue.entries.filter((entry) => entry.kind === 'metric');
    return chooser('Metrics', `${metrics.length} metrics worth watching; choose one.`, metrics, 'metric');
  },
});

/** A page that somebody wrote comes first, then the beans of the releases, then whatever the words may mean. */
function explain(context: Context, name: string): Outcome | Promise<Outcome> {
  const found = findMetrics(name);
  const beans = found.kind === 'found' ? found.metrics : [];
  const [first, ...others] = beans;
  const written = context.catalogue.find(first?.name ?? name, ['metric']);
  const entry =
    written.confidence === 'sure' ? context.catalogue.entry(written.hits[0]?.id ?? '') : undefined;
  if (entry !== undefined) {
    const page = entryPage(context, entry, written.hits);
    return { ...page, data: { kind: 'metric', id: entry.id, metrics: beans.map(dataOf) } };
  }
  return first === undefined ? lookUp(context, name, ['metric']) : metricPage(context, [first, ...others]);
}
