/** What would make it cheaper or faster: each change is tried on the whole model, and only gains are reported. */

import { type Answer, answer } from './answer.ts';
import type { Forward } from './forward.ts';
import { PRESETS, type Preset } from './presets.ts';
import { readScenario } from './scenario.ts';
import type { Settled } from './settle.ts';

export interface Lever {
  label: string;
  /** The change as it is typed. */
  change: string;
  warning: string | undefined;
  brokersSaved: number;
  /** The cluster it leads to, when that is other hardware. */
  instead: string | undefined;
  usdSaved: number | undefined;
  /** Extra produce rate the cluster would carry, as a share of what it carries now. */
  gain: number;
  /** The workload does not fit now and would with this. */
  makesItFit: boolean;
}

interface Candidate {
  label: string;
  change: readonly (readonly [string, string])[];
  warning?: string;
}

function candidates(settled: Settled): readonly Candidate[] {
  const { groups, read, ratio, tiered, retention, followerFetching, zones, rf, hardware } = settled;
  const ownsDisks = hardware.preset?.family.managed_storage !== true;
  const longer = retention.kind === 'time' && retention.time > 7200;
  return [
    ...(read === undefined && groups > 1
      ? [{ label: 'one consumer group less', change: [['groups', String(groups - 1)]] } as const]
      : []),
    ...(ratio === 1
      ? [
          {
            label: 'compress with zstd',
            change: [['compression', 'zstd']],
            warning: 'the ratio is assumed; measure it on your data',
          } as const,
        ]
      : []),
    ...(!tiered && longer && ownsDisks
      ? [
          {
            label: 'tier storage, one hour local',
            change: [
              ['tiered', 'yes'],
              ['local_retention', '1h'],
            ],
            warning: 'readers further behind than an hour read from remote storage',
          } as const,
        ]
      : []),
    ...(!followerFetching && zones > 1 && rf >= zones
      ? [{ label: 'fetch from the follower in the zone', change: [['follower_fetching', 'yes']] } as const]
      : []),
    ...(rf === 3 && hardware.preset?.family.family !== 'express'
      ? [
          {
            label: 'replication factor 2',
            change: [
              ['rf', '2'],
              ['min_isr', '1'],
            ],
            warning: 'one failure away from losing acknowledged records; not for data you cannot replay',
          } as const,
        ]
      : []),
    ...larger(hardware.preset),
    ...(settled.sized && settled.batchSize <= 16_384 && settled.message.value < 2048
      ? [
          {
            label: 'larger batches (64 KiB, 20 ms)',
            change: [
              ['batch', '64KiB'],
              ['linger', '20ms'],
            ],
            warning: 'adds up to 20 ms before a record is sent',
          } as const,
        ]
      : []),
  ];
}

/** The next size up of the same series, when one was chosen by name. */
function larger(preset: Preset | undefined): readonly Candidate[] {
  const series = (name: string) => name.slice(0, name.lastIndexOf('.'));
  const next =
    preset &&
    PRESETS.filter(
      (each) => series(each.name) === series(preset.name) && (each.vcpu ?? 0) > (preset.vcpu ?? 0),
    ).sort((one, other) => (one.vcpu ?? 0) - (other.vcpu ?? 0))[0];
  return next ? [{ label: `the next larger size, ${next.name}`, change: [['preset', next.name]] }] : [];
}

/** Levers that gain something, the largest saving first. */
export function leversOf(now: Answer): readonly Lever[] {
  const base = now.forward;
  if (!base || now.spread) return [];
  return candidates(base.settled)
    .flatMap((candidate) => tried(now, candidate))
    .sort(
      (one, other) =>
        Number(other.makesItFit) - Number(one.makesItFit) ||
        (other.usdSaved ?? 0) - (one.usdSaved ?? 0) ||
        other.brokersSaved - one.brokersSaved ||
        other.gain - one.gain,
    );
}

function tried(now: Answer, { label, change, warning }: Candidate): readonly Lever[] {
  const scenario = readScenario(change, now.scenario);
  const next = scenario.ok ? answer(now.mode, scenario.value) : undefined;
  if (!next?.ok || !next.value.forward || !now.forward) return [];
  const [before, after] = [now.forward, next.value.forward];
  const brokersSaved = before.brokers - after.brokers;
  const costs = [before.bill?.usdMonth, after.bill?.usdMonth] as const;
  const sameLoad = before.own !== undefined;
  const usdSaved =
    sameLoad && costs[0] !== undefined && costs[1] !== undefined ? costs[0] - costs[1] : undefined;
  const gain = now.mode === 'calc' ? payloadLimit(after) / payloadLimit(before) - 1 : 0;
  const makesItFit = now.data['fits'] === false && next.value.data['fits'] === true;
  const worth =
    makesItFit || brokersSaved > 0 || (usdSaved ?? 0) > 1 || (Number.isFinite(gain) && gain > 0.005);
  if (!worth) return [];
  const text = change.map(([name, value]) => `${name}=${value}`).join(' ');
  return [
    {
      label,
      change: text,
      warning,
      brokersSaved,
      instead: elsewhere(before, after),
      usdSaved,
      gain: Number.isFinite(gain) ? gain : 0,
      makesItFit,
    },
  ];
}

function elsewhere(before: Forward, after: Forward): string | undefined {
  const [one, other] = [before.settled.hardware.preset, after.settled.hardware.preset];
  return other === undefined || one?.name === other.name ? undefined : `${after.brokers} × ${other.name}`;
}

/** What the application can send: compression does not raise the limit on the wire, and triples this. */
const payloadLimit = ({ limit }: NonNullable<Answer['forward']>): number =>
  limit?.messagesPeak ?? Number.POSITIVE_INFINITY;
