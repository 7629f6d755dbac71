// Values for settings whose text has a form of its own: addresses, listeners, names, TLS words.

interface Choices {
  /** Usually accepted. */
  readonly plain: readonly string[];
  /** Usually refused. */
  readonly bold: readonly string[];
}

const addresses: Choices = {
  plain: [
    'localhost:9092',
    '127.0.0.1:9092,127.0.0.1:9093',
    'localhost:9092 , localhost:9093',
    '[::1]:9092',
    'PLAINTEXT://localhost:9092',
    'localhost:0',
    'localhost:65535',
  ],
  bold: [
    'localhost',
    '',
    ',',
    'localhost:9092,',
    'localhost:65536',
    'localhost:99999999999',
    'localhost:-1',
    'local host:9092',
    ':9092',
    'localhost:9092,localhost:9092',
    'localhost:9092;localhost:9093',
    'http://localhost:9092/',
    'localhost:9092,,localhost:9093',
    'localhost:port',
  ],
};

export const specialValues: Readonly<Record<string, Choices>> = {
  'bootstrap.servers': addresses,
  'bootstrap.controllers': addresses,
  'group.instance.id': {
    plain: ['a', 'host-1.rack_2', 'x'.repeat(249)],
    bold: ['', '.', '..', 'a b', 'a/b', 'x'.repeat(250), 'ü'],
  },
  'group.id': { plain: ['group', 'my group', 'ünï'], bold: ['', ' '] },
  'transactional.id': { plain: ['tx', 'tx-1'], bold: ['', ' '] },
  'client.id': { plain: ['client', 'a b', ''], bold: ['a=b,c'] },
  acks: { plain: ['all', '-1', '1', '0', 'all '], bold: ['2', 'ALL', 'All', '-2', '', '01', 'leader'] },
  'enable.idempotence': { plain: ['true', 'false', 'true'], bold: ['yes'] },
  retries: { plain: ['0', '3', '2147483647'], bold: ['-1'] },
  'max.in.flight.requests.per.connection': { plain: ['1', '5', '6', '3'], bold: ['0', '-1'] },
  'delivery.timeout.ms': {
    plain: ['30000', '30005', '30004', '120000', '29999', '2147483647', '0'],
    bold: ['-1'],
  },
  'request.timeout.ms': { plain: ['30000', '1000', '60000', '2147483647', '0', '5000'], bold: ['-1'] },
  'linger.ms': { plain: ['0', '5', '100', '200000', '9223372036854775807'], bold: ['-1'] },
  'default.api.timeout.ms': {
    plain: ['60000', '30000', '29999', '5000'],
    bold: ['-1', '0', 'x', '2147483648'],
  },
  'session.timeout.ms': { plain: ['45000', '10000', '3000', '6000'], bold: ['-1', '0'] },
  'heartbeat.interval.ms': { plain: ['3000', '10000', '9999', '45000', '44999'], bold: ['-1'] },
  'group.protocol': { plain: ['classic', 'consumer', 'CONSUMER', 'Classic'], bold: ['share', '', 'new'] },
  'group.remote.assignor': { plain: ['uniform', 'range', ''], bold: ['x'] },
  'auto.offset.reset': {
    plain: ['earliest', 'latest', 'none', 'by_duration:PT1H', 'by_duration:P1DT2H3M4.5S'],
    bold: [
      'EARLIEST',
      'smallest',
      'by_duration',
      'by_duration:',
      'by_duration:1h',
      'by_duration:-PT1H',
      'by_duration:PT-1S',
      'by_duration:P',
      'by_duration:PT',
      'by_duration:pt0s',
      '',
    ],
  },
  'isolation.level': {
    plain: ['read_committed', 'read_uncommitted'],
    bold: ['READ_COMMITTED', 'serializable'],
  },
  'security.protocol': {
    plain: ['PLAINTEXT', 'SSL', 'SASL_SSL', 'SASL_PLAINTEXT', 'plaintext', 'sasl_ssl'],
    bold: ['TLS', 'SASL', '', 'SASL-SSL'],
  },
  'sasl.mechanism': { plain: ['PLAIN', 'SCRAM-SHA-512', 'GSSAPI', 'plain'], bold: ['', ' '] },
  'sasl.jaas.config': {
    plain: ['org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="p";'],
    bold: ['x'],
  },
  'ssl.protocol': { plain: ['TLSv1.3', 'TLSv1.2', 'TLS'], bold: ['TLSv9', 'tlsv1.3', ''] },
  'ssl.enabled.protocols': {
    plain: ['TLSv1.2,TLSv1.3', 'TLSv1.3', 'TLSv1.2', 'TLSv1.1,TLSv1.2'],
    bold: ['TLSv9', '', 'TLSv1.2,TLSv1.2', 'TLSv1.2,'],
  },
  'ssl.cipher.suites': {
    plain: ['TLS_AES_256_GCM_SHA384', 'TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384'],
    bold: ['', 'NONE_SUCH', 'TLS_AES_256_GCM_SHA384,'],
  },
  'ssl.keystore.location': { plain: ['/no/such/store.jks'], bold: ['/no/such/store.pem'] },
  'ssl.truststore.location': { plain: ['/no/such/store.jks'], bold: ['/no/such/store.pem'] },
  'ssl.keystore.type': { plain: ['JKS', 'PKCS12', 'PEM'], bold: ['pem', 'X'] },
  'ssl.truststore.type': { plain: ['JKS', 'PKCS12', 'PEM'], bold: ['pem', 'X'] },
  'ssl.provider': { plain: ['SunJSSE'], bold: ['Nobody'] },
  'ssl.keymanager.algorithm': { plain: ['SunX509', 'PKIX'], bold: ['X'] },
  'ssl.trustmanager.algorithm': { plain: ['PKIX', 'SunX509'], bold: ['X'] },
  'ssl.secure.random.implementation': { plain: ['SHA1PRNG', 'NativePRNG'], bold: ['X'] },
  'ssl.endpoint.identification.algorithm': { plain: ['https', '', 'HTTPS'], bold: ['x'] },
  'security.providers': { plain: ['org.apache.kafka.common.Nothing'], bold: ['x'] },
  'config.providers': { plain: ['file', 'file,env', ''], bold: [',', 'file,file', 'a b'] },
  'bootstrap.resolve.timeout.ms': { plain: ['0', '0', '1000'], bold: ['-1'] },
  'compression.type': {
    plain: ['none', 'gzip', 'snappy', 'lz4', 'zstd', 'producer', 'uncompressed'],
    bold: ['GZIP', 'brotli', ''],
  },
  'buffer.memory.allocation.strategy': { plain: ['full', 'incremental', 'FULL', 'Incremental'], bold: ['x'] },
  'batch.size': { plain: ['16384', '16383', '0', '65536', '1'], bold: ['-1'] },
  'transaction.two.phase.commit.enable': { plain: ['true', 'false'], bold: ['x'] },
  'cleanup.policy': {
    plain: ['delete', 'compact', 'compact,delete', 'delete, compact', 'delete'],
    bold: ['', 'DELETE', 'none', 'delete,', 'compact,compact', 'Compact'],
  },
  'remote.storage.enable': { plain: ['true', 'true', 'false'], bold: ['x'] },
  'remote.log.copy.disable': { plain: ['true', 'false'], bold: ['x'] },
  'retention.ms': { plain: ['604800000', '1000', '-1', '0', '86400000'], bold: ['-2'] },
  'local.retention.ms': { plain: ['1000', '-2', '604800000', '604800001', '-1', '0'], bold: ['-3'] },
  'retention.bytes': { plain: ['-1', '1000', '-2', '0', '1073741824'], bold: ['x'] },
  'local.retention.bytes': { plain: ['1000', '-2', '1001', '-1', '0'], bold: ['-3'] },
  'remote.copy.lag.ms': { plain: ['0', '1000', '1001', '-1', '604800000', '604800001'], bold: ['-2'] },
  'remote.copy.lag.bytes': { plain: ['0', '1000', '1001', '-1'], bold: ['-2'] },
  'min.compaction.lag.ms': { plain: ['0', '1000', '1001', '9223372036854775807'], bold: ['-1'] },
  'max.compaction.lag.ms': { plain: ['9223372036854775807', '1000', '1'], bold: ['0'] },
  'leader.replication.throttled.replicas': {
    plain: ['*', '0:1', '0:1,1:2', '', ' 0:1 , 1:2 '],
    bold: ['0', '0:a', '*,*', '0:1,', 'none', '0:1,*', ',', '*,'],
  },
  'follower.replication.throttled.replicas': { plain: ['*', '0:1', ''], bold: ['0', '0-1', '0:1:2'] },
  'message.format.version': {
    plain: ['3.0', '2.8', '3.0-IV1', '0.10.2', '2.8-IV0'],
    bold: ['3', '9.9', '', '2.8.x', 'x'],
  },
  'inter.broker.protocol.version': {
    plain: ['2.8', '3.0', '3.0-IV1', '2.8.1'],
    bold: ['9.9', '', '0.8', 'x'],
  },
  'log.message.format.version': { plain: ['2.8', '3.0', '0.11.0', '2.8-IV1'], bold: ['9.9', '', '0.8', 'x'] },
};
