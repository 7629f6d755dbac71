/** Reads the evaluation questions and asks them one by one. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { answerTo } from '../../src/library/answer.ts';
import type { Confidence } from '../../src/search/search.ts';

const schema = z.array(
  z.strictObject({
    question: z.string(),
    kind: z.enum(['plain', 'how-to', 'trouble', 'compare', 'setting', 'error', 'lookup', 'foreign']),
    from: z.string().optional(),
    accept: z.array(z.string()),
    held_out: z.literal(true).optional(),
  }),
);

export type EvalQuestion = z.output<typeof schema>[number];

export function readEvalQuestions(): readonly EvalQuestion[] {
  return schema.parse(load(readFileSync(join(import.meta.dirname, 'questions.yaml'), 'utf8')));
}

/** Every third by the hash of its text: nobody chooses which. */
export function isHeldOut(question: string): boolean {
  return Number.parseInt(createHash('sha256').update(question).digest('hex').slice(0, 8), 16) % 3 === 0;
}

export type Outcome = {
  readonly asked: EvalQuestion;
  readonly confidence: Confidence;
  /** Best first, at most three; `config:` and `error:` for pages of the reference. */
  readonly ids: readonly string[];
  /** Place of the first acceptable one, from 1; null when none of the three is. */
  readonly rank: number | null;
};

export function ask(asked: EvalQuestion, catalogue: Pick<Catalogue, 'find' | 'entry'>): Outcome {
  const { confidence, hits, fact } = answerTo(asked.question, catalogue);
  const ids = [
    ...(fact ? [`${fact.kind === 'setting' ? 'config' : 'error'}:${fact.name}`] : []),
    ...hits.map(({ id }) => id),
  ].slice(0, 3);
  const at =
    confidence === 'none'
      ? -1
      : ids.findIndex((id) => alsoKnownAs(id, catalogue).some((name) => asked.accept.includes(name)));
  return { asked, confidence, ids, rank: at < 0 ? null : at + 1 };
}

/** A setting's or an error's page in the library answers what its page in the reference does. */
function alsoKnownAs(id: string, { entry }: Pick<Catalogue, 'entry'>): readonly string[] {
  const known = entry(id);
  if (known?.kind === 'setting') return [id, `config:${id}`];
  return known?.kind === 'error' ? [id, ...known.meta.names.map((name) => `error:${name}`)] : [id];
}
