/** Explains one idea: what it is, why it matters, how it behaves, what goes wrong. */
import { z } from 'zod';
import { defineCommand } from '../src/bot/command.ts';
import { words } from '../src/bot/option.ts';
import { chooseArea, chooser } from '../src/library/chooser.ts';
import { lookUp, suggestEntries } from '../src/library/lookup.ts';
import { chooseEntry, openEntry } from '../src/library/page.ts';

export default defineCommand({
  name: 'concept',
  summary: 'Explain a Kafka concept',
  visibility: 'private',
  options: z.object({
    term: words({ hint: 'a concept, as you would say it', example: 'isr', rest: true }).optional(),
  }),
  examples: ['concept isr', 'concept consumer group'],
  complete: {
    term: (context, typed) => suggestEntries(context, typed, ['concept', 'comparison', 'symptom']),
  },
  actions: [openEntry, chooseEntry, chooseArea],
  run: (context, { term }) => {
    if (term !== undefined) return lookUp(context, term, ['concept']);
    const concepts = context.catalogue.entries.filter((entry) => entry.kind === 'concept');
    return chooser(
      'Concepts',
      `${concepts.length} ideas in these areas; name one with \`/kafka concept\`, or choose an area.`,
      concepts,
      'concept',
    );
  },
});
