/** What Kafka is: the headline figures, the core capabilities, the use cases. */
import { z } from 'zod';
import { defineCommand } from '../src/bot/command.ts';
import { lookUp } from '../src/library/lookup.ts';

export default defineCommand({
  name: 'about',
  summary: 'What Apache Kafka is: figures, capabilities, use cases',
  visibility: 'private',
  options: z.object({}),
  examples: ['about'],
  run: (context) => lookUp(context, 'what-is-kafka', ['about']),
});
