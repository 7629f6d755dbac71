// Makes the part of a broker file that has to hang together: roles, listeners, quorum, and values next to each other.
import { settingsAt } from '../../../src/reference/load.ts';
import { compareVersions } from '../../../src/reference/version.ts';
import type { Random } from './random.ts';
import { valueFor } from './values.ts';

type Settings = Map<string, string>;

/** Numbers that Kafka compares with each other, lowest first; a name may be missing from a release. */
const chains: readonly (readonly string[])[] = [
  ['replica.fetch.wait.max.ms', 'replica.socket.timeout.ms'],
  ['replica.fetch.wait.max.ms', 'replica.lag.time.max.ms'],
  ['socket.request.max.bytes', 'queued.max.request.bytes'],
  ['connection.failed.authentication.delay.ms', 'connections.max.idle.ms'],
  ['log.cleaner.threads', 'log.cleaner.dedupe.buffer.size'],
  ['log.roll.ms', 'log.roll.hours', 'log.roll.jitter.ms', 'log.roll.jitter.hours'],
  ['log.retention.ms', 'log.retention.minutes', 'log.retention.hours'],
  ['broker.heartbeat.interval.ms', 'broker.session.timeout.ms'],
  ['max.connections.per.ip', 'max.connections.per.ip.overrides'],
  ['log.cleaner.min.compaction.lag.ms', 'log.cleaner.max.compaction.lag.ms'],
  ...['consumer', 'share', 'streams'].flatMap((type) => [
    [
      `group.${type}.min.heartbeat.interval.ms`,
      `group.${type}.heartbeat.interval.ms`,
      `group.${type}.max.heartbeat.interval.ms`,
    ],
    [
      `group.${type}.min.session.timeout.ms`,
      `group.${type}.session.timeout.ms`,
      `group.${type}.max.session.timeout.ms`,
    ],
    [
      `group.${type}.min.assignment.interval.ms`,
      `group.${type}.assignment.interval.ms`,
      `group.${type}.max.assignment.interval.ms`,
    ],
    [`group.${type}.heartbeat.interval.ms`, `group.${type}.session.timeout.ms`],
  ]),
  [
    'group.share.min.delivery.count.limit',
    'group.share.delivery.count.limit',
    'group.share.max.delivery.count.limit',
  ],
  [
    'group.share.min.partition.max.record.locks',
    'group.share.partition.max.record.locks',
    'group.share.max.partition.max.record.locks',
  ],
  [
    'group.share.min.record.lock.duration.ms',
    'group.share.record.lock.duration.ms',
    'group.share.max.record.lock.duration.ms',
  ],
  ['group.share.max.size', 'group.share.max.share.sessions'],
  ['group.streams.num.standby.replicas', 'group.streams.max.standby.replicas'],
  ['group.streams.min.task.offset.interval.ms', 'group.streams.task.offset.interval.ms'],
  ['group.streams.num.warmup.replicas', 'group.streams.max.warmup.replicas'],
];

/** Settings of a broker file; the rest of it is picked at random by the caller. */
export function brokerFile(random: Random, version: string, boldness: number): Settings {
  const settings: Settings = new Map();
  const zooKeeperLine = compareVersions(version, '4.0.0') < 0;
  const kind = random.below(10);
  if (kind < 6) kraftNode(random, settings, boldness);
  else if (kind < 8 && zooKeeperLine) zooKeeperNode(random, settings, boldness);
  if (random.chance(0.5)) chain(random, settings, version, boldness);
  if (random.chance(0.25)) security(random, settings, boldness);
  if (random.chance(0.25)) oddOnes(random, settings, version, boldness);
  return settings;
}

function kraftNode(random: Random, settings: Settings, boldness: number): void {
  const slip = () => random.chance(boldness);
  const roles = random.pick([
    'broker',
    'controller',
    'broker,controller',
    'broker,controller',
    'controller, broker',
  ]);
  const name = random.pick(['CONTROLLER', 'CONTROLLER', 'CTRL', 'controller']);
  const wrongRoles = ['', 'Broker', 'broker,broker', 'observer', 'broker,', 'all'];
  settings.set('process.roles', slip() ? random.pick(wrongRoles) : roles);
  settings.set('node.id', slip() ? random.pick(['-1', '0', '3000', 'one', '']) : random.pick(['1', '2']));
  if (random.chance(0.1)) settings.set('broker.id', slip() ? '9' : (settings.get('node.id') ?? '1'));
  if (slip() && random.chance(0.3)) settings.delete('node.id');
  const wrongNames = [
    '',
    'PLAINTEXT',
    'OTHER',
    `${name},OTHER`,
    `${name},${name}`,
    'SSL',
    name.toLowerCase(),
    ' ',
    `${name} `,
  ];
  settings.set('controller.listener.names', slip() ? random.pick(wrongNames) : name);
  if (slip() && random.chance(0.3)) settings.delete('controller.listener.names');
  kraftListeners(random, settings, { roles, name, slip });
  kraftQuorum(random, settings, roles.includes('controller'), slip);
}

interface KRaftNode {
  readonly roles: string;
  /** Of the controller listener. */
  readonly name: string;
  readonly slip: () => boolean;
}

function kraftListeners(random: Random, settings: Settings, { roles, name, slip }: KRaftNode): void {
  const broker = roles === 'controller' ? [] : ['PLAINTEXT://:9092'];
  const controller = roles.includes('controller') ? [`${name}://:9093`] : [];
  if (controller.length > 0 || random.chance(0.6)) {
    settings.set('listeners', listenerText(random, [...broker, ...controller], slip));
  }
  if (random.chance(0.4)) settings.set('advertised.listeners', advertised(random, roles, name, slip));
  if (random.chance(0.15)) settings.set('listener.security.protocol.map', protocolMap(random, name, slip));
}

const wrongVoters = [
  '',
  '1@localhost:9093',
  '3@x:1',
  '1@localhost',
  'localhost:9093',
  '1@localhost:9093,',
  'a@localhost:1',
  '1@0.0.0.0:9093',
  '1@localhost:70000',
  '1@@localhost:9093',
  '@localhost:9093',
  '1@localhost:9093@',
];

function kraftQuorum(random: Random, settings: Settings, isController: boolean, slip: () => boolean): void {
  const voters = isController ? '1@localhost:9093,2@localhost:9094' : '1000@localhost:9093';
  if (random.chance(0.7))
    settings.set('controller.quorum.voters', slip() ? random.pick(wrongVoters) : voters);
  else {
    const wrong = ['', 'localhost', 'localhost:x', 'localhost:9093,', ','];
    settings.set('controller.quorum.bootstrap.servers', slip() ? random.pick(wrong) : 'localhost:9093');
  }
}

function zooKeeperNode(random: Random, settings: Settings, boldness: number): void {
  const slip = () => random.chance(boldness);
  settings.set('zookeeper.connect', slip() ? '' : 'localhost:2181');
  if (random.chance(0.8))
    settings.set('broker.id', slip() ? random.pick(['-1', '1001', '5000', '-2', 'x']) : '1');
  if (random.chance(0.2)) settings.set('node.id', slip() ? '7' : '1');
  if (random.chance(0.2)) settings.set('reserved.broker.max.id', random.pick(['1000', '0', '5000']));
  if (random.chance(0.2)) settings.set('broker.id.generation.enable', random.pick(['true', 'false']));
  if (random.chance(0.6))
    settings.set('listeners', listenerText(random, ['PLAINTEXT://:9092', 'SSL://:9093'], slip));
  if (random.chance(0.3))
    settings.set('advertised.listeners', advertised(random, 'broker', 'CONTROLLER', slip));
  if (random.chance(0.1))
    settings.set('control.plane.listener.name', random.pick(['PLAINTEXT', 'SSL', 'CONTROL', 'ssl']));
  if (random.chance(0.15)) settings.set('controller.listener.names', random.pick(['', 'CONTROLLER']));
  if (random.chance(0.15))
    settings.set('listener.security.protocol.map', protocolMap(random, 'CONTROLLER', slip));
}

function listenerText(random: Random, listeners: readonly string[], slip: () => boolean): string {
  const text = listeners.join(random.pick([',', ', ']));
  if (!slip())
    return random.pick([
      text,
      text,
      text.toLowerCase(),
      text.replaceAll('://:', '://0.0.0.0:'),
      text.replaceAll('://:', '://localhost:'),
      text.replaceAll('://:', '://[::1]:'),
    ]);
  return random.pick([
    '',
    text.replaceAll('9093', '9092'),
    `${text},${text}`,
    `${text},`,
    `,${text}`,
    text.replaceAll('://', ':'),
    'PLAINTEXT:9092',
    'PLAINTEXT://localhost',
    'EXTERNAL://:9092',
    'PLAINTEXT://127.0.0.1:9092,SSL://[::1]:9092',
    'PLAINTEXT://127.0.0.1:9092,SSL://127.0.0.2:9092',
    'PLAINTEXT://:0,SSL://:0',
    'PLAINTEXT://:99999',
    'PLAINTEXT://:-1',
    'PLAINTEXT://ho st:9092',
    'PLAINTEXT://:9092,plaintext://:9095',
    `${text},SSL://:9099`,
    '://:9092',
  ]);
}

function advertised(random: Random, roles: string, name: string, slip: () => boolean): string {
  const plain =
    roles === 'controller'
      ? `${name}://host:9093`
      : random.pick([
          'PLAINTEXT://host:9092',
          'PLAINTEXT://host:9092',
          `PLAINTEXT://host:9092,${name}://host:9093`,
        ]);
  if (!slip()) return plain;
  return random.pick([
    '',
    'PLAINTEXT://0.0.0.0:9092',
    'SSL://host:9092',
    `${name}://host:9093`,
    'PLAINTEXT://host',
    `${name}://0.0.0.0:9093`,
    'PLAINTEXT://:9092',
    'PLAINTEXT://host:9092,PLAINTEXT://other:9092',
    'EXTERNAL://host:9092',
    'PLAINTEXT://host:9092,',
    'PLAINTEXT://host:0',
    'PLAINTEXT://host:-1',
  ]);
}

function protocolMap(random: Random, name: string, slip: () => boolean): string {
  const plain = random.pick([
    `PLAINTEXT:PLAINTEXT,${name}:PLAINTEXT,SSL:SSL`,
    `plaintext:plaintext,${name}:SSL,EXTERNAL:SASL_SSL`,
    `PLAINTEXT:SASL_PLAINTEXT,${name}:PLAINTEXT`,
  ]);
  if (!slip()) return plain;
  return random.pick([
    '',
    'PLAINTEXT',
    'PLAINTEXT:TLS',
    `PLAINTEXT:PLAINTEXT`,
    `${plain},`,
    `,${plain}`,
    `${plain},plaintext:SSL`,
    `${name}:PLAINTEXT`,
    `${plain},X:`,
    'a:b:PLAINTEXT',
  ]);
}

/** Values next to each other, so that the order between them is often the other way round. */
function chain(random: Random, settings: Settings, version: string, boldness: number): void {
  const known = settingsAt('broker', version);
  const names = random.pick(chains).filter((name) => known.has(name));
  const base = 1 + random.below(60_000);
  for (const name of names) {
    const setting = known.get(name);
    if (setting === undefined || random.chance(0.3)) continue;
    const own = linkValues.find(([pattern]) => pattern.test(name));
    if (own !== undefined) settings.set(name, random.pick(own[1]));
    else if (random.chance(0.4)) settings.set(name, valueFor(random, setting, version, boldness));
    else settings.set(name, String(base + random.pick([-1, 0, 0, 1, 1000, 20_000])));
  }
}

/** Values for links of a chain that are no times. */
const linkValues: readonly (readonly [name: RegExp, values: readonly string[]])[] = [
  [/overrides/, ['localhost:100', '127.0.0.1:0,host:5', '', 'host', 'host:x', 'ho/st:1', 'a:1,', ',a:1']],
  [/^max\.connections\.per\.ip$/, ['0', '1', '2147483647']],
  [/dedupe/, ['1048576', '1048577', '2097152', '2097154', '134217728', '3145728']],
  [/threads/, ['1', '2', '3', '128']],
  [/log\.(roll|retention)/, ['0', '1', '-1', '168', '604800000', '-5']],
  [/locks|limit|replicas|size/, ['1', '2', '3', '5', '10', '100', '200', '500', '1000', '2000']],
];

function security(random: Random, settings: Settings, boldness: number): void {
  const slip = () => random.chance(boldness);
  if (random.chance(0.5))
    settings.set(
      'inter.broker.listener.name',
      slip() ? random.pick(['SSL', 'OTHER', '', 'CONTROLLER']) : random.pick(['PLAINTEXT', 'plaintext']),
    );
  else
    settings.set(
      'security.inter.broker.protocol',
      slip() ? random.pick(['SSL', 'TLS', '', 'SASL_PLAINTEXT']) : random.pick(['PLAINTEXT', 'plaintext']),
    );
  if (slip()) settings.set('security.inter.broker.protocol', 'PLAINTEXT');
  if (random.chance(0.4)) {
    settings.set(
      'listener.security.protocol.map',
      'PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT,CTRL:PLAINTEXT',
    );
    settings.set('inter.broker.listener.name', 'PLAINTEXT');
    settings.delete('security.inter.broker.protocol');
    if (random.chance(0.7))
      settings.set('sasl.mechanism.inter.broker.protocol', random.pick(['PLAIN', 'SCRAM-SHA-256', 'GSSAPI']));
    if (random.chance(0.7))
      settings.set(
        random.pick(['sasl.enabled.mechanisms', 'listener.name.plaintext.sasl.enabled.mechanisms']),
        random.pick(['PLAIN', 'PLAIN,SCRAM-SHA-256', 'GSSAPI', '', 'plain', 'PLAIN,PLAIN']),
      );
  }
}

/** Settings with checks of their own that a number does not reach. */
function oddOnes(random: Random, settings: Settings, version: string, boldness: number): void {
  const known = settingsAt('broker', version);
  const choices: readonly (readonly [name: string, plain: readonly string[], bold: readonly string[]])[] = [
    ['log.dirs', ['/data/a,/data/b', '/data/a'], ['', ',', '/data/a,/data/a', '/data/a,', ' ']],
    ['log.dir', ['/data/a'], ['', ',', 'a,a']],
    ['cordoned.log.dirs', ['', '*', '/tmp/kafka-logs', '/data/a'], ['*,/data/a', '/elsewhere', ',', '*,*']],
    [
      'early.start.listeners',
      ['PLAINTEXT', 'CONTROLLER', ''],
      ['OTHER', 'PLAINTEXT,', 'plaintext', 'PLAINTEXT,PLAINTEXT'],
    ],
    ['offsets.topic.compression.codec', ['0', '4', '2'], ['5', '-1', '100']],
    [
      'group.coordinator.rebalance.protocols',
      ['classic', 'classic,consumer', 'consumer,classic'],
      ['consumer', '', 'CLASSIC', 'share,classic', 'classic,classic', 'x', 'streams,classic,consumer,share'],
    ],
    [
      'group.share.assignors',
      ['simple', 'org.apache.kafka.coordinator.group.assignor.SimpleAssignor'],
      ['simple,simple', '', 'range', 'simple,x', 'org.apache.kafka.coordinator.group.assignor.RangeAssignor'],
    ],
    [
      'group.consumer.assignors',
      ['uniform,range', 'range', 'org.apache.kafka.coordinator.group.assignor.RangeAssignor', 'uniform'],
      [
        '',
        'x',
        'range,range',
        'range,',
        'range,org.apache.kafka.coordinator.group.assignor.RangeAssignor',
        'org.apache.kafka.coordinator.group.assignor.SimpleAssignor',
        'Range',
      ],
    ],
    [
      'group.streams.assignors',
      ['sticky', 'org.apache.kafka.coordinator.group.streams.assignor.StickyTaskAssignor'],
      [
        'x',
        '',
        'sticky,sticky',
        'sticky,org.apache.kafka.coordinator.group.streams.assignor.StickyTaskAssignor',
      ],
    ],
    ['group.streams.rack.aware.assignment.tags', ['zone', 'zone,rack', ''], ['zone,zone', ',', 'zone,']],
    [
      'principal.builder.class',
      ['org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder'],
      ['', 'org.apache.kafka.common.serialization.StringSerializer', 'x'],
    ],
    ['authorizer.class.name', ['org.apache.kafka.metadata.authorizer.StandardAuthorizer', ''], ['x']],
    ['remote.log.storage.system.enable', ['true', 'false'], ['x']],
    ['remote.log.metadata.manager.listener.name', ['PLAINTEXT'], ['', 'OTHER']],
    ['remote.log.manager.copier.thread.pool.size', ['-1', '1', '10'], ['0', '-2']],
    ['remote.log.manager.expiration.thread.pool.size', ['-1', '1', '10'], ['0', '-2']],
    ['transaction.state.log.min.isr', ['1', '3'], ['0']],
    ['unstable.api.versions.enable', ['true', 'false'], ['x']],
    ['zookeeper.metadata.migration.enable', ['true', 'false'], ['x']],
  ];
  const [name, plain, bold] = random.pick(choices);
  if (known.has(name)) settings.set(name, random.pick(random.chance(Math.max(boldness, 0.2)) ? bold : plain));
}
