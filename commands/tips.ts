/** The key takeaways, each with its reason. */
import { z } from 'zod';
import { defineCommand } from '../src/bot/command.ts';
import { lookUp } from '../src/library/lookup.ts';

export default defineCommand({
  name: 'tips',
  summary: 'Key takeaways for working with Kafka',
  visibility: 'private',
  options: z.object({}),
  examples: ['tips'],
  run: (context) => lookUp(context, 'takeaways', ['about']),
});
