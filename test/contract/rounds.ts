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
