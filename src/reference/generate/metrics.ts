// Turns the JMX beans of one run into patterns: `kafka.producer:type=producer-metrics,client-id={client-id}`.
import type { MetricBean } from '../protocol.ts';

/** Beans that control a process instead of measuring it. */
const noMetric = /Log4jController|^[\w.]+:(id=|.*\btype=app-info)/;

/** Yammer's kinds by what only they have; the first that fits. */
const kinds: readonly (readonly [MetricBean['kind'], readonly string[]])[] = [
  ['timer', ['LatencyUnit']],
  ['histogram', ['99thPercentile']],
  ['meter', ['OneMinuteRate']],
];

/** @param beans attribute names by object name, with the names of this run in them */
export function beanPatterns(beans: Readonly<Record<string, readonly string[]>>): Record<string, MetricBean> {
  const patterns = new Map<string, Set<string>>();
  for (const [name, attributes] of Object.entries(beans)) {
    if (noMetric.test(name)) continue;
    const pattern = patternOf(name);
    const known = patterns.get(pattern) ?? new Set<string>();
    for (const attribute of attributes) known.add(attribute);
    patterns.set(pattern, known);
  }
  return Object.fromEntries(
    [...patterns].map(([pattern, attributes]) => [pattern, beanOf([...attributes].sort())]),
  );
}

/** Keeps what names the metric; everything else in an object name differs from cluster to cluster. */
function patternOf(name: string): string {
  const colon = name.indexOf(':');
  const domain = name.slice(0, colon);
  const pairs = [...name.slice(colon + 1).matchAll(/([\w-]+)=("(?:[^"\\]|\\.)*"|[^,]*)/g)].map(
    ([, key = '', value = '']) => ({ key, value }),
  );
  const own = ['type', 'name'].flatMap((key) => pairs.filter((pair) => pair.key === key));
  const others = pairs.filter((pair) => !own.includes(pair));
  return `${domain}:${[...own.map(({ key, value }) => `${key}=${value}`), ...others.map(({ key }) => `${key}={${key}}`)].join(',')}`;
}

function beanOf(attributes: readonly string[]): MetricBean {
  if (attributes.length === 1 && attributes[0] === 'Value') return { kind: 'gauge' };
  if (attributes.length === 1 && attributes[0] === 'Count') return { kind: 'counter' };
  const kind = kinds.find(([, marks]) => marks.every((mark) => attributes.includes(mark)))?.[0];
  return kind === undefined ? { kind: 'attributes', attributes } : { kind };
}
