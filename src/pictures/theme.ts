/** The colours of every picture: one hue for each role, the same in light and dark. */
import type { RecordState, Shape } from './spec.ts';

export type Theme = 'light' | 'dark';

export type Palette = {
  readonly surface: string;
  readonly ink: string;
  /** Captions, offsets, arrow labels. */
  readonly muted: string;
  readonly line: string;
  readonly lane: string;
  readonly hues: Readonly<Record<Hue, { readonly fill: string; readonly stroke: string }>>;
};

/** Data at rest in Kafka, those who write, those who read, Kafka's machinery, stores outside, the rest of the world. */
export type Hue =
  | 'log'
  | 'write'
  | 'read'
  | 'process'
  | 'kafka'
  | 'store'
  | 'world'
  | 'good'
  | 'bad'
  | 'faint';

const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    surface: '#ffffff',
    ink: '#17202b',
    muted: '#566270',
    line: '#7b8794',
    lane: '#f3f5f7',
    hues: {
      log: { fill: '#fdf0d5', stroke: '#b9770e' },
      write: { fill: '#e2effc', stroke: '#2a6fb5' },
      read: { fill: '#e0f4ea', stroke: '#1f7a4d' },
      process: { fill: '#efe7fb', stroke: '#6b46b3' },
      kafka: { fill: '#e9ecf0', stroke: '#3c4856' },
      store: { fill: '#fbe6e6', stroke: '#a83f3f' },
      world: { fill: '#ffffff', stroke: '#7b8794' },
      good: { fill: '#d8f0e2', stroke: '#1f7a4d' },
      bad: { fill: '#fbdedc', stroke: '#b3372d' },
      faint: { fill: '#f3f5f7', stroke: '#aab3bd' },
    },
  },
  dark: {
    surface: '#12171e',
    ink: '#e8edf2',
    muted: '#a3afbb',
    line: '#7d8996',
    lane: '#1a212a',
    hues: {
      log: { fill: '#3a2d12', stroke: '#e0a63c' },
      write: { fill: '#142c47', stroke: '#6aaef0' },
      read: { fill: '#12331f', stroke: '#5cc58c' },
      process: { fill: '#2b2044', stroke: '#b197f0' },
      kafka: { fill: '#252d37', stroke: '#aeb9c5' },
      store: { fill: '#3d1e1e', stroke: '#ea8a8a' },
      world: { fill: '#12171e', stroke: '#7d8996' },
      good: { fill: '#12331f', stroke: '#5cc58c' },
      bad: { fill: '#43201d', stroke: '#f08a80' },
      faint: { fill: '#1a212a', stroke: '#55606c' },
    },
  },
};

export const paletteOf = (theme: Theme): Palette => palettes[theme];

export const hueOfShape: Readonly<Record<Shape, Hue>> = {
  producer: 'write',
  service: 'write',
  consumer: 'read',
  processor: 'process',
  topic: 'log',
  partition: 'log',
  broker: 'kafka',
  controller: 'kafka',
  connector: 'process',
  registry: 'kafka',
  store: 'store',
  database: 'store',
  cache: 'store',
  objects: 'store',
  external: 'world',
  user: 'world',
  note: 'faint',
};

export const hueOfRecord: Readonly<Record<RecordState, Hue>> = {
  live: 'log',
  deleted: 'faint',
  uncommitted: 'write',
  aborted: 'bad',
  tombstone: 'store',
  control: 'kafka',
  remote: 'process',
};
