/** What people see of packs: the list, one pack, one question with its key, a preview, complaints. */
import { LETTERS } from '../quiz/pages.ts';
import type { QuizQuestion } from '../quiz/question.ts';
import {
  actions,
  button,
  callout,
  code,
  heading,
  inline,
  list,
  note,
  paragraph,
  refusal,
  reply,
  select,
  strong,
  table,
  text,
} from '../reply/build.ts';
import { shorten } from '../reply/clean.ts';
import { counted } from '../reply/counted.ts';
import type { Action, Block, Control, Reply } from '../reply/nodes.ts';
import type { Checked, PackItem } from './check-pack.ts';
import type { Pack, PackQuestion } from './pack.ts';

const MENU_SIZE = 25;
const SHOWN_PROMPTS = 12;
const SHOWN_PROBLEMS = 15;

/** How a pack looks, to copy; a test reads it. */
export const EXAMPLE = `title: Payments
questions:
  - prompt: Which topic holds the refunds?
    level: recall
    options:
      - { text: refunds.v2, right: true, because: "Version 2 carries the currency." }
      - { text: refunds.v1, because: "It was switched off in May." }
      - { text: ledger.v1, because: "The ledger only reads refunds." }`;
const example = [note('This is how one looks as YAML:'), code(EXAMPLE, 'yaml')];
const inUse = ({ questions }: Pack) => questions.filter(({ retired }) => !retired);

export function packList(packs: readonly Pack[], presses: { open: Action; add: Action }): Reply {
  const summary =
    packs.length === 0
      ? 'Your workspace has no questions of its own yet.'
      : `Your workspace has ${counted(packs.length, 'pack')} of its own.`;
  const rows = packs.map((pack) => [pack.title, pack.author.name, String(inUse(pack).length)]);
  const menu = packs
    .slice(0, MENU_SIZE)
    .map(({ id, title, author }) => ({ label: title, value: id, description: `by ${author.name}` }));
  return reply('Packs', summary, [
    heading('Packs'),
    paragraph(summary),
    ...(packs.length === 0 ? [] : [table(['Pack', 'By', '>Questions'], rows)]),
    ...(menu.length === 0 ? [] : [actions([select('Open a pack', presses.open, menu)])]),
    note('A pack is YAML, JSON, CSV or Anki text; it is checked before anything is saved.'),
    ...(packs.length === 0 ? example : []),
    actions([button('Add questions', presses.add, { tone: 'primary' })]),
  ]);
}

export type PackPresses = {
  readonly open: Action;
  readonly export: Action;
  readonly remove: Action;
  readonly play: Action;
};

/** @param mayEdit whether the reader may see keys, and change or take away */
export function packPage(pack: Pack, mayEdit: boolean, presses: PackPresses, remark?: string): Reply {
  const questions = inUse(pack);
  const summary = `${pack.title}: ${counted(questions.length, 'question')} by ${pack.author.name}.`;
  const prompts = questions.slice(0, SHOWN_PROMPTS).map(({ prompt }) => prompt);
  const more = questions.length - prompts.length;
  const editing: Control[] = mayEdit
    ? [button('Export', presses.export), button('Delete', presses.remove, { tone: 'danger' })]
    : [];
  return reply(
    'Pack',
    summary,
    [
      heading(pack.title),
      ...(remark === undefined ? [] : [note(remark)]),
      paragraph(summary),
      list(prompts),
      ...(more > 0 ? [note(`and ${more} more`)] : []),
      ...(mayEdit ? questionMenus(pack, presses.open) : []),
      actions([button('Quiz me on it', presses.play, { tone: 'primary' }), ...editing]),
    ],
    { data: { id: pack.id, questions: questions.length, retired: pack.questions.length - questions.length } },
  );
}

function questionMenus({ questions }: Pack, open: Action): readonly Block[] {
  const menus: Block[] = [];
  for (let start = 0; start < questions.length; start += MENU_SIZE) {
    const page = questions.slice(start, start + MENU_SIZE);
    const label =
      questions.length <= MENU_SIZE ? 'Open a question' : `Questions ${start + 1} to ${start + page.length}`;
    const choices = page.map(({ number, prompt, retired }) => ({
      label: shorten(prompt, 70),
      value: String(number),
      ...(retired ? { description: 'out of use' } : {}),
    }));
    menus.push(actions([select(label, open, choices)]));
  }
  return menus;
}

/** A question with its key, for those who look after it. */
export function questionPage(
  title: string,
  question: Pick<QuizQuestion, 'prompt' | 'snippet' | 'language' | 'options' | 'level'>,
  about: readonly string[],
  controls: readonly Control[],
): Reply {
  return reply(title, `${title}: ${question.prompt}`, [
    heading(title),
    paragraph([strong(question.prompt)]),
    ...(question.snippet === undefined ? [] : [code(question.snippet, question.language ?? 'text')]),
    list(
      question.options.map(({ text: option, right, because }, at) =>
        inline([strong(`${LETTERS[at]}. ${option}${right ? ' ✓' : ''}`), text(`: ${because}`)]),
      ),
    ),
    note([question.level, ...about].join(' · ')),
    actions(controls),
  ]);
}

export function previewPage(
  title: string,
  items: readonly PackItem[],
  replaces: Pack | undefined,
  presses: { save: Action; edit: Action; discard: Action },
): Reply {
  const summary = `${counted(items.length, 'question')} can be saved as ${title}.`;
  return reply('Preview', summary, [
    heading(`Preview: ${title}`),
    paragraph(summary),
    ...(replaces
      ? [
          callout(
            'info',
            `It replaces the ${counted(replaces.questions.length, 'question')} of that pack; questions with the same prompt keep what people learned of them.`,
          ),
        ]
      : []),
    list(items.slice(0, SHOWN_PROMPTS).map(({ prompt }) => prompt)),
    ...(items.length > SHOWN_PROMPTS ? [note(`and ${items.length - SHOWN_PROMPTS} more`)] : []),
    actions([
      button('Save', presses.save, { tone: 'primary' }),
      button('Edit', presses.edit),
      button('Discard', presses.discard),
    ]),
  ]);
}

/** `isEmpty` when not one question was made out: whoever sent that needs to see how one looks. */
type Complaints = Checked & { readonly isEmpty?: boolean };

/** Everything that is wrong at once; what was typed is kept behind the button. */
export function complaintPage({ items, problems, isEmpty = false }: Complaints, edit: Action): Reply {
  const shown = problems.slice(0, SHOWN_PROBLEMS);
  const sentence = `Nothing is saved yet: ${counted(problems.length, 'thing')} to mend${items.length > 0 ? `, ${counted(items.length, 'question')} fine` : ''}.`;
  const refused = refusal(sentence);
  return {
    ...refused,
    body: [
      paragraph(sentence),
      list(shown),
      ...(problems.length > shown.length ? [note(`and ${problems.length - shown.length} more`)] : []),
      ...(isEmpty ? example : []),
      actions([button('Edit what I sent', edit, { tone: 'primary' })]),
    ],
    data: { problems },
  };
}

/** One line for each option, the right one marked, its reason behind a bar: how a question is edited in a form. */
export const optionsAsText = ({ options }: Pick<PackQuestion, 'options'>) =>
  options.map(({ text: option, right, because }) => `${right ? '* ' : ''}${option} | ${because}`).join('\n');

export function optionsFromText(lines: string) {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [option = '', ...because] = line.replace(/^\*\s*/, '').split('|');
      return { text: option.trim(), right: line.startsWith('*'), because: because.join('|').trim() };
    });
}
