/** Shows a best practice with its setting, or the practices for one role. */
import { z } from 'zod';
import { defineCommand } from '../src/bot/command.ts';
import { choice, words } from '../src/bot/option.ts';
import { roles } from '../src/catalogue/schema.ts';
import { chooser } from '../src/library/chooser.ts';
import { lookUp, suggestEntries } from '../src/library/lookup.ts';

export default defineCommand({
  name: 'practice',
  summary: 'Best practices for producers, consumers, brokers and more',
  visibility: 'private',
  options: z.object({
    role: choice(roles, { hint: 'whose practice' }).optional(),
    topic: words({ hint: 'what it is about', example: 'batching', rest: true }).optional(),
  }),
  examples: ['practice producer', 'practice consumer offset'],
  complete: { topic: (context, typed) => suggestEntries(context, typed, ['practice']) },
  run: (context, { role, topic }) => {
    if (topic !== undefined)
      return lookUp(context, role === undefined ? topic : `${topic} ${role}`, ['practice']);
    const practices = context.catalogue.entries.filter(
      (entry) => entry.kind === 'practice' && (role === undefined || entry.meta.role === role),
    );
    const title = role === undefined ? 'Best practices' : `Best practices: ${role}`;
    return chooser(
      title,
      `${practices.length} practices; choose one to see its setting and its trade-off.`,
      practices,
      `practice ${role ?? ''}`.trim(),
    );
  },
});
