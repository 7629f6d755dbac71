/** The simple card of the original page, shown as long as nothing but its own five inputs is given. */
import { actions, button, fields, heading, mono, note, paragraph, refusal, reply } from '../reply/build.ts';
import type { Reply } from '../reply/nodes.ts';
import { rate as dataRate, messageRate, percent, plural } from '../sizing/figures.ts';
import { readScenario, type Scenario, scenarioLine, spans } from '../sizing/scenario.ts';
import {
  SIMPLE_CARD_LEAVES_OUT,
  SIMPLE_DEFAULTS,
  type SimpleCluster,
  simpleCard,
  simpleCardProblem,
} from '../sizing/simple-card.ts';
import { bytes, count, GiB, KiB, messagesPerSecond } from '../sizing/units.ts';
import { adjust, ask } from './actions.ts';
import type { Request } from './options.ts';

const OWN_INPUTS = ['brokers', 'partitions', 'rf', 'size', 'rate'];

/** The scenario when the line asks for no more than the simple card, else undefined. */
export function simpleScenario({ pairs, loose, view, compare }: Request): Scenario | undefined {
  if (loose.length > 0 || view !== 'card' || compare !== undefined) return undefined;
  const scenario = readScenario(pairs);
  if (!scenario.ok || spans(scenario.value).length > 0) return undefined;
  return [...scenario.value.keys()].every((name) => OWN_INPUTS.includes(name)) ? scenario.value : undefined;
}

const number = (scenario: Scenario, name: string): number | undefined => {
  const value = scenario.get(name)?.low;
  return value === undefined || value.as === 'word' ? undefined : value.number;
};

function clusterOf(scenario: Scenario): SimpleCluster {
  const messageSize = bytes(number(scenario, 'size') ?? SIMPLE_DEFAULTS.messageSize);
  const rate = number(scenario, 'rate');
  const inBytes = scenario.get('rate')?.low.as === 'bytes per second';
  return {
    brokers: count(number(scenario, 'brokers') ?? SIMPLE_DEFAULTS.brokers),
    partitions: count(number(scenario, 'partitions') ?? SIMPLE_DEFAULTS.partitions),
    replicationFactor: count(number(scenario, 'rf') ?? SIMPLE_DEFAULTS.replicationFactor),
    messageSize,
    rate: rate === undefined ? undefined : messagesPerSecond(inBytes ? rate / messageSize : rate),
  };
}

const sizeText = (size: number) => (size % KiB === 0 ? `${size / KiB}KiB` : `${size}B`);

/** Every input spelt out, so that the line means the same when defaults change. */
function lineOf(cluster: SimpleCluster, scenario: Scenario): string {
  const rate = scenario.get('rate')?.text;
  const { brokers, partitions, replicationFactor, messageSize } = cluster;
  const shape = `brokers=${brokers} partitions=${partitions} rf=${replicationFactor} size=${sizeText(messageSize)}`;
  return rate === undefined ? shape : `${shape} rate=${/\s/.test(rate) ? JSON.stringify(rate) : rate}`;
}

export function simple(scenario: Scenario): Reply {
  const cluster = clusterOf(scenario);
  const line = lineOf(cluster, scenario);
  const problem = simpleCardProblem(cluster);
  if (problem !== undefined)
    return refusal(problem, [button('Adjust', adjust({ mode: 'calc', line: scenarioLine(scenario) }))]);
  const card = simpleCard(cluster);
  const gib = Math.round(card.storagePerDay / GiB).toLocaleString('en-US');
  const throughput = Math.round(card.throughput).toLocaleString('en-US');
  const survives = plural(card.failuresSurvived, 'broker failure');
  const summary = `${throughput} msg/s, ${gib} GiB a day, survives ${survives}, parallelism ${card.parallelism.toLocaleString('en-US')}.`;
  return reply(
    'Cluster calculator',
    summary,
    [
      heading('Cluster calculator'),
      paragraph(summary),
      fields([
        ['Throughput', `${throughput} msg/s`],
        [
          'Storage',
          `${gib} GiB a day, all ${cluster.replicationFactor.toLocaleString('en-US')} copies${cluster.rate === undefined ? '' : ', at your rate'}`,
        ],
        [
          'Failures survived',
          `${card.failuresSurvived.toLocaleString('en-US')} of ${plural(cluster.brokers, 'broker')}, for stored data`,
        ],
        ['Parallelism', `${card.parallelism.toLocaleString('en-US')} consumers of one group`],
        ...(cluster.rate === undefined
          ? []
          : ([['Your rate', rateText(cluster.rate, cluster.messageSize, card.throughput)]] as const)),
        [
          'For',
          `${plural(cluster.brokers, 'broker')}, ${plural(cluster.partitions, 'partition')}, replication factor ${cluster.replicationFactor}, messages of ${sizeText(cluster.messageSize)}`,
        ],
      ]),
      note(SIMPLE_CARD_LEAVES_OUT),
      note(['Again: ', mono(`/kafka calc ${line}`)]),
      actions([
        button('Adjust', adjust({ mode: 'calc', line }), { tone: 'primary' }),
        button('Full model', ask({ line: `calc ${line} groups=2` })),
      ]),
    ],
    {
      share: `calc ${line}`,
      data: {
        mode: 'simple',
        brokers: cluster.brokers,
        partitions: cluster.partitions,
        rf: cluster.replicationFactor,
        message_size_bytes: cluster.messageSize,
        rate_messages_s: cluster.rate ?? null,
        throughput_messages_s: card.throughput,
        storage_gib_day: Number((card.storagePerDay / GiB).toPrecision(12)),
        failures_survived: card.failuresSurvived,
        consumer_parallelism: card.parallelism,
        rate_use_percent:
          cluster.rate === undefined || card.throughput === 0
            ? null
            : Number(((cluster.rate / card.throughput) * 100).toPrecision(6)),
        replay: `calc ${line}`,
      },
    },
  );
}

function rateText(perSecond: number, size: number, throughput: number): string {
  const share = throughput > 0 ? `, ${percent(perSecond / throughput)} of the throughput` : '';
  return `${messageRate(perSecond)} or ${dataRate(perSecond * size)}${share}`;
}
