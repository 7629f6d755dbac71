// What to use instead of settings that Kafka has deprecated or removed, from its upgrade notes and documentation.

export const replacements: Readonly<Record<string, string>> = {
  'advertised.host.name': 'use advertised.listeners',
  'advertised.port': 'use advertised.listeners',
  'auto.include.jmx.reporter': 'list org.apache.kafka.common.metrics.JmxReporter in metric.reporters',
  'broker.id': 'use node.id',
  'broker.id.generation.enable': 'set node.id on every node',
  'buffered.records.per.partition': 'use input.buffer.max.bytes',
  'cache.max.bytes.buffering': 'use statestore.cache.max.bytes',
  'client.dns.lookup': 'use use_all_dns_ips',
  'control.plane.listener.name': 'KRaft has controller.listener.names',
  'controller.quorum.voters': 'use controller.quorum.bootstrap.servers',
  'default.deserialization.exception.handler': 'use deserialization.exception.handler',
  'default.production.exception.handler': 'use production.exception.handler',
  'default.windowed.key.serde.inner': 'use windowed.inner.class.serde',
  'default.windowed.value.serde.inner': 'use windowed.inner.class.serde',
  'delegation.token.master.key': 'use delegation.token.secret.key',
  'delete.topic.enable': 'leave it at true',
  'group.coordinator.rebalance.protocols': 'remove it: all protocols are on, and group.version decides',
  'host.name': 'use listeners',
  'inter.broker.protocol.version': 'use kafka-features.sh to raise metadata.version',
  'leader.imbalance.per.broker.percentage': 'KRaft does not use it',
  'log.cleaner.enable': 'remove it: the cleaner always runs',
  'log.message.format.version': 'remove it: records are always in the newest format',
  'log.message.timestamp.difference.max.ms':
    'use log.message.timestamp.before.max.ms and log.message.timestamp.after.max.ms',
  'message.format.version': 'remove it: records are always in the newest format',
  'message.downconversion.enable': 'remove it: old clients are no longer served',
  'message.timestamp.difference.max.ms':
    'use message.timestamp.before.max.ms and message.timestamp.after.max.ms',
  'log.message.downconversion.enable': 'remove it: old clients are no longer served',
  'metrics.jmx.blacklist': 'use metrics.jmx.exclude',
  'metrics.jmx.whitelist': 'use metrics.jmx.include',
  'offset.commit.required.acks': 'remove it: commits always wait for all replicas',
  'offsets.commit.required.acks': 'remove it: commits always wait for all replicas',
  'password.encoder.secret': 'KRaft does not use it',
  port: 'use listeners',
  'processing.guarantee': 'use exactly_once_v2',
  'quota.consumer.default': 'use kafka-configs.sh to set default quotas',
  'quota.producer.default': 'use kafka-configs.sh to set default quotas',
  'replica.fetch.backoff.ms': 'leave it at its default',
  'retries.backoff.ms': 'use retry.backoff.ms',
  'topics.blacklist': 'use topics.exclude',
  'groups.blacklist': 'use groups.exclude',
  'config.properties.blacklist': 'use config.properties.exclude',
  'use.incremental.alter.configs': 'remove it: incremental changes are always used',
  'zookeeper.connect': 'move to KRaft: process.roles, node.id and controller.quorum.bootstrap.servers',
};

/** A replacement as a sentence of its own. */
export function sentence(replacement: string): string {
  return `${replacement.charAt(0).toUpperCase()}${replacement.slice(1)}.`;
}
