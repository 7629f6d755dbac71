/** The edge of the round: loads it, steps it, saves it, and does what the step asks for. Any instance may do any of it. */
import type { Log } from '../ports/log.ts';
import type { Reply } from '../reply/nodes.ts';
import { ChannelGone, MessageGone, type Messenger } from './messenger.ts';
import type { Answer, Round } from './round.ts';
import type { Locked, RoundStore } from './round-store.ts';
import { active } from './scoring.ts';
import { type Effect, type Refused, type RoundEvent, step } from './step.ts';

export type KeeperParts = {
  readonly store: RoundStore;
  readonly log: Log;
  /** The messenger of a place; undefined when its platform does not run here. */
  readonly messengerFor: (place: string) => Messenger | undefined;
  readonly pages: RoundPages;
  /** Position on the screen of the right option; the key never leaves the catalogue otherwise. */
  readonly rightShown: (asked: Round['questions'][number]) => Promise<number>;
  /** Called once or more for a finished round, and once or more for each revealed question: must tolerate repetition. */
  readonly onReveal?: (round: Round, turn: number, answers: readonly Answer[]) => Promise<void>;
  readonly onFinish?: (round: Round) => Promise<void>;
};

/** What the channel sees at each point, with presses sealed. */
export type RoundPages = {
  readonly current: (round: Round, answered: number) => Promise<Reply<string>>;
  readonly reveal: (round: Round, turn: number, answers: readonly Answer[]) => Promise<Reply<string>>;
  readonly result: (round: Round) => Promise<Reply<string>>;
};

export type Handled =
  | { readonly ok: true; readonly round: Round }
  | { readonly ok: false; readonly why: Refused | 'unknown' };

export type Keeper = {
  /** Keeps the round, claims the channel and shows the lobby; false when another round runs there. */
  readonly open: (round: Round) => Promise<boolean>;
  readonly handle: (id: string, event: RoundEvent) => Promise<Handled>;
  readonly answer: (
    id: string,
    turn: number,
    press: { user: string; name: string; shown: number; at: number },
  ) => Promise<Locked>;
  /** Wakes every round whose time has come, and shows new answer counts. Called again and again. */
  readonly sweep: () => Promise<void>;
};

/** Rounds woken in one sweep; the rest follow in the next. */
const MOST_DUE = 100;
const MOST_ATTEMPTS = 20;

export function createKeeper(parts: KeeperParts): Keeper {
  const { store, log, pages } = parts;
  /** Open questions with answers that the channel has not been told of: round id → turn. */
  const untold = new Map<string, number>();

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
        return drawSoon(round.id);
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
    const turn = 'turn' in round.phase ? round.phase.turn : -1;
    const ref = await store.recall(round.id, `message:${turn}`);
    if (ref !== undefined) {
      await messenger.edit(ref, await pages.current(round, turn < 0 ? 0 : await store.count(round.id, turn)));
      return;
    }
    // Paused before the next question was asked: the explanation of the last one stays and gets the way on.
    const last = await store.recall(round.id, `message:${turn - 1}`);
    if (last === undefined || round.phase.at !== 'paused') return;
    await messenger.edit(last, await pages.reveal(round, turn - 1, await store.answers(round.id, turn - 1)));
  };

  const post = async (round: Round, turn: number, messenger: Messenger): Promise<void> => {
    const opening = { ...round, phase: { at: 'open' as const, turn, opened: 0, closes: null, skew: 0 } };
    const posted = await messenger.post(round.place, await pages.current(opening, 0), `${round.id}-${turn}`);
    await store.remember(round.id, `message:${turn}`, posted.ref);
    await handle(round.id, { type: 'posted', turn, at: posted.at, now: await store.now() });
    // The deadline is known only now; showing it costs one edit and saves everybody a guess.
    drawSoon(round.id);
  };

  const collect = async (round: Round, turn: number): Promise<void> => {
    const asked = round.questions[turn];
    if (!asked) return;
    untold.delete(round.id);
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
    const ref = await store.recall(round.id, `message:${turn}`);
    await editOrPost(round, ref, page, `${round.id}-${turn}r`, messenger);
    await parts.onReveal?.(round, turn, answers);
    await handle(round.id, { type: 'shown', now: await store.now() });
  };

  const finish = async (round: Round, messenger: Messenger): Promise<void> => {
    if (round.phase.at === 'over' && round.phase.why !== 'channel-gone') {
      await messenger.post(round.place, await pages.result(round), `${round.id}-end`);
    }
    await parts.onFinish?.(round);
    await handle(round.id, { type: 'shown', now: await store.now() });
  };

  const editOrPost = async (
    round: Round,
    ref: string | undefined,
    page: Reply<string>,
    nonce: string,
    messenger: Messenger,
  ) => {
    try {
      if (ref !== undefined) return await messenger.edit(ref, page);
    } catch (error) {
      if (!(error instanceof MessageGone)) throw error;
    }
    await messenger.post(round.place, page, nonce);
  };

  const tellCount = async (id: string, turn: number): Promise<void> => {
    const loaded = await store.load(id);
    const messenger = loaded && parts.messengerFor(loaded.round.place);
    if (!loaded || !messenger || loaded.round.phase.at !== 'open' || loaded.round.phase.turn !== turn) {
      untold.delete(id);
      return;
    }
    // One edit per interval over all instances: whoever claims the interval draws it.
    const interval = Math.floor((await store.now()) / messenger.editEveryMs);
    if (!(await store.first(`edit:${id}:${interval}`, messenger.editEveryMs * 2))) return;
    untold.delete(id);
    drawSoon(id);
  };

  return {
    handle,
    async open(round) {
      const messenger = parts.messengerFor(round.place);
      if (!messenger || !(await store.create(round))) return false;
      try {
        const { ref } = await messenger.post(round.place, await pages.current(round, 0), `${round.id}-lobby`);
        await store.remember(round.id, 'message:-1', ref);
      } catch (error) {
        // A lobby that nobody sees must not keep the channel.
        await handle(round.id, { type: 'channel-gone', now: await store.now() });
        throw error;
      }
      return true;
    },
    async answer(id, turn, press) {
      const locked = await store.answer(id, turn, press);
      if (locked.outcome === 'locked') {
        untold.set(id, turn);
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
      for (const id of await store.due(now, MOST_DUE)) {
        await handle(id, { type: 'wake', now }).catch((error: unknown) =>
          log.warn({ error, round: id }, 'a round could not be woken'),
        );
      }
      for (const [id, turn] of untold) {
        await tellCount(id, turn).catch((error: unknown) =>
          log.debug({ error, round: id }, 'a count could not be shown'),
        );
      }
    },
  };

  /** Everybody has answered: no reason to wait, unless somebody may still change their mind. */
  async function closeEarly(id: string, turn: number): Promise<void> {
    const loaded = await store.load(id);
    if (!loaded || loaded.round.settings.mayChange) return;
    if (loaded.round.phase.at !== 'open' || loaded.round.phase.turn !== turn) return;
    // Newcomers answer too, so the number alone does not tell that every player has.
    const answered = new Set((await store.answers(id, turn)).map(({ user }) => user));
    if (!active(loaded.round).every((user) => answered.has(user))) return;
    await handle(id, { type: 'all-answered', turn, now: await store.now() });
  }
}
