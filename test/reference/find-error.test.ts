import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorIndex } from '../../src/reference/errors.ts';
import { findErrors } from '../../src/reference/find-error.ts';
import { errorSpellings } from '../../src/reference/people.ts';

/** Names, or exceptions where there is no name, in the order found. */
function named(text: string): readonly (string | null)[] {
  const found = findErrors(text);
  return found.kind === 'found' ? found.errors.map(({ error }) => error.name ?? error.exception) : [];
}

describe('an error', () => {
  it.each([
    ['NOT_ENOUGH_REPLICAS', 'NOT_ENOUGH_REPLICAS'],
    ['not enough replicas', 'NOT_ENOUGH_REPLICAS'],
    ['19', 'NOT_ENOUGH_REPLICAS'],
    ['error code 19', 'NOT_ENOUGH_REPLICAS'],
    ['-1', 'UNKNOWN_SERVER_ERROR'],
    ['NotEnoughReplicasException', 'NOT_ENOUGH_REPLICAS'],
    ['org.apache.kafka.common.errors.NotEnoughReplicasException', 'NOT_ENOUGH_REPLICAS'],
    ['NotLeaderForPartition', 'NOT_LEADER_OR_FOLLOWER'],
    ['org.apache.kafka.common.errors.NotLeaderForPartitionException', 'NOT_LEADER_OR_FOLLOWER'],
    ['NotLeaderForPartitionError', 'NOT_LEADER_OR_FOLLOWER'],
    ['ErrNotLeaderForPartition', 'NOT_LEADER_OR_FOLLOWER'],
    ['kerr.NotLeaderForPartition', 'NOT_LEADER_OR_FOLLOWER'],
    ['RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS', 'NOT_ENOUGH_REPLICAS'],
    ['ErrorCode.NotEnoughReplicas', 'NOT_ENOUGH_REPLICAS'],
    ['Broker: Not enough in-sync replicas', 'NOT_ENOUGH_REPLICAS'],
    ['RD_KAFKA_RESP_ERR__MSG_TIMED_OUT', '_MSG_TIMED_OUT'],
    ['Local_MsgTimedOut', '_MSG_TIMED_OUT'],
    ['Local: Message timed out', '_MSG_TIMED_OUT'],
    ['-192', '_MSG_TIMED_OUT'],
    ['Local: Timed out in queue', '_TIMED_OUT_QUEUE'],
    ['_UNKNOWN_TOPIC', '_UNKNOWN_TOPIC'],
    ['CommitFailedException', 'CommitFailedException'],
    ['NoBrokersAvailable', 'NoBrokersAvailable'],
    ['KafkaJSNumberOfRetriesExceeded', 'KafkaJSNumberOfRetriesExceeded'],
    ['NOT_ENOUGH_REPLICSA', 'NOT_ENOUGH_REPLICAS'],
  ])('is found as %s', (typed, name) => {
    expect(named(typed)[0]).toBe(name);
  });

  it.each(['java.util.concurrent.TimeoutException', 'java.net.ConnectException', 'banana', '999'])(
    'of somebody else is not claimed: %s',
    (typed) => expect(named(typed)).toEqual([]),
  );
});

describe('a pasted log', () => {
  it('of Java is explained from its deepest cause', () => {
    const trace = [
      'org.apache.kafka.streams.errors.StreamsException: task [0_0] Abort sending since an error caught',
      '\tat org.apache.kafka.streams.processor.internals.RecordCollectorImpl.recordSendError(RecordCollectorImpl.java:215)',
      'Caused by: org.apache.kafka.common.KafkaException: Cannot execute transactional method',
      '\t... 12 more',
      'Caused by: org.apache.kafka.common.errors.ProducerFencedException: There is a newer producer with the same transactionalId',
    ].join('\n');
    expect(named(trace)).toEqual(['PRODUCER_FENCED', 'KafkaException', 'StreamsException']);
  });

  it('names nothing that only stands in a stack frame', () => {
    expect(
      named('boom\n\tat org.apache.kafka.common.errors.TimeoutException.<init>(TimeoutException.java:1)'),
    ).toEqual([]);
  });

  it('of a producer without a class name is recognised by its words', () => {
    expect(named('Topic orders not present in metadata after 60000 ms.')).toEqual(['REQUEST_TIMED_OUT']);
  });

  it('of a metadata warning names the error of the topic', () => {
    const warning =
      'Error while fetching metadata with correlation id 3 : {orders=UNKNOWN_TOPIC_OR_PARTITION}';
    expect(named(warning)).toEqual(['UNKNOWN_TOPIC_OR_PARTITION']);
  });

  it('of confluent-kafka for Python names the error, not its wrapper', () => {
    const line = 'KafkaError{code=_MSG_TIMED_OUT,val=-192,str="Local: Message timed out"}';
    expect(named(line)).toEqual(['_MSG_TIMED_OUT']);
  });

  it('of .NET is explained from the inner exception', () => {
    const line =
      'Confluent.Kafka.ProduceException`2[System.String,System.String]: Local: Message timed out ---> Confluent.Kafka.KafkaException: Broker: Not leader for partition';
    expect(named(line)).toEqual(['NOT_LEADER_OR_FOLLOWER', '_MSG_TIMED_OUT']);
  });

  it('of Sarama is recognised by its words', () => {
    const line =
      'kafka server: Tried to send a message to a replica that is not the leader for some partition. Your metadata is out of date';
    expect(named(line)).toEqual(['NOT_LEADER_OR_FOLLOWER']);
  });

  it('of KafkaJS is explained from its cause', () => {
    const text = [
      'KafkaJSNumberOfRetriesExceeded',
      '  Caused by: KafkaJSProtocolError: This server is not the leader',
      "  type: 'NOT_LEADER_FOR_PARTITION', code: 6",
    ].join('\n');
    expect(named(text)).toEqual(['NOT_LEADER_OR_FOLLOWER', 'KafkaJSNumberOfRetriesExceeded']);
  });

  it('that is a list of names keeps its order', () => {
    expect(named('NOT_ENOUGH_REPLICAS NOT_LEADER_OR_FOLLOWER')).toEqual([
      'NOT_ENOUGH_REPLICAS',
      'NOT_LEADER_OR_FOLLOWER',
    ]);
  });

  it('of any shape is survived', () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => findErrors(text).kind !== undefined));
  });
});

describe('the spellings of other clients', () => {
  it('belong to protocol codes that exist', () => {
    const { spellings, librdkafka, sarama } = errorSpellings();
    const codes = [...Object.keys(spellings), ...Object.keys(librdkafka), ...Object.keys(sarama)].map(Number);
    expect(codes.filter((code) => !errorIndex().byCode.has(code))).toEqual([]);
  });

  it('compare with Java exceptions that exist', () => {
    const { client_side, phrases } = errorSpellings();
    const names = [...client_side.flatMap(({ java }) => java ?? []), ...Object.values(phrases)];
    const known = new Set(errorIndex().all.flatMap(({ exception, name }) => [exception, name]));
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });
});
