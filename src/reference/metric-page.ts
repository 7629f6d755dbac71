// Shows a metric: the notes on it where somebody wrote some, and its JMX beans as the releases register them.
import type { Context } from '../bot/command.ts';
import { openEntry } from '../library/page.ts';
import { actions, button, fields, heading, linkButton, mono, note, reply } from '../reply/build.ts';
import type { Reply } from '../reply/nodes.ts';
import type { MetricFact } from './facts.ts';
import { documentation } from './links.ts';
import { newestRelease } from './load.ts';
import { versionLabel } from './version.ts';

const MOST_BEANS = 8;

/** @param metrics beans that have a metric of this name, at least one */
export function metricPage(context: Context, metrics: readonly [MetricFact, ...MetricFact[]]): Reply {
  const [{ name }] = metrics;
  const shown = metrics.slice(0, MOST_BEANS);
  const beans = metrics.length === 1 ? 'one JMX bean' : `${metrics.length} JMX beans`;
  const related = context.catalogue.find(name, ['metric', 'concept', 'symptom']).hits.slice(0, 3);
  return reply(
    name,
    `${name} is a metric of ${[...new Set(metrics.map(({ component }) => component))].join(', ')}, in ${beans}.`,
    [
      heading(name),
      ...shown.flatMap((metric) => [fields(rows(metric))]),
      ...(metrics.length > shown.length
        ? [note(`${metrics.length - shown.length} more beans have it.`)]
        : []),
      actions([
        ...related.map((hit) => button(hit.title, openEntry({ id: hit.id }))),
        linkButton('Monitoring', `${documentation(newestRelease())}/operations/monitoring/`),
      ]),
    ],
    { share: `metric ${name}`, data: { metrics: metrics.map(dataOf) } },
  );
}

export function dataOf({ name, mbean, attribute, kind, component, since, removedIn }: MetricFact) {
  return {
    name,
    mbean,
    attribute,
    kind,
    component,
    since: versionLabel(since),
    removed_in: removedIn === null ? null : versionLabel(removedIn),
  };
}

function rows(metric: MetricFact): [string, ReturnType<typeof mono> | string][] {
  return [
    ['MBean', mono(metric.mbean)],
    ['Read', readingOf(metric)],
    ['Of', metric.component],
    ...(metric.removedIn === null ? [] : [['Gone in', versionLabel(metric.removedIn)] as [string, string]]),
  ];
}

/** Which attributes hold the number, by the kind of the bean. */
function readingOf(metric: MetricFact): string {
  switch (metric.kind) {
    case 'gauge':
      return 'Value, a gauge';
    case 'counter':
      return 'Count, a counter';
    case 'meter':
      return 'Count and the rates such as OneMinuteRate';
    case 'histogram':
      return 'Mean, Max and percentiles such as 99thPercentile';
    case 'timer':
      return 'rates such as OneMinuteRate, and percentiles such as 99thPercentile';
    case 'attributes':
      return `attribute ${metric.name}`;
  }
}
