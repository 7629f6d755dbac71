import { describe, expect, it } from 'vitest';
import { ChannelGone } from '../../src/round/messenger.ts';
import { dropSchedule, dueSchedules, readSchedules, saveSchedule } from '../../src/schedule/schedules.ts';
import { openChannel, PLACE } from '../round/channel-stage.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Monday 2 November 2026, 10:00 UTC. */
const START = Date.UTC(2026, 10, 2, 10);

const lobbies = ({ messages }: Awaited<ReturnType<typeof openChannel>>) =>
  messages.filter(({ nonce }) => nonce.endsWith('-lobby'));

describe('a scheduled round', () => {
  it('opens at its time, starts by itself with who has joined, and comes again', async () => {
    const stage = await openChannel({ start: START });
    const [ann, ben] = [stage.person('Ann'), stage.person('Ben')];
    expect(await ann.say('schedule round daily 12:00 UTC questions=1')).toContain('every day at 12:00, UTC');
    await stage.later(HOUR);
    expect(stage.messages).toHaveLength(0);
    await stage.later(HOUR + 1_000);
    expect(stage.latest()).toContain('A scheduled round of 1 question; press Join');
    await ben.press('Join');
    await stage.later(6 * MINUTE);
    expect(stage.latest()).toContain('Question 1 of 1');
    await ben.press('A');
    await stage.later(MINUTE);
    await stage.later(MINUTE);
    await stage.later(24 * HOUR - 5 * MINUTE);
    expect(lobbies(stage)).toHaveLength(2);
  });

  it('opens once, however many instances look and whichever of them dies in between', async () => {
    const stage = await openChannel({ start: START, instances: 4 });
    await stage.person('Ann').say('schedule round daily 12:00 UTC questions=1');
    // The first to open it dies before it has gone on to the next time.
    const { apply } = stage.store.ledger;
    let deaths = 2;
    Object.assign(stage.store.ledger, {
      apply: async (...given: Parameters<typeof apply>) => {
        if (given[1]?.once?.startsWith('schedule:') && deaths-- > 0) throw new Error('killed');
        return apply(...given);
      },
    });
    await stage.later(2 * HOUR);
    await stage.later(1_000);
    await stage.later(1_000);
    expect(lobbies(stage)).toHaveLength(1);
    await stage.later(24 * HOUR);
    expect(lobbies(stage)).toHaveLength(2);
  });

  it('is left out when everybody was away for more than an hour, which is said once', async () => {
    const stage = await openChannel({ start: START, instances: 3 });
    await stage.person('Ann').say('schedule round daily 12:00 UTC questions=1');
    await stage.later(2 * HOUR + HOUR + MINUTE);
    await stage.later(1_000);
    expect(stage.messages.map(({ nonce }) => nonce.split('-').at(-1))).toEqual(['out']);
    expect(stage.latest()).toContain('left out, because I was away');
    await stage.later(23 * HOUR);
    expect(lobbies(stage)).toHaveLength(1);
  });

  it('is still opened a little late', async () => {
    const stage = await openChannel({ start: START });
    await stage.person('Ann').say('schedule round daily 12:00 UTC questions=1');
    await stage.later(2 * HOUR + 50 * MINUTE);
    expect(lobbies(stage)).toHaveLength(1);
  });

  it('gives way to a round that runs there', async () => {
    const stage = await openChannel({ start: START });
    const ann = stage.person('Ann');
    await ann.say('schedule round daily 12:00 UTC questions=1');
    await ann.say('schedule round daily 12:00 UTC questions=2');
    await stage.later(2 * HOUR);
    expect(lobbies(stage)).toHaveLength(1);
    expect(stage.screen()).toContain('left out, because another one was running');
  });

  it('pauses when the channel is closed to us', async () => {
    const stage = await openChannel({
      start: START,
      messenger: {
        post: async () => {
          throw new ChannelGone('not_in_channel');
        },
      },
    });
    const ann = stage.person('Ann');
    await ann.say('schedule round daily 12:00 UTC questions=1');
    await stage.later(2 * HOUR);
    const page = await ann.say('schedule');
    expect(page).toContain('I cannot post here any more');
    expect(page).toContain('[Resume]');
    expect(await stage.runningIn()).toBeUndefined();
  });
});

describe('the queue of schedules', () => {
  const scheduleOf = async ({ store }: Awaited<ReturnType<typeof openChannel>>) => {
    const [schedule] = await readSchedules(store.ledger, PLACE);
    if (!schedule) throw new Error('no schedule');
    return schedule;
  };

  it('goes on from an instant that is done and was set again by a clock that is behind', async () => {
    const stage = await openChannel({ start: START });
    await stage.person('Ann').say('schedule round daily 12:00 UTC questions=1');
    await stage.later(2 * HOUR);
    expect(lobbies(stage)).toHaveLength(1);
    await saveSchedule(stage.store.ledger, await scheduleOf(stage), START + 2 * HOUR - 1);
    await stage.later(1_000);
    expect(await dueSchedules(stage.store.ledger, stage.now())).toEqual([]);
    await stage.later(24 * HOUR);
    expect(lobbies(stage)).toHaveLength(2);
  });

  it('is not held up by a schedule of a version that nobody here can read', async () => {
    const stage = await openChannel({ start: START });
    const ann = stage.person('Ann');
    const queue = 'schedule';
    await stage.store.ledger.apply([
      { type: 'set', key: `schedules:${PLACE}`, field: '0', value: '{"what":"tournament"}' },
      { type: 'due', queue, id: `${PLACE} 0`, at: START },
    ]);
    await ann.say('schedule round daily 12:00 UTC questions=1');
    expect(await ann.say('schedule')).toContain('every day at 12:00');
    await stage.later(2 * HOUR);
    expect(lobbies(stage)).toHaveLength(1);
  });

  it('waits a day for an instance with the platform, and then makes room for others', async () => {
    const stage = await openChannel({ start: START });
    await stage.person('Ann').say('schedule round mon 12:00 UTC questions=1');
    stage.connect(false);
    await stage.later(25 * HOUR);
    expect(await dueSchedules(stage.store.ledger, stage.now())).toHaveLength(1);
    await stage.later(2 * HOUR);
    expect(await dueSchedules(stage.store.ledger, stage.now())).toEqual([]);
    stage.connect(true);
    await stage.later(6 * 24 * HOUR - HOUR);
    expect(lobbies(stage)).toHaveLength(1);
  });

  it('does not bring back what was deleted while the channel turned out to be closed', async () => {
    const stage = await openChannel({ start: START });
    const ann = stage.person('Ann');
    await ann.say('schedule round daily 12:00 UTC questions=1');
    const schedule = await scheduleOf(stage);
    stage.replace({
      post: async () => {
        await dropSchedule(stage.store.ledger, schedule);
        throw new ChannelGone('not_in_channel');
      },
    });
    await stage.later(2 * HOUR);
    expect(await ann.say('schedule')).toContain('There are none');
  });
});

describe('a question of the day', () => {
  it('stays open beside rounds, and its answer comes at the end', async () => {
    const stage = await openChannel({ start: START });
    const [ann, ben] = [stage.person('Ann'), stage.person('Ben')];
    await ann.say('schedule question daily 12:00 UTC hours=2');
    await stage.later(2 * HOUR);
    expect(stage.latest()).toContain('Question of the day');
    expect(await ben.press('B')).toMatch(/Locked in B, /);
    await stage.later(HOUR);
    expect(await ann.press('C')).toBe('Locked in C.');
    expect(stage.screen()).not.toContain('Knew it');
    const [daily] = (await stage.runningIn(`${PLACE}#question`))?.questions ?? [];
    await ann.say('round questions=30');
    const round = await stage.runningIn();
    expect(round?.questions.length).toBeGreaterThan(1);
    expect(round?.questions.map(({ id }) => id)).not.toContain(daily?.id);
    await stage.later(HOUR + 2_000);
    expect(stage.latest()).toMatch(/Question of the day: [A-D]/);
    expect(stage.latest()).toMatch(/Knew it: (Ann|Ben)|Nobody knew it/);
    expect(stage.latest()).not.toContain('[Next]');
    await stage.later(MINUTE);
    expect(await stage.runningIn(`${PLACE}#question`)).toBeUndefined();
    expect(stage.messages.filter(({ nonce }) => nonce.endsWith('-end'))).toHaveLength(1);
  });
});

describe('the list of schedules', () => {
  it('pauses, resumes and deletes with buttons', async () => {
    const stage = await openChannel({ start: START });
    const ann = stage.person('Ann');
    await ann.say('schedule round fri 15:30 Europe/Berlin questions=3');
    expect(await ann.press('Pause')).toContain('Paused.');
    await stage.later(7 * 24 * HOUR);
    expect(stage.messages).toHaveLength(0);
    expect(await ann.press('Resume')).toContain('2026-11-13T14:30');
    expect(await ann.press('Delete')).toContain('There are none');
    await stage.later(7 * 24 * HOUR);
    expect(stage.messages).toHaveLength(0);
  });

  it('says what is wrong with a time', async () => {
    const stage = await openChannel();
    expect(await stage.person('Ann').say('schedule round fri')).toContain('miss a time');
  });

  it('on Discord takes moderators only', async () => {
    const stage = await openChannel({ platform: 'discord' });
    expect(await stage.person('Ann').say('schedule round daily 9:00')).toContain('Only moderators');
    expect(await stage.person('Mod', true).say('schedule round daily 9:00')).toContain('Scheduled');
  });

  it('on Slack lets others look but not change', async () => {
    const stage = await openChannel({ platform: 'slack' });
    await stage.person('Ann').say('schedule round daily 9:00');
    const ben = stage.person('Ben');
    await ben.say('schedule');
    expect(await ben.press('Delete')).toContain('Only the person who made this');
  });
});

describe('making a schedule', () => {
  it('takes the maker’s own time zone when none is named', async () => {
    const stage = await openChannel({ start: START });
    const ann = stage.person('Ann');
    await ann.say('me timezone=Asia/Tokyo');
    expect(await ann.say('schedule round daily 12:00 questions=1')).toContain(
      'Scheduled: Round, 1 question; every day at 12:00, Asia/Tokyo.',
    );
  });

  it('asks what is to be scheduled instead of listing', async () => {
    const stage = await openChannel({ start: START });
    expect(await stage.person('Ann').say('schedule fri 15:30')).toContain('whether a round or a question');
  });
});
