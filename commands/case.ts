/** Shows how a company uses Kafka, with dated figures. */
import { z } from 'zod';
import { defineCommand } from '../src/bot/command.ts';
import { words } from '../src/bot/option.ts';
import { chooser } from '../src/library/chooser.ts';
import { lookUp, suggestEntries } from '../src/library/lookup.ts';

export default defineCommand({
  name: 'case',
  summary: 'How companies use Kafka, with dated figures',
  visibility: 'private',
  options: z.object({
    company: words({ hint: 'a company', example: 'linkedin', rest: true }).optional(),
  }),
  examples: ['case', 'case uber'],
  complete: { company: (context, typed) => suggestEntries(context, typed, ['case']) },
  run: (context, { company }) => {
    if (company !== undefined) return lookUp(context, company, ['case']);
    const cases = context.catalogue.entries.filter((entry) => entry.kind === 'case');
    return chooser(
      'Real-world implementations',
      `${cases.length} companies and what they built on Kafka.`,
      cases,
      'case',
    );
  },
});
