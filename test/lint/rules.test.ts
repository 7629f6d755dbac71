// Facts about rules between settings, with the release in which Kafka began or ceased to check them.
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/lint/rules/all.ts';
import { releases } from '../../src/reference/load.ts';
import { compareVersions } from '../../src/reference/version.ts';
import { check, findings } from './linting.ts';

describe('producer', () => {
  it('refuses acks=2', () => {
    expect(findings('acks=2\nlinger.ms=5', 'producer', '4.0')).toEqual(['error value.allowed acks']);
  });

  it('refuses delivery.timeout.ms=30000 from 4.0 on, when linger.ms became 5', () => {
    expect(check('delivery.timeout.ms=30000', 'producer', '3.9').accepted).toBe(true);
    expect(check('delivery.timeout.ms=30000', 'producer', '4.0').accepted).toBe(false);
    expect(check('delivery.timeout.ms=30005', 'producer', '4.0').accepted).toBe(true);
  });

  it('warns where Kafka silently raises the delivery timeout', () => {
    expect(findings('request.timeout.ms=130000', 'producer')).toEqual([
      'warning producer.delivery-timeout-raised request.timeout.ms',
    ]);
  });

  it('refuses six requests in flight from 4.0 on, and before only with explicit idempotence', () => {
    const text = 'max.in.flight.requests.per.connection=6';
    expect(check(text, 'producer', '3.9').accepted).toBe(true);
    expect(check(text, 'producer', '4.0').accepted).toBe(false);
    expect(check(`${text}\nenable.idempotence=true`, 'producer', '3.9').accepted).toBe(false);
    expect(check(`${text}\nenable.idempotence=false`, 'producer', '4.0').accepted).toBe(true);
  });

  it('says that acks=1 switches idempotence off', () => {
    expect(findings('acks=1', 'producer')).toContain('warning producer.idempotence-off acks');
    expect(check('acks=1', 'producer').accepted).toBe(true);
  });

  it('does not say so in 3.0.0 and 3.1.0, where it was not on', () => {
    expect(findings('acks=1', 'producer', '3.1.0')).not.toContain('warning producer.idempotence-off acks');
    expect(findings('acks=1', 'producer', '3.0.1')).toContain('warning producer.idempotence-off acks');
  });

  it('refuses transactions with acks=1', () => {
    expect(findings('transactional.id=tx\nacks=1', 'producer')).toContain(
      'error producer.transactions-idempotence transactional.id',
    );
  });

  it('refuses a transaction timeout with two-phase commit from 4.1 on', () => {
    const text = 'transaction.two.phase.commit.enable=true\ntransaction.timeout.ms=1000';
    expect(check(text, 'producer', '4.1').accepted).toBe(false);
    expect(check(text, 'producer', '4.0').accepted).toBe(true);
  });

  it('refuses compression with incremental buffers from a batch of one chunk on', () => {
    const text = 'buffer.memory.allocation.strategy=incremental\ncompression.type=gzip\nbatch.size=';
    expect(check(`${text}16384`, 'producer', '4.4').accepted).toBe(false);
    expect(check(`${text}16383`, 'producer', '4.4').accepted).toBe(true);
  });

  it('refuses a deserializer where a serializer belongs', () => {
    const text = 'key.serializer=org.apache.kafka.common.serialization.StringDeserializer';
    expect(findings(text, 'producer')).toEqual(['error value.class key.serializer']);
  });

  it('corrects a misspelt class of Kafka and trusts one of somebody else', () => {
    expect(
      check('key.serializer=org.apache.kafka.common.serialization.StringSerialiser', 'producer').corrected,
    ).toBe('key.serializer=org.apache.kafka.common.serialization.StringSerializer');
    expect(check('key.serializer=com.example.OwnSerializer', 'producer').accepted).toBe(true);
  });

  it('refuses a class name without its package', () => {
    expect(check('value.serializer=StringSerializer', 'producer').accepted).toBe(false);
  });
});

describe('consumer', () => {
  it('refuses auto commit without a group, and only when it is asked for', () => {
    expect(check('enable.auto.commit=true', 'consumer').accepted).toBe(false);
    expect(check('auto.commit.interval.ms=1000', 'consumer').accepted).toBe(true);
  });

  it('refuses a heartbeat as long as the session once there is a group', () => {
    const text = 'heartbeat.interval.ms=10000\nsession.timeout.ms=10000';
    expect(check(`${text}\ngroup.id=g`, 'consumer').accepted).toBe(false);
    expect(check(text, 'consumer').accepted).toBe(true);
  });

  it('refuses settings of the classic protocol with the new one from 4.0 on', () => {
    const text = 'group.protocol=consumer\ngroup.id=g\nsession.timeout.ms=45000';
    expect(check(text, 'consumer', '4.0').accepted).toBe(false);
    expect(findings(text, 'consumer', '3.9')).toEqual([
      'warning consumer.group-protocol-settings-ignored session.timeout.ms',
    ]);
  });

  it('refuses share settings in a plain consumer', () => {
    expect(check('share.acknowledgement.mode=explicit', 'consumer', '4.1').accepted).toBe(false);
    expect(check('share.acquire.mode=record_limit', 'consumer', '4.2').accepted).toBe(false);
  });

  it('refuses an empty group from 4.0 on', () => {
    expect(check('group.id=', 'consumer', '3.9').accepted).toBe(true);
    expect(check('group.id=', 'consumer', '4.0').accepted).toBe(false);
  });
});

describe('admin client', () => {
  it('refuses brokers and controllers at once', () => {
    expect(check('bootstrap.servers=a:1\nbootstrap.controllers=b:1', 'admin').accepted).toBe(false);
  });

  it('refuses an API timeout below the request timeout when it is explicit', () => {
    expect(check('default.api.timeout.ms=1000', 'admin').accepted).toBe(false);
    expect(check('request.timeout.ms=90000', 'admin').accepted).toBe(true);
  });

  it.each(['localhost', 'localhost:65536', 'local host:9092', 'http://localhost:9092/'])(
    'refuses the address %j',
    (address) => {
      expect(check(`bootstrap.servers=${address}`, 'admin').accepted).toBe(false);
    },
  );

  it('accepts SASL without a login, which may come from a JAAS file', () => {
    expect(findings('security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512', 'admin')).toEqual([
      'info client.sasl-login-missing security.protocol',
    ]);
  });

  it('refuses SASL with an empty mechanism from 3.3 on', () => {
    const text = 'security.protocol=SASL_SSL\nsasl.mechanism=';
    expect(check(text, 'admin', '3.3').accepted).toBe(false);
    expect(check(text, 'admin', '3.2').accepted).toBe(true);
  });

  it('warns of passwords sent in the clear and of a switched off host check', () => {
    expect(
      findings(
        'security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nssl.endpoint.identification.algorithm=',
        'admin',
      ),
    ).toEqual(
      expect.arrayContaining([
        'warning client.sasl-plaintext security.protocol',
        'warning client.host-verification-off ssl.endpoint.identification.algorithm',
      ]),
    );
  });

  it('refuses a trust store password without a trust store', () => {
    expect(check('security.protocol=SSL\nssl.truststore.password=x', 'admin').accepted).toBe(false);
  });
});

describe('topic', () => {
  it('refuses an unknown name, which clients and brokers only ignore', () => {
    expect(findings('retention.mss=1', 'topic')).toEqual(['error setting.unknown retention.mss']);
    expect(findings('linger.mss=1', 'producer')).toEqual(['warning setting.unknown linger.mss']);
  });

  it('names the topic setting for a broker one', () => {
    const [finding] = check('log.retention.ms=1', 'topic').findings;
    expect(finding?.message).toBe(
      'log.retention.ms is a broker setting, not a topic one. Kafka refuses the topic.',
    );
    expect(finding?.fix).toBe('retention.ms');
  });

  it('refuses a compacted tiered topic', () => {
    expect(check('remote.storage.enable=true\ncleanup.policy=compact', 'topic', '3.6').accepted).toBe(false);
  });

  it('takes an empty policy for a tiered topic from 4.2 on', () => {
    const text = 'remote.storage.enable=true\ncleanup.policy=';
    expect(check(text, 'topic', '4.1').accepted).toBe(false);
    expect(check(text, 'topic', '4.2').accepted).toBe(true);
  });

  it('refuses more local than total retention in a tiered topic only', () => {
    const text = 'retention.ms=1000\nlocal.retention.ms=2000';
    expect(check(text, 'topic').accepted).toBe(true);
    expect(check(`remote.storage.enable=true\n${text}`, 'topic').accepted).toBe(false);
  });

  it('refuses crossed compaction lags', () => {
    expect(check('min.compaction.lag.ms=2\nmax.compaction.lag.ms=1', 'topic').accepted).toBe(false);
  });
});

const node =
  'process.roles=broker,controller\nnode.id=1\ncontroller.listener.names=CONTROLLER\ncontroller.quorum.voters=1@localhost:9093\n';

describe('broker', () => {
  it.each([
    ['PLAINTEXT://:9092,CONTROLLER://:9093', true],
    ['PLAINTEXT://:9092,CONTROLLER://:9092', false],
    ['PLAINTEXT://:9092', false],
    ['PLAINTEXT://:9092,CONTROLLER://:9093,SSL', false],
    ['PLAINTEXT://127.0.0.1:9092,CONTROLLER://[::1]:9092', true],
    ['PLAINTEXT://0.0.0.0:9092,CONTROLLER://:9093', false],
    ['EXTERNAL://:9092,CONTROLLER://:9093', false],
  ])('judges listeners=%s: %s', (listeners, accepted) => {
    expect(check(`${node}listeners=${listeners}`, 'broker').accepted).toBe(accepted);
  });

  it('refuses a controller that is not among the voters', () => {
    expect(
      findings(
        `${node.replace('node.id=1', 'node.id=2')}listeners=PLAINTEXT://:9092,CONTROLLER://:9093`,
        'broker',
      ),
    ).toContain('error broker.voters-controller controller.quorum.voters');
  });

  it('refuses both ways to name the listener between brokers', () => {
    expect(
      findings('inter.broker.listener.name=PLAINTEXT\nsecurity.inter.broker.protocol=PLAINTEXT', 'broker'),
    ).toContain('error broker.inter-broker-twice security.inter.broker.protocol');
  });

  it('leaves snippets alone that say nothing of roles', () => {
    expect(findings('num.partitions=6', 'broker')).toEqual([]);
    expect(findings('num.partitions=6', 'broker', '3.9')).toEqual([]);
  });

  it('mentions what a whole file lacks as a remark', () => {
    expect(findings('node.id=1', 'broker')).toContain('info setting.missing process.roles');
  });

  it('takes ZooKeeper for removed in 4.0 and for normal before', () => {
    expect(findings('zookeeper.connect=a:2181', 'broker', '4.0')).toEqual([
      'warning setting.removed zookeeper.connect',
    ]);
    expect(check('zookeeper.connect=a:2181\nbroker.id=1', 'broker', '3.9').accepted).toBe(true);
  });

  it('refuses settings of a listener only when they are read, and never calls them unknown', () => {
    expect(findings('listener.name.external.ssl.client.auth=required', 'broker')).toEqual([]);
  });

  it('gives reasons for legal settings that lose data', () => {
    const text =
      'unclean.leader.election.enable=true\noffsets.topic.replication.factor=1\nlog.dirs=/tmp/kafka\nmin.insync.replicas=3\ndefault.replication.factor=3\nauto.create.topics.enable=true';
    expect(check(text, 'broker').accepted).toBe(true);
    expect(check(text, 'broker').findings.map((finding) => finding.severity)).toEqual(
      Array.from({ length: 5 }, () => 'warning'),
    );
  });
});

describe('the rules', () => {
  it('have names of their own', () => {
    const ids = rules.map((rule) => rule.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('say where they come from and hold for some release', () => {
    for (const rule of rules) {
      expect(rule.source, rule.id).toMatch(/^(https:\/\/|org\.apache\.kafka\.|kafka\.)/);
      const holds = releases().some(
        (release) =>
          compareVersions(release, rule.since ?? '0') >= 0 &&
          compareVersions(release, rule.before ?? '99') < 0,
      );
      expect(holds, rule.id).toBe(true);
    }
  });
});
