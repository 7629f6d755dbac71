/** The edge of the round: loads it, steps it, saves it, and does what the step asks for. Any instance may do any of it. */
import type { Log } from '../ports/log.ts';
import type { Reply } from '../reply/nodes.ts';
import { ChannelGone, MessageGone, type Messenger } from './messenger.ts';
import { type Answer, type Round, TURN_OF_LOBBY, UNTIMED_PATIENCE_MS } from './round.ts';
import type { Locked, NotPlaying, RoundStore } from './round-store.ts';
import { active } from './scoring.ts';
import { canJoinLate, type Effect, type Refused, type RoundEvent, step } from './step.ts';

export type KeeperParts = {
  readonly store: RoundStore;
  readonly log: Log;
  /** The messenger of a place; undefined when its platform does not run here. */
  readonly messengerFor: (place: string) => Messenger | undefined;
  readonly pages: RoundPages;
  /** Position on the screen of the right option; the key never leaves the catalogue otherwise. */
  readonly rightShown: (asked: Round['questions'][number]) => Promise<number>;
  /** These are called once or more for each posted question, revealed question and finished round: they must tolerate repetition. */
  readonly onPost?: (round: Round, turn: number) => Promise<void>;
  readonly onReveal?: (round: Round, turn: number, answers: readonly Answer[]) => Promise<void>;
  readonly onFinish?: (round: Round) => Promise<void>;
};

/** What the channel sees at each point, with presses sealed. */
export type RoundPages = {
  readonly current: (round: Round, answered: number) => Promise<Reply<string>>;
  /** What becomes of the lobby, or of a lone question, when what follows stands in a message of its own. */
  readonly past: (round: Round) => Promise<Reply<string>>;
  readonly reveal: (round: Round, turn: number, answers: readonly Answer[]) => Promise<Reply<string>>;
  readonly result: (round: Round) => Promise<Reply<string>>;
};

export type Handled =
  | { readonly ok: true; readonly round: Round }
  | { readonly ok: false; readonly why: Refused | 'unknown' };

export type Keeper = {
  /** Keeps the round, claims its slot and shows it; false when another round runs there or this one was opened before. */
  readonly open: (round: Round) => Promise<boolean>;
  readonly handle: (id: string, event: RoundEvent) => Promise<Handled>;
  readonly answer: (
    id: string,
    turn: number,
    press: { user: string; name: string; shown: number; at: number },
  ) => Promise<Locked | NotPlaying>;
  /** Wakes every round whose time has come, and shows new answer counts. Called again and again. */
  readonly sweep: () => Promise<void>;
};

/** Rounds woken in one sweep; the rest follow in the next. */
const MOST_DUE = 100;
const MOST_ATTEMPTS = 20;
/** Open questions that an instance remembers. */
const MOST_OPENINGS = 200;
/** A press may have been made this much after we think we got it, and may have been this long on its way. */
const CLOCKS_DIFFER_MS = 1_000;
const LONGEST_WAY_MS = 10_000;

type Opening = {
  /** Who may answer: everybody, or those who are in; nobody comes in while a question is open. */
  readonly audience: ReadonlySet<string> | 'everybody';
  /** The store's clock minus the platform's. */
  readonly skew: number;
};
const BUDGET_MS = 10_000;
/** People want to see that they are in. */
const LOBBY_PACE_MS = 2_000;
/** Share of a workspace's edits that counts and lobbies may use; the rest is for what cannot wait. */
const PATIENT_SHARE = 0.8;

const messageOf = (turn: number) => `message:${turn}`;

export function createKeeper(parts: KeeperParts): Keeper {
  const { store, log, pages } = parts;
  /** Rounds whose message is behind: new answers to the open question, or people who came and went in the lobby. */
  const behind = new Set<string>();

  const handle = async (id: string, event: RoundEvent): Promise<Handled> => {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const loaded = await store.load(id);
      if (!loaded) return { ok: false, why: 'unknown' };
      const result = step(loaded.round, event);
      if (!result.ok) return { ok: false, why: result.why };
      // Only the instance whose change was taken carries out what follows from it.
      if (!(await store.save(result.round, loaded.version))) continue;
      for (const effect of result.effects) await carryOut(result.round, effect);
      return { ok: true, round: result.round };
    }
    throw new Error(`Round ${id} changed ${MOST_ATTEMPTS} times while one event was handled`);
  };

  const carryOut = async (round: Round, effect: Effect): Promise<void> => {
    const messenger = parts.messengerFor(round.place);
    if (!messenger) return;
    try {
      await perform(round, effect, messenger);
    } catch (error) {
      if (error instanceof ChannelGone) {
        await handle(round.id, { type: 'channel-gone', now: await store.now() });
        return;
      }
      // The round is saved with a due time, so the next sweep tries again.
      log.warn({ error, round: round.id, effect: effect.type }, 'a round could not show its state');
    }
  };

  const perform = async (round: Round, effect: Effect, messenger: Messenger): Promise<void> => {
    switch (effect.type) {
      case 'draw':
        if (effect.urgent) return drawSoon(round.id);
        behind.add(round.id);
        // Nobody's private answer waits for it; what cannot be drawn yet is drawn in a later sweep.
        void catchUpQuietly(round.id);
        return;
      case 'lobby':
        return showLobby(round, messenger);
      case 'post':
        return post(round, effect.turn, messenger);
      case 'collect':
        return collect(round, effect.turn);
      case 'reveal':
        return reveal(round, effect.turn, messenger);
      case 'finish':
        return finish(round, messenger);
    }
  };

  /** Rounds whose message is being edited, and whether it has changed since. */
  const drawing = new Map<string, { isStale: boolean }>();

  /**
   * Shows the round as it is by then. Nobody's private answer waits for it, and however many people join at once,
   * one edit is on its way and at most one more follows.
   */
  const drawSoon = (id: string): void => {
    const running = drawing.get(id);
    if (running) {
      running.isStale = true;
      return;
    }
    const state = { isStale: true };
    drawing.set(id, state);
    const untilFresh = async () => {
      while (state.isStale) {
        state.isStale = false;
        const loaded = await store.load(id);
        const messenger = loaded && parts.messengerFor(loaded.round.place);
        if (loaded && messenger) await draw(loaded.round, messenger);
      }
    };
    untilFresh()
      .catch((error: unknown) => log.warn({ error, round: id }, 'a round could not show its state'))
      .finally(() => drawing.delete(id));
  };

  const draw = async (round: Round, messenger: Messenger): Promise<void> => {
    const turn = 'turn' in round.phase ? round.phase.turn : TURN_OF_LOBBY;
    const ref = await store.recall(round.id, messageOf(turn));
    if (ref !== undefined) {
      await countEdit(round, messenger, 1);
      const page = await pages.current(round, turn < 0 ? 0 : await store.count(round.id, turn));
      return messenger
        .edit(ref, page)
        .catch((error: unknown) => replace(round, turn, page, messenger, error));
    }
    // Paused before the next question was asked: the explanation of the last one stays and gets the way on.
    const last = await store.recall(round.id, messageOf(turn - 1));
    if (last === undefined || round.phase.at !== 'paused') return;
    await countEdit(round, messenger, 1);
    await messenger.edit(last, await pages.reveal(round, turn - 1, await store.answers(round.id, turn - 1)));
  };

  /** Somebody deleted the message of the lobby or the open question: it is posted once more, and its clock runs on. */
  const replace = async (
    round: Round,
    turn: number,
    page: Reply<string>,
    messenger: Messenger,
    error: unknown,
  ): Promise<void> => {
    const isFirst =
      error instanceof MessageGone && (await store.first(`again:${round.id}:${turn}`, UNTIMED_PATIENCE_MS));
    if (!isFirst) throw error;
    const { ref } = await messenger.post(round.place, page, `${round.id}-${turn}a`);
    await store.remember(round.id, messageOf(turn), ref);
  };

  /** Counts an edit against what the workspace may have. @returns whether it is within that share */
  const countEdit = async (round: Round, { editsPerMinute }: Messenger, share: number): Promise<boolean> => {
    if (editsPerMinute === undefined) return true;
    // In small steps, so that the end of one minute and the start of the next do not add up.
    const part = Math.floor((await store.now()) / BUDGET_MS);
    const most = Math.floor((editsPerMinute * share * BUDGET_MS) / 60_000);
    return store.tally(`edits:${round.workspace}:${part}`, BUDGET_MS, most);
  };

  const showLobby = async (round: Round, messenger: Messenger): Promise<void> => {
    const { ref } = await messenger.post(round.place, await pages.current(round, 0), `${round.id}-lobby`);
    await store.remember(round.id, messageOf(TURN_OF_LOBBY), ref);
    await handle(round.id, { type: 'shown', now: await store.now() });
  };

  const post = async (round: Round, turn: number, messenger: Messenger): Promise<void> => {
    const limit = round.questions[turn]?.limit ?? null;
    const now = await store.now();
    // Shown at once as it will be to within the time a post takes, which saves every question an edit.
    const closes = limit === null ? null : now + limit;
    const opening = {
      ...round,
      phase: { at: 'open' as const, turn, opened: now, closes, skew: 0, extended: false },
    };
    const posted = await messenger.post(round.place, await pages.current(opening, 0), `${round.id}-${turn}`);
    await store.remember(round.id, messageOf(turn), posted.ref);
    await handle(round.id, { type: 'posted', turn, at: posted.at, now: await store.now() });
    await parts.onPost?.(round, turn);
    if (turn === 0 && round.form === 'round') await retire(round, TURN_OF_LOBBY, messenger);
  };

  /** Takes the buttons off a message that is over. Nothing depends on it: whoever presses an old one is told so. */
  const retire = async (round: Round, turn: number, messenger: Messenger): Promise<void> => {
    const ref = await store.recall(round.id, messageOf(turn));
    if (ref === undefined || !(await countEdit(round, messenger, PATIENT_SHARE))) return;
    await messenger.edit(ref, await pages.past(round)).catch((error: unknown) => {
      log.debug({ error, round: round.id }, 'a message that is over stays as it was');
    });
  };

  const collect = async (round: Round, turn: number): Promise<void> => {
    const asked = round.questions[turn];
    if (!asked) return;
    behind.delete(round.id);
    const answers = await store.answers(round.id, turn);
    await handle(round.id, {
      type: 'close',
      turn,
      answers,
      right: await parts.rightShown(asked),
      now: await store.now(),
    });
  };

  const reveal = async (round: Round, turn: number, messenger: Messenger): Promise<void> => {
    const answers = await store.answers(round.id, turn);
    const page = await pages.reveal(round, turn, answers);
    const ref = await store.recall(round.id, messageOf(turn));
    const nonce = `${round.id}-${turn}r`;
    if (round.form === 'question') {
      // Hours have passed and the channel has scrolled on.
      await messenger.post(round.place, page, nonce);
      await retire(round, turn, messenger);
    } else await editOrPost(round, ref, page, nonce, messenger);
    await handle(round.id, { type: 'shown', now: await store.now() });
    void follow(round, turn, answers).catch((error: unknown) =>
      log.warn({ error, round: round.id }, 'what follows from answers waits for the end of the round'),
    );
  };

  /** What follows from an answer may take a while, so the round does not wait for it; its end catches up on what was cut off. */
  const follow = async (round: Round, turn: number, answers: readonly Answer[]): Promise<void> => {
    const key = `followed:${turn}`;
    if (!parts.onReveal || (await store.recall(round.id, key)) !== undefined) return;
    await parts.onReveal(round, turn, answers);
    await store.remember(round.id, key, 'yes');
  };

  const finish = async (round: Round, messenger: Messenger): Promise<void> => {
    // First what can be repeated without anybody seeing it.
    await parts.onFinish?.(round);
    const isTold = round.form === 'question' && round.scored >= 0;
    if (round.phase.at === 'over' && round.phase.why !== 'channel-gone' && !isTold) {
      await messenger.post(round.place, await pages.result(round), `${round.id}-end`);
    }
    await handle(round.id, { type: 'shown', now: await store.now() });
    for (let turn = 0; turn <= round.scored; turn++)
      await follow(round, turn, await store.answers(round.id, turn));
  };

  const editOrPost = async (
    round: Round,
    ref: string | undefined,
    page: Reply<string>,
    nonce: string,
    messenger: Messenger,
  ) => {
    try {
      if (ref !== undefined && (await countEdit(round, messenger, 1))) return await messenger.edit(ref, page);
    } catch (error) {
      if (!(error instanceof MessageGone)) throw error;
    }
    await messenger.post(round.place, page, nonce);
  };

  const catchUp = async (id: string): Promise<void> => {
    const loaded = await store.load(id);
    const messenger = loaded && parts.messengerFor(loaded.round.place);
    if (!loaded || !messenger || !['lobby', 'open'].includes(loaded.round.phase.at)) {
      behind.delete(id);
      return;
    }
    // One edit per interval over all instances: whoever claims the interval draws it.
    const pace =
      loaded.round.phase.at === 'lobby'
        ? Math.min(LOBBY_PACE_MS, messenger.editEveryMs)
        : messenger.editEveryMs;
    const interval = Math.floor((await store.now()) / pace);
    if (!(await store.first(`edit:${id}:${interval}`, pace * 2))) return;
    if (!(await countEdit(loaded.round, messenger, PATIENT_SHARE))) return;
    behind.delete(id);
    drawSoon(id);
  };

  const catchUpQuietly = (id: string) =>
    catchUp(id).catch((error: unknown) => log.debug({ error, round: id }, 'a count could not be shown'));

  /** Open questions as this instance has met them. What is kept of them does not change while they are open. */
  const openings = new Map<string, Opening>();

  const openingOf = async (id: string, turn: number): Promise<Opening | undefined> => {
    const key = `${id}:${turn}`;
    const known = openings.get(key);
    if (known) return known;
    const round = (await store.load(id))?.round;
    if (round?.phase.at !== 'open' || round.phase.turn !== turn) return undefined;
    const audience = canJoinLate(round) ? 'everybody' : new Set(active(round));
    const opening = { audience, skew: round.phase.skew } as const;
    openings.set(key, opening);
    const [oldest] = openings.keys();
    if (openings.size > MOST_OPENINGS && oldest !== undefined) openings.delete(oldest);
    return opening;
  };

  const notPlaying = async (id: string, user: string): Promise<NotPlaying> => {
    const players = (await store.load(id))?.round.players ?? {};
    return { outcome: 'not-playing', why: Object.hasOwn(players, user) ? 'out' : 'not-in' };
  };

  /**
   * When it was pressed, by the platform's clock. A platform may pass on what the person's own device says, so what
   * lies in the future or too far back is replaced by when it came here.
   */
  const pressedAt = async (at: number, { skew }: Opening): Promise<number> => {
    const received = (await store.now()) - skew;
    return at > received + CLOCKS_DIFFER_MS || at < received - LONGEST_WAY_MS ? received : at;
  };

  /** Rounds this instance is waking: one that waits for its platform holds up no other. */
  const waking = new Set<string>();

  const wake = async (id: string, now: number): Promise<void> => {
    waking.add(id);
    try {
      await handle(id, { type: 'wake', now });
    } catch (error) {
      log.warn({ error, round: id }, 'a round could not be woken');
    } finally {
      waking.delete(id);
    }
  };

  return {
    handle,
    async open(round) {
      const messenger = parts.messengerFor(round.place);
      if (!messenger || !(await store.create(round))) return false;
      try {
        if (round.phase.at === 'posting') await post(round, round.phase.turn, messenger);
        else await showLobby(round, messenger);
      } catch (error) {
        // What a schedule opens is tried again; but a lobby that its host does not see must not keep the channel.
        if (round.scheduled && !(error instanceof ChannelGone)) return true;
        await handle(round.id, { type: 'channel-gone', now: await store.now() });
        throw error;
      }
      return true;
    },
    async answer(id, turn, press) {
      const opening = await openingOf(id, turn);
      if (opening && opening.audience !== 'everybody' && !opening.audience.has(press.user))
        return notPlaying(id, press.user);
      const at = opening ? await pressedAt(press.at, opening) : press.at;
      const locked = await store.answer(id, turn, { ...press, at });
      if (locked.outcome === 'locked') {
        behind.add(id);
        if (
          locked.answered >= locked.expected &&
          (await store.first(`early:${id}:${turn}:${locked.answered}`, 60_000))
        )
          await closeEarly(id, turn);
      }
      return locked;
    },
    async sweep() {
      const now = await store.now();
      const due = (await store.due(now, MOST_DUE)).filter((id) => !waking.has(id));
      await Promise.all([...due.map((id) => wake(id, now)), ...[...behind].map(catchUpQuietly)]);
    },
  };

  /** Everybody has answered: no reason to wait, unless somebody may still change their mind. */
  async function closeEarly(id: string, turn: number): Promise<void> {
    const loaded = await store.load(id);
    if (!loaded || loaded.round.settings.mayChange || loaded.round.form === 'question') return;
    if (loaded.round.phase.at !== 'open' || loaded.round.phase.turn !== turn) return;
    // Newcomers answer too, so the number alone does not tell that every player has.
    const answered = new Set((await store.answers(id, turn)).map(({ user }) => user));
    if (!active(loaded.round).every((user) => answered.has(user))) return;
    await handle(id, { type: 'all-answered', turn, now: await store.now() });
  }
}
