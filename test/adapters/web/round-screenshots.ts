/** Pictures of what a channel plays together: `node test/adapters/web/round-screenshots.ts [folder]` takes only these. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { silentLog } from '../../../src/ports/log.ts';
import { openStore } from '../../../src/store/open.ts';
import { chromiumPath, openBrowser } from './browser.ts';
import { serveWeb } from './serve.ts';

const NAMES = ['Ann', 'Ben', 'Cleo', 'Dan'] as const;
const LETTERS = ['A', 'B', 'C', 'A'] as const;

/** A round of three in two teams, as its host sees it, and its second player by night. */
export async function shootRounds(browser: Browser, folder: string): Promise<void> {
  const store = openStore('sqlite::memory:', silentLog);
  const { address, stop, tick } = await serveWeb(store);
  const pages: Page[] = [];
  for (const name of NAMES) pages.push(await enter(browser, address, name));
  const [host, ...others] = pages;
  const [second] = others;
  if (!host || !second) throw new Error('A round takes two');
  const ticking = setInterval(() => void tick(), 100);
  /** @param top the heading that the picture starts with */
  const keep = async (page: Page, what: string, top?: string) => {
    await page.mouse.move(0, 0);
    if (top !== undefined) {
      const heading = page.locator('.message h2', { hasText: top }).last();
      await heading.evaluate((element) => element.closest('.message')?.scrollIntoView({ block: 'start' }));
    }
    await page.waitForLoadState('networkidle', { timeout: 1_000 }).catch(() => undefined);
    await page.screenshot({ path: join(folder, `round-${what}.png`) });
  };
  await say(second, 'Who is in for a quick round?');
  await say(host, '/kafka round 3 seconds=60 teams=2');
  for (const page of others) await press(page, 'Join');
  await host.getByText(`Players (${NAMES.length})`).waitFor();
  await keep(host, 'lobby', 'Kafka round');
  await press(host, 'Start');
  for (const question of [1, 2, 3]) {
    for (const [at, page] of pages.entries()) {
      await page
        .locator('.message h2', { hasText: `Question ${question} of 3` })
        .last()
        .waitFor();
      await press(page, LETTERS[(at + question) % LETTERS.length] ?? 'A');
      await page
        .locator('.message.private', { hasText: 'Locked in' })
        .nth(question - 1)
        .waitFor();
      if (page === second && question === 1) await keep(page, 'question-dark');
    }
    await host.getByRole('button', { name: 'Next' }).last().waitFor();
    if (question === 2) await keep(host, 'reveal', 'Question 2 of 3');
    if (question === 2) {
      await say(second, '/kafka round status');
      await keep(second, 'status-dark');
    }
    await press(host, 'Next');
  }
  await host.locator('.message h2', { hasText: /is over/ }).waitFor();
  await keep(host, 'podium', 'is over');
  await press(host, 'My rank');
  await host
    .getByText(/You are number/)
    .last()
    .waitFor();
  await say(host, '/kafka board');
  await keep(host, 'board');
  await say(host, '/kafka schedule round fri 15:30 Europe/Berlin topic=replication questions=5');
  await say(host, '/kafka schedule question weekdays 9:00 Europe/Berlin');
  await keep(host, 'schedule');
  await say(host, '/kafka round save=friday mode=survival seconds=20');
  await keep(host, 'presets');
  clearInterval(ticking);
  await Promise.all(pages.map((page) => page.context().close()));
  await stop();
  await store.close();
}

async function enter(browser: Browser, address: string, name: string): Promise<Page> {
  const colorScheme = name === 'Ben' ? 'dark' : 'light';
  const viewport = { width: 1180, height: 820 };
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
  await page.locator('#text').waitFor();
  return page;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click();

async function say(page: Page, line: string): Promise<void> {
  const before = await page.locator('.message').count();
  await page.locator('#text').fill(line);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await page.locator('.message').nth(before).waitFor();
}

if (import.meta.main) {
  if (chromiumPath === undefined) throw new Error('No Chromium here; set CHROMIUM_PATH');
  const [folder = '.github/screenshots'] = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser(chromiumPath);
  await shootRounds(browser, folder);
  await browser.close();
}
