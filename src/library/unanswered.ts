/** Questions that found no page, for the people who write pages; without names, and off where somebody says so. */
import { z } from 'zod';
import type { Context } from '../bot/command.ts';
import { maskText } from '../lint/secrets.ts';
import { cleanLine, shorten } from '../reply/clean.ts';

const MOST_KEPT = 500;
const LONGEST = 200;

const listSchema = z.array(z.object({ question: z.string(), times: z.number().int(), last: z.number() }));
export type Unanswered = z.output<typeof listSchema>;

type Needs = Pick<Context, 'documents' | 'alone' | 'now' | 'keepsQuestions'>;

export async function keepUnanswered(context: Needs, typed: string): Promise<void> {
  if (!context.keepsQuestions) return;
  // A pasted log or file may hold passwords, and this list is read by others.
  const question = shorten(cleanLine(maskText(typed)), LONGEST);
  await context.alone('unanswered', async () => {
    const kept = await readUnanswered(context);
    const known = kept.find((each) => each.question.toLowerCase() === question.toLowerCase());
    const others = kept.filter((each) => each !== known);
    const next = [{ question, times: (known?.times ?? 0) + 1, last: context.now }, ...others].slice(
      0,
      MOST_KEPT,
    );
    await context.documents.collection('unanswered', listSchema).set('all', next);
  });
}

/** Newest first. */
export async function readUnanswered({ documents }: Pick<Context, 'documents'>): Promise<Unanswered> {
  return (await documents.collection('unanswered', listSchema).get('all')) ?? [];
}
