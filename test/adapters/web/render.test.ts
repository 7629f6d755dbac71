import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Html, html } from '../../../src/adapters/web/html.ts';
import { type Drawn, renderBlocks, renderChat, renderForm } from '../../../src/adapters/web/render.ts';
import { goldenForm, goldenReplies } from '../../golden/replies.ts';
import { form, reply, text } from '../../reply/arbitrary.ts';

const picture: Drawn = { light: '/pictures/light.svg', dark: '/pictures/dark.svg', width: 400, height: 200 };
const golden = await goldenReplies();
const around = { drawn: () => picture, titleLevel: 2 as const, hidden: { message: '7' } };

/** What the renderer may produce; anything else came from somebody's text. */
const ELEMENTS = new Set(
  'h2 h3 p ul ol li figure figcaption pre code strong span dl div dt dd table thead tbody tr th td a time hr form input button select option label picture source img small textarea'.split(
    ' ',
  ),
);

/** Control characters except tab and newline, and whatever makes a line read backwards. */
function isUnseen(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  const isControl = (code < 0x20 && code !== 0x09 && code !== 0x0a) || (code >= 0x7f && code < 0xa0);
  return isControl || /\p{Bidi_Control}|\u200b|\ufeff/u.test(character);
}

function expectHarmless(markup: string): void {
  const $ = load(markup, null, false);
  expect([...markup].filter(isUnseen)).toEqual([]);
  $('*').each((_, element) => {
    if (element.type !== 'tag') throw new Error(`${element.type} in ${markup}`);
    expect(ELEMENTS).toContain(element.name);
    for (const [name, value] of Object.entries(element.attribs)) {
      expect(name).not.toMatch(/^on|^style$|^srcdoc$/);
      if (name === 'href') expect(value).toMatch(/^(https?:\/\/|\/library\/)/);
      if (name === 'src' || name === 'srcset') expect(value).toMatch(/^\/pictures\//);
      if (name === 'action') expect(value).toBe('/press');
    }
  });
}

describe('the HTML renderer', () => {
  it('turns no text of any reply into markup, script, or unseen characters', () => {
    fc.assert(
      fc.property(reply, ({ body }) => expectHarmless(renderBlocks(body, around).toString())),
      { numRuns: 100 },
    );
  });

  it('keeps every random form harmless, and what it was filled with', () => {
    fc.assert(
      fc.property(form, (shown) => {
        const markup = renderForm(shown, { message: '7' }).toString();
        expectHarmless(markup);
        expect(load(markup, null, false)('p.field').length).toBe(shown.fields.length);
      }),
      { numRuns: 100 },
    );
  });

  it('shows every character that can be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (text) => {
        const markup = renderBlocks([{ type: 'code', text }], around).toString();
        expect(load(markup, null, false)('pre code').text()).toBe(text);
      }),
    );
  });

  it('makes links of web addresses in chat and of nothing else', () => {
    const said = renderChat('see https://kafka.apache.org/43/. javascript:alert(1) <b>').toString();
    expect(said).toBe(
      '<p class="said">see <a href="https://kafka.apache.org/43/" target="_blank" rel="noopener noreferrer">https://kafka.apache.org/43/</a>. javascript:alert(1) &lt;b&gt;</p>',
    );
  });

  it('keeps whatever people say to each other harmless', () => {
    fc.assert(fc.property(text, (said) => expectHarmless(renderChat(said).toString())));
  });

  it('gives the words of a picture where it could not be drawn', () => {
    const picture = {
      kind: 'replicas',
      alt: 'Both copies',
      partition: 'a-0',
      high_watermark: 1,
      replicas: [],
    } as const;
    const markup = renderBlocks([{ type: 'image', name: 'copies', picture }], {
      ...around,
      drawn: () => undefined,
    }).toString();
    expect(markup).toBe('<p class="note">Both copies</p>');
  });

  it('escapes attributes as well as text', () => {
    expect(html`<a title="${'" onload="x'}">${'<'}</a>`.toString()).toBe(
      '<a title="&quot; onload=&quot;x">&lt;</a>',
    );
  });

  for (const { name, reply: shown } of golden) {
    it(`renders ${name} as its golden file`, async () => {
      await expect(inLines(renderBlocks(shown.body, around))).toMatchFileSnapshot(
        `../../golden/${name}.html`,
      );
    });
  }

  it('renders a form as its golden file', async () => {
    const markup = renderForm(await goldenForm(), { message: '7' });
    await expect(inLines(markup)).toMatchFileSnapshot('../../golden/form.html');
  });
});

/** One element for each line, so that a change reads well. */
const inLines = (markup: Html) => `${markup.toString().replaceAll('><', '>\n<')}\n`;
