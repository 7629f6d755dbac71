// Addresses on kafka.apache.org that explain a setting, an error or a release.
import type { Component } from './facts.ts';
import { compareVersions, lineOf } from './version.ts';

/** Page under `configuration/` and prefix of its anchors; both are those of Kafka's own documentation build. */
const pages: Readonly<Record<Component, { page: string; anchor?: string }>> = {
  producer: { page: 'producer-configs', anchor: 'producerconfigs' },
  consumer: { page: 'consumer-configs', anchor: 'consumerconfigs' },
  admin: { page: 'admin-configs', anchor: 'adminclientconfigs' },
  broker: { page: 'broker-configs', anchor: 'brokerconfigs' },
  topic: { page: 'topic-configs', anchor: 'topicconfigs' },
  group: { page: 'group-configs', anchor: 'groupconfigs' },
  streams: { page: 'kafka-streams-configs', anchor: 'streamsconfigs' },
  connect: { page: 'kafka-connect-configs', anchor: 'connectconfigs' },
  'source-connector': { page: 'kafka-connect-configs', anchor: 'sourceconnectorconfigs' },
  'sink-connector': { page: 'kafka-connect-configs', anchor: 'sinkconnectorconfigs' },
  'tiered-storage': { page: 'tiered-storage-configs', anchor: 'remote_log_metadata_manager' },
  // The table is that of the distributed worker, and lacks what only the standalone one has.
  'connect-standalone': { page: 'kafka-connect-configs' },
  // One page of several tables whose anchors differ.
  mirror: { page: 'mirrormaker-configs' },
  // Quotas have no table; the page of operations explains them.
  quota: { page: '' },
};

/** Newest release line whose documentation is published. */
const newestPublished = '4.3';

/** Root of the documentation of a release: `https://kafka.apache.org/43` for 4.3.1. */
export function documentation(version: string): string {
  const line = compareVersions(lineOf(version), newestPublished) > 0 ? newestPublished : lineOf(version);
  return `https://kafka.apache.org/${line.replace('.', '')}`;
}

/** Address of a setting in the documentation of a release. */
export function settingLink(component: Component, name: string, version: string): string {
  if (component === 'quota') {
    return `${documentation(version)}/operations/basic-kafka-operations/#setting-quotas`;
  }
  const { page, anchor } = pages[component];
  const where = anchor === undefined ? '' : `#${anchor}_${name}`;
  return `${documentation(version)}/configuration/${page}/${where}`;
}

/** Address of the table of protocol errors in the documentation of a release. */
export function errorLink(version: string): string {
  return `${documentation(version)}/design/protocol/#error-codes`;
}
