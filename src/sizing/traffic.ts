/** Constraints on bytes per second: network, disks, and the CPU that moves them. */

import { ASSUMED } from './constants.ts';
import { type Constraint, type ConstraintName, each, type Maker, type Setting } from './constraint.ts';
import { amount, rate } from './figures.ts';
import { ownLoad } from './load.ts';
import type { Settled } from './settled.ts';
import type { State } from './states.ts';
import type { BytesPerSecond, Fraction } from './units.ts';

/** Bytes read by consumers per byte produced, or a fixed stream beside it. */
export function reading(settled: Settled): { fanOut: number; fixed: number } {
  const { read, groups, peakFactor } = settled;
  if (read === undefined) return { fanOut: groups, fixed: 0 };
  const own = ownLoad(settled, settled.partitions ?? 1);
  if (!own) return { fanOut: 0, fixed: read * peakFactor };
  return { fanOut: read / own.wireAverage, fixed: 0 };
}

export const networkIn: Maker = ({ settled, state }) => {
  const { hardware, rf, networkInFactor, remoteReaders } = settled;
  const service = hardware.clientIn !== undefined;
  const limit = hardware.clientIn ?? hardware.nic;
  if (limit === undefined) return undefined;
  const perByte = networkInFactor ?? (service ? 1 : rf + remoteReaders);
  const words = service ? 'produce' : 'produce × rf';
  return throughput(
    'network_in',
    'network in',
    limit,
    settled.use.network_in,
    perByte,
    state,
    words,
    service ? 0 : state.refill,
  );
};

export const networkOut: Maker = ({ settled, state }) => {
  const { hardware, rf, networkOutFactor, tiered } = settled;
  const service = hardware.clientOut !== undefined;
  const limit = hardware.clientOut ?? hardware.nic;
  if (limit === undefined) return undefined;
  const { fanOut, fixed } = reading(settled);
  const perByte = networkOutFactor ?? (service ? fanOut : fanOut + rf - 1 + (tiered ? 1 : 0));
  const words = service ? 'produce × groups' : `produce × (groups + rf − 1${tiered ? ' + 1 upload' : ''})`;
  const refill = service ? 0 : each(state.refill, state.serving);
  return throughput(
    'network_out',
    'network out',
    limit,
    settled.use.network_out,
    perByte,
    state,
    words,
    refill + each(fixed, state.serving),
  );
};

export const networkTotal: Maker = ({ settled, state }) => {
  const limit = settled.hardware.networkTotal;
  if (limit === undefined) return undefined;
  const { fanOut, fixed } = reading(settled);
  const perByte = fanOut + 2 * settled.rf - 1;
  return throughput(
    'network_total',
    'network in and out',
    limit,
    settled.use.network_out,
    perByte,
    state,
    'produce × (groups + 2 rf − 1)',
    each(fixed, state.serving),
  );
};

function diskBytes({ settled, state }: Setting): { perByte: number; words: string } {
  const { rf, tiered, uploadFromDisk, diskIoFactor } = settled;
  const upload = tiered && uploadFromDisk ? 1 : 0;
  const words =
    diskIoFactor === undefined
      ? `produce × (rf + lagging readers${upload ? ' + 1 upload' : ''})`
      : 'produce × disk factor';
  return { perByte: diskIoFactor ?? rf + state.lagging + upload, words };
}

export const storageThroughput: Maker = (setting) => {
  const { hardware, use } = setting.settled;
  if (hardware.diskThroughput === undefined) return undefined;
  const { perByte, words } = diskBytes(setting);
  return throughput(
    'storage_throughput',
    'volume throughput',
    hardware.diskThroughput,
    use.disk,
    perByte,
    setting.state,
    words,
    setting.state.refill,
  );
};

export const diskNetwork: Maker = (setting) => {
  const { hardware, use } = setting.settled;
  if (hardware.diskNetwork === undefined) return undefined;
  const { perByte, words } = diskBytes(setting);
  return throughput(
    'disk_network',
    'instance-to-disk network',
    hardware.diskNetwork,
    use.disk,
    perByte,
    setting.state,
    words,
    setting.state.refill,
  );
};

function throughput(
  name: ConstraintName,
  label: string,
  limit: number,
  use: Fraction,
  perByte: number,
  state: State,
  words: string,
  beside: number,
): Constraint {
  const demand = (wirePeak: BytesPerSecond) => each(wirePeak * perByte, state.serving) + beside;
  const extra = beside > 0 ? ` + ${rate(beside)}` : '';
  return {
    name,
    label,
    unit: 'B/s',
    limit,
    use,
    hard: true,
    demand,
    formula: (wirePeak) => ({
      words: `${words} / brokers${beside > 0 ? ' + other streams' : ''}`,
      numbers: `${rate(wirePeak)} × ${amount(perByte)} / ${state.serving}${extra} = ${rate(demand(wirePeak))}`,
    }),
  };
}

/** Google's rule: everything written plus a quarter of everything read, against 20 MB/s per vCPU. */
export const cpu: Maker = ({ settled, state }) => {
  const { hardware, rf, cpuRate, use } = settled;
  if (hardware.vcpu === undefined || hardware.clientIn !== undefined) return undefined;
  const { fanOut, fixed } = reading(settled);
  const discount = ASSUMED.read_discount.value;
  const perByte = rf + (fanOut + rf - 1) / discount;
  const made = throughput(
    'cpu',
    'CPU',
    hardware.vcpu * cpuRate,
    use.cpu,
    perByte,
    state,
    'produce × (rf + (groups + rf − 1) / 4)',
    each(fixed / discount, state.serving),
  );
  return { ...made, hard: hardware.cpuDecides };
};
