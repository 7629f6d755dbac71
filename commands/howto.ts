/** Shows how to do one thing with Kafka's own tools. */
import { z } from 'zod';
import { defineCommand } from '../src/bot/command.ts';
import { words } from '../src/bot/option.ts';
import { chooser } from '../src/library/chooser.ts';
import { lookUp, suggestEntries } from '../src/library/lookup.ts';

export default defineCommand({
  name: 'howto',
  summary: 'How to do a task with Kafka’s own tools',
  visibility: 'private',
  options: z.object({
    task: words({ hint: 'a task or a tool', example: 'reset offsets', rest: true }).optional(),
  }),
  examples: ['howto reset offsets', 'howto kafka-topics.sh'],
  complete: { task: (context, typed) => suggestEntries(context, typed, ['howto']) },
  run: (context, { task }) => {
    if (task !== undefined) return lookUp(context, task, ['howto', 'symptom']);
    const tasks = context.catalogue.entries.filter((entry) => entry.kind === 'howto');
    return chooser(
      'Tasks and tools',
      `${tasks.length} tasks and tools; name one, or choose.`,
      tasks,
      'howto',
    );
  },
});
