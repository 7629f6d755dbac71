/** What a card warns of: too few partitions, full disks, thin replication, rules of thumb exceeded, what was rejected. */
import { callout, note } from '../reply/build.ts';
import type { Block } from '../reply/nodes.ts';
import type { Answer } from '../sizing/answer.ts';
import { dollars, duration, percent, plural, rate } from '../sizing/figures.ts';
import { type Forward, useAt } from '../sizing/forward.ts';
import type { Inverse } from '../sizing/inverse.ts';

export function warnings({ forward, inverse, sized }: Answer): readonly Block[] {
  const found = forward
    ? [...shortfalls(forward), ...durabilityWarnings(forward), ...ruleWarnings(forward)]
    : [];
  const misses =
    inverse && !inverse.chosen ? inverse.rejected.slice(0, 4).map(({ name, why }) => `${name} ${why}.`) : [];
  return [
    ...[...found, ...misses].map((text) => callout('warning', text)),
    ...(sized && inverse ? others(inverse) : []),
  ];
}

/** The load asks for more than partitions or disks give. */
function shortfalls(forward: Forward): readonly string[] {
  const { settled, at, partitionThroughput, partitions, retentionFits } = forward;
  const wanted = settled.tiered
    ? settled.localRetention
    : settled.retention.kind === 'time'
      ? settled.retention.time
      : 0;
  const thin = forward.partitionsSaid && at.wirePeak > partitionThroughput * (1 + 1e-9);
  const full = retentionFits !== undefined && retentionFits < wanted * (1 - 1e-9);
  return [
    ...(thin
      ? [
          `${plural(partitions, 'partition')} get about ${rate(partitionThroughput)} at ${rate(settled.partitionProducerRate)} each, less than the load.`,
        ]
      : []),
    ...(full
      ? [
          `The disks have room for ${duration(retentionFits)} of this, less than the ${duration(wanted)} it should keep.`,
        ]
      : []),
  ];
}

function durabilityWarnings({ settled: { rf, minIsr } }: Forward): readonly string[] {
  if (rf === 1) return ['Replication factor 1: the first lost disk loses data.'];
  return minIsr === rf
    ? ['min ISR equals the replication factor: any broker restart stops acks=all writes.']
    : [];
}

function ruleWarnings({ verdict: inState, at }: Forward): readonly string[] {
  return inState.constraints
    .filter((constraint) => !constraint.hard && useAt(constraint, at.wirePeak) > 1 + 1e-9)
    .map(
      (rule) =>
        `By rule of thumb ${rule.label} would be at ${percent(useAt(rule, at.wirePeak))} of what is allowed; measure it, it does not decide here.`,
    );
}

function others({ runnerUp, rejected }: Inverse): readonly Block[] {
  if (!runnerUp) return [];
  const price = runnerUp.usdMonth === undefined ? '' : `, ${dollars(runnerUp.usdMonth)} a month`;
  const told = rejected.slice(0, 3).map(({ name, why }) => `${name} ${why}`);
  const why =
    told.length > 0
      ? ` Rejected: ${told.join('; ')}${rejected.length > 3 ? `; and ${rejected.length - 3} more` : ''}.`
      : '';
  return [note(`Runner-up: ${runnerUp.brokers} × ${runnerUp.preset?.name}${price}.${why}`)];
}
