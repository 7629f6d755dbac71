/** The cases of README.md in this folder: whatever happens around a round has one defined outcome. */
import { describe, expect, it } from 'vitest';
import { readLearner } from '../../src/learning/records.ts';
import { ChannelGone, MessageGone } from '../../src/round/messenger.ts';
import { POSTING_PATIENCE_MS } from '../../src/round/round.ts';
import { StoreUnavailable } from '../../src/store/documents.ts';
import { type ChannelStage, openChannel } from './channel-stage.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Ann and Ben play; the first question is open. */
async function openQuestion(options: Parameters<typeof openChannel>[0] = {}, more = '') {
  const stage = await openChannel(options);
  const [ann, ben] = [stage.person('Ann'), stage.person('Ben')];
  await ann.say(`round questions=3 seconds=20 ${more}`);
  await ben.press('Join');
  await ann.press('Start');
  return { stage, ann, ben };
}

const player = async (stage: ChannelStage, id: string) => (await stage.runningIn())?.players[id];
const edits = ({ messages }: ChannelStage) => messages.reduce((sum, { edits: each }) => sum + each, 0);
const answersOf = async (stage: ChannelStage) =>
  stage.store.rounds.answers((await stage.runningIn())?.id ?? '', 0);

describe('an answer', () => {
  it('that is delivered twice counts once', async () => {
    const { stage, ann } = await openQuestion();
    const press = ann.keep('B');
    const said = await Promise.all([press(), press()]);
    expect(said.toSorted()).toEqual(['Locked in B, 0.0 s.', 'You are locked in with B, 0.0 s.']);
    expect(await answersOf(stage)).toHaveLength(1);
  });

  it('of somebody who has not joined takes them in', async () => {
    const { stage, ann, ben } = await openQuestion();
    const cem = stage.person('Cem');
    await ben.press('A');
    expect(await cem.press('A')).toContain('Locked in A');
    await ann.press('B');
    await stage.later(SECOND);
    expect((await player(stage, cem.id))?.answered).toBe(1);
  });

  it('after the deadline is told by how much, and neither counts nor is a mistake in learning', async () => {
    const { stage, ann, ben } = await openQuestion();
    await ben.press('A');
    stage.pass(20_400);
    expect(await ann.press('B')).toBe('Too late by 0.4 s.');
    await stage.later(2 * SECOND);
    expect(stage.latest()).toMatch(/Question 1 of 3: [A-D]/);
    expect((await player(stage, ann.id))?.answered).toBe(0);
    expect((await readLearner(stage.store.ledger, ann.id)).cards.size).toBe(0);
    expect((await readLearner(stage.store.ledger, ben.id)).cards.size).toBe(1);
  });

  it('of somebody who is out, or comes too late to a closed round, is told so', async () => {
    const { stage, ann } = await openQuestion({}, 'late=off');
    expect(await stage.person('Cem').press('A')).toContain('takes nobody in after the start');
    expect(await ann.press('A')).toContain('Locked in');
  });

  it('may be changed once where the round allows it', async () => {
    const { ann } = await openQuestion({}, 'change=on');
    expect(await ann.press('A')).toContain('Locked in A');
    expect(await ann.press('B')).toContain('Changed to B');
    expect(await ann.press('C')).toContain('locked in with B');
  });

  it('counts by the platform’s time, however long its way here and the store take', async () => {
    const { stage, ann, ben } = await openQuestion();
    await ben.press('A');
    const { answer } = stage.store.rounds;
    Object.assign(stage.store.rounds, {
      answer: async (...given: Parameters<typeof answer>) => {
        stage.pass(3 * SECOND);
        return answer(...given);
      },
    });
    stage.pass(19 * SECOND);
    expect(await ann.press('B')).toBe('Locked in B, 19.0 s.');
  });

  it('is timed against the question by the platform’s clock alone', async () => {
    const { stage, ann } = await openQuestion({ ahead: 3_600 * SECOND });
    stage.pass(5 * SECOND);
    expect(await ann.press('B')).toBe('Locked in B, 5.0 s.');
    await stage.later(20 * SECOND);
    expect(stage.latest()).toMatch(/Question 1 of 3: [A-D]/);
  });

  it('whose own time cannot be is timed by when it came', async () => {
    const { stage, ann, ben } = await openQuestion();
    stage.pass(15 * SECOND);
    ann.claims(-14 * SECOND);
    expect(await ann.press('B')).toBe('Locked in B, 15.0 s.');
    ben.claims(60 * SECOND);
    expect(await ben.press('B')).toBe('Locked in B, 15.0 s.');
  });
});

describe('an old button', () => {
  it('of an earlier question, a finished round or a lobby says what has become of it', async () => {
    const { stage, ann, ben } = await openQuestion();
    const [early, late] = [ann.keep('A'), ben.keep('A')];
    await early();
    await ben.press('B');
    await stage.later(SECOND);
    expect(await late()).toContain('That question is closed');
    await ann.press('Next');
    expect(await late()).toContain('That question is over');
    await ann.press('Stop');
    expect(await late()).toContain('That round is over');
    expect(await ann.press('Join late')).toContain('That round is over');
  });

  it('of a paused question says that it is paused', async () => {
    const { ann } = await openQuestion();
    const press = ann.keep('A');
    await ann.press('Pause');
    expect(await press()).toContain('The round is paused');
  });
});

describe('two hundred answers in two seconds', () => {
  it('are each confirmed and cost few edits', async () => {
    const { stage, ann } = await openQuestion({ messenger: { editEveryMs: 2_000 } });
    const before = edits(stage);
    for (let at = 0; at < 200; at++) {
      expect(await stage.person(`P${at}`).press('C')).toContain('Locked in C');
      await stage.later(10);
    }
    expect(edits(stage) - before).toBeLessThanOrEqual(2);
    await stage.later(2 * SECOND);
    expect(stage.screen()).toContain('200 answered');
    await ann.press('C');
  });
});

describe('a workspace with a limit on edits', () => {
  it('keeps room for what cannot wait, and posts a reveal when nothing is left', async () => {
    const { stage, ann, ben } = await openQuestion({ messenger: { editEveryMs: 1, editsPerMinute: 1 } });
    const before = edits(stage);
    for (let at = 0; at < 10; at++) {
      await stage.person(`P${at}`).press('C');
      await stage.later(1);
    }
    expect(edits(stage)).toBe(before);
    const posts = stage.messages.length;
    await ann.press('A');
    await ben.press('A');
    await stage.later(SECOND);
    expect(stage.latest()).toMatch(/Question 1 of 3: [A-D]/);
    expect(stage.messages).toHaveLength(posts + 1);
    expect(edits(stage)).toBe(before);
  });

  it('shares it between all its rounds', async () => {
    const { rounds } = (await openChannel()).store;
    const taken = await Promise.all(Array.from({ length: 60 }, () => rounds.tally('edits:w:1', 10_000, 8)));
    expect(taken.filter(Boolean)).toHaveLength(8);
  });
});

describe('the channel', () => {
  it('that is gone ends the round, keeps what was scored and is free again', async () => {
    let isGone = false;
    const { stage, ann, ben } = await openQuestion({
      messenger: {},
    });
    const gone = async () => {
      if (isGone) throw new ChannelGone('is_archived');
    };
    const { edit, post } = stage.messenger;
    stage.replace({
      edit: async (...given) => {
        await gone();
        return edit(...given);
      },
      post: async (...given) => {
        await gone();
        return post(...given);
      },
    });
    await ann.press('A');
    await ben.press('A');
    await stage.later(SECOND);
    const id = (await stage.runningIn())?.id ?? '';
    isGone = true;
    await ann.press('Next');
    await stage.later(SECOND);
    expect(await stage.runningIn()).toBeUndefined();
    expect((await stage.store.rounds.load(id))?.round).toMatchObject({
      phase: { at: 'over', why: 'channel-gone' },
      scored: 0,
    });
  });

  it('where we may not post refuses a round and is not kept by it', async () => {
    const stage = await openChannel();
    stage.replace({
      post: async () => {
        throw new ChannelGone('restricted_action');
      },
    });
    expect(await stage.person('Ann').say('round')).toContain('I may not post in this channel');
    expect(await stage.runningIn()).toBeUndefined();
  });

  it('has one round at a time and shows the one that runs', async () => {
    const { ben } = await openQuestion();
    expect(await ben.say('round')).toContain('A round is running in this channel already');
    expect(await ben.press('Show it')).toContain('Question 1 of 3 is open');
  });
});

describe('the message of the open question', () => {
  it('that somebody deletes is posted once more, and then only with its answer', async () => {
    const { stage, ann, ben } = await openQuestion();
    const { edit } = stage.messenger;
    const deleted = new Set<string>();
    stage.replace({
      edit: async (ref, reply) => {
        if (deleted.has(ref)) throw new MessageGone('message_not_found');
        return edit(ref, reply);
      },
    });
    deleted.add(String(stage.messages.length - 1));
    await ann.press('A');
    await stage.later(SECOND);
    const again = stage.messages.at(-1);
    expect(again?.nonce).toMatch(/-0a$/);
    expect(stage.latest()).toContain('1 answered');
    deleted.add(String(stage.messages.length - 1));
    const posts = stage.messages.length;
    await stage.person('Cem').press('A');
    await stage.later(SECOND);
    expect(stage.messages).toHaveLength(posts);
    await ben.press('A');
    await stage.later(SECOND);
    expect(stage.latest()).toMatch(/Question 1 of 3: [A-D]/);
  });
});

describe('a store that is away', () => {
  it('refuses new rounds and answers at once with a clear sentence, and gives the open question time afterwards', async () => {
    const { stage, ann } = await openQuestion();
    const { rounds } = stage.store;
    const whole = { ...rounds };
    const away = async () => {
      throw new StoreUnavailable('The store did not answer');
    };
    Object.assign(rounds, Object.fromEntries(Object.keys(whole).map((name) => [name, away])));
    expect(await ann.press('A')).toContain('I cannot reach my memory right now');
    expect(await stage.person('Cem').say('round')).toContain('I cannot reach my memory right now');
    await expect(stage.tick()).rejects.toThrow(StoreUnavailable);
    stage.pass(MINUTE);
    Object.assign(rounds, whole);
    await stage.later(0);
    expect(await ann.press('A')).toContain('Locked in A');
    await stage.later(30 * SECOND);
    expect(stage.latest()).toMatch(/Question 1 of 3: [A-D]/);
  });
});

describe('a host who is silent', () => {
  it('is not needed: the round pauses after two silent questions and ends five minutes later', async () => {
    const { stage } = await openQuestion();
    for (let step = 0; step < 12; step++) await stage.later(10 * SECOND);
    expect(stage.screen()).toContain('Nobody answered twice in a row');
    await stage.later(5 * MINUTE);
    expect(await stage.runningIn()).toBeUndefined();
    expect(stage.latest()).toContain('paused for too long');
  });

  it('is replaced by a moderator where needed', async () => {
    const { stage, ben } = await openQuestion();
    expect(await ben.press('Skip')).toContain('Only the host');
    expect(await stage.person('Mod', true).press('Skip')).toContain('Going on');
  });
});

describe('the answer key', () => {
  it('is in nothing that the channel or a press carries before the reveal', async () => {
    const { stage } = await openQuestion();
    const asked = (await stage.runningIn())?.questions[0];
    const question = stage.question(asked?.id ?? '');
    const shown = JSON.stringify(stage.messages);
    for (const { because } of question?.options ?? []) expect(shown).not.toContain(because.slice(0, 40));
    expect(shown).not.toContain('"right"');
    expect(JSON.stringify(await stage.runningIn())).not.toContain('right":true');
  });
});

describe('a player’s name', () => {
  it('is the one they had when they answered', async () => {
    const { stage, ann } = await openQuestion();
    await ann.press('A');
    expect((await answersOf(stage))[0]).toMatchObject({ user: ann.id, name: 'Ann' });
  });
});

describe('questions', () => {
  it('that a channel has seen lately come last', async () => {
    const stage = await openChannel();
    const ann = stage.person('Ann');
    const seen = new Set<string>();
    for (let round = 0; round < 5; round++) {
      await ann.say('round questions=2 seconds=20');
      await ann.press('Start');
      await ann.press('A');
      await stage.later(SECOND);
      await ann.press('Next');
      await ann.press('A');
      await stage.later(SECOND);
      const asked = (await stage.runningIn())?.questions.map(({ id }) => id) ?? [];
      for (const id of asked) {
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
      await ann.press('Stop');
    }
  });
});

describe('a machine whose clock is behind', () => {
  it('asks nothing twice, since rounds go by the store’s clock', async () => {
    const stage = await openChannel({ behind: 10_000 });
    const [ann, ben] = [stage.person('Ann'), stage.person('Ben')];
    await ann.say('round questions=1');
    await ben.press('Join');
    let attempts = 0;
    stage.replace({
      post: async () => {
        attempts += 1;
        throw new Error('no answer from the platform');
      },
    });
    await ann.press('Start');
    await stage.later(1_000);
    expect(attempts).toBe(1);
    await stage.later(POSTING_PATIENCE_MS);
    expect(attempts).toBe(2);
  });
});
