/** What somebody has learned so far, by topic. */
import { z } from 'zod';
import { defineCommand } from '../src/bot/command.ts';
import { statsPage } from '../src/learning/pages.ts';
import { progressByTopic } from '../src/learning/progress.ts';
import { readLearner } from '../src/learning/records.ts';

export default defineCommand({
  name: 'stats',
  summary: 'Your progress by topic: seen, mastered, due; streak and level',
  visibility: 'private',
  options: z.object({}),
  examples: ['stats'],
  run: async ({ bank, ledger, place, actor, now }) => {
    const [questions, learner] = await Promise.all([
      bank.about(place.workspace, {}),
      readLearner(ledger, actor.id),
    ]);
    return statsPage({ learner, topics: progressByTopic(questions, learner, now), now });
  },
});
