/** One conversation, told in what a person sees; every adapter runs it over its real SDK. */
import { describe, expect, it } from 'vitest';
import type { OpenStage } from './person.ts';

export type Platform = {
  readonly name: string;
  readonly open: OpenStage;
  /** Several people share a channel there. */
  readonly hasChannel: boolean;
  /** People pick commands from a menu there, so that a misspelt one cannot be sent. */
  readonly picksCommands?: boolean;
};

export function conversation({ name, open, hasChannel, picksCommands = false }: Platform): void {
  describe(`${name}: a conversation`, () => {
    it('explains a concept, then follows a related one', async () => {
      await using stage = await open();
      const ann = await stage.join('Ann');
      await ann.say('/kafka concept isr');
      expect(ann.latest()).toContain('In-sync replicas');
      const [related = ''] = ann.buttons();
      await ann.press(related);
      expect(ann.latest()).toContain(related.replace('…', ''));
    });

    it('shows help with buttons for the bare command', async () => {
      await using stage = await open();
      const ann = await stage.join('Ann');
      await ann.say('/kafka');
      expect(ann.latest()).toContain('What I can do');
      await ann.press('/kafka calc');
      expect(ann.latest()).toContain('54,000 msg/s');
    });

    it('answers the page’s own calculator card', async () => {
      await using stage = await open();
      const ann = await stage.join('Ann');
      await ann.say('/kafka calc');
      for (const part of ['54,000 msg/s', '8,899 GiB', '1 broker failure', 'arallelism 6']) {
        expect(ann.latest()).toContain(part);
      }
    });

    it('names the field, what was read and what would be right', async () => {
      await using stage = await open();
      const ann = await stage.join('Ann');
      await ann.say('/kafka calc brokers=0');
      expect(ann.latest()).toMatch(/brokers.*0.*whole number|brokers.*0.*from 1/s);
    });

    it('opens a form with the current values and calculates what was filled in', async () => {
      await using stage = await open();
      const ann = await stage.join('Ann');
      await ann.say('/kafka calc partitions=12');
      await ann.press('Adjust');
      expect(ann.form()).toMatchObject({ Brokers: '3', Partitions: '12' });
      await ann.fill({ Partitions: '24' });
      expect(ann.latest()).toContain('216,000 msg/s');
    });

    it.skipIf(picksCommands)('offers the right command for a misspelt one', async () => {
      await using stage = await open();
      const ann = await stage.join('Ann');
      await ann.say('/kafka pattrn saga');
      expect(ann.latest()).toContain('did you mean');
      await ann.press('/kafka pattern saga');
      expect(ann.latest()).toContain('Saga');
    });

    it('plays a quiz to its result with feedback after every answer', async () => {
      await using stage = await open();
      const ann = await stage.join('Ann');
      await ann.say('/kafka quiz');
      for (let question = 1; question <= 6; question++) {
        expect(ann.latest()).toContain(`${question} of 6`);
        await ann.press('A');
        expect(ann.latest()).toMatch(/Right|Not quite/);
        await ann.press(question < 6 ? 'Next question' : 'See the result');
      }
      expect(ann.latest()).toMatch(/You got \d of 6 right/);
    });

    it('counts a double click once', async () => {
      await using stage = await open();
      const ann = await stage.join('Ann');
      await ann.say('/kafka quiz');
      await ann.doublePress('B');
      expect(ann.latest()).toMatch(/score [01] of 1/);
    });

    it('continues a quiz after a restart where it stood', async () => {
      await using stage = await open();
      const ann = await stage.join('Ann');
      await ann.say('/kafka quiz');
      await ann.press('A');
      await stage.restart();
      await ann.press('Next question');
      expect(ann.latest()).toContain('2 of 6');
      await ann.say('/kafka quiz');
      expect(ann.latest()).toContain('2 of 6');
    });

    it('reviews what was missed until it is right', async () => {
      await using stage = await open();
      const ann = await stage.join('Ann');
      await ann.say('/kafka quiz review');
      expect(ann.latest()).toContain('Nothing to review yet');
      await ann.say('/kafka quiz 1');
      await ann.press('B');
      const wasRight = !ann.latest().includes('Not quite');
      await ann.say('/kafka quiz review');
      if (wasRight) {
        expect(ann.latest()).toContain('Nothing is due');
        return;
      }
      expect(ann.latest()).toContain('1 left');
      await ann.press('A');
      const isRight = !ann.latest().includes('Not quite');
      await ann.press(isRight ? 'See the result' : 'Next question');
      expect(ann.latest()).toContain(isRight ? 'Reviewed 1 question' : '1 left');
    });

    it('asks the question of the day once, and keeps a streak', async () => {
      await using stage = await open();
      const ann = await stage.join('Ann');
      await ann.say('/kafka daily');
      expect(ann.latest()).toContain('Question of the day');
      await ann.press('C');
      expect(ann.latest()).toContain('Streak: 1 day');
      await stage.restart();
      await ann.say('/kafka daily');
      expect(ann.latest()).toContain('You have answered today’s question');
      await ann.press('My progress');
      expect(ann.latest()).toContain('Your progress');
      expect(ann.latest()).toMatch(/1 of \d+/);
    });

    it('keeps what people decide about themselves until they have it deleted', async () => {
      await using stage = await open();
      const ann = await stage.join('Ann');
      await ann.say('/kafka me timezone=Europe/Paris');
      expect(ann.latest()).toContain('Europe/Paris');
      await ann.press('Change');
      expect(ann.form()).toMatchObject({ 'Time zone': 'Europe/Paris', Reminder: 'off' });
      await ann.fill({ 'Time zone': 'Tokyo' });
      expect(ann.latest()).toContain('Asia/Tokyo');
      await ann.say('/kafka me forget');
      await ann.press('Delete everything');
      await ann.say('/kafka me');
      expect(ann.latest()).toContain('UTC');
      expect(ann.latest()).not.toContain('Asia/Tokyo');
    });

    it('keeps what people type from pinging or becoming markup', async () => {
      await using stage = await open();
      const ann = await stage.join('Ann');
      await ann.say('/kafka help <!channel> @everyone <script>alert(1)</script>');
      expect(ann.latest()).toContain('There is no command');
      expect(ann.latest()).toContain('@everyone');
    });

    if (hasChannel) {
      it('shows an answer to its asker alone until it is shared', async () => {
        await using stage = await open();
        const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
        await ann.say('/kafka concept offset');
        expect(ben.screen()).not.toContain('Offset');
        await ann.press('Share');
        expect(ben.screen()).toContain('Offset');
        expect(ben.screen()).toContain('Ann');
      });

      it('keeps two people’s quizzes apart', async () => {
        await using stage = await open();
        const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
        await ann.say('/kafka quiz');
        await ann.press('A');
        await ben.say('/kafka quiz');
        expect(ben.latest()).toContain('1 of 6');
        expect(ann.latest()).toMatch(/score [01] of 1/);
      });
    }
  });
}
