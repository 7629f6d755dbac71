/** The web chat as people meet it: in the system's Chromium, by keyboard, live between pages. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/ports/log.ts';
import { openStore } from '../../src/store/open.ts';
import { conversation } from '../contract/conversation.ts';
import { chromiumPath, openBrowser } from './web/browser.ts';
import { openBrowserStage } from './web/browser-stage.ts';
import { type Served, serveWeb } from './web/serve.ts';

const isMissing = chromiumPath === undefined;
if (isMissing) {
  const sentence = 'No Chromium on this machine: the browser tests need one; set CHROMIUM_PATH.';
  if (process.env['CI'] === 'true') throw new Error(sentence);
  console.warn(sentence);
}

let browser: Browser;

beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await openBrowser(chromiumPath);
});

afterAll(async () => {
  await browser?.close();
});

describe.skipIf(isMissing)('in Chromium', () => {
  conversation({ name: 'web', open: () => openBrowserStage(browser), hasChannel: true });
});

describe.skipIf(isMissing)('the web chat in a browser', () => {
  let served: Served;
  const store = openStore('sqlite::memory:', silentLog);
  const complaints: string[] = [];

  beforeAll(async () => {
    served = await serveWeb(store);
  });

  afterAll(async () => {
    await served.stop();
    await store.close();
  });

  async function enter(name: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    page.on('console', (line) => {
      // One test takes the server away; whether the page tries again meanwhile is a matter of timing.
      if (line.text().includes('net::ERR_CONNECTION_REFUSED')) return;
      if (line.type() === 'error' || /Content Security Policy/i.test(line.text()))
        complaints.push(line.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(served.address);
    await page.locator('#name:focus').waitFor();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Message' }).waitFor();
    return page;
  }

  async function say(page: Page, line: string): Promise<void> {
    const before = await page.locator('.message').count();
    await page.getByRole('combobox', { name: 'Message' }).focus();
    await page.keyboard.insertText(line);
    await page.keyboard.press('Enter');
    await page.locator('.message').nth(before).waitFor();
  }

  /** Moves the focus backwards by keyboard until it is on the button with this label. */
  async function shiftTabTo(page: Page, label: string): Promise<void> {
    for (let steps = 0; steps < 60; steps++) {
      await page.keyboard.press('Shift+Tab');
      const focused = await page.evaluate('document.activeElement?.textContent ?? ""');
      if (focused === label) return;
    }
    throw new Error(`The keyboard does not reach ${label}`);
  }

  it('holds a whole conversation without a mouse', async () => {
    const page = await enter('Ann');
    const box = page.getByRole('combobox', { name: 'Message' });
    await expect.poll(() => box.evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.keyboard.type('/kafka conc');
    await page.getByRole('option', { name: /^concept/ }).waitFor();
    expect(await box.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    const active = (await box.getAttribute('aria-activedescendant')) ?? '';
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Tab');
    expect(await box.inputValue()).toBe('/kafka concept ');
    await page.keyboard.type('isr');
    await page.keyboard.press('Escape');
    expect(await box.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('Enter');
    const card = page.locator('.message').last();
    await card.getByRole('heading', { name: /In-sync replicas/ }).waitFor();
    await card.getByText('Only you see this').waitFor();

    const related =
      (await card.getByRole('button').allTextContents()).find((label) => label !== 'Copy') ?? '';
    await shiftTabTo(page, related);
    await page.keyboard.press('Enter');
    await page.locator('.message h2', { hasText: related }).waitFor();
    expect(await page.evaluate('document.activeElement.className')).toContain('message');
    expect(await page.locator('.message').count()).toBe(1);
    await page.context().close();
  });

  it('opens a form with the focus in its first field and keeps what was typed when it does not fit', async () => {
    const page = await enter('Fay');
    await say(page, '/kafka calc');
    await shiftTabTo(page, 'Adjust');
    await page.keyboard.press('Enter');
    const first = page.getByRole('dialog').getByRole('textbox').first();
    await expect.poll(() => first.evaluate((element) => element.matches(':focus'))).toBe(true);
    expect(await first.inputValue()).toBe('3');
    await page.keyboard.type('0');
    await page.keyboard.press('Enter');
    const problem = page.getByRole('dialog').getByRole('alert');
    await expect.poll(() => problem.textContent()).toMatch(/brokers/i);
    expect(await first.inputValue()).toBe('0');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Adjust');
    await page.context().close();
  });

  it('shows messages to everybody at once, private answers to their asker, and shared ones to all', async () => {
    const [ann, ben] = [await enter('Ann A'), await enter('Ben B')];
    await expect.poll(() => ann.getByRole('list', { name: 'People here' }).textContent()).toContain('Ben B');
    await say(ben, 'hello <b>all</b> https://kafka.apache.org/');
    await ann.locator('.said', { hasText: 'hello <b>all</b>' }).waitFor();
    expect(await ann.locator('.said b').count()).toBe(0);
    await say(ann, '/kafka concept high-watermark');
    await say(ann, 'did you see it?');
    await ben.locator('.said', { hasText: 'did you see it?' }).waitFor();
    expect(await ben.getByRole('heading', { name: /High watermark/ }).count()).toBe(0);
    await ann.getByRole('button', { name: 'Share' }).last().click();
    await ben.getByRole('heading', { name: /High watermark/ }).waitFor();
    await ben.getByText('Shared by @Ann A').waitFor();
    await ann.reload();
    await ann.locator('.said', { hasText: 'did you see it?' }).waitFor();
    expect(await ann.getByText('Only you see this').count()).toBe(1);
    expect(await ben.getByText('Only you see this').count()).toBe(0);
    await Promise.all([ann.context().close(), ben.context().close()]);
  });

  it('goes on by itself when the server comes back', async () => {
    const page = await enter('Cleo');
    const other = await enter('Dan');
    const port = Number(new URL(served.address).port);
    await served.stop();
    served = await serveWeb(store, { port });
    await say(other, 'back again');
    await page.locator('.said', { hasText: 'back again' }).waitFor();
    await Promise.all([page.context().close(), other.context().close()]);
  });

  it('takes a text file and offers the command that reads files', async () => {
    const page = await enter('Eve');
    const attach = (text: string) =>
      page.setInputFiles('input[type=file]', {
        name: 'producer.properties',
        mimeType: 'text/plain',
        buffer: Buffer.from(text),
      });
    await attach('linger.ms=5\n');
    await page.getByText('producer.properties').waitFor();
    await page.getByRole('button', { name: 'Take the file away' }).click();
    await expect.poll(() => page.locator('.attached').isVisible()).toBe(false);
    await page.getByRole('combobox', { name: 'Message' }).fill('');
    await attach('acks=2\n');
    const box = page.getByRole('combobox', { name: 'Message' });
    await expect.poll(() => box.inputValue()).toBe('/kafka lint ');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.locator('.message.private', { hasText: 'acks' }).waitFor();
    await expect.poll(() => page.locator('.attached').isVisible()).toBe(false);
    await page.context().close();
  });

  it('names every control, image and region, and keeps headings in order', async () => {
    const page = await enter('Gil');
    await say(page, '/kafka pattern saga');
    await say(page, '/kafka pattern');
    await say(page, '/kafka calc');
    expect(await page.evaluate(UNNAMED)).toEqual([]);
    expect(await page.locator('h1').count()).toBe(1);
    for (const landmark of ['banner', 'main', 'contentinfo', 'navigation'] as const) {
      expect(await page.getByRole(landmark).count()).toBe(1);
    }
    await page.context().close();
  });

  it('fits a phone: nothing wider than the screen, nothing smaller than a finger', async () => {
    const page = await enter('Hal', { viewport: { width: 390, height: 844 } });
    await say(page, '/kafka concept isr');
    await say(page, '/kafka quiz');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await page.evaluate(TOO_SMALL)).toEqual([]);
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)('is legible in %s', async (colorScheme) => {
    const page = await enter(`Ida ${colorScheme}`, { colorScheme });
    await say(page, '/kafka concept isr');
    expect(await page.evaluate(FAINT)).toEqual([]);
    const background = await page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    expect(String(background)).toMatch(colorScheme === 'light' ? /rgb\(2\d\d/ : /rgb\([12]?\d,/);
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)('searches the library as one types, in %s', async (colorScheme) => {
    const page = await enter(`Jo ${colorScheme}`, { colorScheme, viewport: { width: 390, height: 844 } });
    await page.getByRole('link', { name: 'Library' }).click();
    const box = page.getByRole('textbox', { name: 'Search the library' });
    await box.pressSequentially('consumer lag');
    await page.getByRole('link', { name: 'Consumer lag', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Consumer lag' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/library/concept/consumer-lag');
    for (const path of ['/library', '/library/concept/isr', '/library/pattern']) {
      await page.goto(served.address + path);
      expect(await page.evaluate(FAINT)).toEqual([]);
      expect(await page.evaluate(UNNAMED)).toEqual([]);
      expect(await page.evaluate(TOO_SMALL)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    }
    await page.goto(`${served.address}/library/concept/isr`);
    await page.getByRole('button', { name: 'Open in the channel' }).click();
    await page.locator('.message h2', { hasText: 'In-sync replicas' }).waitFor();
    await page.context().close();
  });

  it('never meets its own content security policy, nor an error', () => {
    expect(complaints).toEqual([]);
  });
});

/** Controls without a name, and pictures without words. */
const UNNAMED = `[...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, img, [role=region]')]
  .filter((element) => {
    const label = element.getAttribute('aria-label') ?? element.textContent?.trim();
    if (element.matches('img')) return element.getAttribute('alt') === null;
    if (element.matches('input, select, textarea')) return element.labels.length === 0 && !element.getAttribute('aria-label');
    return !label;
  })
  .map((element) => element.outerHTML)`;

/** Visible controls below 44 by 44 pixels, the size WCAG's target size asks for; links within text are exempt. */
const TOO_SMALL = `[...document.querySelectorAll('button, select, textarea, nav a')]
  .filter((element) => element.checkVisibility())
  .map((element) => [element.textContent, element.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 43.5 || height < 43.5)
  .map(([text, { width, height }]) => text + ': ' + width + ' × ' + height)`;

/** Text whose contrast with what is behind it is under 4.5. */
const FAINT = `(() => {
  const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const rgb = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = rgb(color).map((part) => channel(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if ((rgb(color)[3] ?? 1) > 0.99 && color.startsWith('rgb')) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  const faint = new Set();
  for (const element of document.querySelectorAll('body *')) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
    if (!hasText || !element.checkVisibility() || element.matches('.unseen, .unseen *, option')) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) faint.add(element.tagName + '.' + element.className + ' ' + contrast.toFixed(2));
  }
  return [...faint];
})()`;
