// Finds the Kafka settings inside Strimzi's custom resources.
import type { Component } from '../../reference/facts.ts';
import type { Leaf } from './tree.ts';

/** Where settings stand in a resource of each kind, and whose they are. */
const places: Readonly<
  Record<string, readonly (readonly [path: RegExp, component: Component | 'connector'])[]>
> = {
  Kafka: [[/^spec\.kafka\.config$/, 'broker']],
  KafkaTopic: [[/^spec\.config$/, 'topic']],
  KafkaConnect: [[/^spec\.config$/, 'connect']],
  KafkaConnector: [[/^spec\.config$/, 'connector']],
  KafkaMirrorMaker2: [
    [/^spec\.mirrors\.\d+\.(source|checkpoint|heartbeat)Connector\.config$/, 'mirror'],
    [/^spec\.(clusters\.\d+|target)\.config$/, 'connect'],
  ],
  KafkaBridge: [
    [/^spec\.producer\.config$/, 'producer'],
    [/^spec\.consumer\.config$/, 'consumer'],
    [/^spec\.adminClient\.config$/, 'admin'],
  ],
};

export interface StrimziPart {
  readonly component: Component;
  /** Leaves whose path is only the setting's name. */
  readonly leaves: readonly Leaf[];
}

export function isStrimzi(leaves: readonly Leaf[]): boolean {
  return leaves.some(
    (leaf) => leaf.path.join('.') === 'apiVersion' && /^kafka\.strimzi\.io\//.test(leaf.value ?? ''),
  );
}

/** The settings of one resource, by the place they stand in. */
export function strimziParts(leaves: readonly Leaf[]): readonly StrimziPart[] {
  const kind = leaves.find((leaf) => leaf.path.join('.') === 'kind')?.value ?? '';
  const parts = new Map<string, { component: Component; leaves: Leaf[] }>();
  for (const leaf of leaves) {
    for (let depth = 1; depth < leaf.path.length; depth++) {
      const place = leaf.path.slice(0, depth).join('.');
      const found = (places[kind] ?? []).find(([path]) => path.test(place));
      if (found === undefined) continue;
      const component = found[1] === 'connector' ? connectorKind(leaves) : found[1];
      const part = parts.get(place) ?? { component, leaves: [] };
      part.leaves.push({ ...leaf, path: [leaf.path.slice(depth).join('.')] });
      parts.set(place, part);
      break;
    }
  }
  return [...parts.values()];
}

function connectorKind(leaves: readonly Leaf[]): Component {
  const sink = leaves.some(
    (leaf) =>
      /^spec\.config\.topics(\.regex)?$/.test(leaf.path.join('.')) ||
      (leaf.path.join('.') === 'spec.class' && /sink/i.test(leaf.value ?? '')),
  );
  return sink ? 'sink-connector' : 'source-connector';
}

const managed =
  /^(listeners|advertised\.|listener\.|host\.name|port$|inter\.broker\.listener\.name|sasl\.|ssl\.|security\.|password\.|log\.dir|zookeeper\.(connect|set\.acl|ssl)|authorizer\.|super\.user|node\.id|process\.roles|controller\.|metadata\.log\.dir|broker\.(id$|id\.))/;
const allowed =
  /^(ssl\.(cipher\.suites|protocol|enabled\.protocols)|cruise\.control\.metrics\.topic.*|controller\.(mutation|quorum\.(election|fetch|request|retry|append)).*|zookeeper\.connection\.timeout\.ms|sasl\.server\.max\.receive\.size|security\.providers)/;

/** Settings of a Kafka resource that Strimzi sets by itself, ignoring the file. */
export function isManagedByStrimzi(name: string): boolean {
  return managed.test(name) && !allowed.test(name);
}
