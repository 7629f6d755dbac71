/** What a command and an action are: literal objects whose types flow from schema to handler. */
import type { z } from 'zod';
import type { Bank } from '../bank/bank.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Action, Outcome, Reply, Visibility } from '../reply/nodes.ts';
import type { Rounds } from '../round/rounds.ts';
import type { Documents } from '../store/documents.ts';
import type { Ledger } from '../store/ledger.ts';
import type { TextFile } from './option.ts';
import { describeOptions, type OptionDescription } from './option.ts';

/** Who speaks. Ids are opaque strings made by the adapter: `slack:T1:U7`, `discord:80351110224678912`. */
export type Actor = {
  readonly id: string;
  readonly name: string;
  /** May manage what belongs to the place: packs, schedules, other people's rounds. */
  readonly moderator?: boolean;
};

/** Where it is said. `workspace` is the Slack team, the Discord server or the local chat. */
export type Place = {
  readonly id: string;
  readonly workspace: string;
  readonly kind: 'channel' | 'direct';
  readonly platform: 'slack' | 'discord' | 'web' | 'console';
};

/** What handlers get: values and services, never a client or a payload. */
export type Context = {
  readonly actor: Actor;
  readonly place: Place;
  /** Epoch milliseconds of the request. */
  readonly now: number;
  /** A number in [0, 1); injected, so that tests repeat. */
  readonly random: () => number;
  readonly catalogue: Catalogue;
  readonly documents: Documents;
  readonly ledger: Ledger;
  readonly bank: Bank;
  readonly commands: readonly Command[];
  /** Whether questions that found no page are kept for the people who write pages. */
  readonly keepsQuestions: boolean;
  /** What the bot answers to another line, said by the same person in the same place. */
  readonly say: (line: string) => Promise<Outcome>;
  /** When it was said or pressed by the platform's own clock, epoch milliseconds; `now` where it has none. */
  readonly pressedAt: number;
  /** Takes away what is kept under a person's id. */
  readonly forget: (person: string) => Promise<void>;
  /** Whether this person can be written to without having asked. */
  readonly canBeTold: boolean;
  /** Undefined where nobody can be posted to. */
  readonly rounds?: Rounds;
  /** Runs `work` alone among all work with the same key. */
  readonly alone: <Value>(key: string, work: () => Promise<Value>) => Promise<Value>;
};

type LeftOff = (context: Context) => Promise<Reply | undefined>;

export type Suggestion = { readonly label: string; readonly value: string };

type Answer = Outcome | Promise<Outcome>;
type Completer = (context: Context, typed: string) => readonly Suggestion[] | Promise<readonly Suggestion[]>;

export type CommandDefinition<Options extends z.ZodObject> = {
  readonly name: string;
  readonly summary: string;
  /** Who sees the answer. Adapters must know before the handler runs, because Discord fixes it when it defers. */
  readonly visibility: Visibility;
  readonly options: Options;
  /** Lines that work, without the leading `/kafka`. */
  readonly examples: readonly string[];
  readonly complete?: { readonly [Name in keyof z.output<Options>]?: Completer };
  readonly actions?: readonly AnyAction[];
  /** What this person has begun and not finished, for pages that greet somebody who comes back. */
  readonly leftOff?: LeftOff;
  readonly run: (context: Context, options: z.output<Options>) => Answer;
};

/** A command with its option types closed over, so that a list can hold all of them. */
export type Command = {
  readonly name: string;
  readonly summary: string;
  readonly visibility: Visibility;
  readonly examples: readonly string[];
  readonly options: readonly OptionDescription[];
  readonly actions: readonly AnyAction[];
  readonly leftOff: LeftOff;
  /** Names of the options that have completion; Discord must know before anybody types. */
  readonly completes: readonly string[];
  readonly complete: (context: Context, option: string, typed: string) => Promise<readonly Suggestion[]>;
  /** Parses, then runs; `invalid` makes the refusal for values that do not fit. */
  readonly run: (context: Context, raw: RawOptions, invalid: Invalid) => Promise<Outcome>;
};

export type RawOptions = Readonly<Record<string, string | number | boolean | TextFile>>;
type Invalid = (error: z.ZodError, raw: RawOptions) => Outcome;

export function defineCommand<Options extends z.ZodObject>(definition: CommandDefinition<Options>): Command {
  const { name, summary, visibility, examples, actions = [] } = definition;
  const completers: Readonly<Record<string, Completer | undefined>> = definition.complete ?? {};
  return {
    name,
    summary,
    visibility,
    examples,
    actions,
    leftOff: definition.leftOff ?? (async () => undefined),
    options: describeOptions(definition.options),
    completes: Object.keys(completers),
    complete: async (context, option, typed) => (await completers[option]?.(context, typed)) ?? [],
    run: async (context, raw, invalid) => {
      const parsed = definition.options.safeParse(raw);
      return parsed.success ? definition.run(context, parsed.data) : invalid(parsed.error, raw);
    },
  };
}

/** What a press brings beside the action's own arguments. */
export type Pressed = {
  /** The value chosen in a select, or the fields of a form. */
  readonly input: Readonly<Record<string, string>>;
};

/** An action of any command, called with raw text from outside and parsed by its own schema. */
export type AnyAction = {
  readonly id: string;
  readonly run: (context: Context, raw: Readonly<Record<string, string>>) => Promise<Outcome> | undefined;
};

export type DefinedAction<Args> = AnyAction & ((args: Args) => Action);

/**
 * An action is called with its arguments to make a press, and run with the text that came back.
 * @param id unique over all commands, `command.verb`
 * @param schema of text fields; a chosen value arrives as `value`, the fields of a form under their names
 */
export function defineAction<Schema extends z.ZodObject>(
  id: string,
  schema: Schema,
  handle: (context: Context, args: z.output<Schema>) => Answer,
): DefinedAction<Partial<z.input<Schema>>> {
  const make = (args: Partial<z.input<Schema>>): Action => ({ id, args: textArguments(args) });
  const run = (context: Context, raw: Readonly<Record<string, string>>) => {
    const parsed = schema.safeParse(raw);
    return parsed.success ? Promise.resolve(handle(context, parsed.data)) : undefined;
  };
  return Object.assign(make, { id, run });
}

function textArguments(args: object): Record<string, string> {
  const present = Object.entries(args).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, String(value)]));
}
