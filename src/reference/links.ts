// Addresses on kafka.apache.org that explain a setting, an error or a release.
import type { Component } from './facts.ts';
import { compareVersions, lineOf } from './version.ts';

/** Page under `configuration/` and prefix of its anchors; both are those of Kafka's own documentation build. */
const pages: Readonly<Record<Component, { page: string; anchor: string } | null>> = {
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
  // These tables have no anchor of their own for each setting that would hold for all of them.
  mirror: null,
  'connect-standalone': null,
  quota: null,
};

/** Newest release line whose documentation is published; older lines keep their own pages. */
const newestPublished = '4.3';
/** From this line on the documentation has one page for each component; before it, one long page. */
const onePageEach = '4.0';

/** Folder of a release's documentation: `43` for 4.3.1. */
export function documentationFolder(version: string): string {
  const line = compareVersions(lineOf(version), newestPublished) > 0 ? newestPublished : lineOf(version);
  return line.replace('.', '');
}

/** Address of a setting in the documentation of a release. */
export function settingLink(component: Component, name: string, version: string): string {
  const folder = `https://kafka.apache.org/${documentationFolder(version)}`;
  const where = pages[component];
  if (compareVersions(lineOf(version), onePageEach) < 0) {
    return where === null ? `${folder}/documentation/` : `${folder}/documentation/#${where.anchor}_${name}`;
  }
  if (where !== null) return `${folder}/configuration/${where.page}/#${where.anchor}_${name}`;
  if (component === 'mirror') return `${folder}/configuration/mirrormaker-configs/`;
  if (component === 'quota') return `${folder}/operations/basic-kafka-operations/#setting-quotas`;
  return `${folder}/configuration/kafka-connect-configs/#connectconfigs_${name}`;
}

/** Address of the table of protocol errors in the documentation of a release. */
export function errorLink(version: string): string {
  const folder = `https://kafka.apache.org/${documentationFolder(version)}`;
  return compareVersions(lineOf(version), onePageEach) < 0
    ? 'https://kafka.apache.org/protocol#protocol_error_codes'
    : `${folder}/design/protocol/#error-codes`;
}
