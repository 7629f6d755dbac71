/** What an entry's front matter may say; `content/README.md` explains each field to authors. */
import { z } from 'zod';

export const kinds = [
  'about',
  'concept',
  'pattern',
  'practice',
  'case',
  'comparison',
  'howto',
  'symptom',
  'metric',
  'error',
  'setting',
] as const;
export type Kind = (typeof kinds)[number];

/** Folder under `content/` for each kind. */
export const folders: Readonly<Record<Kind, string>> = {
  about: 'about',
  concept: 'concepts',
  pattern: 'patterns',
  practice: 'practices',
  case: 'cases',
  comparison: 'comparisons',
  howto: 'howtos',
  symptom: 'symptoms',
  metric: 'metrics',
  error: 'errors',
  setting: 'settings',
};

export const areas = [
  'fundamentals',
  'producer',
  'consumer',
  'groups',
  'replication',
  'transactions',
  'storage',
  'kraft',
  'network',
  'streams',
  'connect',
  'schemas',
  'security',
  'operations',
  'monitoring',
  'sizing',
  'patterns',
  'clients',
] as const;
export type Area = (typeof areas)[number];

export const components = [
  'producer',
  'consumer',
  'admin',
  'broker',
  'topic',
  'streams',
  'connect',
  'source-connector',
  'sink-connector',
  'mirror',
  'group',
] as const;

/** Dates stay text: YAML without the timestamp type, so that no time zone shifts them. */
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-11-22');
const release = z.string().regex(/^\d+\.\d+(\.\d+)?$/, 'a Kafka release such as "4.3", in quotes');
const id = z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'an id in kebab-case');

export const source = z.strictObject({ title: z.string().min(1), url: z.url(), checked: date });
export type Source = z.output<typeof source>;

/** Settings that a text speaks of; a stated default is held against the reference data. */
const settings = z.array(
  z.strictObject({
    name: z.string().min(1),
    component: z.enum(components),
    default: z.string().optional(),
  }),
);

const common = {
  title: z.string().min(1).max(60),
  gist: z.string().min(10).max(180),
  aliases: z.array(z.string().min(1)).default([]),
  symptoms: z.array(z.string().min(1)).default([]),
  /** How people ask for this page in words that it does not use; only the search reads them. */
  asked: z.array(z.string().min(5).max(90)).max(12).default([]),
  area: z.enum(areas),
  related: z.array(id).max(6).default([]),
  settings: settings.default([]),
  errors: z.array(z.string().min(1)).default([]),
  sources: z.array(source).min(1, 'at least one source'),
  kafka: release,
  reviewed: date,
};

const figure = z.strictObject({ value: z.string(), what: z.string(), year: z.number().int(), url: z.url() });

export const roles = [
  'producer',
  'consumer',
  'broker',
  'topic',
  'schema',
  'security',
  'ops',
  'connect',
  'streams',
  'upgrade',
] as const;

const plain = z.strictObject(common);

/** One schema per kind; strict, so that a misspelt field is an error. */
export const frontMatter = {
  about: plain,
  concept: plain,
  howto: z.strictObject({ ...common, tool: z.string().optional() }),
  symptom: plain,
  pattern: z.strictObject({ ...common, used_by: z.array(id).default([]) }),
  practice: z.strictObject({ ...common, role: z.enum(roles), example: z.string().optional() }),
  case: z.strictObject({ ...common, company: z.string(), figures: z.array(figure).min(1) }),
  comparison: z.strictObject({ ...common, between: z.array(id).min(2) }),
  metric: z.strictObject({
    ...common,
    mbean: z.string(),
    attribute: z.string().optional(),
    component: z.string(),
    healthy: z.string(),
    promql: z.string(),
    promql_note: z.string().optional(),
  }),
  error: z.strictObject({ ...common, names: z.array(z.string()).min(1), code: z.number().int().optional() }),
  setting: z.strictObject({ ...common, components: z.array(z.enum(components)).min(1) }),
} satisfies Record<Kind, z.ZodObject>;

/** Headings by kind, in order; the required ones must be there. */
export const headings: Readonly<
  Record<Kind, { readonly required: readonly string[]; readonly optional: readonly string[] }>
> = {
  about: { required: [], optional: [] },
  concept: { required: ['What it is', 'Why it matters'], optional: ['How it behaves', 'Pitfalls'] },
  pattern: {
    required: ['Problem', 'Solution', 'Implementation', 'Advantages', 'Challenges', 'When not to use it'],
    optional: ['Alternatives'],
  },
  practice: { required: ['Why', 'How', 'Trade-off'], optional: ['How to check', 'When it does not apply'] },
  case: { required: ['What they built', 'What to learn'], optional: ['Patterns used'] },
  comparison: { required: ['Which to choose'], optional: ['Common confusion'] },
  howto: { required: ['Steps'], optional: ['When you need it', 'Check the result', 'Pitfalls'] },
  symptom: { required: ['What you see', 'Likely causes', 'Check first', 'Fix'], optional: [] },
  metric: { required: ['What it means', 'When it hurts', 'What to do'], optional: [] },
  error: { required: ['Cause', 'Does the client retry?', 'Check first', 'What to do'], optional: [] },
  setting: {
    required: ['What it does', 'When to change it'],
    optional: ['Interacts with', 'Common mistakes'],
  },
};

const shape = z.enum([
  'producer',
  'consumer',
  'service',
  'processor',
  'topic',
  'partition',
  'broker',
  'controller',
  'store',
  'database',
  'cache',
  'connector',
  'registry',
  'external',
  'user',
  'objects',
  'note',
]);

const label = z.coerce.string().min(1).max(24);
const alt = z.string().min(20).max(400);
const offset = z.number().int().min(0);

export const diagram = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('flow'),
    alt,
    direction: z.enum(['right', 'down']).default('right'),
    nodes: z
      .array(z.strictObject({ id: z.string(), shape, label, note: z.coerce.string().max(30).optional() }))
      .min(2)
      .max(12),
    arrows: z
      .array(
        z.strictObject({
          from: z.string(),
          to: z.string(),
          label: z.coerce.string().max(28).optional(),
          dashed: z.boolean().optional(),
        }),
      )
      .min(1),
    lanes: z.array(z.strictObject({ id: z.string(), label, nodes: z.array(z.string()).min(1) })).default([]),
  }),
  z.strictObject({
    kind: z.literal('log'),
    alt,
    logs: z
      .array(
        z.strictObject({
          label,
          from: offset,
          to: offset,
          records: z
            .array(
              z.strictObject({
                offset,
                text: z.coerce.string().max(10).optional(),
                state: z
                  .enum(['live', 'deleted', 'uncommitted', 'aborted', 'tombstone', 'control', 'remote'])
                  .optional(),
              }),
            )
            .default([]),
          markers: z.array(z.strictObject({ offset, label })).default([]),
        }),
      )
      .min(1)
      .max(4),
  }),
  z.strictObject({
    kind: z.literal('replicas'),
    alt,
    partition: label,
    high_watermark: offset,
    replicas: z
      .array(
        z.strictObject({
          broker: z.number().int(),
          role: z.enum(['leader', 'follower']),
          end: offset,
          in_sync: z.boolean(),
        }),
      )
      .min(2)
      .max(6),
  }),
  z.strictObject({
    kind: z.literal('group'),
    alt,
    topic: label,
    partitions: z.number().int().min(1).max(12),
    groups: z
      .array(
        z.strictObject({
          name: label,
          members: z.array(z.strictObject({ name: label, partitions: z.array(z.number().int()) })).min(1),
        }),
      )
      .min(1)
      .max(4),
  }),
]);

export const levels = ['recall', 'apply', 'diagnose'] as const;
export type Level = (typeof levels)[number];

export const question = z.strictObject({
  prompt: z.string().min(10).max(300),
  snippet: z.string().max(1_200).optional(),
  language: z.string().optional(),
  diagram: diagram.optional(),
  options: z
    .array(
      z.strictObject({
        text: z.coerce.string().min(1).max(75),
        right: z.literal(true).optional(),
        because: z.string().min(10),
      }),
    )
    .min(3)
    .max(4)
    .refine(
      (options) => options.filter((option) => option.right).length === 1,
      'exactly one option with right: true',
    ),
  concept: id,
  area: z.enum(areas),
  level: z.enum(levels),
  settings: settings.default([]),
  kafka: release,
  sources: z.array(source).min(1, 'at least one source'),
  reviewed: date,
  second_check: z.strictObject({ date, against: z.string().min(5) }).optional(),
});
export type QuestionFile = z.output<typeof question>;
