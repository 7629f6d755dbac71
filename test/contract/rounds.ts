/** A round told in what people see; every platform with channels runs it over its real SDK. */
import { describe, expect, it } from 'vitest';
import type { OpenStage } from './person.ts';

export function rounds({ name, open }: { readonly name: string; readonly open: OpenStage }): void {
  describe(`${name}: a round`, () => {
    it('goes from the lobby over private answers and reveals to the podium', async () => {
      await using stage = await open();
      const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
      await ann.say('/kafka round questions=2 seconds=60');
      await expect.poll(() => ben.screen()).toContain('press Join to play');
      await ben.press('Join');
      await expect.poll(() => ben.screen()).toContain('You are in');
      await expect.poll(() => ann.screen()).toMatch(/Players \(2\)/);
      await ann.press('Start');
      await expect.poll(() => ben.screen()).toContain('Question 1 of 2');
      expect(ben.screen()).not.toContain('The answer is');
      await ann.press('A');
      await expect.poll(() => ann.screen()).toContain('Locked in A');
      expect(ben.screen()).not.toContain('Locked in A');
      await ben.press('B');
      await expect.poll(() => ben.screen()).toMatch(/Question 1 of 2: [A-D]/);
      await ann.press('Next');
      await expect.poll(() => ben.screen()).toContain('Question 2 of 2');
      await ann.press('B');
      await ben.press('C');
      await expect.poll(() => ann.screen()).toMatch(/Question 2 of 2: [A-D]/);
      await ann.press('Next');
      await expect.poll(() => ben.screen()).toMatch(/The round is over/);
    });

    it('lets only its host start it', async () => {
      await using stage = await open();
      const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
      await ann.say('/kafka round questions=1 seconds=60');
      await ben.press('Start');
      await expect.poll(() => ben.screen()).toContain('Only the host');
    });

    it('runs one round in a channel', async () => {
      await using stage = await open();
      const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
      await ann.say('/kafka round questions=1 seconds=60');
      await ben.say('/kafka round questions=1 seconds=60');
      await expect.poll(() => ben.screen()).toContain('A round is running');
    });

    it('lets people choose their team and puts the others where there is room', async () => {
      await using stage = await open();
      const [ann, ben, cem] = [await stage.join('Ann'), await stage.join('Ben'), await stage.join('Cem')];
      await ann.say('/kafka round questions=1 seconds=60 teams=2');
      await expect.poll(() => ben.screen()).toContain('2 teams');
      await ben.press('Join Red');
      await expect.poll(() => ben.screen()).toContain('You are in, team Red');
      await cem.press('Join');
      await expect.poll(() => cem.screen()).toContain('You are in, team Blue');
      await ann.press('Start');
      await expect.poll(() => ben.screen()).toContain('Question 1 of 1');
      await ann.press('A');
      await ben.press('A');
      await cem.press('A');
      await expect.poll(() => ben.screen()).toMatch(/Question 1 of 1: [A-D]/);
      expect(ben.screen()).toMatch(/Red[\s\S]*Blue|Blue[\s\S]*Red/);
    });

    it('shows where it stands to whoever asks, and stops from there', async () => {
      await using stage = await open();
      const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
      await ben.say('/kafka round status');
      await expect.poll(() => ben.latest()).toContain('No round is running');
      await ann.say('/kafka round questions=1 seconds=60');
      await ann.press('Start');
      await expect.poll(() => ann.screen()).toContain('Question 1 of 1');
      await ben.say('/kafka round status');
      await expect.poll(() => ben.screen()).toContain('Question 1 of 1 is open');
      await ben.press('B');
      await expect.poll(() => ben.screen()).toContain('Locked in B');
      await ann.say('/kafka round stop');
      await expect.poll(() => ann.screen()).toContain('stopped the round');
    });

    it('quizzes whoever asks on what was missed', async () => {
      await using stage = await open();
      const ann = await stage.join('Ann');
      await ann.say('/kafka round questions=1 seconds=60');
      await ann.press('Start');
      await expect.poll(() => ann.screen()).toContain('Question 1 of 1');
      await ann.press('A');
      await expect.poll(() => ann.screen()).toMatch(/Question 1 of 1: [A-D]/);
      const wasRight = ann.screen().includes('Question 1 of 1: A');
      await ann.press('Next');
      await expect.poll(() => ann.screen()).toContain('The round is over');
      await ann.press('Replay what we missed');
      await expect
        .poll(() => ann.latest())
        .toContain(wasRight ? 'Nothing was missed in that round' : '1 of 1');
    });

    it('lets a co-host start it', async () => {
      await using stage = await open();
      const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
      await ann.say('/kafka round questions=1 seconds=60');
      await ben.press('Join');
      await expect.poll(() => ben.screen()).toContain('You are in');
      await ann.say('/kafka round cohost=@Ben');
      await expect.poll(() => ann.screen()).toContain('Ben is a co-host now');
      await ben.press('Start');
      await expect.poll(() => ben.screen()).toContain('Question 1 of 1');
    });

    it('keeps presets, schedules and boards of the channel', async () => {
      await using stage = await open();
      const ann = await stage.join('Ann');
      await ann.say('/kafka round presets');
      await expect.poll(() => ann.latest()).toContain('Presets of this channel');
      await ann.say('/kafka schedule');
      await expect.poll(() => ann.latest()).toContain('Schedules of this channel');
      await ann.say('/kafka board period=season');
      await expect.poll(() => ann.latest()).toContain('Nobody has points here yet');
      await ann.press('Quizzes alone');
      await expect.poll(() => ann.latest()).toContain('Quizzes alone, this channel');
    });

    it('goes on after a restart in the middle of a question', async () => {
      await using stage = await open();
      const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
      await ann.say('/kafka round questions=1 seconds=60');
      await ben.press('Join');
      await ann.press('Start');
      await expect.poll(() => ann.screen()).toContain('Question 1 of 1');
      await ann.press('A');
      await expect.poll(() => ann.screen()).toContain('Locked in A');
      await stage.restart();
      await ben.press('B');
      await expect.poll(() => ann.screen()).toMatch(/Locked in|Question 1 of 1: [A-D]/);
    });
  });
}
