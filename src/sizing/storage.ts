/** Constraints on what lies on a broker: bytes on its disks, segments, memory behind them. */

import { ASSUMED } from './constants.ts';
import { each, type Maker, type Setting } from './constraint.ts';
import { amount, rate, space } from './figures.ts';
import type { Settled } from './settled.ts';
import { type Bytes, type BytesPerSecond, bytes, fraction } from './units.ts';

/** Bytes stored on all local disks at a produce rate, all copies. */
export function storedLocally(settled: Settled, wirePeak: BytesPerSecond, partitions: number): number {
  const { rf, peakFactor, retention, tiered, localRetention, uploadLag, segment } = settled;
  const average = wirePeak / peakFactor;
  const kept =
    retention.kind === 'time'
      ? average * (tiered ? Math.min(localRetention, retention.time) : retention.time)
      : tiered
        ? Math.min(average * localRetention, retainedBytes(settled, partitions))
        : retainedBytes(settled, partitions);
  // A segment goes only as a whole, so up to one per replica outlives its time; slow partitions roll by age instead.
  const open = Math.min(partitions * segment, average * ASSUMED.segment_age.value);
  return rf * (kept + (tiered ? average * uploadLag : 0) + open);
}

function retainedBytes({ retention }: Settled, partitions: number): number {
  if (retention.kind === 'bytes') return retention.bytes;
  return retention.kind === 'partition bytes' ? retention.bytes * partitions : Number.POSITIVE_INFINITY;
}

export const diskCapacity: Maker = ({ settled, state, partitions, countsDisk }) => {
  const { hardware, diskFill, rebalance } = settled;
  if (hardware.disk === undefined || !countsDisk) return undefined;
  // Replicas stay where they are when a broker fails, unless they are rebuilt elsewhere.
  const holders = rebalance ? state.serving : state.brokers;
  const demand = (wirePeak: BytesPerSecond) => each(storedLocally(settled, wirePeak, partitions), holders);
  return {
    name: 'disk_capacity',
    label: 'disk capacity',
    unit: 'B',
    limit: hardware.disk,
    use: diskFill,
    hard: true,
    demand,
    formula: (wirePeak) => ({
      words: 'rf × (average produce × local retention + open segments) / brokers',
      numbers: `${space(storedLocally(settled, wirePeak, partitions))} / ${holders} = ${space(demand(wirePeak))}`,
    }),
  };
};

/** Memory left for the page cache of one broker; undefined when its memory is not known. */
export function pageCache({ hardware, heap }: Settled): Bytes | undefined {
  if (hardware.ram === undefined) return undefined;
  return bytes(Math.max(0, hardware.ram - heapOf(heap, hardware.ram) - ASSUMED.system_memory.value));
}

const heapOf = (heap: number, ram: number) => Math.min(heap, ram / 2);

export const memory: Maker = ({ settled, state }) => {
  const { hardware, rf, heap, cacheWindow, use } = settled;
  if (hardware.ram === undefined || hardware.clientIn !== undefined) return undefined;
  const limit = Math.max(1, hardware.ram - ASSUMED.system_memory.value);
  const java = Math.min(heapOf(heap, hardware.ram), limit);
  const demand = (wirePeak: BytesPerSecond) => java + each(wirePeak * rf * cacheWindow, state.serving);
  return {
    name: 'memory',
    label: 'memory and page cache',
    unit: 'B',
    limit,
    use: use.memory,
    hard: true,
    demand,
    formula: (wirePeak) => ({
      words: 'heap + produce × rf × cache window / brokers',
      numbers: `${space(java)} + ${rate(wirePeak)} × ${rf} × ${cacheWindow} s / ${state.serving} = ${space(demand(wirePeak))}`,
    }),
  };
};

/** Segments on one broker; a replica has at least one. */
function segments({ settled, state, partitions, countsDisk }: Setting, wirePeak: BytesPerSecond): number {
  const stored = countsDisk ? storedLocally(settled, wirePeak, partitions) : 0;
  return each(Math.max(partitions * settled.rf, stored / settled.segment), state.brokers);
}

export const mapAreas: Maker = (setting) => {
  if (setting.settled.hardware.preset?.family.managed_storage === true) return undefined;
  const demand = (wirePeak: BytesPerSecond) => 2 * segments(setting, wirePeak);
  return {
    name: 'map_areas',
    label: 'memory map areas',
    unit: 'areas',
    limit: setting.settled.mapAreas,
    use: fraction(1),
    hard: true,
    demand,
    formula: (wirePeak) => ({
      words: '2 × segments per broker',
      numbers: `2 × ${amount(segments(setting, wirePeak))} = ${amount(demand(wirePeak))}`,
    }),
  };
};

export const files: Maker = (setting) => {
  const { settled } = setting;
  if (settled.hardware.preset?.family.managed_storage === true) return undefined;
  const demand = (wirePeak: BytesPerSecond) => segments(setting, wirePeak) + settled.connections;
  return {
    name: 'files',
    label: 'open files',
    unit: 'files',
    limit: settled.files,
    use: fraction(1),
    hard: true,
    demand,
    formula: (wirePeak) => ({
      words: 'segments per broker + connections',
      numbers: `${amount(segments(setting, wirePeak))} + ${settled.connections} = ${amount(demand(wirePeak))}`,
    }),
  };
};
