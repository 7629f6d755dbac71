/** Shows a design pattern: problem, solution, diagram, what it costs. */
import { z } from 'zod';
import { defineCommand } from '../src/bot/command.ts';
import { words } from '../src/bot/option.ts';
import { chooser } from '../src/library/chooser.ts';
import { lookUp, suggestEntries } from '../src/library/lookup.ts';

export default defineCommand({
  name: 'pattern',
  summary: 'Show a design pattern with its diagram',
  visibility: 'private',
  options: z.object({
    name: words({ hint: 'a pattern', example: 'event sourcing', rest: true }).optional(),
  }),
  examples: ['pattern saga', 'pattern event sourcing'],
  complete: { name: (context, typed) => suggestEntries(context, typed, ['pattern']) },
  run: (context, { name }) => {
    if (name !== undefined) return lookUp(context, name, ['pattern']);
    const patterns = context.catalogue.entries.filter((entry) => entry.kind === 'pattern');
    return chooser(
      'Patterns',
      `${patterns.length} patterns; name one with /kafka pattern, or choose.`,
      patterns,
      'pattern',
    );
  },
});
