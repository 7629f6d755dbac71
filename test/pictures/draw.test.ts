import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { checkDiagram } from '../../src/catalogue/check-diagram.ts';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { drawPng, drawSvg, drawText, pictureKey } from '../../src/pictures/draw.ts';
import {
  type BarChart,
  isDiagram,
  type Picture,
  type PodiumPicture,
  type ProgressPicture,
} from '../../src/pictures/spec.ts';
import { textWidth } from '../../src/pictures/svg.ts';

const bars: BarChart = {
  kind: 'bars',
  alt: 'Network out is used most, at 91 percent.',
  title: 'Use of each limit',
  unit: ' %',
  series: ['healthy', 'one broker lost'],
  rows: [
    { label: 'Network out', values: [61, 91], marked: true },
    { label: 'Disk <b>throughput</b>', values: [40, 60] },
  ],
  limit: { value: 80, label: '80 %' },
};
const progress: ProgressPicture = {
  kind: 'progress',
  alt: 'Progress by topic: producer 12 of 30 seen, 4 mastered; groups 1 of 20 seen, 0 mastered.',
  title: 'Questions by topic',
  rows: [
    { label: 'producer', total: 30, seen: 12, mastered: 4, due: 3 },
    { label: 'groups <b>', total: 20, seen: 1, mastered: 0, due: 0 },
    { label: 'kraft', total: 24, seen: 0, mastered: 0, due: 0 },
  ],
};
const podium: PodiumPicture = {
  kind: 'podium',
  alt: 'Ann wins before Ben.',
  title: 'Friday round',
  places: [
    { place: 1, name: 'Ann & <Co>', points: 4200 },
    { place: 2, name: 'Ben', points: 3100 },
  ],
};

const catalogue = loadCatalogue();
const pictures: readonly (readonly [string, Picture])[] = [
  ['bars', bars],
  ['podium', podium],
  ['progress', progress],
  ...catalogue.entries.flatMap((entry) =>
    catalogue
      .body(entry)
      .flatMap((block) => (block.type === 'image' ? [[entry.id, block.picture] as const] : [])),
  ),
  ...catalogue.questions.flatMap(({ id, diagram }) => (diagram ? [[id, diagram] as const] : [])),
];

describe('pictures', () => {
  it('are well-formed SVG with the story as their title, in both themes', async () => {
    for (const [name, picture] of pictures) {
      for (const theme of ['light', 'dark'] as const) {
        const svg = load(await drawSvg(picture, theme), { xml: true });
        expect(svg('svg').length, name).toBe(1);
        if (picture.kind !== 'bars') expect(svg('title').first().text(), name).toBe(picture.alt);
      }
    }
  });

  it('show every label of a flow', async () => {
    for (const [name, picture] of pictures) {
      if (picture.kind !== 'flow') continue;
      const text = load(await drawSvg(picture, 'light'), { xml: true })('text').text();
      for (const { label } of picture.nodes) expect(text, name).toContain(label);
      for (const { label } of picture.arrows) expect(text, name).toContain(label ?? '');
    }
  });

  it('keep the texts of a log inside their cells', async () => {
    for (const [name, picture] of pictures) {
      if (picture.kind !== 'log') continue;
      const svg = load(await drawSvg(picture, 'light'), { xml: true });
      const cells = svg('rect[height="46"]').get();
      const records = picture.logs.flatMap(({ from, to, records }) =>
        Array.from({ length: to - from + 1 }, (_, at) => records.find(({ offset }) => offset === from + at)),
      );
      expect(cells.length, name).toBe(records.length);
      for (const [at, record] of records.entries())
        expect(Number(svg(cells[at]).attr('width')), name).toBeGreaterThan(textWidth(record?.text ?? '', 11));
    }
  });

  it('stay under 80 KB as PNG', async () => {
    for (const [name, picture] of pictures) {
      const png = await drawPng(picture, 'light');
      expect([...png.subarray(1, 4)], name).toEqual([0x50, 0x4e, 0x47]);
      expect(png.length, name).toBeLessThanOrEqual(80_000);
    }
  });

  it('have a text form', () => {
    for (const [name, picture] of pictures) expect(drawText(picture).length, name).toBeGreaterThan(10);
  });

  it('pass the rules for diagrams', () => {
    for (const [name, picture] of pictures) {
      if (isDiagram(picture)) expect(checkDiagram(picture), name).toEqual([]);
    }
  });

  it('let no markup through', async () => {
    expect(await drawSvg(bars, 'light')).not.toContain('<b>');
    expect(await drawSvg(podium, 'light')).not.toContain('<Co>');
  });

  it('have the same key for the same content', () => {
    expect(pictureKey(bars, 'light')).toBe(pictureKey(structuredClone(bars), 'light'));
    expect(pictureKey(bars, 'light')).not.toBe(pictureKey(bars, 'dark'));
  });
});
