/** One page of the library for each kind: what the golden files and the screenshots show. */
import type { Kind } from '../../src/catalogue/schema.ts';

export const samplePages = {
  concept: 'isr',
  pattern: 'transactional-outbox',
  practice: 'bp-producer-durability',
  case: 'rw-netflix',
  comparison: 'vs-leo-hw-lso',
  howto: 'reset-offsets-task',
  symptom: 'rebalance-loop',
  metric: 'metric-under-replicated-partitions',
  error: 'err-not-enough-replicas',
  setting: 'linger.ms',
} satisfies Partial<Record<Kind, string>>;
