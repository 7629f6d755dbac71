// Rules of Connect: what workers and connectors check across settings.
import { type Config, integer, isSet, list, text } from '../config.ts';
import { javaTrim } from '../java-text.ts';
import { none, problem, type Rule } from '../rule.ts';

const connectors = ['source-connector', 'sink-connector'] as const;
const sink = ['sink-connector'] as const;
const sinkSource = 'org.apache.kafka.connect.runtime.SinkConnectorConfig';

function isGiven(view: Config, name: string): boolean {
  return javaTrim(view.entries.get(name)?.value ?? '') !== '';
}

export const connectRules: readonly Rule[] = [
  {
    id: 'connect.topics-twice',
    components: sink,
    severity: 'error',
    source: sinkSource,
    find: (view) =>
      isGiven(view, 'topics') && isGiven(view, 'topics.regex')
        ? problem('topics.regex', 'A sink takes topics or topics.regex, not both.', 'Remove one of them.')
        : none,
  },
  {
    id: 'connect.dead-letter-loop',
    components: sink,
    severity: 'error',
    source: sinkSource,
    find: (view) => {
      const queue = text(view, 'errors.deadletterqueue.topic.name') ?? '';
      if (queue === '' || !(list(view, 'topics') ?? []).includes(queue)) return none;
      return problem(
        'errors.deadletterqueue.topic.name',
        `The dead letter queue ${queue} is among the topics that are read.`,
        'A topic of its own.',
      );
    },
  },
  {
    id: 'connect.dead-letter-unused',
    components: sink,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/kafka-connect/user-guide/',
    find: (view) => {
      if (!isGiven(view, 'errors.deadletterqueue.topic.name') || text(view, 'errors.tolerance') === 'all')
        return none;
      return problem(
        'errors.deadletterqueue.topic.name',
        'Without errors.tolerance=all the task stops at the first bad record, and nothing reaches the dead letter queue.',
        'errors.tolerance=all',
      );
    },
  },
  {
    id: 'connect.errors-swallowed',
    components: connectors,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/kafka-connect/user-guide/',
    find: (view) => {
      const logged =
        text(view, 'errors.log.enable')?.toLowerCase() === 'true' ||
        view.entries.get('errors.log.enable')?.value?.trim().toLowerCase() === 'true';
      if (
        text(view, 'errors.tolerance') !== 'all' ||
        logged ||
        isGiven(view, 'errors.deadletterqueue.topic.name')
      )
        return none;
      return problem(
        'errors.tolerance',
        'Bad records are skipped without a trace.',
        view.component === 'sink-connector'
          ? 'Add errors.deadletterqueue.topic.name or errors.log.enable=true.'
          : 'errors.log.enable=true',
      );
    },
  },
  {
    id: 'connect.alias-type',
    components: connectors,
    severity: 'error',
    source: 'org.apache.kafka.connect.runtime.ConnectorConfig',
    find: (view) =>
      ['transforms', 'predicates'].flatMap((kind) =>
        (list(view, kind) ?? [])
          .filter((alias) => alias !== '' && !view.entries.has(`${kind}.${alias}.type`))
          .map((alias) => ({
            key: kind,
            message: `${alias} has no ${kind}.${alias}.type.`,
            fix: `Add ${kind}.${alias}.type.`,
          })),
      ),
  },
  {
    id: 'connect.alias-unused',
    components: connectors,
    severity: 'warning',
    source: 'org.apache.kafka.connect.runtime.ConnectorConfig',
    find: (view) =>
      ['transforms', 'predicates'].flatMap((kind) => {
        const used = list(view, kind) ?? [];
        const aliases = [...view.entries.keys()].filter((key) =>
          new RegExp(`^${kind}\\.[^.]+\\.type$`).test(key),
        );
        return aliases
          .filter((key) => isSet(view, key) && !used.includes(key.split('.')[1] ?? ''))
          .map((key) => ({
            key,
            message: `${key.split('.')[1]} is not listed in ${kind}: the line does nothing.`,
            fix: `Add it to ${kind}.`,
          }));
      }),
  },
  {
    id: 'connect.key-size',
    components: ['connect'],
    severity: 'error',
    source: 'org.apache.kafka.connect.runtime.distributed.DistributedConfig',
    find: (view) => {
      const bits = integer(view, 'inter.worker.key.size');
      if (bits === null || bits >= 40n) return none;
      return problem(
        'inter.worker.key.size',
        `A key of ${bits} bits is too short for Java: it must have at least 40.`,
        'inter.worker.key.size=256',
      );
    },
  },
  {
    id: 'connect.internal-topic-replicas',
    components: ['connect'],
    severity: 'warning',
    source: 'https://kafka.apache.org/43/configuration/kafka-connect-configs/',
    find: (view) =>
      ['config', 'offset', 'status']
        .map((kind) => `${kind}.storage.replication.factor`)
        .filter((name) => isSet(view, name) && view.entries.get(name)?.value?.trim() === '1')
        .map((name) => ({
          key: name,
          message: 'With one replica, losing that broker loses what the connectors have done so far.',
          fix: `${name}=3`,
        })),
  },
];
