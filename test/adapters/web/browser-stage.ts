/** The conversation's people in front of real pages: they type, click and read what Chromium shows. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { silentLog } from '../../../src/ports/log.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Person, Stage } from '../../contract/person.ts';
import { buttonLabels, readForm, readMessages, screenText } from './screen.ts';
import { serveWeb } from './serve.ts';

type Reader = Person & {
  /** Resolves when the open page shows what a fresh one would. */
  readonly settle: () => Promise<void>;
};

export async function openBrowserStage(browser: Browser): Promise<Stage> {
  const store = openStore('sqlite::memory:', silentLog);
  const readers: Reader[] = [];
  const contexts: BrowserContext[] = [];
  let served = await serveWeb(store);
  const port = Number(new URL(served.address).port);

  const everybodySettled = async () => {
    await Promise.all(readers.map((reader) => reader.settle()));
  };

  return {
    async join(name) {
      const context = await browser.newContext({ reducedMotion: 'reduce' });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(served.address);
      await page.getByLabel('Your name').fill(name);
      await page.keyboard.press('Enter');
      // The page's script gives the box its role; a line typed before that would go nowhere.
      await page.locator('#text[role=combobox]').waitFor();
      const reader = readerOf(name, page, everybodySettled);
      readers.push(reader);
      return reader;
    },
    async restart() {
      await served.stop();
      served = await serveWeb(store, { port });
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(contexts.map((context) => context.close()));
      await served.stop();
      await store.close();
    },
  };
}

function readerOf(name: string, page: Page, settled: () => Promise<void>): Reader {
  let messages: ReturnType<typeof readMessages> = [];
  let form: ReturnType<typeof readForm> | undefined;

  const articles = async () => readMessages(await page.locator('.log').evaluate((log) => log.innerHTML));
  const newestFirst = () => [...messages].sort((a, b) => b.revision - a.revision);
  const latest = () => newestFirst()[0]?.html ?? '';

  /** Does something that posts a form, and waits until everybody has seen what came of it. */
  async function act(work: () => Promise<void>): Promise<void> {
    const answer = page.waitForResponse((response) => response.request().method() === 'POST');
    const [answered] = await Promise.all([answer, work()]);
    await answered.finished();
    await settled();
    const dialog = page.locator('dialog[open]');
    form = (await dialog.count()) > 0 ? readForm(await dialog.evaluate((each) => each.innerHTML)) : undefined;
  }

  async function click(label: string, count = 1): Promise<void> {
    const holder = newestFirst().find(({ html }) => buttonLabels(html).includes(label));
    if (!holder) throw new Error(`${name} sees no button ${label}`);
    const button = page.locator(`#m${holder.number}`).getByRole('button', { name: label, exact: true });
    await button.last().click({ clickCount: count });
  }

  return {
    name,
    say: (line) =>
      act(async () => {
        await page.locator('#text').fill(line);
        await page.keyboard.press('Escape');
        await page.keyboard.press('Enter');
      }),
    press: (label) => act(() => click(label)),
    doublePress: (label) => act(() => click(label, 2)),
    choose: (choice) =>
      act(async () => {
        const select = page.locator('.message select').filter({ hasText: choice }).last();
        await select.selectOption({ label: choice });
        await select.locator('xpath=ancestor::form').getByRole('button').click();
      }),
    form: () =>
      form && Object.fromEntries(Object.entries(form.fields).map(([label, { value }]) => [label, value])),
    fill: (values) =>
      act(async () => {
        const dialog = page.getByRole('dialog');
        for (const [label, value] of Object.entries(values)) await dialog.getByLabel(label).fill(value);
        await dialog.locator('button[type=submit]').click();
      }),
    screen: () => messages.map(({ html }) => screenText(html)).join('\n\n'),
    latest: () => screenText(latest()),
    buttons: () => buttonLabels(latest()),
    async settle() {
      const standing = (all: typeof messages) => all.map(({ number, revision }) => `${number}@${revision}`);
      const fresh = await page.context().request.get(page.url().split('#')[0] ?? '');
      const wanted = standing(readMessages(await fresh.text()));
      await expect.poll(async () => standing(await articles()), { timeout: 20_000 }).toEqual(wanted);
      messages = await articles();
    },
  };
}
