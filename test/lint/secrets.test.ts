// Facts about secrets: they are found in every format, and never come out again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSecretName, maskText } from '../../src/lint/secrets.ts';
import { check } from './linting.ts';

const secret = 'Tr0ub4dor-and-3';

const places: readonly string[] = [
  `ssl.keystore.password=${secret}`,
  `ssl.truststore.password: ${secret}`,
  `sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="${secret}";`,
  `sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\\n  username="u" \\\n  password="${secret}";`,
  `basic.auth.user.info=user:${secret}`,
  `schema.registry.url=https://user:${secret}@registry:8081`,
  `connection.url=jdbc:postgresql://db/x?user=u&password=${secret}`,
  `connection.password=${secret}`,
  `sasl.oauthbearer.client.credentials.client.secret=${secret}`,
  `delegation.token.secret.key=${secret}`,
  `bootstrap.servers=http://user:${secret}@host`,
  `# ssl.key.password=${secret}\nacks=all`,
  `acks=all\nssl.key.passwrod=1\nssl.key.password=${secret}\nssl.key.password=${secret}`,
  `aws.secret.access.key=${secret}`,
  `{"name": "c", "config": {"connector.class": "x", "connection.password": "${secret}"}}`,
  `spring:\n  kafka:\n    ssl:\n      key-password: ${secret}\n`,
  `services:\n  k:\n    environment:\n      KAFKA_SSL_KEY_PASSWORD: ${secret}\n`,
  `KAFKA_SASL_JAAS_CONFIG=x required username="u" password="${secret}";`,
  `listener.name.sasl_ssl.plain.sasl.jaas.config=x required user_admin="a" password="${secret}";`,
];

describe('secrets', () => {
  it.each(places)('do not come out of %j', (text) => {
    const result = check(text);
    expect(JSON.stringify(result)).not.toContain(secret);
    expect(result.corrected).toContain('****');
  });

  it.each(places.filter((place) => !place.startsWith('#')))('are warned of in %j', (text) => {
    expect(check(text).findings.map((finding) => finding.rule)).toContain('secret.plain-text');
  });

  it('are hidden whatever they look like', () => {
    const password = fc
      .stringMatching(/^[A-Za-z0-9!#%&()+,.:;<=>?@^_~-]{9,24}$/)
      .filter((text) => !/^[<%]|password|[*]/.test(text));
    fc.assert(
      fc.property(
        password,
        fc.constantFrom('ssl.key.password', 'connection.password', 'ssl.truststore.password'),
        (value, name) => {
          expect(JSON.stringify(check(`${name}=${value}`))).not.toContain(value);
        },
      ),
    );
  });

  // biome-ignore lint/suspicious/noTemplateCurlyInString: references to configuration providers
  it.each(['${file:/etc/secrets:key}', '${env:PASSWORD}', '{{ .Values.password }}', '****', ''])(
    'are not seen in the reference %j',
    (value) => {
      expect(check(`ssl.key.password=${value}`).findings).toEqual([]);
    },
  );

  it('are not seen in harmless names', () => {
    for (const name of [
      'ssl.keystore.location',
      'sasl.oauthbearer.token.endpoint.url',
      'delegation.token.max.lifetime.ms',
      'password.encoder.iterations',
      'key.converter',
    ]) {
      expect(isSecretName(name), name).toBe(false);
    }
  });

  it('are masked inside longer text with the rest kept', () => {
    expect(maskText('jdbc:x?user=u&password=p1&ssl=true')).toBe('jdbc:x?user=u&password=****&ssl=true');
  });

  it('leave comments and order of the file as they were', () => {
    const text = '# keep me\nacks=all\n\nssl.key.password = hunter22\n! and me\n';
    expect(check(text, 'producer').corrected).toBe(
      '# keep me\nacks=all\n\nssl.key.password = ****\n! and me\n',
    );
  });
});
