// Rules that producer, consumer and admin client share: addresses, security and backoff.
import { securityProtocols } from '../broker/endpoints.ts';
import { hostAndPort } from '../code-checks.ts';
import { atLeast, type Config, integer, isSet, list, shown, text } from '../config.ts';
import { none, onLineOf, problem, type Rule } from '../rule.ts';
import { maskText } from '../secrets.ts';

const clients = ['producer', 'consumer', 'admin'] as const;
const util = 'org.apache.kafka.clients.ClientUtils';
const common = 'org.apache.kafka.clients.CommonClientConfigs';

function usesSasl(view: Config): boolean {
  return (text(view, 'security.protocol') ?? '').toUpperCase().startsWith('SASL_');
}

function usesTls(view: Config): boolean {
  return (text(view, 'security.protocol') ?? '').toUpperCase().endsWith('SSL');
}

const addressSettings = ['bootstrap.servers', 'bootstrap.controllers'];

export const clientRules: readonly Rule[] = [
  {
    id: 'client.bootstrap-address',
    components: clients,
    severity: 'error',
    source: util,
    find: (view) =>
      addressSettings
        .filter((name) => isSet(view, name))
        .flatMap((name) => {
          const wrong = (list(view, name) ?? []).find(
            (item) => item !== '' && !isAddress(item, isLenient(view), resolvesLater(view)),
          );
          if (wrong === undefined) return none;
          return problem(
            name,
            `${maskText(wrong)} is not an address of the form host:port.`,
            'host:port, separated by commas',
          );
        }),
  },
  {
    id: 'client.bootstrap-empty',
    components: clients,
    severity: 'error',
    source: util,
    find: (view) => {
      const items = list(view, 'bootstrap.servers');
      if (!isSet(view, 'bootstrap.servers') || items?.some((item) => item !== '')) return none;
      if (view.component === 'admin' && (list(view, 'bootstrap.controllers') ?? []).length > 0) return none;
      return problem(
        'bootstrap.servers',
        'bootstrap.servers names no broker.',
        'host:port of one or more brokers',
      );
    },
  },
  {
    id: 'admin.bootstrap-controllers-empty',
    components: ['admin'],
    severity: 'error',
    since: '3.7.0',
    source: util,
    find: (view) => {
      const items = list(view, 'bootstrap.controllers') ?? [];
      if (items.length === 0 || items.some((item) => item !== '')) return none;
      return problem(
        'bootstrap.controllers',
        'bootstrap.controllers names no controller.',
        'host:port of one or more controllers',
      );
    },
  },
  {
    id: 'client.security-protocol',
    components: clients,
    severity: 'error',
    // From 3.3 on the setting has a validator that says so.
    before: '3.3.0',
    source: common,
    find: (view) => {
      const protocol = text(view, 'security.protocol') ?? 'PLAINTEXT';
      if (securityProtocols.includes(protocol.toUpperCase())) return none;
      return problem(
        'security.protocol',
        `${JSON.stringify(protocol)} is not a security protocol.`,
        securityProtocols.join(', '),
      );
    },
  },
  {
    id: 'client.sasl-mechanism-missing',
    components: clients,
    severity: 'error',
    since: '3.3.0',
    source: common,
    find: (view) => {
      if (!usesSasl(view) || !isSet(view, 'sasl.mechanism') || text(view, 'sasl.mechanism') !== '')
        return none;
      return problem(
        'sasl.mechanism',
        `security.protocol=${text(view, 'security.protocol')} needs a mechanism, and sasl.mechanism is empty.`,
        'PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, OAUTHBEARER or GSSAPI',
      );
    },
  },
  {
    id: 'client.sasl-unused',
    components: clients,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/security/authentication-using-sasl/',
    find: (view) => {
      if (usesSasl(view) || !isSet(view, 'sasl.jaas.config') || !isSet(view, 'security.protocol'))
        return none;
      return problem(
        'sasl.jaas.config',
        `With security.protocol=${shown(view, 'security.protocol')} nobody logs in: the sasl settings do nothing.`,
        'security.protocol=SASL_SSL',
      );
    },
  },
  {
    id: 'client.sasl-protocol-missing',
    components: clients,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/security/authentication-using-sasl/',
    find: (view) => {
      if (isSet(view, 'security.protocol') || !isSet(view, 'sasl.jaas.config')) return none;
      return problem(
        'sasl.jaas.config',
        'security.protocol is not set and defaults to PLAINTEXT: the sasl settings do nothing.',
        'Add security.protocol=SASL_SSL.',
      );
    },
  },
  {
    id: 'client.sasl-login-missing',
    components: clients,
    severity: 'info',
    source: 'https://kafka.apache.org/43/security/authentication-using-sasl/',
    find: (view) => {
      if (!usesSasl(view) || isSet(view, 'sasl.jaas.config')) return none;
      return problem(
        'security.protocol',
        'SASL needs a login: sasl.jaas.config here, or a JAAS file given to the JVM.',
        'Add sasl.jaas.config.',
      );
    },
  },
  {
    id: 'client.sasl-plaintext',
    components: clients,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/security/authentication-using-sasl/',
    find: (view) => {
      if (text(view, 'security.protocol')?.toUpperCase() !== 'SASL_PLAINTEXT') return none;
      const plain = text(view, 'sasl.mechanism')?.toUpperCase() === 'PLAIN';
      return problem(
        'security.protocol',
        plain
          ? 'SASL/PLAIN over SASL_PLAINTEXT sends the password over the network as it is.'
          : 'SASL_PLAINTEXT sends the records over the network unencrypted.',
        'security.protocol=SASL_SSL',
      );
    },
  },
  {
    id: 'client.host-verification-off',
    components: clients,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/security/encryption-and-authentication-using-ssl/',
    find: (view) => {
      const name = 'ssl.endpoint.identification.algorithm';
      if (!isSet(view, name) || text(view, name) !== '') return none;
      return problem(
        name,
        'An empty value switches host name verification off: anybody with a trusted certificate can pose as the broker.',
        `${name}=https`,
        { kind: 'value', value: 'https' },
      );
    },
  },
  {
    id: 'client.tls-version-old',
    components: clients,
    severity: 'warning',
    source: 'https://www.rfc-editor.org/rfc/rfc8996',
    find: (view) => {
      const old = (list(view, 'ssl.enabled.protocols') ?? []).filter((item) =>
        /^(SSL|TLSv1$|TLSv1\.1$)/.test(item),
      );
      if (!isSet(view, 'ssl.enabled.protocols') || old.length === 0) return none;
      return problem('ssl.enabled.protocols', `${old.join(', ')} is no longer secure.`, 'TLSv1.2,TLSv1.3');
    },
  },
  {
    id: 'client.tls-unused',
    components: clients,
    severity: 'warning',
    source: 'https://kafka.apache.org/43/security/encryption-and-authentication-using-ssl/',
    find: (view) => {
      const name = [
        'ssl.truststore.location',
        'ssl.keystore.location',
        'ssl.truststore.certificates',
        'ssl.keystore.key',
      ].find((key) => isSet(view, key));
      if (name === undefined || usesTls(view)) return none;
      return problem(
        name,
        `With security.protocol=${text(view, 'security.protocol')} nothing is encrypted: the ssl settings do nothing.`,
        usesSasl(view) ? 'security.protocol=SASL_SSL' : 'security.protocol=SSL',
      );
    },
  },
  {
    id: 'client.retry-backoff-order',
    components: clients,
    severity: 'warning',
    since: '3.7.0',
    source: common,
    find: (view) => staticBackoff(view, 'retry.backoff.ms', 'retry.backoff.max.ms'),
  },
  {
    id: 'client.connection-setup-order',
    components: clients,
    severity: 'warning',
    since: '3.7.0',
    source: common,
    find: (view) =>
      staticBackoff(view, 'socket.connection.setup.timeout.ms', 'socket.connection.setup.timeout.max.ms'),
  },
  {
    id: 'client.reconnect-backoff-fixed',
    components: clients,
    severity: 'warning',
    source: common,
    find: (view) => {
      if (!isSet(view, 'reconnect.backoff.ms') || isSet(view, 'reconnect.backoff.max.ms')) return none;
      return problem(
        'reconnect.backoff.ms',
        'Set without reconnect.backoff.max.ms, this switches exponential backoff off.',
        'Set reconnect.backoff.max.ms too.',
      );
    },
  },
  {
    id: 'client.single-bootstrap-server',
    components: clients,
    severity: 'info',
    source: 'https://kafka.apache.org/43/configuration/producer-configs/',
    find: (view) => {
      const items = list(view, 'bootstrap.servers') ?? [];
      const [only] = items;
      if (
        !isSet(view, 'bootstrap.servers') ||
        items.length !== 1 ||
        only === undefined ||
        /localhost|127\.0\.0\.1|\[::1\]|\$/.test(only)
      )
        return none;
      return problem(
        'bootstrap.servers',
        'With one address the client cannot start while that broker is down.',
        'Two or three brokers, or a name that stands for several.',
      );
    },
  },
  {
    id: 'admin.bootstrap-both',
    components: ['admin'],
    severity: 'error',
    since: '3.7.0',
    source: 'org.apache.kafka.clients.admin.KafkaAdminClient',
    find: (view) => {
      if (
        (list(view, 'bootstrap.servers') ?? []).length === 0 ||
        (list(view, 'bootstrap.controllers') ?? []).length === 0
      )
        return none;
      return problem(
        'bootstrap.controllers',
        'An admin client takes bootstrap.servers or bootstrap.controllers, not both.',
        'Remove one of them.',
      );
    },
  },
  {
    id: 'admin.api-timeout',
    components: ['admin'],
    severity: 'error',
    source: 'org.apache.kafka.clients.admin.KafkaAdminClient',
    find: (view) => {
      const api = integer(view, 'default.api.timeout.ms');
      const request = integer(view, 'request.timeout.ms');
      if (api === null || request === null || api >= request || !isSet(view, 'default.api.timeout.ms'))
        return none;
      return problem(
        'default.api.timeout.ms',
        `default.api.timeout.ms (${api}) must be at least request.timeout.ms (${request}).`,
        `default.api.timeout.ms=${request} or more`,
      );
    },
  },
  {
    id: 'client.api-timeout-order',
    components: ['consumer'],
    severity: 'warning',
    source: 'https://kafka.apache.org/43/configuration/consumer-configs/',
    find: (view) => {
      const api = integer(view, 'default.api.timeout.ms');
      const request = integer(view, 'request.timeout.ms');
      if (api === null || request === null || api >= request) return none;
      return problem(
        onLineOf(view, 'default.api.timeout.ms', 'request.timeout.ms'),
        `Calls give up after default.api.timeout.ms (${api}), before one request may (${request}).`,
        `default.api.timeout.ms=${request} or more`,
      );
    },
  },
];

/** With a resolve timeout (4.4) a client starts without making addresses of its addresses. */
function resolvesLater(view: Config): boolean {
  return (integer(view, 'bootstrap.resolve.timeout.ms') ?? 0n) !== 0n;
}

/** The form of addresses was tightened in 3.8, loosened again in 3.9, and is strict from 4.0 on. */
function isLenient(view: Config): boolean {
  return !atLeast(view, '3.8.0') || (atLeast(view, '3.9.0') && !atLeast(view, '4.0.0'));
}

function isAddress(item: string, lenient: boolean, resolvesLater: boolean): boolean {
  const address = hostAndPort(item, lenient);
  return address !== null && (resolvesLater || address.port <= 65_535n);
}

function staticBackoff(view: Config, lower: string, upper: string) {
  const low = integer(view, lower);
  const high = integer(view, upper);
  if (low === null || high === null || low <= high || !atLeast(view, '3.7.0')) return none;
  return problem(
    onLineOf(view, lower, upper),
    `${lower} (${low}) is above ${upper} (${high}): Kafka then waits ${high} ms every time.`,
    `${upper} of ${low} or more`,
  );
}
