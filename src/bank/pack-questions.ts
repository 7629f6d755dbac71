/** One question of a pack, for those who look after it: its key, a form to edit it, out of use and back. */
import { z } from 'zod';
import { type Context, defineAction } from '../bot/command.ts';
import { runLine } from '../bot/share.ts';
import { levels } from '../catalogue/schema.ts';
import { button, form, refusal } from '../reply/build.ts';
import type { Form, Outcome, Reply } from '../reply/nodes.ts';
import { checkItem } from './check-pack.ts';
import { getPack, type Pack, type PackQuestion, updatePack } from './pack.ts';
import { complaintPage, optionsAsText, optionsFromText, questionPage } from './pack-pages.ts';
import { mayEdit, packGone } from './pack-rights.ts';
import type { Draft } from './read-pack.ts';

const which = z.object({ pack: z.string(), number: z.coerce.number().int() });
/** What the form holds. */
const typed = which.extend({
  prompt: z.string(),
  options: z.string(),
  snippet: z.string().default(''),
  level: z.string(),
  source: z.string().default(''),
});
type Typed = z.output<typeof typed>;

export const openQuestion = defineAction(
  'pack.question',
  z.object({ pack: z.string(), value: z.coerce.number().int() }),
  (context, { pack, value }) => withOwn(context, pack, value, keyPage),
);
const edit = defineAction('pack.edit', which, (context, { pack, number }) =>
  withOwn(context, pack, number, (_, question) => editForm(asTyped(pack, question))),
);
/** The form once more with what was typed, so that nothing is lost by a mistake. */
const editAgain = defineAction('pack.edit-again', typed, (context, given) =>
  withOwn(context, given.pack, given.number, () => editForm(given)),
);
const edited = defineAction('pack.edited', typed, (context, given) =>
  withOwn(context, given.pack, given.number, (_, question) => takeEdited(context, given, question)),
);
const retire = defineAction(
  'pack.retire',
  which.extend({ out: z.enum(['yes', 'no']) }),
  (context, { pack, number, out }) =>
    withOwn(context, pack, number, () =>
      change(context, { pack, number }, (old) => ({ ...old, retired: out === 'yes' })),
    ),
);

export const questionActions = [openQuestion, edit, editAgain, edited, retire] as const;

async function withOwn(
  context: Context,
  id: string,
  number: number,
  then: (pack: Pack, question: PackQuestion) => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  const pack = await getPack(context.ledger, context.place.workspace, id);
  const question = pack?.questions.find((each) => each.number === number);
  if (!pack || !question) return packGone();
  if (!mayEdit(context, pack))
    return refusal(`Only ${pack.author.name} and moderators see the answers of this pack.`);
  return then(pack, question);
}

/** Numbers in the arguments are text, as everything that comes back from a platform is. */
const argumentsOf = ({ number, ...rest }: Typed) => ({ ...rest, number: String(number) });

function keyPage(pack: Pack, question: PackQuestion): Reply {
  const at = { pack: pack.id, number: String(question.number) };
  const out = question.retired === true;
  const about = [
    pack.title,
    ...(question.source ? [question.source.url] : []),
    ...(out ? ['out of use'] : []),
  ];
  const page = questionPage(`Question ${question.number}`, question, about, [
    button('Edit', edit(at), { tone: 'primary' }),
    button(out ? 'Use it again' : 'Take it out of use', retire({ ...at, out: out ? 'no' : 'yes' })),
    button('Back to the pack', runLine({ line: `pack show name=${pack.id}` })),
  ]);
  return { ...page, visibility: 'private', placement: 'turn' };
}

function asTyped(pack: string, question: PackQuestion): Typed {
  const { number, prompt, snippet = '', level, source } = question;
  return {
    pack,
    number,
    prompt,
    options: optionsAsText(question),
    snippet,
    level,
    source: source?.url ?? '',
  };
}

function editForm(given: Typed): Form {
  return form('Edit the question', 'Save', edited({ pack: given.pack, number: String(given.number) }), [
    { name: 'prompt', label: 'Question', kind: 'lines', value: given.prompt, required: true },
    {
      name: 'options',
      label: 'Options',
      kind: 'lines',
      value: given.options,
      required: true,
      hint: 'one a line: * marks the right one, | its reason',
    },
    { name: 'snippet', label: 'Snippet', kind: 'lines', value: given.snippet, required: false },
    {
      name: 'level',
      label: 'Level',
      kind: 'choice',
      value: given.level,
      required: true,
      choices: levels.map((value) => ({ value, label: value })),
    },
    {
      name: 'source',
      label: 'Source',
      kind: 'line',
      value: given.source,
      required: false,
      hint: 'https://…',
    },
  ]);
}

async function takeEdited(context: Context, given: Typed, old: PackQuestion): Promise<Outcome> {
  const { item, problems } = checkItem(asDraft(given, old));
  if (!item || problems.length > 0)
    return complaintPage({ items: [], problems }, editAgain(argumentsOf(given)));
  return change(context, given, ({ number }) => ({ ...item, number }));
}

function asDraft(
  { prompt, options, snippet, level, source }: Typed,
  { language, source: known }: PackQuestion,
): Draft {
  const url = source.trim();
  return {
    prompt,
    options: optionsFromText(options),
    level,
    ...(snippet.trim() === '' ? {} : { snippet, language }),
    ...(url === '' ? {} : { source: known?.url === url ? known : { title: url.slice(0, 120), url } }),
  };
}

async function change(
  { ledger, place }: Context,
  { pack: id, number }: { pack: string; number: number },
  next: (old: PackQuestion) => PackQuestion,
): Promise<Outcome> {
  const pack = await updatePack(
    ledger,
    place.workspace,
    id,
    (old) =>
      old && { ...old, questions: old.questions.map((each) => (each.number === number ? next(each) : each)) },
  );
  const question = pack?.questions.find((each) => each.number === number);
  return pack && question ? keyPage(pack, question) : packGone();
}
