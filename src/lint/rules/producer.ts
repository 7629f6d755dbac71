// Rules of the producer: what ProducerConfig and the KafkaProducer constructor check across settings.
import { compareVersions } from '../../reference/version.ts';
import { type Config, flag, integer, isSet, text } from '../config.ts';
import { none, onLineOf, problem, type Rule } from '../rule.ts';

const config = 'org.apache.kafka.clients.producer.ProducerConfig';
const client = 'org.apache.kafka.clients.producer.KafkaProducer';
const producer = ['producer'] as const;
const inFlight = 'max.in.flight.requests.per.connection';

/** 3.0.0 and 3.1.0 still left idempotence off unless it was asked for, like everything before them. */
function hasIdempotenceByDefault(version: string): boolean {
  return compareVersions(version, '3.0.1') >= 0 && version !== '3.1.0';
}

function acksIsAll(view: Config): boolean {
  const acks = text(view, 'acks')?.toLowerCase();
  return acks === undefined || acks === 'all' || acks === '-1';
}

/** What Kafka makes of idempotence: asked for or by default, and what quietly turns it off. */
function idempotence(view: Config): { wanted: boolean; explicit: boolean; off: string | null } {
  const explicit = isSet(view, 'enable.idempotence');
  if (!hasIdempotenceByDefault(view.version)) {
    const asked = explicit && flag(view, 'enable.idempotence') === true;
    const transactional = isSet(view, 'transactional.id');
    return { wanted: asked || transactional, explicit: asked || transactional, off: null };
  }
  const wanted = flag(view, 'enable.idempotence') === true;
  if (!wanted || explicit) return { wanted, explicit, off: null };
  if (integer(view, 'retries') === 0n) return { wanted, explicit, off: 'retries' };
  if (!acksIsAll(view)) return { wanted, explicit, off: 'acks' };
  const crowded = (integer(view, inFlight) ?? 0n) > 5n && compareVersions(view.version, '4.0.0') < 0;
  return { wanted, explicit, off: crowded ? inFlight : null };
}

export const producerRules: readonly Rule[] = [
  {
    id: 'producer.idempotence-acks',
    components: producer,
    severity: 'error',
    source: config,
    find: (view) => {
      const { wanted, explicit } = idempotence(view);
      const setAcks = hasIdempotenceByDefault(view.version) || isSet(view, 'acks');
      if (!wanted || !explicit || !setAcks || acksIsAll(view)) return none;
      return problem(
        onLineOf(view, 'acks', 'enable.idempotence'),
        `The idempotent producer needs acks=all, not ${text(view, 'acks')}.`,
        'acks=all',
        { kind: 'value', value: 'all' },
      );
    },
  },
  {
    id: 'producer.idempotence-retries',
    components: producer,
    severity: 'error',
    source: config,
    find: (view) => {
      const { wanted, explicit } = idempotence(view);
      if (!wanted || !explicit || integer(view, 'retries') !== 0n) return none;
      return problem(
        'retries',
        'The idempotent producer must be allowed to retry: retries=0 is refused.',
        'Remove retries and bound the time with delivery.timeout.ms.',
        { kind: 'disable' },
      );
    },
  },
  {
    id: 'producer.idempotence-in-flight',
    components: producer,
    severity: 'error',
    source: config,
    find: (view) => {
      const { wanted, explicit } = idempotence(view);
      const refused = explicit || compareVersions(view.version, '4.0.0') >= 0;
      const count = integer(view, inFlight);
      if (!wanted || !refused || count === null || count <= 5n) return none;
      return problem(
        inFlight,
        `The idempotent producer allows at most 5 requests in flight, not ${count}.`,
        `${inFlight}=5, or enable.idempotence=false`,
        { kind: 'value', value: '5' },
      );
    },
  },
  {
    id: 'producer.idempotence-off',
    components: producer,
    severity: 'warning',
    source: config,
    find: (view) => {
      const { off } = idempotence(view);
      if (off === null || isSet(view, 'transactional.id')) return none;
      return problem(
        off,
        `${off}=${text(view, off) ?? integer(view, off)} silently switches idempotence off, which is on by default: retries can then duplicate or reorder records.`,
        off === 'acks' ? 'acks=all' : `Remove ${off}.`,
      );
    },
  },
  {
    id: 'producer.transactions-idempotence',
    components: producer,
    severity: 'error',
    source: config,
    find: (view) => {
      if (!isSet(view, 'transactional.id')) return none;
      const { wanted, off } = idempotence(view);
      const switchedOff = isSet(view, 'enable.idempotence') && flag(view, 'enable.idempotence') === false;
      if (wanted && off === null && !switchedOff) return none;
      const reason =
        off === null ? 'enable.idempotence=false' : `${off}=${text(view, off) ?? integer(view, off)}`;
      return problem(
        'transactional.id',
        `Transactions need the idempotent producer, which ${reason} switches off.`,
        off === null ? 'enable.idempotence=true' : `Remove ${off}.`,
      );
    },
  },
  {
    id: 'producer.delivery-timeout',
    components: producer,
    severity: 'error',
    source: client,
    find: (view) => {
      const { delivery, needed } = deliveryTimes(view);
      if (delivery === null || needed === null || delivery >= needed || !isSet(view, 'delivery.timeout.ms'))
        return none;
      return problem(
        'delivery.timeout.ms',
        `delivery.timeout.ms (${delivery}) must be at least linger.ms + request.timeout.ms (${needed}).`,
        `delivery.timeout.ms=${needed} or more, or a shorter request.timeout.ms`,
      );
    },
  },
  {
    id: 'producer.delivery-timeout-raised',
    components: producer,
    severity: 'warning',
    source: client,
    find: (view) => {
      const { delivery, needed } = deliveryTimes(view);
      if (delivery === null || needed === null || delivery >= needed || isSet(view, 'delivery.timeout.ms'))
        return none;
      return problem(
        onLineOf(view, 'request.timeout.ms', 'linger.ms'),
        `Kafka silently raises delivery.timeout.ms from ${delivery} to ${needed}, the sum of linger.ms and request.timeout.ms.`,
        `Set delivery.timeout.ms=${needed} or more.`,
      );
    },
  },
  {
    id: 'producer.compression-type',
    components: producer,
    severity: 'error',
    before: '3.3.0',
    source: client,
    find: (view) => {
      const type = text(view, 'compression.type') ?? 'none';
      const known = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];
      return known.includes(type)
        ? none
        : problem(
            'compression.type',
            `A producer knows no compression ${JSON.stringify(type)}.`,
            known.join(', '),
          );
    },
  },
  {
    id: 'producer.two-phase-commit-timeout',
    components: producer,
    severity: 'error',
    since: '4.1.0',
    source: config,
    find: (view) => {
      if (
        flag(view, 'transaction.two.phase.commit.enable') !== true ||
        !isSet(view, 'transaction.timeout.ms')
      )
        return none;
      return problem(
        'transaction.timeout.ms',
        'With two-phase commit a transaction never times out: transaction.timeout.ms cannot be set.',
        'Remove transaction.timeout.ms.',
        { kind: 'disable' },
      );
    },
  },
  {
    id: 'producer.incremental-buffer-compression',
    components: producer,
    severity: 'error',
    since: '4.4.0',
    source: client,
    find: (view) => {
      const strategy = text(view, 'buffer.memory.allocation.strategy')?.toLowerCase();
      const batch = integer(view, 'batch.size');
      const compression = text(view, 'compression.type');
      // Batches smaller than one chunk fall back to the full strategy.
      if (strategy !== 'incremental' || batch === null || batch < chunkBytes || compression === 'none')
        return none;
      return problem(
        'buffer.memory.allocation.strategy',
        `The incremental buffer strategy does not support compression yet, and compression.type is ${compression}.`,
        'compression.type=none, or buffer.memory.allocation.strategy=full',
      );
    },
  },
  {
    id: 'producer.rack-aware-rack',
    components: producer,
    severity: 'error',
    since: '4.4.0',
    source: client,
    find: (view) => {
      if (flag(view, 'partitioner.rack.aware') !== true || (text(view, 'client.rack') ?? '') !== '')
        return none;
      return problem(
        'partitioner.rack.aware',
        'partitioner.rack.aware=true needs client.rack.',
        'Add client.rack.',
      );
    },
  },
  {
    id: 'producer.in-flight-order',
    components: producer,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/configuration/producer-configs/',
    find: (view) => {
      const { wanted, off } = idempotence(view);
      const count = integer(view, inFlight);
      const retries = integer(view, 'retries');
      const asked =
        isSet(view, inFlight) ||
        (isSet(view, 'enable.idempotence') && flag(view, 'enable.idempotence') === false);
      if ((wanted && off === null) || count === null || count <= 1n || retries === 0n || !asked) return none;
      return problem(
        onLineOf(view, inFlight, 'enable.idempotence'),
        `Without idempotence a retry can overtake a later batch: ${count} requests in flight mean records out of order.`,
        `enable.idempotence=true, or ${inFlight}=1`,
      );
    },
  },
  {
    id: 'producer.acks-durability',
    components: producer,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/configuration/producer-configs/',
    find: (view) => {
      const acks = text(view, 'acks');
      if (!isSet(view, 'acks') || (acks !== '0' && acks !== '1')) return none;
      const message =
        acks === '0'
          ? 'acks=0 does not wait for any broker: a lost record is never noticed.'
          : 'acks=1 waits for the leader only: what its followers have not copied is lost with it, whatever the replication factor.';
      return problem('acks', message, 'acks=all');
    },
  },
  {
    id: 'producer.retries-off',
    components: producer,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/configuration/producer-configs/',
    find: (view) => {
      if (!isSet(view, 'retries') || integer(view, 'retries') !== 0n) return none;
      return problem(
        'retries',
        'retries=0 gives a record up on the first leader change or timeout.',
        'Remove retries and bound the time with delivery.timeout.ms.',
      );
    },
  },
  {
    id: 'producer.request-larger-than-buffer',
    components: producer,
    severity: 'warning',
    source: 'org.apache.kafka.clients.producer.KafkaProducer.ensureValidRecordSize',
    find: (view) => {
      const request = integer(view, 'max.request.size');
      const buffer = integer(view, 'buffer.memory');
      if (request === null || buffer === null || request <= buffer) return none;
      return problem(
        onLineOf(view, 'max.request.size', 'buffer.memory'),
        `A record may be up to max.request.size (${request}) but never larger than buffer.memory (${buffer}).`,
        `buffer.memory=${request} or more`,
      );
    },
  },
];

/** Size of one chunk of the incremental strategy, in bytes. */
const chunkBytes = 16_384n;
const maxInt = 2n ** 31n - 1n;

/** Kafka caps linger.ms and the sum at the largest int before it compares. */
function deliveryTimes(view: Config): { delivery: bigint | null; needed: bigint | null } {
  const delivery = integer(view, 'delivery.timeout.ms');
  const linger = integer(view, 'linger.ms');
  const request = integer(view, 'request.timeout.ms');
  if (linger === null || request === null) return { delivery, needed: null };
  const sum = (linger < maxInt ? linger : maxInt) + request;
  return { delivery, needed: sum < maxInt ? sum : maxInt };
}
