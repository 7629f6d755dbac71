// Recognises secrets in configuration files and masks them, so that they are never echoed.

export const mask = '****';

/** Settings whose value is a secret by name, whatever component they belong to. */
const secretNames =
  /(^|[._-])(password|passwd|passphrase|secret|secret[._-]?key|api[._-]?key|access[._-]?key|private[._-]?key|token|credentials?)$|(^|[._-])sasl\.jaas\.config$|ssl\.keystore\.(key|certificate\.chain)$|user\.info$|connection\.(string|url)$|password\.encoder\.(old\.)?secret$|oauthbearer\..*(secret|passphrase)$/i;

/** Names that look like a secret and hold only a path, a class, a type or a number. */
const harmlessNames =
  /(location|file|path|class|classes|provider|providers|algorithm|iterations|length|keyfactory|type|enable|enabled|endpoint|endpoint\.url|name|source|interval|ms|seconds|mechanism|template|claim\.name)$/i;

/** A value that only refers to a secret kept elsewhere: ${file:...}, ${env:...}, {{ ... }}, $VARIABLE. */
const reference = /^\s*(\$\{[^}]*\}|\{\{.*\}\}|\$[A-Z_][A-Z0-9_]*|%[A-Z_]+%|<[^>]*>|\*+|\[hidden\]|)\s*$/s;

const userInfo = /([a-z][a-z0-9+.-]*:\/\/)([^/\s:@]*):([^/\s@]+)@/gi;
const namedPart =
  /\b(password|passwd|secret|clientSecret|client_secret|token|apiKey|api_key)(\s*[=:]\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s;,&"']+)/gi;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/** True when the value of this setting must never be shown. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll('_', '.');
  return secretNames.test(plain) && !harmlessNames.test(plain);
}

/** True when a secret stands in the value in plain text, rather than a reference to where it is kept. */
export function holdsSecret(name: string, value: string): boolean {
  if (reference.test(value)) return false;
  return maskValue(name, value) !== value;
}

/** The value with everything secret in it replaced: all of it for a secret by name, else the secret parts. */
export function maskValue(name: string, value: string): string {
  const isLogin = /jaas\.config$/i.test(name.replaceAll('_', '.'));
  if (isSecretName(name) && !isLogin && !reference.test(value)) {
    return /connection[._](string|url)$/i.test(name) ? maskText(value) : mask;
  }
  return maskText(value);
}

/** Any text with passwords in URLs, key=value secrets and private keys replaced; references to a vault stay. */
export function maskText(text: string): string {
  return text
    .replace(privateKey, mask)
    .replace(userInfo, (_, scheme: string) => `${scheme}${mask}@`)
    .replace(namedPart, (whole: string, name: string, separator: string, value: string) => {
      const bare = value.replace(/^["']|["']$/g, '');
      return reference.test(bare)
        ? whole
        : `${name}${separator}${value.startsWith('"') ? `"${mask}"` : mask}`;
    });
}
