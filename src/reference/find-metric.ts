// Finds JMX metrics by the name people know: an attribute, the `name=` of a bean, a Prometheus spelling.
import { distance } from 'fastest-levenshtein';
import type { MetricFact } from './facts.ts';
import { readMetrics } from './protocol.ts';

export type FoundMetrics =
  | { readonly kind: 'found'; readonly metrics: readonly MetricFact[]; readonly guessed: boolean }
  | { readonly kind: 'unknown' };

const fold = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** What the JMX exporter and its usual rules put around a name. */
const exporterParts =
  /^(java|jmx)?(kafka)(server|network|log|controller|cluster|producer|consumer|streams|connect|coordinator|adminclient)?/;
const exporterEndings =
  /(total|count|value|oneminuterate|fiveminuterate|fifteenminuterate|meanrate|mean|max|min|p?99(th)?(percentile)?|p?999|p?95|p?50)$/;

/** @param typed `UnderReplicatedPartitions`, `records-lag-max`, `kafka_server_replicamanager_underreplicatedpartitions` or an object name */
export function findMetrics(typed: string): FoundMetrics {
  const text = typed.trim();
  const asked = /\bname=([^,\s"]+)/.exec(text)?.[1] ?? /\btype=([^,\s"]+)/.exec(text)?.[1] ?? text;
  const folded = fold(asked);
  if (folded.length < 3) return { kind: 'unknown' };
  const exact = named(folded);
  if (exact.length > 0) return { kind: 'found', metrics: exact, guessed: false };
  const spelled = exporterSpelling(folded);
  if (spelled.length > 0) return { kind: 'found', metrics: spelled, guessed: false };
  return nearest(folded);
}

function named(folded: string): readonly MetricFact[] {
  return readMetrics().filter((metric) => fold(metric.name) === folded);
}

/** `kafka_server_replicamanager_underreplicatedpartitions_value` ends in a bean's type and name. */
function exporterSpelling(folded: string): readonly MetricFact[] {
  const bare = folded.replace(exporterParts, '');
  if (bare === folded) return [];
  const candidates = new Set([bare, bare.replace(exporterEndings, '')]);
  return readMetrics().filter((metric) => {
    const type = fold(/\btype=([^,]+)/.exec(metric.mbean)?.[1] ?? '');
    const name = fold(metric.name);
    return [...candidates].some((candidate) => candidate === name || candidate === type + name);
  });
}

function nearest(folded: string): FoundMetrics {
  const forgiven = folded.length <= 8 ? 1 : 2;
  const close = readMetrics()
    .map((metric) => ({ metric, slips: distance(fold(metric.name), folded) }))
    .filter(({ slips }) => slips <= forgiven)
    .sort((left, right) => left.slips - right.slips);
  const [best] = close;
  if (best === undefined) return { kind: 'unknown' };
  return { kind: 'found', metrics: named(fold(best.metric.name)), guessed: true };
}

/** At most 25 names that begin with the text, then those that hold it. */
export function suggestMetrics(typed: string): readonly string[] {
  const folded = fold(typed);
  const names = [...new Set(readMetrics().map(({ name }) => name))];
  const begin = names.filter((name) => fold(name).startsWith(folded));
  const hold = names.filter((name) => !begin.includes(name) && fold(name).includes(folded));
  return [...begin, ...hold].slice(0, 25);
}
