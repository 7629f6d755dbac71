/** What becomes of a line or a press: who sees the outcome, and which message it replaces. */
import type { Asker, Bot, NamedText, Sealed } from '../../bot/bot.ts';
import type { Place } from '../../bot/command.ts';
import { clean, cleanLine, shorten } from '../../reply/clean.ts';
import type { Form, Reply } from '../../reply/nodes.ts';
import type { Channel, Message } from './channel.ts';
import type { Drafter } from './draft.ts';
import { Refused } from './guard.ts';
import type { Person } from './people.ts';
import { renderChat } from './render.ts';

export const CHANNEL: Place = { id: 'web:main', workspace: 'web', kind: 'channel', platform: 'web' };
const LONGEST_CHAT = 4_000;

/** What the one who spoke or pressed gets back; what others see goes through the channel. */
export type Result =
  /** The event stream brings the message that answers, if there is one. */
  | { readonly type: 'done'; readonly number?: number }
  | { readonly type: 'form'; readonly form: Form<string>; readonly message: string }
  /** A filled form that does not fit; it stays open. */
  | { readonly type: 'problem'; readonly sentence: string };

export type Pressed = {
  readonly press: string;
  /** Number of the message the control is on, as text. */
  readonly message: string;
  readonly input: Readonly<Record<string, string>>;
  readonly isForm: boolean;
};

export type Talk = {
  readonly say: (text: string, files: readonly NamedText[], person: Person) => Promise<Result>;
  readonly press: (pressed: Pressed, person: Person) => Promise<Result>;
};

export const askerFor = ({ id, name, moderator }: Person): Asker => ({
  actor: { id, name, moderator },
  place: CHANNEL,
});

type Parts = { bot: Bot; channel: Channel; draft: Drafter; now: () => number };

export function createTalk({ bot, channel, draft, now }: Parts): Talk {
  const once = createOnce(now);

  async function say(raw: string, attached: readonly NamedText[], person: Person): Promise<Result> {
    const text = clean(raw).trim();
    const line = commandLine(text, bot);
    if (line !== undefined) {
      const { outcome } = await bot.say(line, askerFor(person), attached);
      return settle(outcome, person, undefined, shownLine(line, bot));
    }
    if (attached.length > 0) {
      throw new Refused(400, 'A file goes with a command: write /kafka and the command before you send it.');
    }
    if (text === '') return done();
    if (text.length > LONGEST_CHAT) {
      throw new Refused(400, `That is ${text.length} characters; a message holds up to ${LONGEST_CHAT}.`);
    }
    const said = renderChat(text).toString();
    const message = await channel.post({
      author: { id: person.id, name: person.name },
      summary: shorten(cleanLine(text), 300),
      html: () => said,
    });
    return done(message);
  }

  async function press({ press: id, message, input, isForm }: Pressed, person: Person): Promise<Result> {
    const pressed = channel.find(Number(message), person.id);
    const outcome = await bot.press(id, input, askerFor(person));
    if (isForm && outcome.type === 'reply' && !outcome.ok)
      return { type: 'problem', sentence: outcome.summary };
    return settle(outcome, person, pressed);
  }

  async function settle(outcome: Sealed, person: Person, pressed?: Message, asked?: string): Promise<Result> {
    if (outcome.type === 'form') {
      return { type: 'form', form: outcome, message: pressed === undefined ? '' : String(pressed.number) };
    }
    if (outcome.type === 'removal') {
      return done(pressed && (await channel.remove(pressed.number)));
    }
    const isPrivate = outcome.visibility !== 'public';
    if (pressed && replaces(outcome, pressed, person)) {
      const changed = await channel.change(pressed.number, await draft(outcome, { to: pressed.to, asked }));
      if (changed) return done(changed);
    }
    const to = isPrivate ? person.id : undefined;
    return done(await channel.post(await draft(outcome, { to, asked })));
  }

  return {
    say,
    press: (pressed, person) => {
      const revision = channel.find(Number(pressed.message), person.id)?.revision;
      return once(JSON.stringify([person.id, revision, pressed]), () => press(pressed, person));
    },
  };
}

/** A page turns only where it is the presser's own and stays theirs. */
function replaces({ placement, visibility }: Reply<string>, pressed: Message, person: Person): boolean {
  if (placement === 'update') return true;
  return placement === 'turn' && pressed.to === person.id && visibility !== 'public';
}

const done = (message?: Message): Result => ({
  type: 'done',
  ...(message && { number: message.number }),
});

/** `/kafka …`, or `/calc …` by somebody who leaves the name out; undefined for what people say to each other. */
function commandLine(text: string, bot: Bot): string | undefined {
  const named = /^\/kafka(?:\s+([\s\S]*))?$/i.exec(text);
  if (named) return named[1] ?? '';
  const short = /^\/(\w+)(?=\s|$)/.exec(text)?.[1]?.toLowerCase();
  return bot.commands.some(({ name }) => name === short) ? text.slice(1) : undefined;
}

/** What stands above the answer. Pasted text stays out of it and so out of the store: it may hold secrets. */
function shownLine(line: string, bot: Bot): string {
  const [name = ''] = line.trim().split(/\s+/, 1);
  const command = bot.commands.find((each) => each.name === name.toLowerCase());
  const isPasted = command?.options.some(({ kind }) => kind === 'lines') && line.trim() !== name;
  return isPasted ? `/kafka ${name} …` : `/kafka ${line}`;
}

const DOUBLE_CLICK_MS = 700;

/** The second half of a double click gets the first one's result instead of happening again. */
function createOnce(now: () => number) {
  const recent = new Map<string, { at: number; result: Promise<Result> }>();
  return (key: string, work: () => Promise<Result>): Promise<Result> => {
    for (const [old, { at }] of recent) if (now() - at > DOUBLE_CLICK_MS) recent.delete(old);
    const known = recent.get(key);
    if (known) return known.result;
    const result = work();
    recent.set(key, { at: now(), result });
    return result;
  };
}
