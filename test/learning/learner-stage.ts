/** One person with the assembled bot in a private conversation, and a clock that the test moves. */
import { assemble } from '../../src/assemble.ts';
import type { Asker, Sealed } from '../../src/bot/bot.ts';
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { silentLog } from '../../src/ports/log.ts';
import { LETTERS } from '../../src/quiz/pages.ts';
import type { QuizQuestion } from '../../src/quiz/question.ts';
import type { Form, Reply } from '../../src/reply/nodes.ts';
import type { Messenger } from '../../src/round/messenger.ts';
import { openStore, type Store } from '../../src/store/open.ts';

export type Page = Reply<string>;

export type LearnerStage = AsyncDisposable & {
  readonly store: Store;
  readonly user: string;
  readonly now: () => number;
  readonly pass: (milliseconds: number) => void;
  readonly remind: () => Promise<void>;
  readonly say: (line: string) => Promise<Page>;
  readonly press: (page: Page, label: string) => Promise<Page>;
  readonly pressForForm: (page: Page, label: string) => Promise<Form<string>>;
  readonly fill: (form: Form<string>, values: Readonly<Record<string, string>>) => Promise<Page>;
  /** Answers the question on a page. */
  readonly answer: (page: Page, right: boolean) => Promise<Page>;
  readonly questionOn: (page: Page) => QuizQuestion;
  readonly labels: (page: Page) => readonly string[];
};

type Options = {
  readonly start?: number;
  readonly messenger?: Messenger;
  readonly store?: Store;
  readonly name?: string;
};

export async function openLearner(catalogue: Catalogue, options: Options = {}): Promise<LearnerStage> {
  const store = options.store ?? openStore('sqlite::memory:', silentLog);
  let time = options.start ?? Date.UTC(2026, 10, 2, 10);
  const { messenger, name = 'Ann' } = options;
  const bot = await assemble({
    store,
    log: silentLog,
    catalogue,
    now: () => time,
    ...(messenger ? { messengerFor: () => messenger } : {}),
  });
  const user = `test:${name.toLowerCase()}`;
  const asker: Asker = {
    actor: { id: user, name },
    place: { id: 'test:room', workspace: 'test', kind: 'channel', platform: 'console' },
  };
  const pressed = async (page: Page, label: string) => {
    const button = controls(page).find((each) => each.label === label);
    if (button?.type !== 'button') throw new Error(`no button ${label} on “${page.summary}”`);
    return bot.press(button.press, {}, asker);
  };
  const press = async (page: Page, label: string) => replyOf(await pressed(page, label));
  const questionOn = (page: Page) => {
    const text = JSON.stringify(page.body);
    const found = catalogue.questions.find(({ prompt }) => text.includes(JSON.stringify(prompt)));
    if (!found) throw new Error(`no question on “${page.summary}”`);
    return found;
  };
  return {
    store,
    user,
    now: () => time,
    pass: (milliseconds) => {
      time += milliseconds;
    },
    remind: () => bot.remind(),
    say: async (line) => replyOf((await bot.say(line, asker)).outcome),
    press,
    async pressForForm(page, label) {
      const outcome = await pressed(page, label);
      if (outcome.type !== 'form') throw new Error(`${label} opens a ${outcome.type}`);
      return outcome;
    },
    fill: async (form, values) => replyOf(await bot.press(form.press, values, asker)),
    async answer(page, right) {
      const { options: all } = questionOn(page);
      const shown = page.body.flatMap((block) => (block.type === 'list' ? block.items : []));
      const at = shown.findIndex((item) =>
        item.some(
          (part) =>
            part.type === 'text' &&
            all.some((each) => each.text === part.text && (each.right ?? false) === right),
        ),
      );
      return press(page, LETTERS[at] ?? '');
    },
    questionOn,
    labels: (page) => controls(page).map(({ label }) => label),
    async [Symbol.asyncDispose]() {
      if (!options.store) await store.close();
    },
  };
}

const controls = (page: Page) =>
  page.body.flatMap((block) => (block.type === 'actions' ? block.controls : []));

function replyOf(outcome: Sealed): Page {
  if (outcome.type !== 'reply') throw new Error(`a ${outcome.type} instead of a reply`);
  return outcome;
}
