/** Reads values out of a scenario and keeps a record of where each came from. */

import type { Constant } from './constants.ts';
import { grouped } from './figures.ts';
import type { Preset } from './presets.ts';
import type { Result, Scenario } from './scenario.ts';
import type { Origin } from './settled.ts';
import { GiB, MB } from './units.ts';

/** Reads values out of a scenario and keeps a record of where each came from. */
export class Ledger {
  readonly origins: Origin[] = [];
  readonly scenario: Scenario;
  constructor(scenario: Scenario) {
    this.scenario = scenario;
  }
  said(name: string): number | undefined {
    const given = this.scenario.get(name);
    if (!given || given.low.as === 'word') return undefined;
    this.origins.push({ name, from: 'said', text: given.text });
    return given.low.number;
  }
  word(name: string): string | undefined {
    const given = this.scenario.get(name);
    if (given?.low.as !== 'word') return undefined;
    this.origins.push({ name, from: 'said', text: given.text });
    return given.low.word;
  }
  kind(name: string): string | undefined {
    return this.scenario.get(name)?.low.as;
  }
  assume(name: string, constant: Constant, value: number = constant.value): number {
    const note = constant.note === undefined ? {} : { note: constant.note };
    this.origins.push({
      name,
      from: 'assumed',
      text: withUnit(value, constant.unit),
      source: constant.source,
      ...note,
    });
    return value;
  }
  /** Said, or assumed. */
  take(name: string, constant: Constant): number {
    return this.said(name) ?? this.assume(name, constant);
  }
  /** Said, or part of the preset; undefined when neither. */
  fromPreset(
    name: string,
    preset: Preset | undefined,
    value: number | undefined,
    text: string,
  ): number | undefined {
    const said = this.said(name);
    if (said !== undefined || value === undefined || !preset) return said;
    const [first] = preset.family.sources;
    this.origins.push({
      name,
      from: 'preset',
      text: `${text} (${preset.name})`,
      ...(first ? { source: first } : {}),
    });
    return value;
  }
}

const COUNTED = [
  'copies',
  'zones',
  'groups',
  'readers',
  'brokers',
  'replicas',
  'controllers',
  'producers',
  'connections',
  'areas',
  'files',
];

function withUnit(value: number, unit: string): string {
  if (unit === 'fraction') return `${Math.round(value * 100)} %`;
  if (unit === 'B/s') return `${value / MB} MB/s`;
  if (unit === 'B') return value % GiB === 0 ? `${value / GiB} GiB` : `${value} B`;
  if (unit === 's' && value >= 86_400 && value % 86_400 === 0) return `${value / 86_400} d`;
  if (unit === 's' && value >= 3600 && value % 3600 === 0) return `${value / 3600} h`;
  if (unit === 's' && value < 1) return `${value * 1000} ms`;
  if (unit === 'x') return `${grouped(value)}x`;
  // The name of a count says what is counted.
  return COUNTED.includes(unit) ? grouped(value) : `${grouped(value)} ${unit}`;
}

export const refuse = (message: string): Result<never> => ({ ok: false, message });
export const yes = (word: string | undefined): boolean | undefined =>
  word === undefined ? undefined : word === 'yes';

/** Brands a value that may be absent. */
export const optionally = <Unit>(value: number | undefined, brand: (value: number) => Unit) =>
  value === undefined ? undefined : brand(value);
