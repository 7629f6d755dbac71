// Opens what the reference knows of the protocol and of JMX: errors, request types, metrics.
import type { KnownError } from './errors.ts';
import type { ApiFact, MetricFact } from './facts.ts';
import { once, readJson } from './files.ts';
import { type Changes, type Stretch, unfold, valueAt } from './history.ts';

/** What is stored of an error, by constant name or, for one without code, by class name. */
export interface ErrorChange {
  readonly code?: number;
  readonly className?: string;
  readonly parents?: readonly string[];
  readonly retriable?: true;
}

/** What is stored of a JMX bean, by object name pattern; Yammer's kinds have the attributes of their kind. */
export interface MetricBean {
  readonly kind: 'gauge' | 'counter' | 'meter' | 'histogram' | 'timer' | 'attributes';
  /** Of a bean of Kafka's own metrics: each attribute is a metric. */
  readonly attributes?: readonly string[];
}

/** What is stored of a request type, by name. */
export type ApiChange = Omit<ApiFact, 'name' | 'since' | 'removedIn'>;

/** Protocol errors and exceptions of the Java clients, Connect and Streams, as their newest release has them. */
export const readErrors = once((): readonly KnownError[] =>
  Object.entries(readJson<Record<string, Changes<ErrorChange>>>('errors.json')).flatMap(([key, changes]) => {
    const stretches = unfold(changes);
    const last = stretches.findLast((stretch) => stretch.value !== null)?.value;
    return last ? [describeError(key, last, stretches)] : [];
  }),
);

function describeError(
  key: string,
  last: ErrorChange,
  stretches: readonly Stretch<ErrorChange>[],
): KnownError {
  const className = last.code === undefined ? key : (last.className ?? null);
  const end = stretches.at(-1);
  return {
    id: key,
    code: last.code ?? null,
    name: last.code === undefined ? null : key,
    exception: className?.split(/[.$]/).at(-1) ?? null,
    className,
    parents: last.parents ?? [],
    retriable: last.retriable ?? false,
    clientOnly: last.code === undefined,
    client: 'Java',
    since: stretches[0]?.version ?? null,
    removedIn: end?.value === null ? end.version : null,
  };
}

const apiLives = once(() =>
  Object.entries(readJson<Record<string, Changes<ApiChange>>>('apis.json')).map(
    ([name, changes]) => [name, unfold(changes)] as const,
  ),
);

/** Request types of the protocol as of a release, by key. */
export function apisAt(version: string): readonly ApiFact[] {
  return apiLives()
    .flatMap(([name, stretches]) => {
      const fact = valueAt(stretches, version);
      const end = stretches.at(-1);
      const removedIn = end?.value === null ? end.version : null;
      return fact === null ? [] : [{ ...fact, name, since: stretches[0]?.version ?? '', removedIn }];
    })
    .sort((left, right) => left.key - right.key);
}

const metricOwners: Readonly<Record<string, string>> = {
  'kafka.producer': 'producer',
  'kafka.consumer': 'consumer',
  'kafka.admin.client': 'admin client',
  'kafka.streams': 'Kafka Streams',
  'kafka.connect': 'Connect',
};

/** Every JMX metric of any release that was run, one for each bean and attribute. */
export const readMetrics = once((): readonly MetricFact[] =>
  Object.entries(readJson<Record<string, Changes<MetricBean>>>('metrics.json')).flatMap(([mbean, changes]) =>
    metricsOf(mbean, unfold(changes)),
  ),
);

function metricsOf(mbean: string, stretches: readonly Stretch<MetricBean>[]): readonly MetricFact[] {
  const component = metricOwners[mbean.slice(0, mbean.indexOf(':'))] ?? 'broker';
  const kind = stretches.findLast(({ value }) => value !== null)?.value?.kind ?? 'gauge';
  const name = /[:,]name=([^,]+)/.exec(mbean)?.[1] ?? /[:,]type=([^,]+)/.exec(mbean)?.[1] ?? mbean;
  const attributes = [...new Set(stretches.flatMap(({ value }) => value?.attributes ?? []))];
  const has = (attribute: string | null) => (bean: MetricBean | null) =>
    bean !== null && (attribute === null || (bean.attributes?.includes(attribute) ?? false));
  return (attributes.length === 0 ? [null] : attributes).map((attribute) => {
    const lives = has(attribute);
    const first = stretches.find(({ value }) => lives(value));
    const lastAlive = stretches.findLastIndex(({ value }) => lives(value));
    return {
      name: attribute ?? name,
      mbean,
      attribute,
      kind,
      component,
      since: first?.version ?? '',
      removedIn: stretches[lastAlive + 1]?.version ?? null,
    };
  });
}
