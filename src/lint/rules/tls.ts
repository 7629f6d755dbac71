// Rules of TLS settings: what Kafka's SSL engine factory checks when a client that encrypts is created.
import { type Config, isSet, list, text } from '../config.ts';
import type { Problem } from '../finding.ts';
import { isForeignClass } from '../kafka-classes.ts';
import { none, problem, type Rule } from '../rule.ts';

const components = ['producer', 'consumer', 'admin'] as const;
const source = 'org.apache.kafka.common.security.ssl.DefaultSslEngineFactory';

function isEncrypted(view: Config): boolean {
  return (text(view, 'security.protocol') ?? '').toUpperCase().endsWith('SSL');
}

function tlsRule(id: string, find: (view: Config) => readonly Problem[]): Rule {
  return {
    id,
    components,
    severity: 'error',
    source,
    // A factory of one's own reads these settings its own way.
    find: (view) =>
      isEncrypted(view) && !isForeignClass(text(view, 'ssl.engine.factory.class') ?? '') ? find(view) : none,
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
  tlsRule('tls.key-store', (view) => {
    const pem = text(view, 'ssl.keystore.type') === 'PEM';
    const location = isSet(view, 'ssl.keystore.location');
    const password = isSet(view, 'ssl.keystore.password');
    const chain = isSet(view, 'ssl.keystore.certificate.chain');
    if (isSet(view, 'ssl.keystore.key')) {
      if (!pem)
        return problem(
          'ssl.keystore.key',
          'A private key in the file needs ssl.keystore.type=PEM.',
          'ssl.keystore.type=PEM',
        );
      if (!chain)
        return problem(
          'ssl.keystore.key',
          'A private key needs ssl.keystore.certificate.chain.',
          'Add ssl.keystore.certificate.chain.',
        );
      if (location)
        return problem(
          'ssl.keystore.location',
          'ssl.keystore.key and ssl.keystore.location exclude each other.',
          'Remove one of them.',
        );
      if (!hasPem(view, 'ssl.keystore.key', 'PRIVATE KEY')) return notPem('ssl.keystore.key', 'PRIVATE KEY');
      if (!hasPem(view, 'ssl.keystore.certificate.chain', 'CERTIFICATE'))
        return notPem('ssl.keystore.certificate.chain', 'CERTIFICATE');
      return password
        ? problem(
            'ssl.keystore.password',
            'A PEM key has ssl.key.password; ssl.keystore.password is refused.',
            'Remove ssl.keystore.password.',
          )
        : none;
    }
    if (chain)
      return problem(
        'ssl.keystore.certificate.chain',
        'A certificate chain needs ssl.keystore.key.',
        'Add ssl.keystore.key.',
      );
    if (pem && location)
      return password
        ? problem(
            'ssl.keystore.password',
            'A PEM file has ssl.key.password; ssl.keystore.password is refused.',
            'Remove ssl.keystore.password.',
          )
        : none;
    if (!location && password)
      return problem(
        'ssl.keystore.password',
        'ssl.keystore.password needs ssl.keystore.location.',
        'Add ssl.keystore.location.',
      );
    return location && !password
      ? problem(
          'ssl.keystore.location',
          'A key store needs ssl.keystore.password.',
          'Add ssl.keystore.password.',
        )
      : none;
  }),
  tlsRule('tls.trust-store', (view) => {
    const pem = text(view, 'ssl.truststore.type') === 'PEM';
    const location = isSet(view, 'ssl.truststore.location');
    const password = isSet(view, 'ssl.truststore.password');
    if (isSet(view, 'ssl.truststore.certificates')) {
      if (!pem)
        return problem(
          'ssl.truststore.certificates',
          'Certificates in the file need ssl.truststore.type=PEM.',
          'ssl.truststore.type=PEM',
        );
      if (location)
        return problem(
          'ssl.truststore.location',
          'ssl.truststore.certificates and ssl.truststore.location exclude each other.',
          'Remove one of them.',
        );
      if (!hasPem(view, 'ssl.truststore.certificates', 'CERTIFICATE'))
        return notPem('ssl.truststore.certificates', 'CERTIFICATE');
      return password
        ? problem(
            'ssl.truststore.password',
            'PEM certificates have no password: ssl.truststore.password is refused.',
            'Remove ssl.truststore.password.',
          )
        : none;
    }
    if (pem && location)
      return password
        ? problem(
            'ssl.truststore.password',
            'A PEM trust store has no password: ssl.truststore.password is refused.',
            'Remove ssl.truststore.password.',
          )
        : none;
    return !location && password
      ? problem(
          'ssl.truststore.password',
          'ssl.truststore.password needs ssl.truststore.location.',
          'Add ssl.truststore.location.',
        )
      : none;
  }),
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
