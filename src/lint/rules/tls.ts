// Rules of TLS settings: what Kafka's SSL engine factory checks when a client that encrypts is created.
import { atLeast, type Config, isSet, list, text } from '../config.ts';
import type { Problem } from '../finding.ts';
import { classesOf, isForeignClass, isKnownClass } from '../kafka-classes.ts';
import { none, problem, type Rule } from '../rule.ts';

const components = ['producer', 'consumer', 'admin'] as const;
const source = 'org.apache.kafka.common.security.ssl.DefaultSslEngineFactory';

function isEncrypted(view: Config): boolean {
  return (text(view, 'security.protocol') ?? '').toUpperCase().endsWith('SSL');
}

/** Up to 4.1 the consumer of the new protocol opened its connections after it was created. */
function connectsLater(view: Config): boolean {
  return text(view, 'group.protocol')?.toLowerCase() === 'consumer' && !atLeast(view, '4.2.0');
}

function tlsRule(id: string, find: (view: Config) => readonly Problem[]): Rule {
  return {
    id,
    components,
    severity: 'error',
    source,
    // A factory of one's own reads these settings its own way.
    find: (view) =>
      isEncrypted(view) &&
      !connectsLater(view) &&
      !isForeignClass(text(view, 'ssl.engine.factory.class') ?? '')
        ? find(view)
        : none,
  };
}

/** Providers that people add to Java, with names of their own for everything. */
const foreignProvider = /^(BC|BCJSSE|BCFIPS|Conscrypt|IBM.*|OpenJSSE|wolfJSSE|Amazon.*|.*FIPS.*)$/i;

/** Names the Java platform knows, in any case; a provider of one's own may know more. */
const platformNames: readonly (readonly [setting: string, known: RegExp, examples: string])[] = [
  ['ssl.provider', /^SunJSSE$/i, 'SunJSSE'],
  ['ssl.protocol', /^(TLS|TLSv1(\.[123])?|SSL|SSLv3|DTLS|DTLSv1\.[02]|Default)$/i, 'TLSv1.3 or TLSv1.2'],
  [
    'ssl.secure.random.implementation',
    /^(SHA1PRNG|NativePRNG(Blocking|NonBlocking)?|DRBG|Windows-PRNG|PKCS11|IBMSecureRandom)$/i,
    'SHA1PRNG',
  ],
  ['ssl.keymanager.algorithm', /^(SunX509|NewSunX509|PKIX|IbmX509)$/i, 'SunX509 or PKIX'],
  ['ssl.trustmanager.algorithm', /^(SunX509|PKIX|SunPKIX|X509|X\.509|IbmX509|IbmPKIX)$/i, 'PKIX'],
];

function hasPem(view: Config, name: string, what: string): boolean {
  return new RegExp(`-----BEGIN [^-]*${what}[^-]*-----`).test(text(view, name) ?? '');
}

function notPem(name: string, what: string): readonly Problem[] {
  return problem(name, `${name} holds no -----BEGIN ${what}----- block.`, null);
}

export const tlsRules: readonly Rule[] = [
  tlsRule('tls.platform-name', (view) => {
    if (foreignProvider.test(text(view, 'ssl.provider') ?? '')) return none;
    return platformNames.flatMap(([name, known, examples]) => {
      const value = text(view, name);
      if (!isSet(view, name) || value === null || known.test(value)) return none;
      return problem(name, `Java knows no ${JSON.stringify(value)} for ${name}.`, examples);
    });
  }),
  tlsRule('tls.engine-factory', (view) => {
    const name = text(view, 'ssl.engine.factory.class') ?? '';
    if (
      name === '' ||
      !isKnownClass(name, view.version) ||
      classesOf('SSL engine factory', view.version).includes(name)
    )
      return none;
    return problem('ssl.engine.factory.class', `${name} is not an SSL engine factory.`, 'Remove the line.', {
      kind: 'disable',
    });
  }),
  tlsRule('tls.key-store', (view) =>
    isSet(view, 'ssl.keystore.key') ? keyInFile(view) : storeFile(view, keyStore),
  ),
  tlsRule('tls.certificate-chain', (view) =>
    isSet(view, 'ssl.keystore.certificate.chain') && !isSet(view, 'ssl.keystore.key')
      ? problem(
          'ssl.keystore.certificate.chain',
          'A certificate chain needs ssl.keystore.key.',
          'Add ssl.keystore.key.',
        )
      : none,
  ),
  tlsRule('tls.trust-store', (view) =>
    isSet(view, 'ssl.truststore.certificates') ? certificatesInFile(view) : storeFile(view, trustStore),
  ),
  {
    id: 'tls.version-gap',
    components,
    severity: 'info',
    source,
    find: (view) => {
      const protocols = list(view, 'ssl.enabled.protocols') ?? [];
      if (!isSet(view, 'ssl.enabled.protocols') || !isEncrypted(view) || protocols.length !== 1) return none;
      return problem(
        'ssl.enabled.protocols',
        `Only ${protocols[0]} is offered: a broker that speaks another version cannot be reached.`,
        'TLSv1.2,TLSv1.3',
      );
    },
  },
];

/** The settings of a key or trust store. */
interface Store {
  readonly prefix: 'ssl.keystore' | 'ssl.truststore';
  /** A key store is useless without its password, a trust store only unchecked. */
  readonly needsPassword: boolean;
}

const keyStore: Store = { prefix: 'ssl.keystore', needsPassword: true };
const trustStore: Store = { prefix: 'ssl.truststore', needsPassword: false };

function storeFile(view: Config, { prefix, needsPassword }: Store): readonly Problem[] {
  const hasLocation = isSet(view, `${prefix}.location`);
  const hasPassword = isSet(view, `${prefix}.password`);
  const password = `${prefix}.password`;
  if (!hasLocation) {
    return hasPassword
      ? problem(password, `${password} needs ${prefix}.location.`, `Add ${prefix}.location.`)
      : none;
  }
  if (text(view, `${prefix}.type`) === 'PEM') return hasPassword ? pemPassword(password) : none;
  return needsPassword && !hasPassword
    ? problem(`${prefix}.location`, `A key store needs ${password}.`, `Add ${password}.`)
    : none;
}

function pemPassword(name: string): readonly Problem[] {
  return problem(name, `A PEM store has no password of its own: ${name} is refused.`, `Remove ${name}.`, {
    kind: 'disable',
  });
}

function keyInFile(view: Config): readonly Problem[] {
  const key = 'ssl.keystore.key';
  const chain = 'ssl.keystore.certificate.chain';
  if (text(view, 'ssl.keystore.type') !== 'PEM')
    return problem(key, 'A private key in the file needs ssl.keystore.type=PEM.', 'ssl.keystore.type=PEM');
  if (!isSet(view, chain)) return problem(key, `A private key needs ${chain}.`, `Add ${chain}.`);
  if (isSet(view, 'ssl.keystore.location'))
    return problem(
      'ssl.keystore.location',
      `${key} and ssl.keystore.location exclude each other.`,
      'Remove one of them.',
    );
  if (isSet(view, 'ssl.keystore.password')) return pemPassword('ssl.keystore.password');
  if (!hasPem(view, key, 'PRIVATE KEY')) return notPem(key, 'PRIVATE KEY');
  return hasPem(view, chain, 'CERTIFICATE') ? none : notPem(chain, 'CERTIFICATE');
}

function certificatesInFile(view: Config): readonly Problem[] {
  const certificates = 'ssl.truststore.certificates';
  if (text(view, 'ssl.truststore.type') !== 'PEM')
    return problem(
      certificates,
      'Certificates in the file need ssl.truststore.type=PEM.',
      'ssl.truststore.type=PEM',
    );
  if (isSet(view, 'ssl.truststore.location'))
    return problem(
      'ssl.truststore.location',
      `${certificates} and ssl.truststore.location exclude each other.`,
      'Remove one of them.',
    );
  if (isSet(view, 'ssl.truststore.password')) return pemPassword('ssl.truststore.password');
  return hasPem(view, certificates, 'CERTIFICATE') ? none : notPem(certificates, 'CERTIFICATE');
}
