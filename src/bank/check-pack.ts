/** Holds a team's questions against the rules of the library's own bank. */
import { z } from 'zod';
import { levels } from '../catalogue/schema.ts';
import { itemProblems, likeness, MOST_ALIKE } from '../quiz/item-rules.ts';
import { LETTERS } from '../quiz/pages.ts';
import { quote, safeUrl } from '../reply/clean.ts';
import { MOST_QUESTIONS, type PackQuestion } from './pack.ts';
import { type Draft, type Placed, USUAL_LEVEL } from './read-pack.ts';

export type PackItem = Omit<PackQuestion, 'number' | 'retired'>;
export type Checked = { readonly items: readonly PackItem[]; readonly problems: readonly string[] };

const between = (what: string, min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min, `${what} takes at least ${min} characters`)
    .max(max, `${what} takes at most ${max} characters`);

const itemSchema = z.object({
  prompt: between('the prompt', 10, 300),
  snippet: between('the snippet', 1, 1_200).optional(),
  language: between('the language', 1, 20).optional(),
  options: z
    .array(
      z.object({
        text: between('its text', 1, 75),
        right: z.boolean(),
        because: between('its reason', 10, 300),
      }),
    )
    .min(3, 'it takes three or four options')
    .max(4, 'it takes three or four options')
    .refine((options) => options.filter(({ right }) => right).length === 1, 'exactly one option is right'),
  level: z.enum(levels, `the level is one of ${levels.join(', ')}`),
  source: z
    .object({
      title: between('the title of the source', 1, 120),
      url: z.string().refine((url) => safeUrl(url) !== undefined, 'the source takes a web address'),
    })
    .optional(),
});

export function checkPack(questions: readonly Placed[]): Checked {
  if (questions.length > MOST_QUESTIONS)
    return {
      items: [],
      problems: [`A pack holds at most ${MOST_QUESTIONS} questions, these are ${questions.length}.`],
    };
  const items: PackItem[] = [];
  const problems: string[] = [];
  for (const { where, draft } of questions) {
    const checked = checkItem(draft);
    const own = draft.prompt + (draft.snippet ?? '');
    const twin = items.find(({ prompt, snippet = '' }) => likeness(own, prompt + snippet) > MOST_ALIKE);
    if (twin) problems.push(`${where}: almost the same as ${quote(twin.prompt)} before it`);
    problems.push(...checked.problems.map((problem) => `${where}: ${problem}`));
    if (checked.item && checked.problems.length === 0) items.push(checked.item);
  }
  return { items, problems };
}

/** What is wrong with one option says with which. */
function placed({ path: [field, at], message }: z.core.$ZodIssue): string {
  return field === 'options' && typeof at === 'number'
    ? `option ${LETTERS[at] ?? at + 1}: ${message}`
    : message;
}

/** One question alone, as when it is edited. */
export function checkItem(draft: Draft): { item?: PackItem; problems: readonly string[] } {
  const parsed = itemSchema.safeParse({ ...draft, level: draft.level ?? USUAL_LEVEL });
  if (!parsed.success) return { problems: [...new Set(parsed.error.issues.map(placed))] };
  const { options, snippet, language, source, ...rest } = parsed.data;
  const item: PackItem = {
    ...rest,
    ...(snippet === undefined ? {} : { snippet }),
    ...(language === undefined ? {} : { language }),
    ...(source === undefined ? {} : { source }),
    options: options.map(({ right, ...option }) => (right ? { ...option, right: true as const } : option)),
  };
  return { item, problems: itemProblems(item).map(([, what]) => what) };
}
