// Connect's validators that are code: listeners, response headers, and the algorithms between workers.
import type { Value } from './value.ts';

const url = 'a list of URLs such as http://localhost:8083';

/** Connect's ListenersValidator and AdminListenersValidator; the second also takes an empty list. */
export function workerListeners(mayBeEmpty: boolean): (value: Value) => string | null {
  return (value) => {
    if (!Array.isArray(value)) return null;
    const items: readonly string[] = value;
    if (items.length === 0) return mayBeEmpty ? null : url;
    return items.some((item) => item.trim() === '') ? url : null;
  };
}

const header = /^(set|add|setDate|addDate)\s+[^\s:]+\s*:[^:]+$/i;

/** Rules for HTTP headers: an action, a name and a value each, separated by commas outside quotes. */
export function responseHeaders(value: Value): string | null {
  if (typeof value !== 'string' || value === '') return null;
  const rules = value.match(/(?:"[^"]*"|[^,"])+|(?<=,)(?=,|$)|^(?=,)/g) ?? [];
  const fits = rules.every((rule) => header.test(rule.replaceAll('"', '').trim()));
  return fits ? null : 'rules such as add X-Frame-Options:DENY';
}

/** Message authentication codes that a Java platform has. */
const macAlgorithm =
  /^(Hmac(MD5|SHA(1|224|256|384|512|512\/224|512\/256|3-(224|256|384|512)))|HmacPBESHA\d+(\/\d+)?|PBEWithHmac\w+)$/i;

export function macAlgorithms(value: Value): string | null {
  const names: readonly string[] = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  return names.length > 0 && names.every((name) => macAlgorithm.test(name))
    ? null
    : 'an algorithm of the Java platform such as HmacSHA256';
}
