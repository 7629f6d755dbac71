/** Builders for command options: one zod schema from which parsing, help, completion and platform menus all derive. */
import { z } from 'zod';
import { quote } from '../reply/clean.ts';

export type Choice = { readonly value: string; readonly label: string };

/** What a platform needs to offer an option; kept in the schema's own metadata. */
export type OptionMeta = {
  readonly kind: 'text' | 'lines' | 'integer' | 'choice' | 'file';
  /** Shown beside the option, at most 100 characters (Discord). */
  readonly hint: string;
  /** A value that works, used in help and in refusals. */
  readonly example?: string;
  /** Other names under which `name=value` is understood. */
  readonly aliases?: readonly string[];
  /** May be given without its name. */
  readonly positional: boolean;
  /** Takes all words that no other option claims. */
  readonly rest: boolean;
  /** With `rest`: the names of `name=value` words that are its own, however much they look like another option. */
  readonly takes?: (name: string) => boolean;
  /** A word of this shape is this option's, wherever it stands at either end of the line. */
  readonly shape?: RegExp;
  readonly choices?: readonly Choice[];
  readonly min?: number;
  readonly max?: number;
};

const metas = new WeakMap<z.core.$ZodType, OptionMeta>();

function described<Schema extends z.ZodType>(schema: Schema, meta: OptionMeta): Schema {
  metas.set(schema, meta);
  return schema;
}

type Shared = { hint: string; example?: string; aliases?: readonly string[] };

/** A few words on one line. With `rest`, takes every word that is left. */
export function words(
  options: Shared & { rest?: boolean; takes?: (name: string) => boolean; positional?: boolean; max?: number },
) {
  const max = options.max ?? 300;
  const schema = z
    .string()
    .transform((value) => value.trim())
    .pipe(
      z.string().min(1, 'it is empty and takes some text').max(max, `it is longer than ${max} characters`),
    );
  return described(schema, {
    kind: 'text',
    positional: options.positional ?? true,
    rest: options.rest ?? false,
    ...(options.takes === undefined ? {} : { takes: options.takes }),
    ...shared(options),
  });
}

/** Pasted text of several lines, kept as it is. */
export function lines(options: Shared & { max?: number; positional?: boolean }) {
  const max = options.max ?? 100_000;
  const schema = z
    .string()
    .min(1, 'it is empty and takes some text')
    .max(max, `it is longer than ${max.toLocaleString('en-US')} characters`);
  const positional = options.positional ?? true;
  return described(schema, { kind: 'lines', positional, rest: positional, ...shared(options) });
}

/** One word that `read` understands, typed as people write it: a quantity, a version. */
export function typed<Value>(
  read: (raw: string) => ReadResult<Value>,
  options: Shared & { positional?: boolean; shape?: RegExp },
) {
  const schema = z.string().transform((raw, context): Value => {
    const result = read(raw);
    if (result.ok) return result.value;
    context.issues.push({ code: 'custom', message: result.problem, input: raw });
    return z.NEVER;
  });
  return described(schema, {
    kind: 'text',
    positional: options.positional ?? options.shape !== undefined,
    rest: false,
    ...(options.shape === undefined ? {} : { shape: options.shape }),
    ...shared(options),
  });
}

/** `problem` says what was read and what would be right, without the option's name. */
export type ReadResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string };

/** A whole number within bounds, given as a number or as text (`1,000` and `12` both work). */
export function integer(options: Shared & { min: number; max: number; positional?: boolean }) {
  const { min, max } = options;
  const wants = `a whole number from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}`;
  const schema = z.union([z.number(), z.string()]).transform((raw, context): number => {
    const value = typeof raw === 'number' ? raw : readInteger(raw);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    context.issues.push({ code: 'custom', message: misread(raw, wants), input: raw });
    return z.NEVER;
  });
  return described(schema, {
    kind: 'integer',
    positional: options.positional ?? false,
    rest: false,
    min,
    max,
    ...shared(options),
  });
}

const misread = (raw: string | number, wants: string) =>
  `I read ${quote(String(raw))}, but it takes ${wants}`;

function readInteger(raw: string): number {
  const text = raw.trim();
  return /^[+-]?(\d+|\d{1,3}(,\d{3})+)$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN;
}

/** One of a few values; case does not matter. */
export function choice<const Values extends readonly [string, ...string[]]>(
  values: Values,
  options: Shared & { positional?: boolean; labels?: Partial<Record<Values[number], string>> },
) {
  const schema = z.string().transform((raw, context): Values[number] => {
    const found = values.find((value) => value === raw.trim().toLowerCase());
    if (found !== undefined) return found;
    context.issues.push({ code: 'custom', message: misread(raw, `one of ${values.join(', ')}`), input: raw });
    return z.NEVER;
  });
  const labels: Record<string, string | undefined> = options.labels ?? {};
  return described(schema, {
    kind: 'choice',
    positional: options.positional ?? true,
    rest: false,
    choices: values.map((value) => ({ value, label: labels[value] ?? value })),
    ...shared(options),
  });
}

/** A text file handed over with the command where the platform allows it. */
export type TextFile = { readonly name: string; readonly text: string };

export function file(options: Shared) {
  const schema = z.object({ name: z.string(), text: z.string() });
  return described(schema, { kind: 'file', positional: false, rest: false, ...shared(options) });
}

function shared({ hint, example, aliases }: Shared) {
  return {
    hint,
    ...(example === undefined ? {} : { example }),
    ...(aliases === undefined ? {} : { aliases }),
  };
}

export type OptionDescription = OptionMeta & { readonly name: string; readonly required: boolean };

/** The options of a command in the order of its schema. */
export function describeOptions(schema: z.ZodObject): readonly OptionDescription[] {
  return Object.entries(schema.shape).map(([name, field]) => {
    const { inner, required } = unwrap(field);
    const meta = metas.get(inner);
    if (!meta) throw new Error(`Option “${name}” was not made by a builder of src/bot/option.ts`);
    return { ...meta, name, required };
  });
}

function unwrap(field: z.core.$ZodType): { inner: z.core.$ZodType; required: boolean } {
  let inner = field;
  let required = true;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) {
    required = false;
    inner = inner.def.innerType;
  }
  return { inner, required };
}
