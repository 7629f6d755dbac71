/** A channel with people and the assembled bot in one or more instances, on one store, with a clock that the test moves. */
import Keyv from 'keyv';
import { assemble } from '../../src/assemble.ts';
import type { Bot, Sealed } from '../../src/bot/bot.ts';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Control, Reply } from '../../src/reply/nodes.ts';
import type { MessageRef, Messenger } from '../../src/round/messenger.ts';
import { createSqliteRoundStore } from '../../src/round/sqlite-round-store.ts';
import { createDocuments } from '../../src/store/documents.ts';
import { SqliteStore } from '../../src/store/sqlite.ts';
import { createSqliteLedger } from '../../src/store/sqlite-ledger.ts';
import { plainText } from '../fakes/plain-text.ts';

/** Loading takes a second and nothing changes it. */
const catalogue = loadCatalogue();

export const PLACE = 'test:room';

export type Message = { readonly nonce: string; reply: Reply<string>; edits: number; isDeleted: boolean };

type Options = {
  readonly instances?: number;
  readonly start?: number;
  readonly messenger?: Partial<Messenger>;
  readonly platform?: 'web' | 'discord' | 'slack';
  /** Milliseconds by which the platform's clock is ahead of the store's. */
  readonly ahead?: number;
  /** Milliseconds by which the machine's clock is behind the store's. */
  readonly behind?: number;
  readonly random?: () => number;
};

export type ChannelStage = Awaited<ReturnType<typeof openChannel>>;

export async function openChannel(options: Options = {}) {
  const {
    instances = 1,
    start = Date.UTC(2026, 10, 2, 10),
    platform = 'web',
    ahead = 0,
    behind = 0,
  } = options;
  let time = start;
  const clock = () => time;
  const sqlite = new SqliteStore(':memory:');
  const rounds = createSqliteRoundStore(sqlite.database, clock);
  const ledger = createSqliteLedger(sqlite.database, clock);
  const documents = createDocuments(new Keyv({ store: sqlite }));
  const store = { documents, rounds, ledger, forget: async () => undefined };
  const messages: Message[] = [];
  const known = (ref: MessageRef) => messages[Number(ref)];
  const usual: Messenger = {
    editEveryMs: 1,
    async post(_, reply, nonce) {
      messages.push({ nonce, reply, edits: 0, isDeleted: false });
      return { ref: String(messages.length - 1), at: time + ahead };
    },
    async edit(ref, reply) {
      const message = known(ref);
      if (!message) throw new Error(`no message ${ref}`);
      Object.assign(message, { reply, edits: message.edits + 1 });
    },
  };
  let messenger: Messenger = { ...usual, ...options.messenger };
  let isConnected = true;
  const bots: Bot[] = [];
  for (let count = 0; count < instances; count++)
    bots.push(
      await assemble({
        store,
        catalogue,
        log: silentLog,
        buttonSecret: 'secret',
        now: () => time - behind,
        ...(options.random ? { random: options.random } : {}),
        messengerFor: () => (isConnected ? messenger : undefined),
      }),
    );
  const [first] = bots;
  if (!first) throw new Error('a stage needs an instance');

  const person = (name: string, moderator = false) => {
    const asker = () => ({
      actor: { id: `test:${name.toLowerCase()}`, name, moderator },
      place: { id: PLACE, workspace: 'test', kind: 'channel' as const, platform },
      at: time + ahead + late,
    });
    let own: Reply<string> | undefined;
    /** What this person's press says of its own time. */
    let late = 0;
    const heard = (outcome: Sealed) => {
      if (outcome.type !== 'reply') throw new Error(`${outcome.type} instead of a reply`);
      own = outcome;
      return plainText(outcome);
    };
    /** The newest button with this label: on the person's own page, else in the channel. */
    const find = (label: string) => {
      const pages = [...(own ? [own] : []), ...messages.map(({ reply }) => reply).reverse()];
      const button = pages
        .flatMap(controlsOf)
        .find(
          (each): each is Extract<Control<string>, { type: 'button' }> =>
            each.type === 'button' && each.label === label,
        );
      if (!button) throw new Error(`${name} sees no button ${label}`);
      return button.press;
    };
    return {
      id: asker().actor.id,
      say: async (line: string, bot = first) => heard((await bot.say(line, asker())).outcome),
      press: async (label: string, bot = first) => heard(await bot.press(find(label), {}, asker())),
      /** A button as it stands now, to be pressed later. */
      keep: (label: string) => {
        const press = find(label);
        return async () => heard(await first.press(press, {}, asker()));
      },
      files: () => own?.files ?? [],
      claims: (milliseconds: number) => {
        late = milliseconds;
      },
    };
  };

  return {
    store,
    bots,
    get messenger() {
      return messenger;
    },
    /** From here on the platform behaves otherwise. */
    replace: (changed: Partial<Messenger>) => {
      messenger = { ...messenger, ...changed };
    },
    /** Whether any instance runs the platform. */
    connect: (isOn: boolean) => {
      isConnected = isOn;
    },
    question: (id: string) => catalogue.question(id),
    messages,
    person,
    now: clock,
    texts: () => messages.map(({ reply }) => plainText(reply)),
    screen: () => messages.map(({ reply }) => plainText(reply)).join('\n\n'),
    latest: () => plainText(messages.at(-1)?.reply ?? { body: [] }),
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    tick: (bot = first) => bot.tick(),
    /** Moves the clock and lets all instances do what is due, a few times, since one thing leads to another. */
    async later(milliseconds: number) {
      time += milliseconds;
      for (let again = 0; again < 3; again++) await Promise.all(bots.map((bot) => bot.tick()));
    },
    runningIn: async (slot = PLACE) => {
      const id = await rounds.runningIn(slot);
      return id === undefined ? undefined : (await rounds.load(id))?.round;
    },
  };
}

const controlsOf = (reply: Reply<string>): readonly Control<string>[] =>
  reply.body.flatMap((block) => (block.type === 'actions' ? block.controls : []));
