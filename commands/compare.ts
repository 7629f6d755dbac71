/** Shows how two things people mix up differ, as a table. */
import { z } from 'zod';
import { defineCommand } from '../src/bot/command.ts';
import { words } from '../src/bot/option.ts';
import { chooser } from '../src/library/chooser.ts';
import { lookUp, suggestEntries } from '../src/library/lookup.ts';

export default defineCommand({
  name: 'compare',
  summary: 'How two things that are often mixed up differ',
  visibility: 'private',
  options: z.object({
    things: words({ hint: 'two things', example: 'ktable vs globalktable', rest: true }).optional(),
  }),
  examples: ['compare ktable vs globalktable', 'compare compaction vs retention'],
  complete: { things: (context, typed) => suggestEntries(context, typed, ['comparison']) },
  run: (context, { things }) => {
    if (things !== undefined) return lookUp(context, things, ['comparison']);
    const pairs = context.catalogue.entries.filter((entry) => entry.kind === 'comparison');
    return chooser('Comparisons', `${pairs.length} pairs that are often mixed up.`, pairs, 'compare');
  },
});
