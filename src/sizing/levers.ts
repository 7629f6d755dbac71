/** What would make it cheaper, faster or fit at all: each change is tried on the whole model, and only gains are reported. */

import { type Answer, answer } from './answer.ts';
import { ASSUMED } from './constants.ts';
import type { Forward } from './forward.ts';
import { PRESETS, type Preset } from './presets.ts';
import { readScenario } from './scenario.ts';
import type { Settled } from './settled.ts';

export interface Lever {
  label: string;
  /** The change as it is typed. */
  change: string;
  warning: string | undefined;
  brokersSaved: number;
  /** What they are called: broker, eCKU, vCPU. */
  unit: string;
  /** The cluster it leads to, when that is other hardware. */
  instead: string | undefined;
  usdSaved: number | undefined;
  /** Extra messages the cluster would carry, as a share of what it carries now. */
  gain: number;
  /** The workload does not fit now and would with this. */
  makesItFit: boolean;
}

interface Change {
  label: string;
  set: readonly (readonly [name: string, value: string])[];
  warning?: string;
}

type Maker = (settled: Settled) => Change | undefined;

const oneGroupLess: Maker = ({ groups, read }) =>
  read === undefined && groups > 1
    ? { label: 'one consumer group less', set: [['groups', String(groups - 1)]] }
    : undefined;

const compress: Maker = ({ ratio }) =>
  ratio === 1
    ? {
        label: 'compress with zstd',
        set: [['compression', 'zstd']],
        warning: 'the ratio is assumed; measure it on your data',
      }
    : undefined;

const tier: Maker = ({ tiered, retention, hardware }) => {
  const worthIt = retention.kind === 'time' && retention.time > 2 * ASSUMED.local_retention.value;
  if (tiered || !worthIt || hardware.preset?.family.managed_storage === true) return undefined;
  return {
    label: 'tier storage, one hour local',
    set: [['tiered', 'yes']],
    warning: 'readers further behind than that read from remote storage',
  };
};

const followerFetching: Maker = (settled) =>
  !settled.followerFetching && settled.zones > 1 && settled.rf >= settled.zones
    ? { label: 'fetch from the follower in the zone', set: [['follower_fetching', 'yes']] }
    : undefined;

const twoCopies: Maker = ({ rf, hardware }) =>
  rf === 3 && hardware.preset?.family.family !== 'express'
    ? {
        label: 'replication factor 2',
        set: [
          ['rf', '2'],
          ['min_isr', '1'],
        ],
        warning: 'one failure away from losing acknowledged records; not for data you cannot replay',
      }
    : undefined;

/** The next size up of the same series, when one was chosen by name. */
const largerSize: Maker = ({ hardware: { preset } }) => {
  const series = (each: Preset) => each.name.slice(0, each.name.lastIndexOf('.'));
  const power = (each: Preset) => each.vcpu ?? 0;
  const [next] = preset
    ? PRESETS.filter((each) => series(each) === series(preset) && power(each) > power(preset)).sort(
        (one, other) => power(one) - power(other),
      )
    : [];
  return next && { label: `the next larger size, ${next.name}`, set: [['preset', next.name]] };
};

const LARGER = { batch: ASSUMED.larger_batch_size.value, linger: ASSUMED.larger_linger.value * 1000 };

/** Four times the batch, given time to fill; only small messages in small batches gain. */
const largerBatches: Maker = ({ sized, batchSize }) =>
  sized && batchSize <= ASSUMED.batch_size.value
    ? {
        label: `larger batches (${LARGER.batch} B, ${LARGER.linger} ms)`,
        set: [
          ['batch', `${LARGER.batch}B`],
          ['linger', `${LARGER.linger}ms`],
        ],
        warning: `adds up to ${LARGER.linger} ms before a record is sent`,
      }
    : undefined;

const MAKERS = [oneGroupLess, compress, tier, followerFetching, twoCopies, largerSize, largerBatches];

/** Levers that gain something, the largest saving first; two at once when nothing fits and no single one makes it fit. */
export function leversOf(now: Answer): readonly Lever[] {
  const base = now.forward;
  if (!base || now.spread) return [];
  const changes = MAKERS.flatMap((make) => make(base.settled) ?? []);
  const single = changes.flatMap((change) => tried(now, base, change));
  const stuck = now.data['fits'] === false && !single.some(({ makesItFit }) => makesItFit);
  return (stuck ? [...inPairs(now, base, changes), ...single] : single).sort(better);
}

function better(one: Lever, other: Lever): number {
  return (
    Number(other.makesItFit) - Number(one.makesItFit) ||
    (other.usdSaved ?? 0) - (one.usdSaved ?? 0) ||
    other.brokersSaved - one.brokersSaved ||
    other.gain - one.gain
  );
}

function inPairs(now: Answer, base: Forward, changes: readonly Change[]): readonly Lever[] {
  const pairs = changes.flatMap((one, at) =>
    changes.slice(at + 1).map((other) => ({
      label: `${one.label} and ${other.label}`,
      set: [...one.set, ...other.set],
      warning: [one.warning, other.warning].filter((each) => each !== undefined).join('; '),
    })),
  );
  return pairs.flatMap((pair) => tried(now, base, pair)).filter(({ makesItFit }) => makesItFit);
}

function tried(now: Answer, before: Forward, { label, set, warning }: Change): readonly Lever[] {
  const scenario = readScenario(set, now.scenario);
  const next = scenario.ok ? answer(now.mode, scenario.value) : undefined;
  const after = next?.ok ? next.value.forward : undefined;
  if (!next?.ok || !after) return [];
  const lever: Lever = {
    label,
    change: set.map(([name, value]) => `${name}=${value}`).join(' '),
    warning: warning || undefined,
    brokersSaved: before.brokers - after.brokers,
    unit: before.settled.hardware.preset?.family.unit ?? 'broker',
    instead: elsewhere(before, after),
    usdSaved: savedDollars(before, after),
    gain: now.mode === 'calc' ? gained(before, after) : 0,
    makesItFit: now.data['fits'] === false && next.value.data['fits'] === true,
  };
  const worthIt =
    lever.makesItFit || lever.brokersSaved > 0 || (lever.usdSaved ?? 0) > 1 || lever.gain > 0.005;
  return worthIt ? [lever] : [];
}

/** Money is compared at the same load only. */
function savedDollars(before: Forward, after: Forward): number | undefined {
  if (!before.own || !before.bill || !after.bill) return undefined;
  return before.bill.usdMonth - after.bill.usdMonth;
}

/** Compression leaves the limit on the wire alone and triples the messages behind it. */
function gained(before: Forward, after: Forward): number {
  const gain = (after.limit?.messagesPeak ?? 0) / (before.limit?.messagesPeak ?? 0) - 1;
  return Number.isFinite(gain) ? Math.max(0, gain) : 0;
}

function elsewhere(before: Forward, after: Forward): string | undefined {
  const [one, other] = [before.settled.hardware.preset, after.settled.hardware.preset];
  return other === undefined || one?.name === other.name ? undefined : `${after.brokers} × ${other.name}`;
}
