/** Answers a question in plain words with the best passage, or says plainly that the library has nothing. */
import { z } from 'zod';
import type { Context } from '../src/bot/command.ts';
import { defineCommand } from '../src/bot/command.ts';
import { words } from '../src/bot/option.ts';
import type { Entry } from '../src/catalogue/catalogue.ts';
import { answerTo } from '../src/library/answer.ts';
import { suggestEntries } from '../src/library/lookup.ts';
import { entryPage, lineFor, openEntry, sourceNote } from '../src/library/page.ts';
import { bestPassage } from '../src/library/passage.ts';
import { keepUnanswered } from '../src/library/unanswered.ts';
import type { Fact } from '../src/reference/mentions.ts';
import { actions, button, heading, paragraph, refusal, reply, strong } from '../src/reply/build.ts';
import { quote, shorten } from '../src/reply/clean.ts';
import type { Outcome, Reply } from '../src/reply/nodes.ts';
import type { Hit } from '../src/search/search.ts';

const MOST_GUESSES = 3;
/** A short text is a name somebody wants the page of; a longer one is a question that wants its answer. */
const LONGEST_NAME_WORDS = 3;

export default defineCommand({
  name: 'ask',
  summary: 'Answer a question about Kafka in plain words',
  visibility: 'private',
  options: z.object({
    question: words({
      hint: 'a question, a symptom, a line from a log',
      example: 'why does my consumer lag grow',
      rest: true,
      max: 6_000,
    }),
  }),
  examples: ['ask why does my consumer lag grow', 'ask difference between isr and replicas'],
  complete: { question: (context, typed) => suggestEntries(context, typed) },
  run: answer,
});

async function answer(context: Context, { question }: { question: string }): Promise<Outcome> {
  const { confidence, hits, fact } = answerTo(question, context.catalogue);
  if (fact !== undefined) return withPages(await context.say(fact.line), fact, hits);
  const [first] = hits;
  const entry = first && context.catalogue.entry(first.id);
  if (confidence === 'none' || !entry) return nothing(context, question);
  return confidence === 'sure' ? shown(context, question, entry, hits) : unsure(question, hits);
}

/** The page of a setting or an error, with the pages of the library that come next. */
function withPages(outcome: Outcome, fact: Fact, hits: readonly Hit[]): Outcome {
  if (outcome.type !== 'reply') return outcome;
  const first = { kind: fact.kind, id: fact.name, title: outcome.title, score: 1_000 };
  const others = hits.filter(({ id }) => id !== fact.name);
  const data = typeof outcome.data === 'object' ? outcome.data : {};
  return { ...outcome, results: [first, ...others], data: { ...data, confidence: 'sure' } };
}

async function nothing(context: Context, question: string): Promise<Reply> {
  await keepUnanswered(context, question);
  return refusal(`I have nothing about ${quote(question)} in the library.`, [], {
    data: { confidence: 'none' },
    results: [],
  });
}

function unsure(question: string, hits: readonly Hit[]): Reply {
  return refusal(
    `I am not sure what you mean by ${quote(question)}; is it one of these?`,
    hits.slice(0, MOST_GUESSES).map((hit) => button(shorten(hit.title, 60), openEntry({ id: hit.id }))),
    { data: { confidence: 'unsure' }, results: hits },
  );
}

function shown(context: Context, question: string, entry: Entry, hits: readonly Hit[]): Reply {
  if (question.trim().split(/\s+/).length <= LONGEST_NAME_WORDS) {
    return {
      ...entryPage(context, entry, hits),
      data: { confidence: 'sure', kind: entry.kind, id: entry.id },
    };
  }
  const { title, gist } = entry.meta;
  const passage = bestPassage(context.catalogue.body(entry), question);
  const others = hits.filter((hit) => hit.id !== entry.id).slice(0, MOST_GUESSES - 1);
  return reply(
    title,
    `${title}: ${gist}`,
    [
      heading(title),
      paragraph(strong(gist)),
      ...(passage.heading === undefined ? [] : [heading(passage.heading)]),
      ...passage.blocks,
      sourceNote(entry),
      actions([
        button('Open the page', openEntry({ id: entry.id }), { tone: 'primary' }),
        ...others.map((hit) => button(shorten(hit.title, 34), openEntry({ id: hit.id }))),
      ]),
    ],
    {
      results: hits,
      share: lineFor(entry, context),
      data: { confidence: 'sure', kind: entry.kind, id: entry.id, passage: passage.heading ?? null },
    },
  );
}
