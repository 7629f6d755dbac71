// Kafka's own classes that settings can name, with the releases that have them, read from the released jars.
import { compareVersions } from '../reference/version.ts';

/** What a class named by a setting has to be. */
export type ClassKind =
  | 'serializer'
  | 'deserializer'
  | 'partitioner'
  | 'producer interceptor'
  | 'consumer interceptor'
  | 'consumer assignor'
  | 'metrics reporter'
  | 'callback handler'
  | 'login'
  | 'principal builder'
  | 'SSL engine factory'
  | 'configuration provider'
  | 'authorizer'
  | 'replica selector'
  | 'remote log metadata manager'
  | 'group assignor'
  | 'share assignor'
  | 'streams assignor'
  | 'token retriever'
  | 'token validator';

interface KafkaClass {
  readonly name: string;
  readonly since?: string;
  readonly before?: string;
}

const serialized = [
  'ByteArray',
  'ByteBuffer',
  'Bytes',
  'Double',
  'Float',
  'Integer',
  'Long',
  'Short',
  'String',
  'UUID',
  'Void',
];

function serialization(suffix: string): readonly KafkaClass[] {
  const prefix = 'org.apache.kafka.common.serialization.';
  return [
    ...serialized.map((type) => ({ name: `${prefix}${type}${suffix}` })),
    { name: `${prefix}List${suffix}`, since: '3.0.0' },
    { name: `${prefix}Boolean${suffix}`, since: '3.5.0' },
  ];
}

const clients = 'org.apache.kafka.clients.';
const security = 'org.apache.kafka.common.security.';
const assignors = 'org.apache.kafka.coordinator.group.';

const classes: Readonly<Record<ClassKind, readonly KafkaClass[]>> = {
  serializer: serialization('Serializer'),
  deserializer: serialization('Deserializer'),
  partitioner: [
    { name: `${clients}producer.RoundRobinPartitioner` },
    { name: `${clients}producer.UniformStickyPartitioner`, before: '4.0.0' },
    { name: `${clients}producer.internals.DefaultPartitioner`, before: '4.0.0' },
  ],
  'producer interceptor': [],
  'consumer interceptor': [],
  'consumer assignor': [
    'CooperativeStickyAssignor',
    'RangeAssignor',
    'RoundRobinAssignor',
    'StickyAssignor',
  ].map((name) => ({ name: `${clients}consumer.${name}` })),
  'metrics reporter': [{ name: 'org.apache.kafka.common.metrics.JmxReporter' }],
  'callback handler': [
    { name: `${security}authenticator.AbstractLogin$DefaultLoginCallbackHandler` },
    { name: `${security}authenticator.SaslClientCallbackHandler` },
    { name: `${security}authenticator.SaslServerCallbackHandler` },
    { name: `${security}kerberos.KerberosClientCallbackHandler` },
    { name: `${security}plain.internals.PlainServerCallbackHandler` },
    { name: `${security}scram.internals.ScramServerCallbackHandler` },
    { name: `${security}oauthbearer.OAuthBearerLoginCallbackHandler`, since: '3.4.0' },
    { name: `${security}oauthbearer.OAuthBearerValidatorCallbackHandler`, since: '3.4.0' },
    {
      name: `${security}oauthbearer.secured.OAuthBearerLoginCallbackHandler`,
      since: '3.1.0',
      before: '4.0.0',
    },
    {
      name: `${security}oauthbearer.secured.OAuthBearerValidatorCallbackHandler`,
      since: '3.1.0',
      before: '4.0.0',
    },
    { name: `${security}oauthbearer.internals.OAuthBearerSaslClientCallbackHandler` },
    { name: `${security}oauthbearer.internals.unsecured.OAuthBearerUnsecuredLoginCallbackHandler` },
    { name: `${security}oauthbearer.internals.unsecured.OAuthBearerUnsecuredValidatorCallbackHandler` },
  ],
  login: [
    { name: `${security}authenticator.DefaultLogin` },
    { name: `${security}kerberos.KerberosLogin` },
    { name: `${security}oauthbearer.internals.OAuthBearerRefreshingLogin` },
  ],
  'principal builder': [{ name: `${security}authenticator.DefaultKafkaPrincipalBuilder` }],
  'SSL engine factory': [
    { name: `${security}ssl.DefaultSslEngineFactory` },
    { name: `${security}ssl.CommonNameLoggingSslEngineFactory`, since: '3.7.0' },
  ],
  'configuration provider': [
    { name: 'org.apache.kafka.common.config.provider.DirectoryConfigProvider' },
    { name: 'org.apache.kafka.common.config.provider.FileConfigProvider' },
    { name: 'org.apache.kafka.common.config.provider.EnvVarConfigProvider', since: '3.5.0' },
  ],
  authorizer: [
    { name: 'kafka.security.authorizer.AclAuthorizer', before: '4.0.0' },
    { name: 'org.apache.kafka.metadata.authorizer.StandardAuthorizer', since: '3.2.0' },
  ],
  'replica selector': [{ name: 'org.apache.kafka.common.replica.RackAwareReplicaSelector' }],
  'remote log metadata manager': [
    {
      name: 'org.apache.kafka.server.log.remote.metadata.storage.TopicBasedRemoteLogMetadataManager',
      since: '3.1.0',
    },
  ],
  'group assignor': [
    { name: `${assignors}assignor.RangeAssignor`, since: '3.6.0' },
    { name: `${assignors}assignor.UniformAssignor`, since: '3.7.0' },
  ],
  'share assignor': [{ name: `${assignors}assignor.SimpleAssignor`, since: '3.9.0' }],
  'streams assignor': [{ name: `${assignors}streams.assignor.StickyTaskAssignor`, since: '4.1.0' }],
  'token retriever': ['ClientCredentials', 'Default', 'File', 'JwtBearer'].map((name) => ({
    name: `${security}oauthbearer.${name}JwtRetriever`,
    since: '4.1.0',
  })),
  'token validator': ['Broker', 'Client', 'Default'].map((name) => ({
    name: `${security}oauthbearer.${name}JwtValidator`,
    since: '4.1.0',
  })),
};

const packagesOfKafka = /^(org\.apache\.kafka|kafka|java|javax)\./;

/** True for a name that only Kafka or Java itself could provide, so that a list of their classes is complete. */
export function isOwnPackage(name: string): boolean {
  return packagesOfKafka.test(name);
}

const legalName = /^[\p{L}_$][\p{L}\p{N}_$]*(\.[\p{L}_$][\p{L}\p{N}_$]*)+$/u;

/** True for what could be the full name of a class. */
export function isClassName(name: string): boolean {
  return legalName.test(name);
}

/** True for a class that somebody else provides, and so is taken to be on the class path. */
export function isForeignClass(name: string): boolean {
  return isClassName(name) && !isOwnPackage(name);
}

function existsIn(entry: KafkaClass, version: string): boolean {
  return (
    (entry.since === undefined || compareVersions(version, entry.since) >= 0) &&
    (entry.before === undefined || compareVersions(version, entry.before) < 0)
  );
}

/** Kafka's classes of a kind in a release. */
export function classesOf(kind: ClassKind, version: string): readonly string[] {
  return classes[kind].filter((entry) => existsIn(entry, version)).map((entry) => entry.name);
}

/** True when the release has a class of this name, of any kind. */
export function isKnownClass(name: string, version: string): boolean {
  return Object.values(classes).some((group) =>
    group.some((entry) => entry.name === name && existsIn(entry, version)),
  );
}
