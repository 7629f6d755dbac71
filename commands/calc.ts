/** The calculator's simple card: what a cluster of this shape carries by the rule of thumb. */
import { z } from 'zod';
import { type Context, defineAction, defineCommand } from '../src/bot/command.ts';
import { integer, typed } from '../src/bot/option.ts';
import {
  actions,
  button,
  fields,
  form,
  heading,
  mono,
  note,
  paragraph,
  refusal,
  reply,
} from '../src/reply/build.ts';
import type { Outcome, Reply } from '../src/reply/nodes.ts';
import { readBytes, readRate } from '../src/sizing/quantity.ts';
import {
  SIMPLE_CARD_LEAVES_OUT,
  SIMPLE_DEFAULTS,
  simpleCard,
  simpleCardProblem,
} from '../src/sizing/simple-card.ts';
import { count, GiB, KiB, messagesPerSecond } from '../src/sizing/units.ts';

const options = z.object({
  brokers: integer({ hint: 'brokers in the cluster', min: 1, max: 10_000, example: '3' }).optional(),
  partitions: integer({ hint: 'partitions of the topic', min: 1, max: 2_000_000, example: '6' }).optional(),
  rf: integer({
    hint: 'replication factor',
    min: 1,
    max: 100,
    example: '2',
    aliases: ['replication', 'replication-factor'],
  }).optional(),
  size: typed(readBytes, { hint: 'message size: B, KB, KiB, MB, MiB', example: '1KiB' }).optional(),
  rate: typed(readRate, { hint: 'messages or bytes a second', example: '20k/s' }).optional(),
});
type Given = z.output<typeof options>;

const adjust = defineAction(
  'calc.adjust',
  z.object({
    brokers: z.string(),
    partitions: z.string(),
    rf: z.string(),
    size: z.string(),
    rate: z.string(),
  }),
  (_, now) =>
    form('Cluster calculator', 'Calculate', submit({}), [
      { name: 'brokers', label: 'Brokers', kind: 'line', value: now.brokers, required: true },
      { name: 'partitions', label: 'Partitions', kind: 'line', value: now.partitions, required: true },
      { name: 'rf', label: 'Replication factor', kind: 'line', value: now.rf, required: true },
      {
        name: 'size',
        label: 'Message size',
        kind: 'line',
        value: now.size,
        required: true,
        hint: '1KiB, 500B, 2MB',
      },
      {
        name: 'rate',
        label: 'Rate (empty: what the rule gives)',
        kind: 'line',
        value: now.rate,
        required: false,
        hint: '20k/s, 50MB/s',
      },
    ]),
);

const submit = defineAction(
  'calc.submit',
  z.object({
    brokers: z.string(),
    partitions: z.string(),
    rf: z.string(),
    size: z.string(),
    rate: z.string().default(''),
  }),
  (context, filled): Promise<Outcome> => context.say(lineOf(filled)),
);

export default defineCommand({
  name: 'calc',
  summary: 'What a cluster carries: throughput, storage, failures survived',
  visibility: 'private',
  options,
  examples: ['calc', 'calc brokers=6 partitions=12 rf=3 size=2KiB'],
  actions: [adjust, submit],
  run: card,
});

function lineOf(values: Readonly<Record<string, string>>): string {
  const given = Object.entries(values).filter(([, value]) => value.trim() !== '');
  return [
    'calc',
    ...given.map(
      ([name, value]) => `${name}=${/\s/.test(value.trim()) ? JSON.stringify(value.trim()) : value.trim()}`,
    ),
  ].join(' ');
}

function card(_: Context, given: Given): Reply {
  const messageSize = given.size ?? SIMPLE_DEFAULTS.messageSize;
  const rate =
    given.rate &&
    (given.rate.kind === 'bytes'
      ? messagesPerSecond(given.rate.perSecond / messageSize)
      : given.rate.kind === 'messages'
        ? given.rate.perSecond
        : undefined);
  const cluster = {
    brokers: count(given.brokers ?? SIMPLE_DEFAULTS.brokers),
    partitions: count(given.partitions ?? SIMPLE_DEFAULTS.partitions),
    replicationFactor: count(given.rf ?? SIMPLE_DEFAULTS.replicationFactor),
    messageSize,
    rate,
  };
  const problem = simpleCardProblem(cluster);
  if (problem) return refusal(problem);
  const result = simpleCard(cluster);
  const throughput = Math.round(result.throughput);
  const gib = Math.round(result.storagePerDay / GiB);
  const now = {
    brokers: String(cluster.brokers),
    partitions: String(cluster.partitions),
    rf: String(cluster.replicationFactor),
    size: messageSize % KiB === 0 ? `${messageSize / KiB}KiB` : `${messageSize}B`,
    rate: rate === undefined ? '' : `${Math.round(rate)}/s`,
  };
  const summary = `${throughput.toLocaleString('en-US')} msg/s, ${gib.toLocaleString('en-US')} GiB a day, survives ${result.failuresSurvived} broker failure${result.failuresSurvived === 1 ? '' : 's'}, parallelism ${result.parallelism}.`;
  return reply(
    'Cluster calculator',
    summary,
    [
      heading('Cluster calculator'),
      paragraph(summary),
      fields([
        ['Throughput', `${throughput.toLocaleString('en-US')} msg/s`],
        ['Storage', `${gib.toLocaleString('en-US')} GiB a day, all ${cluster.replicationFactor} copies`],
        ['Failures survived', `${result.failuresSurvived} of ${cluster.brokers} brokers, for stored data`],
        ['Parallelism', `${result.parallelism} consumers of one group`],
        [
          'For',
          `${cluster.brokers} brokers, ${cluster.partitions} partitions, replication factor ${cluster.replicationFactor}, messages of ${now.size}`,
        ],
      ]),
      note(SIMPLE_CARD_LEAVES_OUT),
      note(['Again: ', mono(`/kafka ${lineOf(now)}`)]),
      actions([button('Adjust', adjust(now), { tone: 'primary' })]),
    ],
    {
      share: lineOf(now),
      data: {
        brokers: cluster.brokers,
        partitions: cluster.partitions,
        replication_factor: cluster.replicationFactor,
        message_size_bytes: messageSize,
        throughput_msg_s: throughput,
        storage_gib_day: result.storagePerDay / GiB,
        failures_survived: result.failuresSurvived,
        parallelism: result.parallelism,
      },
    },
  );
}
