// Rules of Kafka Streams: what StreamsConfig checks across settings, and the clients it makes.

import { type Config, integer, isSet, list, text } from '../config.ts';
import type { Entry } from '../entry.ts';
import { javaInteger, javaTrim } from '../java-text.ts';
import { none, onLineOf, problem, type Rule } from '../rule.ts';

const components = ['streams'] as const;
const source = 'org.apache.kafka.streams.StreamsConfig';
const inFlight = 'max.in.flight.requests.per.connection';

function isExactlyOnce(view: Config): boolean {
  return (text(view, 'processing.guarantee') ?? '').startsWith('exactly_once');
}

/** A setting handed to the producers, with their prefix or without; a number or null. */
function producerNumber(view: Config, name: string): { key: string; value: bigint } | null {
  for (const key of [`producer.${name}`, name]) {
    const value = javaInteger(javaTrim(view.entries.get(key)?.value ?? ''), 'int');
    if (value !== null) return { key, value };
  }
  return null;
}

/** Kafka Streams gives its producers ten seconds. */
const transactionTimeoutMs = 10_000n;
/** Default of commit.interval.ms with exactly-once processing. */
const exactlyOnceCommitMs = 100n;
const longestTag = { key: 20, value: 30, count: 5 };

function clientTags(view: Config): readonly (readonly [tag: string, entry: Entry])[] {
  const prefix = 'client.tag.';
  return [...view.entries]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, entry]) => [key.slice(prefix.length), entry]);
}

export const streamsRules: readonly Rule[] = [
  {
    id: 'streams.exactly-once-in-flight',
    components,
    severity: 'error',
    source,
    find: (view) => {
      const count = producerNumber(view, inFlight);
      if (!isExactlyOnce(view) || count === null || count.value <= 5n) return none;
      return problem(
        count.key,
        `Exactly-once processing allows at most 5 requests in flight, not ${count.value}.`,
        `${count.key}=5`,
        { kind: 'value', value: '5' },
      );
    },
  },
  {
    id: 'streams.exactly-once-commit-interval',
    components,
    severity: 'error',
    since: '3.0.0',
    source,
    find: (view) => {
      if (!isExactlyOnce(view)) return none;
      const interval = isSet(view, 'commit.interval.ms')
        ? integer(view, 'commit.interval.ms')
        : exactlyOnceCommitMs;
      const written = view.entries.get('producer.transaction.timeout.ms')?.value ?? null;
      const timeout = written === null ? transactionTimeoutMs : javaInteger(javaTrim(written), 'int');
      if (interval === null || timeout === null || timeout >= interval) return none;
      return problem(
        onLineOf(view, 'commit.interval.ms', 'producer.transaction.timeout.ms'),
        `A transaction times out after ${timeout} ms, before it is committed after ${interval} ms.`,
        `commit.interval.ms of ${timeout} or less`,
      );
    },
  },
  {
    id: 'streams.client-tags',
    components,
    severity: 'error',
    since: '3.2.0',
    source,
    find: (view) => {
      const tags = clientTags(view);
      if (tags.length > longestTag.count)
        return problem(
          tags[longestTag.count]?.[1].key ?? '',
          `At most ${longestTag.count} client tags are allowed.`,
          null,
        );
      const wrong = tags.find(
        ([tag, { value }]) =>
          javaTrim(tag) === '' ||
          javaTrim(value ?? '') === '' ||
          tag.length > longestTag.key ||
          (value ?? '').length > longestTag.value,
      );
      if (wrong === undefined) return none;
      return problem(
        wrong[1].key,
        `A client tag needs a name of 1 to ${longestTag.key} characters and a value of 1 to ${longestTag.value}.`,
        null,
      );
    },
  },
  {
    id: 'streams.rack-aware-tags',
    components,
    severity: 'error',
    since: '3.2.0',
    source,
    find: (view) => {
      const names = clientTags(view).map(([tag]) => tag);
      const missing = (list(view, 'rack.aware.assignment.tags') ?? []).find((tag) => !names.includes(tag));
      if (missing === undefined) return none;
      return problem(
        'rack.aware.assignment.tags',
        `The tag ${JSON.stringify(missing)} has no client.tag.${missing}.`,
        `Add client.tag.${missing}.`,
      );
    },
  },
  {
    id: 'streams.topology-optimization',
    components,
    severity: 'error',
    since: '3.4.0',
    source,
    find: (view) => {
      const name = 'topology.optimization';
      // Java's split drops empty items at the end.
      const words = (text(view, name) ?? 'none').replace(/(\s*,\s*)+$/, '').split(/\s*,\s*/);
      if (words.length === 1 && words[0] === '' && (text(view, name) ?? '').includes(',')) return none;
      const known = [
        'none',
        'all',
        'reuse.ktable.source.topics',
        'merge.repartition.topics',
        'single.store.self.join',
      ];
      const alone = words.some((word) => word === 'none' || word === 'all');
      if (words.every((word) => known.includes(word)) && !(alone && words.length > 1)) return none;
      return problem(
        name,
        `${name} must be none, all, or a list of the single optimizations.`,
        'none, all, or reuse.ktable.source.topics,merge.repartition.topics,single.store.self.join',
      );
    },
  },
  {
    id: 'streams.segment-batch',
    components,
    severity: 'error',
    source,
    find: (view) => {
      const segment = javaInteger(javaTrim(view.entries.get('topic.segment.bytes')?.value ?? ''), 'int');
      const batch = producerNumber(view, 'batch.size');
      if (segment === null || batch === null || segment >= batch.value) return none;
      return problem(
        'topic.segment.bytes',
        `A batch of ${batch.value} bytes does not fit into a segment of ${segment}.`,
        `topic.segment.bytes of ${batch.value} or more`,
      );
    },
  },
  {
    id: 'streams.exactly-once-old',
    components,
    severity: 'warning',
    since: '3.0.0',
    before: '4.0.0',
    source,
    find: (view) => {
      const guarantee = text(view, 'processing.guarantee');
      if (guarantee !== 'exactly_once' && guarantee !== 'exactly_once_beta') return none;
      return problem(
        'processing.guarantee',
        `${guarantee} is deprecated, and Kafka 4.0 refuses it.`,
        'processing.guarantee=exactly_once_v2',
        { kind: 'value', value: 'exactly_once_v2' },
      );
    },
  },
  {
    id: 'streams.replication-factor',
    components,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/streams/developer-guide/config-streams/',
    find: (view) => {
      if (!isSet(view, 'replication.factor') || integer(view, 'replication.factor') !== 1n) return none;
      return problem(
        'replication.factor',
        'With one replica, losing that broker loses the changelogs, and with them the state.',
        'replication.factor=3, or -1 for the default of the brokers',
      );
    },
  },
];
