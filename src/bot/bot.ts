/** The one handler layer behind every platform: a line, a press or a half-typed word in, an outcome out. */
import { closest, distance } from 'fastest-levenshtein';
import type { Log } from '../ports/log.ts';
import { button, refusal } from '../reply/build.ts';
import { cleanLine, quote } from '../reply/clean.ts';
import type { Action, Control, Outcome, Reply, Visibility } from '../reply/nodes.ts';
import { mapPresses } from '../reply/walk.ts';
import { StoreUnavailable } from '../store/documents.ts';
import type { ActionIds } from './action-id.ts';
import type { Actor, AnyAction, Command, Context, Place, RawOptions, Suggestion } from './command.ts';
import { readOptions } from './read-line.ts';
import { misfit, usage } from './sentences.ts';
import { builtInActions, runLine, settle } from './share.ts';

/** Who asks, and where. */
export type Asker = {
  readonly actor: Actor;
  readonly place: Place;
  /** When it was said or pressed by the platform's own clock, epoch milliseconds. */
  readonly at?: number;
};

/** An outcome whose buttons are ids a platform can carry. */
export type Sealed = Outcome<string>;

export type Bot = {
  readonly commands: readonly Command[];
  /** A typed line without the leading `/kafka`: `concept isr`, or words that are no command. */
  readonly say: (line: string, asker: Asker, files?: readonly NamedText[]) => Promise<Answer>;
  /** A command whose options a platform has read already. */
  readonly run: (command: string, options: RawOptions, asker: Asker) => Promise<Answer>;
  /** A button, a choice in a select or a filled form. */
  readonly press: (id: string, input: Readonly<Record<string, string>>, asker: Asker) => Promise<Sealed>;
  readonly complete: (
    command: string,
    option: string,
    typed: string,
    asker: Asker,
  ) => Promise<readonly Suggestion[]>;
  /** What this person has begun and not finished, in the order of the commands. */
  readonly leftOff: (asker: Asker) => Promise<readonly Sealed[]>;
  /** Does what is due: rounds whose time has come. Called a few times a second. */
  readonly tick: () => Promise<void>;
  /** Writes to people whose reminder is due. Not part of a tick: many at the same hour must hold up no round. */
  readonly remind: () => Promise<void>;
  /** Who sees a command's answer, known before it runs. */
  readonly visibility: (command: string) => Visibility;
};

export type NamedText = { readonly name: string; readonly text: string };

/** `command` is the one that ran, also when a lookup stood in for it. */
export type Answer = { readonly command: string; readonly outcome: Sealed };

export type BotParts = {
  readonly commands: readonly Command[];
  /** Answers text that is no command. */
  readonly lookup: string;
  readonly ids: ActionIds;
  readonly log: Log;
  /** A short reference for faults. */
  readonly reference: () => string;
  readonly context: (asker: Asker) => Omit<Context, 'say'>;
  readonly tick: () => Promise<void>;
  readonly remind: () => Promise<void>;
  /** Told of every answer before it goes out; must not hold it up. */
  readonly answered: (outcome: Outcome, context: Context) => void;
};

export function createBot(parts: BotParts): Bot {
  const { commands, ids, log } = parts;
  const byName = new Map(commands.map((command) => [command.name, command]));
  const actions = collectActions(commands);

  const finish = async (work: Promise<Outcome>, label: string, context: Context): Promise<Sealed> => {
    try {
      const usual = byName.get(label)?.visibility ?? 'private';
      const outcome = await work;
      parts.answered(outcome, context);
      return await mapPresses(settle(outcome, usual, context), ids.seal);
    } catch (error) {
      return fault(error, label);
    }
  };

  const fault = (error: unknown, label: string): Outcome<string> => {
    const reference = parts.reference();
    log.error({ error, reference, label }, 'request failed');
    const sentence =
      error instanceof StoreUnavailable
        ? `I cannot reach my memory right now, so nothing was changed; try again in a moment (ref ${reference}).`
        : `Something broke on my side (ref ${reference}).`;
    const body = [{ type: 'paragraph' as const, body: [{ type: 'text' as const, text: sentence }] }];
    return {
      type: 'reply',
      ok: false,
      fault: true,
      title: 'Sorry',
      summary: sentence,
      body,
      visibility: 'private',
      placement: 'new',
    };
  };

  const contextFor = (asker: Asker): Context => {
    const context: Context = { ...parts.context(asker), say: (line) => runText(line, context, []).outcome };
    return context;
  };

  const runCommand = (command: Command, raw: RawOptions, context: Context): Promise<Outcome> =>
    command.run(context, raw, (error, given) => refusal(misfit(command, error, given), [help(command.name)]));

  const help = (topic: string): Control => button('Help', runLine({ line: `help ${topic}`.trim() }));

  const runText = (
    line: string,
    context: Context,
    files: readonly NamedText[],
  ): { command: string; outcome: Promise<Outcome> } => {
    const { name, rest } = splitCommand(line.trim());
    const typed = name.toLowerCase();
    // `concepts` and `patterns` are what people type to see all of them.
    const command = byName.get(typed) ?? byName.get(typed.replace(/s$/, ''));
    if (!command) return noCommand(name, line, context);
    const { values, unknown, left } = readOptions(rest, command.options);
    const [odd] = unknown;
    const complaint = odd
      ? unknownOption(command, odd.key ?? odd.raw)
      : left[0]
        ? superfluous(command, left[0].value)
        : undefined;
    if (complaint)
      return { command: command.name, outcome: Promise.resolve(refusal(complaint, [help(command.name)])) };
    return {
      command: command.name,
      outcome: runCommand(command, { ...values, ...fileOption(command, files) }, context),
    };
  };

  const noCommand = (name: string, line: string, context: Context) => {
    const near = nearest(name, [...byName.keys()]);
    const words = line.trim();
    const isMisspelt =
      near !== undefined &&
      (context.catalogue.find(words).confidence !== 'sure' || distance(name, near) === 1);
    const lookup = byName.get(parts.lookup);
    if (isMisspelt || !lookup) {
      const fixed = near ? `${near}${words.slice(name.length)}` : 'help';
      const outcome = refusal(
        `There is no command ${quote(name)}; did you mean \`/kafka ${near ?? 'help'}\`?`,
        [button(`/kafka ${fixed}`.slice(0, 70), runLine({ line: fixed })), help('')],
      );
      return { command: name, outcome: Promise.resolve<Outcome>(outcome) };
    }
    return { command: lookup.name, outcome: runCommand(lookup, lookupOptions(lookup, words), context) };
  };

  const pressAction = async (
    { id, args }: Action,
    input: Readonly<Record<string, string>>,
    context: Context,
  ): Promise<Outcome> => {
    return (await actions.get(id)?.run(context, { ...args, ...input })) ?? expired();
  };

  return {
    commands,
    tick: parts.tick,
    remind: parts.remind,
    visibility: (name) => byName.get(name)?.visibility ?? 'private',
    async say(line, asker, files = []) {
      const text = withoutSlash(line) || 'help';
      const context = contextFor(asker);
      const { command, outcome } = runText(text, context, files);
      return { command, outcome: await finish(outcome, command, context) };
    },
    async run(name, options, asker) {
      const context = contextFor(asker);
      const command = byName.get(name);
      const outcome = command ? runCommand(command, options, context) : Promise.resolve(expired());
      return { command: name, outcome: await finish(outcome, name, context) };
    },
    async press(sealed, input, asker) {
      const action = await ids.open(sealed).catch((error: unknown) => fault(error, 'press'));
      if (action && 'type' in action) return action;
      const context = contextFor(asker);
      if (!action) return finish(Promise.resolve(expired()), 'press', context);
      return finish(pressAction(action, input, context), action.id, context);
    },
    async leftOff(asker) {
      const context = contextFor(asker);
      const open = await Promise.all(
        commands.map(async ({ name, leftOff }) => {
          const left = leftOff(context).then((reply) => reply ?? NOTHING);
          return finish(left, name, context);
        }),
      );
      return open.filter(({ type }) => type !== 'removal');
    },
    async complete(name, option, typed, asker) {
      try {
        return (await byName.get(name)?.complete(contextFor(asker), option, cleanLine(typed))) ?? [];
      } catch (error) {
        log.warn({ error, label: name }, 'completion failed');
        return [];
      }
    },
  };
}

/** Stands for no reply on the way through `finish`, which turns faults into sentences. */
const NOTHING: Outcome = { type: 'removal' };

function collectActions(commands: readonly Command[]): Map<string, AnyAction> {
  const actions = new Map<string, AnyAction>();
  for (const action of [...builtInActions, ...commands.flatMap((command) => command.actions)]) {
    const known = actions.get(action.id);
    if (known && known !== action) throw new Error(`Two actions are called “${action.id}”`);
    actions.set(action.id, action);
  }
  return actions;
}

/** People type the slash where it is not needed too. */
function withoutSlash(line: string): string {
  return line
    .trim()
    .replace(/^\/kafka(?=\s|$)/i, '')
    .trim();
}

function splitCommand(line: string): { name: string; rest: string } {
  const [name = ''] = /^\S+/.exec(line) ?? [];
  return { name, rest: line.slice(name.length) };
}

function fileOption(command: Command, files: readonly NamedText[]): RawOptions {
  const [file] = files;
  const option = command.options.find((each) => each.kind === 'file');
  return file && option ? { [option.name]: file } : {};
}

function lookupOptions(lookup: Command, words: string): RawOptions {
  const rest = lookup.options.find((option) => option.rest);
  return rest ? { [rest.name]: words } : {};
}

/** A command name at most two letters away, one for short names. */
function nearest(typed: string, names: readonly string[]): string | undefined {
  if (typed.length < 3 || names.length === 0) return undefined;
  const near = closest(typed.toLowerCase(), [...names]);
  return distance(typed.toLowerCase(), near) <= (near.length > 5 ? 2 : 1) ? near : undefined;
}

function unknownOption(command: Command, key: string): string {
  const names = command.options.map((option) => option.name);
  const near = nearest(key, names);
  const advice = near ? `did you mean ${near}?` : `it takes ${names.join(', ')}.`;
  return `${command.name} has no option ${quote(key)}; ${advice}`;
}

function superfluous(command: Command, word: string): string {
  const known = command.options.flatMap(({ positional, choices = [] }) =>
    positional ? choices.map(({ value }) => value) : [],
  );
  const words = known.length === 0 ? '' : ` The words it knows are ${known.join(', ')}.`;
  return `I do not know what ${quote(word)} means for ${command.name}; write it as \`${usage(command)}\`.${words}`;
}

function expired(): Reply {
  return refusal('That button has expired; run the command again.', [
    button('Help', runLine({ line: 'help' })),
  ]);
}
