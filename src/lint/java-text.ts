// Java's own rules for trimming, splitting and reading numbers, where they differ from JavaScript's.

const integerLimits = {
  short: [-(2n ** 15n), 2n ** 15n - 1n],
  int: [-(2n ** 31n), 2n ** 31n - 1n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
} as const;
export type IntegerType = keyof typeof integerLimits;

/** String.trim(): everything up to and including the blank (U+0020) goes, nothing above it. */
export function javaTrim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}

/** ConfigDef's list: split at commas with ASCII blanks around them, empty items kept; an empty text is an empty list. */
export function javaList(trimmed: string): readonly string[] {
  return trimmed === '' ? [] : trimmed.split(/[ \t\n\v\f\r]*,[ \t\n\v\f\r]*/);
}

/** Integer.parseInt and its sisters: an optional sign, digits of any script, in range; otherwise null. */
export function javaInteger(trimmed: string, type: IntegerType): bigint | null {
  const match = /^([+-]?)(\p{Nd}+)$/u.exec(trimmed);
  if (match === null) return null;
  const digits = asciiDigits(match[2] ?? '');
  if (digits === null) return null;
  const value = match[1] === '-' ? -BigInt(digits) : BigInt(digits);
  const [min, max] = integerLimits[type];
  return value < min || value > max ? null : value;
}

/** Smallest and largest value of a Java integer type. */
export function integerRange(type: IntegerType): readonly [bigint, bigint] {
  return integerLimits[type];
}

/** Java takes any decimal digit of the basic plane; each block of ten starts at its zero. */
function asciiDigits(digits: string): string | null {
  let ascii = '';
  for (const digit of digits) {
    if (digit.length > 1) return null;
    ascii += /[0-9]/.test(digit) ? digit : String(digitValue(digit));
  }
  return ascii;
}

function digitValue(digit: string): number {
  let value = 0;
  let code = digit.charCodeAt(0);
  while (value < 9 && /\p{Nd}/u.test(String.fromCharCode(code - 1))) {
    code--;
    value++;
  }
  return value;
}

const decimalNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?$/;
const hexNumber = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)[fFdD]?$/;

/** Double.parseDouble: decimal with optional exponent and type suffix, hexadecimal, NaN, Infinity; otherwise null. */
export function javaDouble(trimmed: string): number | null {
  const word = /^([+-]?)(NaN|Infinity)$/.exec(trimmed);
  if (word !== null) return word[2] === 'NaN' ? Number.NaN : word[1] === '-' ? -Infinity : Infinity;
  if (decimalNumber.test(trimmed)) return Number(trimmed.replace(/[fFdD]$/, ''));
  const hex = hexNumber.exec(trimmed);
  if (hex === null) return null;
  const [, sign, whole = '', fraction = '', exponent] = hex;
  if (whole === '' && fraction === '') return null;
  const mantissa = Number.parseInt(whole + fraction, 16) / 16 ** fraction.length;
  return (sign === '-' ? -1 : 1) * mantissa * 2 ** Number(exponent);
}

/** String.equalsIgnoreCase for a word of plain letters. */
export function equalsIgnoreCase(text: string, word: string): boolean {
  return text.length === word.length && text.toUpperCase() === word.toUpperCase();
}
