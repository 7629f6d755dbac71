/** Takes the README's screenshots: `node test/adapters/web/screenshots.ts [folder] [all]`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { silentLog } from '../../../src/ports/log.ts';
import { openStore } from '../../../src/store/open.ts';
import { samplePages } from '../../golden/pages.ts';
import { chromiumPath, openBrowser } from './browser.ts';
import { shootRounds } from './round-screenshots.ts';
import { serveWeb } from './serve.ts';

type Look = {
  readonly name: string;
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
  /** What the README shows in this look. */
  readonly kept: readonly string[];
};

const LOOKS: readonly Look[] = [
  {
    name: 'light',
    colorScheme: 'light',
    width: 1180,
    height: 820,
    kept: ['welcome', 'completion', 'concept', 'quiz', 'library', 'lint', 'size'],
  },
  { name: 'dark', colorScheme: 'dark', width: 1180, height: 820, kept: ['calc', 'pattern'] },
  { name: 'phone', colorScheme: 'light', width: 390, height: 844, kept: ['concept', 'form', 'feedback'] },
];

/** A file with an error, a misspelt name, a default that hides a risk and a secret. */
const LINTED =
  '/kafka lint component=producer version=4.0 text="acks=2\\nlinger.sm=5\\nenable.idempotence=false\\nssl.key.password=hunter2"';

if (chromiumPath === undefined) throw new Error('No Chromium here; set CHROMIUM_PATH');
const [folder = '.github/screenshots', all] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await openBrowser(chromiumPath);
for (const look of LOOKS) await shoot(look);
await shootRounds(browser, folder);
await shootPages();
await browser.close();

async function shoot({ name, colorScheme, width, height, kept }: Look): Promise<void> {
  const store = openStore('sqlite::memory:', silentLog);
  const { address, stop } = await serveWeb(store);
  const viewport = { width, height };
  const isMobile = name === 'phone';
  const context = await browser.newContext({ viewport, colorScheme, isMobile, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const keep = async (what: string) => {
    if (!all && !kept.includes(what)) return;
    await page.mouse.move(0, 0);
    await page.waitForLoadState('networkidle', { timeout: 1_000 }).catch(() => undefined);
    await page.screenshot({ path: join(folder, `${what}-${name}.png`) });
  };
  await page.goto(address);
  await keep('door');
  await page.getByLabel('Your name').fill('Ann');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ask Kafka anything.' }).waitFor();
  await keep('welcome');
  await page.locator('#text').fill('/kafka c');
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
  await page.getByRole('button', { name: /Next question|See the result/ }).waitFor();
  await keep('feedback');
  await say(page, LINTED);
  await keep('lint');
  await say(page, '/kafka size rate=20k/s peak=3x size=1KiB groups=4 retention=7d preset=msk.m7g.xlarge');
  await keep('size');
  await say(page, '/kafka pattern event sourcing');
  await keep('pattern');
  await say(page, '/kafka pattern');
  await keep('chooser');
  await page.goto(`${address}/library/pattern/saga`);
  await keep('library');
  await context.close();
  await stop();
  await store.close();
}

async function say(page: Page, line: string): Promise<void> {
  const before = await page.locator('.message').count();
  await page.locator('#text').fill(line);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await page.locator('.message').nth(before).waitFor();
}

/** A page of each kind, as the site of the library shows it. */
async function shootPages(): Promise<void> {
  const store = openStore('sqlite::memory:', silentLog);
  const { address, stop } = await serveWeb(store);
  const page = await browser.newPage({ viewport: { width: 900, height: 1_100 } });
  mkdirSync(join(folder, 'entries'), { recursive: true });
  for (const [kind, id] of Object.entries(samplePages)) {
    await page.goto(`${address}/library/${kind}/${id}`);
    await page.screenshot({ path: join(folder, 'entries', `${kind}.png`) });
  }
  await page.close();
  await stop();
  await store.close();
}
