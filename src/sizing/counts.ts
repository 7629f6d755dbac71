/** Constraints on things that are counted: partitions and messages. */

import { MESSAGE_RATES } from './constants.ts';
import { each, type Maker } from './constraint.ts';
import { amount } from './figures.ts';
import { loadAtWire } from './load.ts';
import { type BytesPerSecond, fraction } from './units.ts';

export const partitionLimit: Maker = ({ settled, state, partitions }) => {
  const { hardware, rf, use } = settled;
  const copies = hardware.preset?.family.partitions_before_replication === true ? 1 : rf;
  return {
    name: 'partitions',
    label: 'partitions per broker',
    unit: 'replicas',
    limit: hardware.partitionsPerBroker,
    use: use.partitions,
    hard: true,
    demand: () => each(partitions * copies, state.serving),
    formula: () => ({
      words: copies === 1 ? 'partitions / units' : 'partitions × rf / brokers',
      numbers: `${partitions} × ${copies} / ${state.serving} = ${amount(each(partitions * copies, state.serving))}`,
    }),
  };
};

export const clusterPartitions: Maker = ({ settled, partitions }) => {
  if (settled.hardware.clientIn !== undefined) return undefined;
  return {
    name: 'cluster_partitions',
    label: 'partitions per cluster',
    unit: 'replicas',
    limit: settled.partitionsPerCluster,
    use: settled.use.partitions,
    hard: true,
    demand: () => partitions * settled.rf,
    formula: () => ({
      words: 'partitions × rf',
      numbers: `${partitions} × ${settled.rf} = ${amount(partitions * settled.rf)}`,
    }),
  };
};

export const messageRate: Maker = ({ settled, state, partitions }) => {
  const { hardware } = settled;
  const limit = hardware.messageLimit ?? messageRule(hardware.vcpu);
  if (limit === undefined || hardware.preset?.cpu_decides === true) return undefined;
  const demand = (wirePeak: BytesPerSecond) =>
    each(loadAtWire(settled, wirePeak, partitions).messagesPeak, state.serving);
  return {
    name: 'message_rate',
    label: 'messages per second',
    unit: 'msg/s',
    limit,
    use: fraction(1),
    hard: hardware.messageLimit !== undefined,
    demand,
    formula: (wirePeak) => ({
      words: 'messages per second / brokers',
      numbers: `${amount(loadAtWire(settled, wirePeak, partitions).messagesPeak)} / ${state.serving} = ${amount(demand(wirePeak))} msg/s`,
    }),
  };
};

function messageRule(vcpu: number | undefined): number | undefined {
  if (vcpu === undefined) return undefined;
  const rows = MESSAGE_RATES.by_vcpu.filter(([cores]) => cores <= vcpu);
  return rows.at(-1)?.[1];
}
