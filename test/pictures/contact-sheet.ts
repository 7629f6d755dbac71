/** All diagrams of the library and the question bank on one sheet each theme: `npm run contact-sheet [folder]`; needs Chromium. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { drawPng, type Theme } from '../../src/pictures/draw.ts';
import type { Picture } from '../../src/pictures/spec.ts';
import { chromiumPath, openBrowser } from '../adapters/web/browser.ts';

const COLUMNS = 10;
const CELL_WIDTH_PX = 240;

if (chromiumPath === undefined) throw new Error('No Chromium here; set CHROMIUM_PATH');
const [folder = '.github/screenshots'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const catalogue = loadCatalogue();
const pictures: readonly (readonly [id: string, Picture])[] = [
  ...catalogue.entries.flatMap((entry) =>
    catalogue
      .body(entry)
      .flatMap((block) => (block.type === 'image' ? [[entry.id, block.picture] as const] : [])),
  ),
  ...catalogue.questions.flatMap(({ id, diagram }) => (diagram ? [[`? ${id}`, diagram] as const] : [])),
];

const browser = await openBrowser(chromiumPath);
for (const theme of ['light', 'dark'] as const) {
  const page = await browser.newPage({ viewport: { width: COLUMNS * CELL_WIDTH_PX, height: 600 } });
  await page.setContent(await sheet(theme));
  await page.screenshot({ path: join(folder, `diagrams-${theme}.png`), fullPage: true });
  await page.close();
}
await browser.close();
console.log(`${pictures.length} diagrams on two sheets in ${folder}`);

async function sheet(theme: Theme): Promise<string> {
  const cells: string[] = [];
  for (const [id, picture] of pictures) {
    const png = Buffer.from(await drawPng(picture, theme)).toString('base64');
    cells.push(`<figure><img src="data:image/png;base64,${png}"><figcaption>${id}</figcaption></figure>`);
  }
  const [back, ink] = theme === 'light' ? ['#e8e4dc', '#222'] : ['#000', '#ddd'];
  return `<!doctype html><style>
    body { margin: 8px; columns: ${COLUMNS}; column-gap: 8px; background: ${back}; color: ${ink}; font: 13px sans-serif }
    figure { margin: 0 0 10px; break-inside: avoid } img { width: 100%; border-radius: 6px } figcaption { padding: 2px }
  </style>${cells.join('')}`;
}
