import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMetrics, suggestMetrics } from '../../src/reference/find-metric.ts';
import { readMetrics } from '../../src/reference/protocol.ts';

function beans(typed: string): readonly string[] {
  const found = findMetrics(typed);
  return found.kind === 'found' ? found.metrics.map(({ mbean }) => mbean) : [];
}

describe('a metric', () => {
  it.each([
    ['UnderReplicatedPartitions', 'kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions'],
    ['under replicated partitions', 'kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions'],
    [
      'kafka_server_replicamanager_underreplicatedpartitions',
      'kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions',
    ],
    [
      'kafka_server_replicamanager_underreplicatedpartitions_value',
      'kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions',
    ],
    [
      'kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions',
      'kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions',
    ],
    ['UnderReplicatedPartition', 'kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions'],
    ['records-lag-max', 'kafka.consumer:type=consumer-fetch-manager-metrics,client-id={client-id}'],
    ['ActiveControllerCount', 'kafka.controller:type=KafkaController,name=ActiveControllerCount'],
    ['record-error-rate', 'kafka.producer:type=producer-metrics,client-id={client-id}'],
  ])('is found as %s', (typed, mbean) => {
    expect(beans(typed)).toContain(mbean);
  });

  it('is not invented', () => {
    expect(findMetrics('frobnications-per-fortnight').kind).toBe('unknown');
  });

  it('holds nothing of the cluster it was read on', () => {
    const text = JSON.stringify(readMetrics());
    expect(text).not.toMatch(/\/tmp|adminclient-1|consumer-metrics-1|127\.0\.0\.1|[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it('search survives any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (typed) => findMetrics(typed).kind !== undefined));
  });

  it('is completed from its first letters', () => {
    expect(suggestMetrics('underrep')).toContain('UnderReplicatedPartitions');
  });
});
