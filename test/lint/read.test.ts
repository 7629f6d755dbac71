// Facts about the formats: how they are told apart, and which Kafka settings are in them on which line.
import { describe, expect, it } from 'vitest';
import { read } from '../../src/lint/read/read.ts';
import { check } from './linting.ts';

/** `component key=value@line` of every setting. */
function settings(text: string, fileName: string | null = null): readonly string[] {
  return read(text, fileName).sections.flatMap(({ component, entries }) =>
    entries.map((entry) => `${component ?? '?'} ${entry.key}=${entry.value}@${entry.line}`),
  );
}

describe('Spring', () => {
  const yaml = `
spring:
  application:
    name: orders
  kafka:
    bootstrap-servers: broker:9092
    producer:
      batch-size: 16KB
      acks: all
      properties:
        linger.ms: 5
        "[delivery.timeout.ms]": 60000
        sasl:
          mechanism: PLAIN
    consumer:
      groupId: orders
      fetch-max-wait: 5s
      isolation-level: READ_COMMITTED
    listener:
      ack-mode: manual
`;

  it('is split into its clients, with names and units that Kafka understands', () => {
    expect(read(yaml, null).format).toBe('spring');
    expect(settings(yaml)).toEqual([
      'producer bootstrap.servers=broker:9092@6',
      'producer batch.size=16384@8',
      'producer acks=all@9',
      'producer linger.ms=5@11',
      'producer delivery.timeout.ms=60000@12',
      'producer sasl.mechanism=PLAIN@14',
      'consumer bootstrap.servers=broker:9092@6',
      'consumer group.id=orders@16',
      'consumer fetch.max.wait.ms=5000@17',
      'consumer isolation.level=read_committed@18',
    ]);
  });

  it('says that a Kafka setting in the wrong place does nothing', () => {
    const { findings } = check('spring:\n  kafka:\n    producer:\n      linger-ms: 5\n');
    expect(findings).toMatchObject([
      {
        line: 4,
        severity: 'warning',
        message: expect.stringContaining('spring.kafka.producer.properties.linger.ms'),
      },
    ]);
  });

  it('is read from .properties too', () => {
    expect(
      settings(
        'spring.kafka.producer.properties.linger.ms=5\nspring.kafka.consumer.enable-auto-commit=false\n',
      ),
    ).toEqual(['producer linger.ms=5@1', 'consumer enable.auto.commit=false@2']);
  });

  it('has placeholders that nobody can judge', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of Spring
    expect(check('spring:\n  kafka:\n    producer:\n      retries: ${RETRIES}\n').findings).toEqual([]);
  });
});

describe('Strimzi', () => {
  const kafka = `apiVersion: kafka.strimzi.io/v1beta2
kind: Kafka
metadata:
  name: cluster
spec:
  kafka:
    version: 4.0.0
    config:
      offsets.topic.replication.factor: 3
      min.insync.replicas: two
      listeners: PLAINTEXT://:9092
`;

  it('holds broker settings under spec.kafka.config', () => {
    expect(settings(kafka)).toEqual([
      'broker offsets.topic.replication.factor=3@9',
      'broker min.insync.replicas=two@10',
    ]);
    expect(check(kafka).accepted).toBe(false);
  });

  it('ignores settings that Strimzi manages', () => {
    expect(check(kafka).findings.map((finding) => finding.message)).toContain(
      'Strimzi sets listeners itself and ignores this line.',
    );
  });

  it('holds topic and connector settings under spec.config', () => {
    const topic =
      'apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nspec:\n  partitions: 3\n  config:\n    retention.ms: 7200000\n';
    const connector =
      'apiVersion: kafka.strimzi.io/v1\nkind: KafkaConnector\nspec:\n  class: org.example.SomeSinkConnector\n  config:\n    topics: a\n';
    expect(settings(`${topic}---\n${connector}`)).toEqual([
      'topic retention.ms=7200000@6',
      'sink-connector topics=a@13',
    ]);
  });
});

describe('container environment', () => {
  const compose = `services:
  kafka:
    image: apache/kafka
    environment:
      KAFKA_NODE_ID: 1
      KAFKA_LOG_RETENTION_HOURS: "168"
      KAFKA_HEAP_OPTS: -Xmx1g
  connect:
    environment:
      - CONNECT_GROUP_ID=connect
      - "CONNECT_KEY_CONVERTER_SCHEMAS_ENABLE=false"
`;

  it('is found in Compose files as maps and as lists', () => {
    expect(read(compose, null).format).toBe('compose');
    expect(settings(compose)).toEqual([
      'broker node.id=1@5',
      'broker log.retention.hours=168@6',
      'connect group.id=connect@10',
      'connect key.converter.schemas.enable=false@11',
    ]);
  });

  it('is found as plain assignments, with export, ENV or -e', () => {
    expect(
      settings(
        'export KAFKA_NUM_PARTITIONS=3\nENV KAFKA_LOG_DIRS=/data\n-e KAFKA_CONTROLLER_QUORUM_VOTERS=1@a:9093\n',
      ),
    ).toEqual([
      'broker num.partitions=3@1',
      'broker log.dirs=/data@2',
      'broker controller.quorum.voters=1@a:9093@3',
    ]);
  });

  it('uses the CFG prefix where the image does', () => {
    expect(settings('KAFKA_CFG_NODE_ID=1\nKAFKA_CLIENT_USERS=admin\n')).toEqual(['broker node.id=1@1']);
  });

  it('masks a secret in a list item without touching its quotes', () => {
    const { corrected } = check(
      'services:\n  k:\n    environment:\n      - "KAFKA_SSL_KEY_PASSWORD=hunter2"\n',
    );
    expect(corrected).toBe('services:\n  k:\n    environment:\n      - "KAFKA_SSL_KEY_PASSWORD=****"\n');
  });
});

describe('JSON', () => {
  it('is a connector with or without its envelope', () => {
    const config = { 'connector.class': 'io.example.Source', 'tasks.max': '1' };
    expect(settings(JSON.stringify({ name: 'c', config }))).toEqual([
      'source-connector connector.class=io.example.Source@1',
      'source-connector tasks.max=1@1',
    ]);
    expect(settings(JSON.stringify(config, null, 2))).toEqual([
      'source-connector connector.class=io.example.Source@2',
      'source-connector tasks.max=1@3',
    ]);
  });

  it('is a plain map, or a list of names and values', () => {
    expect(settings('{"acks": "all", "linger.ms": 5}')).toEqual(['? acks=all@1', '? linger.ms=5@1']);
    expect(settings('[{"name": "cleanup.policy", "value": "compact"}]')).toEqual([
      '? cleanup.policy=compact@1',
    ]);
  });

  it('is refused when it is broken, with the line', () => {
    expect(check('{"acks": "all",\n "linger.ms": }').findings).toContainEqual(
      expect.objectContaining({ severity: 'error', rule: 'file.syntax' }),
    );
    expect(check('{"acks": "all",}').accepted).toBe(false);
  });
});

describe('what looks like something else', () => {
  it('is .properties when a colon separates', () => {
    expect(read('acks: all\nlinger.ms: 5\n', null).format).toBe('properties');
  });

  it('is .properties when an indented line follows an empty value', () => {
    expect(read('cleanup.policy:\n  segment.bytes=1048576\n', null).format).toBe('properties');
  });

  it('goes by the ending of the file', () => {
    expect(read('acks: all\n', 'producer.yaml').format).toBe('yaml');
    expect(read('acks: all\n', 'producer.properties').format).toBe('properties');
  });
});

describe('the component', () => {
  it.each([
    ['acks=all\nlinger.ms=5', 'producer'],
    ['max.poll.records=10\nfetch.min.bytes=1', 'consumer'],
    ['num.io.threads=8', 'broker'],
    ['cleanup.policy=compact\nretention.ms=1', 'topic'],
    ['application.id=a\nnum.stream.threads=2', 'streams'],
    ['group.id=c\nconfig.storage.topic=x', 'connect'],
    ['connector.class=x\ntopics=t', 'sink-connector'],
    ['clusters = A, B\nA->B.enabled = true', 'mirror'],
    ['lingerms=5', 'producer'],
  ])('of %j is the %s', (text, component) => {
    expect(check(text).component).toBe(component);
  });
});

describe('a file about something else', () => {
  it.each([
    ['on:\n  push:\n    branches:\n      - main\nname: build\n', 'build.yml'],
    [
      'quarkus.datasource.username=x\nquarkus.datasource.jdbc.url=y\nquarkus.http.port=1\nquarkus.log.level=INFO\n',
      'application.properties',
    ],
    ['{"name": "x", "version": "1", "private": true}', 'package.json'],
  ])('has no settings to judge: %j', (text, name) => {
    expect(check(text, undefined, '4.4', name)).toMatchObject({ settings: 0, findings: [] });
  });
});
