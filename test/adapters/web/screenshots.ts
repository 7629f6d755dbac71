/** Takes the README's screenshots: `node test/adapters/web/screenshots.ts [folder]`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { silentLog } from '../../../src/ports/log.ts';
import { openStore } from '../../../src/store/open.ts';
import { chromiumPath, openBrowser } from './browser.ts';
import { serveWeb } from './serve.ts';

type Look = {
  readonly name: string;
  readonly dark: boolean;
  readonly width: number;
  readonly height: number;
};
const LOOKS: readonly Look[] = [
  { name: 'light', dark: false, width: 1180, height: 820 },
  { name: 'dark', dark: true, width: 1180, height: 820 },
  { name: 'phone', dark: false, width: 390, height: 844 },
];

if (chromiumPath === undefined) throw new Error('No Chromium here; set CHROMIUM_PATH');
const folder = process.argv[2] ?? '.github/screenshots';
mkdirSync(folder, { recursive: true });
const browser = await openBrowser(chromiumPath);
for (const look of LOOKS) await shoot(look);
await browser.close();

async function shoot({ name, dark, width, height }: Look): Promise<void> {
  const store = openStore('sqlite::memory:', silentLog);
  const { address, stop } = await serveWeb(store);
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const keep = (what: string) => page.screenshot({ path: join(folder, `${what}-${name}.png`) });
  await page.goto(address);
  await keep('door');
  await page.getByLabel('Your name').fill('Ann');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ask Kafka anything.' }).waitFor();
  await keep('welcome');
  await page.getByRole('combobox').fill('/kafka c');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await keep('completion');
  await say(page, '/kafka concept isr');
  await keep('concept');
  await say(page, '/kafka calc');
  await keep('calc');
  await page.getByRole('button', { name: 'Adjust' }).last().click();
  await page.getByRole('dialog').waitFor();
  await keep('form');
  await page.keyboard.press('Escape');
  await say(page, '/kafka quiz');
  await keep('quiz');
  await page.getByRole('button', { name: 'B', exact: true }).last().click();
  await page.getByRole('button', { name: /Next question/ }).waitFor();
  await keep('feedback');
  await say(page, '/kafka pattern event sourcing');
  await keep('pattern');
  await say(page, '/kafka pattern');
  await keep('chooser');
  await context.close();
  await stop();
  await store.close();
}

async function say(page: Page, line: string): Promise<void> {
  const before = await page.locator('.message').count();
  await page.getByRole('combobox').fill(line);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await page.locator('.message').nth(before).waitFor();
}
