import {
  type Bytes,
  type BytesPerSecond,
  bytes,
  bytesPerSecond,
  type Count,
  count,
  type Factor,
  type Fraction,
  factor,
  fraction,
  type MessagesPerSecond,
  messagesPerSecond,
  type Seconds,
  seconds,
} from './units.ts';

/** Either the value, or one sentence that says what was read and what would be right (without the field's name). */
export type Reading<Value> = { ok: true; value: Value } | { ok: false; problem: string };
export type Reader<Value> = (text: string) => Reading<Value>;

/** A produce or read rate: bytes or messages per second, or a multiple of the rate that was there before. */
export type Rate =
  | { kind: 'bytes'; perSecond: BytesPerSecond }
  | { kind: 'messages'; perSecond: MessagesPerSecond }
  | { kind: 'times'; times: Factor };

/** Beyond this no quantity of a cluster is meaningful; it also keeps every later product finite. */
const LARGEST = 1e18;

const good = <Value>(value: Value): Reading<Value> => ({ ok: true, value });
const bad = (problem: string): Reading<never> => ({ ok: false, problem });
const quote = (text: string) => `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;

const MULTIPLES: Record<string, number> = {
  k: 1e3,
  K: 1e3,
  thousand: 1e3,
  m: 1e6,
  M: 1e6,
  mn: 1e6,
  million: 1e6,
  g: 1e9,
  G: 1e9,
  b: 1e9,
  B: 1e9,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  T: 1e12,
  tn: 1e12,
  trillion: 1e12,
};

const PER_TIME: Record<string, number> = {
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  min: 60,
  minute: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
  week: 604_800,
  w: 604_800,
  month: 2_628_000,
  ms: 0.001,
};

const DURATIONS: Record<string, number> = {
  ms: 0.001,
  millisecond: 0.001,
  milliseconds: 0.001,
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  m: 60,
  min: 60,
  mins: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hr: 3600,
  hrs: 3600,
  hour: 3600,
  hours: 3600,
  d: 86_400,
  day: 86_400,
  days: 86_400,
  w: 604_800,
  week: 604_800,
  weeks: 604_800,
  month: 2_592_000,
  months: 2_592_000,
  y: 31_536_000,
  year: 31_536_000,
  years: 31_536_000,
};

interface Split {
  number: number;
  rest: string;
}

/** The number in front and whatever follows it. Commas may group thousands, so "1,5" is refused rather than read as 15. */
function split(text: string): Reading<Split> {
  const trimmed = text.trim();
  const match = /^([+-]?)(\d[\d,_]*(?:\.\d+)?|\.\d+)(e[+-]?\d+)?\s*(.*)$/is.exec(trimmed);
  if (!match)
    return bad(trimmed === '' ? 'nothing was given' : `${quote(trimmed)} does not start with a number`);
  const [, sign = '', digits = '', exponent = '', rest = ''] = match;
  const whole = digits.split('.')[0] ?? '';
  if (whole.includes(',') && !/^\d{1,3}(,\d{3})+$/.test(whole)) {
    return bad(
      `${quote(trimmed)} has a comma that does not separate thousands; write the decimals after a point`,
    );
  }
  const number = Number(`${digits.replace(/[,_]/g, '')}${exponent}`);
  if (sign === '-' && number !== 0) return bad(`${quote(trimmed)} is negative`);
  if (!(number <= LARGEST)) return bad(`${quote(trimmed)} is larger than any cluster`);
  return good({ number, rest: rest.trim() });
}

const LONG_PREFIXES: Record<string, string> = {
  kilo: 'k',
  mega: 'm',
  giga: 'g',
  tera: 't',
  kibi: 'ki',
  mebi: 'mi',
  gibi: 'gi',
  tebi: 'ti',
};

/** "kilobytes" as KB: people write the words out in prose. */
const shorten = (unit: string) =>
  unit.replace(
    /^(kilo|mega|giga|tera|kibi|mebi|gibi|tebi)(?=byte|bit)/i,
    (prefix) => LONG_PREFIXES[prefix.toLowerCase()] ?? prefix,
  );

/** Bytes behind a unit such as KB, KiB or MB; bits only where the spelling says bits (Mb, Mbit, Gbps). */
function byteUnit(unit: string): number | undefined {
  const match = /^([kmgtp]?)(i?)(b|bytes?|bits?)$/i.exec(shorten(unit));
  if (!match) return undefined;
  const [, prefix = '', binary = '', noun = ''] = match;
  if (binary !== '' && prefix === '') return undefined;
  const power = ['', 'k', 'm', 'g', 't', 'p'].indexOf(prefix.toLowerCase());
  const scale = (binary === '' ? 1000 : 1024) ** power;
  // "50mb" is how people type megabytes; a small b after a capital prefix ("Mb", "Gib") is the unit for bits.
  const bits = /^bits?$/i.test(noun) || (noun === 'b' && prefix !== '' && prefix === prefix.toUpperCase());
  return bits ? scale / 8 : scale;
}

const isBits = (unit: string) => /^[KMGTP]i?b$/.test(unit) || /bits?$/i.test(unit);

/** Data rates written with ps: Gbps and mbps are bits, MBps and MB/s bytes. */
function bytesPerSecondUnit(unit: string): number | undefined {
  const short = /^([kmgt]?i?)(b|bit|byte)ps$/i.exec(unit);
  if (!short) return undefined;
  const [, prefix = '', noun = ''] = short;
  return noun === 'B' || noun.toLowerCase() === 'byte' ? byteUnit(`${prefix}B`) : byteUnit(`${prefix}bit`);
}

/** Message size, disk size, memory: bytes. A bare number is bytes, a bare k, M, G or T a thousand, million, ... of them. */
export const readBytes: Reader<Bytes> = (text) => {
  const parts = split(text);
  if (!parts.ok)
    return bad(`${parts.problem}; a size is a number and B, KB, MB, GB, TB, KiB, MiB, GiB or TiB`);
  const { number, rest } = parts.value;
  if (rest === '') return good(bytes(number));
  const bare = /^[kKMGT]$/.test(rest) ? byteUnit(`${rest}B`) : undefined;
  const scale = bare ?? byteUnit(rest);
  if (scale === undefined) {
    return bad(
      `${quote(text.trim())} has the unit ${quote(rest)}, and that is no size; use B, KB, MB, GB, KiB, MiB or GiB`,
    );
  }
  if (isBits(rest))
    return bad(`${quote(text.trim())} is in bits; sizes are in bytes, for example ${number}${rest[0]}B`);
  return finite(text, number * scale, bytes);
};

function finite<Value>(text: string, value: number, brand: (value: number) => Value): Reading<Value> {
  return value <= LARGEST ? good(brand(value)) : bad(`${quote(text.trim())} is larger than any cluster`);
}

const MESSAGE_NOUN = /^(msgs?|messages?|records?|recs?|events?)$/i;

/** Splits "1.2M msg/s", "500 GB a day" and "10Gbps" into what is counted and the seconds it is counted over. */
function perTime(rest: string): { what: string; over: number; timed: boolean } | undefined {
  const match = /^(.*?)\s*(?:\/|\bper\b|\ban?\b|\beach\b)\s*([a-z]+)$/i.exec(rest);
  if (!match) return { what: rest, over: 1, timed: false };
  const over = PER_TIME[(match[2] ?? '').toLowerCase()];
  return over === undefined ? undefined : { what: (match[1] ?? '').trim(), over, timed: true };
}

/** A multiple and an optional noun for messages: "k", "M msg", "million events", "". A lone B is bytes, not a billion. */
function messageUnit(what: string): number | undefined {
  const [first = '', second] = what.split(/\s+/);
  if (what === '' || MESSAGE_NOUN.test(what)) return 1;
  const multiple = MULTIPLES[first] ?? MULTIPLES[first.toLowerCase()];
  if (multiple === undefined) return undefined;
  if (second === undefined) return /^b$/i.test(first) ? undefined : multiple;
  return MESSAGE_NOUN.test(second) ? multiple : undefined;
}

const RATE_ADVICE = 'write a rate such as 20k/s, 1.2M msg/s, 1bn/day, 50MB/s, 40MiB/s or 500GB/day';

/** A rate of messages or bytes; "2x" is twice the rate that was there. A bare number is messages per second. */
export const readRate: Reader<Rate> = (text) => {
  const parts = split(text);
  if (!parts.ok) return bad(`${parts.problem}; ${RATE_ADVICE}`);
  const { number, rest } = parts.value;
  if (/^[x×]$/i.test(rest)) return good({ kind: 'times', times: factor(number) });
  const short = bytesPerSecondUnit(rest);
  if (short !== undefined) {
    return finite(text, number * short, (value) => ({ kind: 'bytes', perSecond: bytesPerSecond(value) }));
  }
  const timed = perTime(rest.replace(/\s*(msgs?|messages?|records?|recs?|events?|[mer])ps$/, '/s'));
  if (timed === undefined)
    return bad(`${quote(text.trim())} has no unit of time that I know; ${RATE_ADVICE}`);
  const scale = messageUnit(timed.what);
  if (scale !== undefined) {
    const value = (number * scale) / timed.over;
    return finite(text, value, (checked) => ({ kind: 'messages', perSecond: messagesPerSecond(checked) }));
  }
  const size = byteUnit(timed.what);
  if (size === undefined)
    return bad(`${quote(text.trim())} has the unit ${quote(rest)}, and that is no rate; ${RATE_ADVICE}`);
  if (!timed.timed) return bad(`${quote(text.trim())} says how much but not how often; ${RATE_ADVICE}`);
  const value = (number * size) / timed.over;
  return finite(text, value, (checked) => ({ kind: 'bytes', perSecond: bytesPerSecond(checked) }));
};

/** A data rate in bytes per second: a network card, a disk, a throttle. */
export const readBytesPerSecond: Reader<BytesPerSecond> = (text) => {
  const rate = readRate(text);
  if (rate.ok && rate.value.kind === 'bytes') return good(rate.value.perSecond);
  return bad(`${quote(text.trim())} is no data rate; write one such as 10Gbps, 250MB/s or 250MiB/s`);
};

/** A length of time in seconds: 7d, 12h, 5 ms, 1.5 hours. */
export const readDuration: Reader<Seconds> = (text) => {
  const advice = 'write a time such as 7d, 12h, 30min, 45s or 5ms';
  const parts = split(text);
  if (!parts.ok) return bad(`${parts.problem}; ${advice}`);
  const { number, rest } = parts.value;
  if (rest === '') return bad(`${quote(text.trim())} has no unit of time; ${advice}`);
  const scale = DURATIONS[rest.toLowerCase()];
  if (scale === undefined)
    return bad(`${quote(text.trim())} has the unit ${quote(rest)}, and that is no time; ${advice}`);
  return finite(text, number * scale, seconds);
};

/** Like {@link readDuration}, and a bare number is milliseconds: linger.ms, time per message. */
export const readMilliseconds: Reader<Seconds> = (text) =>
  readDuration(/[a-z]\s*$/i.test(text) ? text : `${text.trim()}ms`);

/** A whole number of things; 12k and 1,000 are fine, 2.5 is not. */
export const readCount: Reader<Count> = (text) => {
  const parts = split(text);
  if (!parts.ok) return bad(`${parts.problem}; write a whole number`);
  const scale = parts.value.rest === '' ? 1 : MULTIPLES[parts.value.rest];
  if (scale === undefined)
    return bad(`${quote(text.trim())} has ${quote(parts.value.rest)} after the number; write a whole number`);
  const value = parts.value.number * scale;
  if (Math.abs(value - Math.round(value)) > 1e-9 * Math.max(1, value)) {
    return bad(`${quote(text.trim())} is not a whole number`);
  }
  return finite(text, Math.round(value), count);
};

/** A multiplier: 3, 3x, 2.5x. */
export const readFactor: Reader<Factor> = (text) => {
  const parts = split(text);
  if (!parts.ok) return bad(`${parts.problem}; write a factor such as 3x or 2.5`);
  if (!/^[x×]?$/i.test(parts.value.rest)) {
    return bad(
      `${quote(text.trim())} has ${quote(parts.value.rest)} after the number; write a factor such as 3x or 2.5`,
    );
  }
  return finite(text, parts.value.number, factor);
};

/** A share between nothing and all: 80%, 0.8. */
export const readFraction: Reader<Fraction> = (text) => {
  const advice = 'write a share such as 80% or 0.8';
  const parts = split(text);
  if (!parts.ok) return bad(`${parts.problem}; ${advice}`);
  const { number, rest } = parts.value;
  if (rest !== '' && rest !== '%')
    return bad(`${quote(text.trim())} has ${quote(rest)} after the number; ${advice}`);
  const value = rest === '%' ? number / 100 : number;
  return value <= 1 ? good(fraction(value)) : bad(`${quote(text.trim())} is more than the whole; ${advice}`);
};

/** The one sentence a person reads: field, what was read, what would be right. */
export const refusal = (field: string, problem: string) =>
  `${field}: ${problem.replace(/^(“[^”]*”) /, 'I read $1, which ')}.`;
