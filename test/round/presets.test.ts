import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import round from '../../commands/round.ts';
import { readOptions } from '../../src/bot/read-line.ts';
import { combine, inWords, type Preset, readPresetName } from '../../src/round/presets.ts';
import { openChannel } from './channel-stage.ts';

describe('a preset', () => {
  it('plays as it was saved, and what is given stands before it', async () => {
    const stage = await openChannel();
    const ann = stage.person('Ann');
    expect(await ann.say('round save=friday replication mode=survival seconds=20 questions=3')).toContain(
      'Saved friday',
    );
    await ann.say('round preset=friday questions=2');
    expect(await stage.runningIn()).toMatchObject({
      topic: 'replication',
      settings: { mode: 'survival', seconds: 20 },
      questions: [{ limit: 20_000 }, { limit: 20_000 }],
    });
  });

  it('called default is how every round of the channel is played', async () => {
    const stage = await openChannel();
    const ann = stage.person('Ann');
    await ann.say('round save=default seconds=untimed speed=off');
    await ann.say('round save=quick seconds=15');
    await ann.say('round preset=quick');
    expect((await stage.runningIn())?.settings).toMatchObject({ seconds: 15, speed: false });
    await ann.say('round stop');
    await ann.say('round');
    expect((await stage.runningIn())?.settings).toMatchObject({ seconds: 'untimed', speed: false });
  });

  it('is listed with a button that plays it and one that deletes it', async () => {
    const stage = await openChannel();
    const ann = stage.person('Ann');
    await ann.say('round save=friday teams=3');
    expect(await ann.say('round presets')).toContain('friday teams=3 by Ann');
    await ann.press('Play');
    expect((await stage.runningIn())?.settings).toMatchObject({ mode: 'teams', teams: 3 });
    await ann.say('round presets');
    expect(await ann.press('Delete')).toContain('There are none');
    expect(await ann.say('round preset=friday')).toContain('There is no preset “friday”');
  });

  it('belongs to moderators on Discord and to who saved it on Slack', async () => {
    const discord = await openChannel({ platform: 'discord' });
    expect(await discord.person('Ann').say('round save=friday teams=3')).toContain('Only moderators');
    expect(await discord.person('Mod', true).say('round save=friday teams=3')).toContain('Saved');
    const slack = await openChannel({ platform: 'slack' });
    await slack.person('Ann').say('round save=friday teams=3');
    expect(await slack.person('Ben').say('round save=friday teams=2')).toContain('Only Ann');
  });

  it('says what is missing', async () => {
    const ann = (await openChannel()).person('Ann');
    expect(await ann.say('round save=friday')).toContain('Give the options to keep');
    expect(await ann.say('round save="last friday" teams=2')).toContain('one word of at most 30 letters');
  });

  it('is scheduled by its name', async () => {
    const stage = await openChannel();
    const ann = stage.person('Ann');
    await ann.say('round save=friday mode=survival questions=3');
    expect(await ann.say('schedule round fri 15:30 preset=friday')).toContain('Round, survival, 3 questions');
  });
});

describe('the options of a round', () => {
  it('do not contradict each other unnoticed', async () => {
    const stage = await openChannel();
    expect(await stage.person('Ann').say('round mode=survival teams=3')).toContain('goes with mode=teams');
    expect(await stage.person('Ann').say('round mode=teams teams=3')).toContain('Your round is open');
  });

  it('are all reachable by name, and come back from the words of a preset', () => {
    const onOff = fc.option(fc.constantFrom('on' as const, 'off' as const), { nil: undefined });
    const wish = fc.record({
      topic: fc.constantFrom(undefined, 'replication', 'consumer groups'),
      questions: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
      mode: fc.constantFrom(
        undefined,
        'classic' as const,
        'teams' as const,
        'survival' as const,
        'duel' as const,
      ),
      seconds: fc.constantFrom(undefined, 10, 120, 'auto' as const, 'untimed' as const),
      teams: fc.option(fc.integer({ min: 2, max: 4 }), { nil: undefined }),
      speed: onOff,
      streak: onOff,
      change: onOff,
      late: onOff,
    });
    fc.assert(
      fc.property(wish, (wanted) => {
        const given = combine(
          [{ name: 'p', by: { id: 'a', name: 'A' }, wish: wanted } satisfies Preset],
          'p',
          {},
        );
        const { values, left, unknown } = readOptions(inWords(given), round.options);
        expect([left, unknown]).toEqual([[], []]);
        expect(values).toEqual(
          Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)])),
        );
      }),
    );
  });

  it('keep names to one word', () => {
    expect(readPresetName('Friday')).toEqual({ ok: true, value: 'friday' });
    expect(readPresetName('<!channel>').ok).toBe(false);
  });
});
