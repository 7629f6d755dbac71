import { MessageFlags } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modal } from '../../../src/adapters/discord/form.ts';
import { markdown } from '../../../src/adapters/discord/markdown.ts';
import { fileName, pictureName, renderReply } from '../../../src/adapters/discord/render.ts';
import * as build from '../../../src/reply/build.ts';
import type { Block, Inline, Reply } from '../../../src/reply/nodes.ts';
import { goldenForm, goldenReplies } from '../../golden/replies.ts';
import { form as anyForm, reply as anyReply } from '../../reply/arbitrary.ts';
import { allNodes, callbackProblems } from './payload-rules.ts';
import { read } from './screen.ts';

/** The callback that would carry a reply, with its files named but not drawn. */
function callback(reply: Reply<string>) {
  const components = renderReply(reply);
  const names = [...JSON.stringify(components).matchAll(/attachment:\/\/([^"]+)/g)].map(
    ([, name = '']) => name,
  );
  const attachments = [...new Set(names)].map((filename, id) => ({ id: String(id), filename }));
  const data = {
    components,
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [] },
    attachments,
  };
  return { body: { type: 4, data }, files: attachments.map(({ filename }) => filename) };
}

const textsOf = (reply: Reply<string>) =>
  allNodes(renderReply(reply)).flatMap(({ content }) => (typeof content === 'string' ? [content] : []));

/** What is left when everything that shows itself as it is has been taken out: code, escaped marks, times, links. */
function live(markdownText: string): string {
  return markdownText
    .replace(/```[\w+-]*\n[\s\S]*?\n```/g, '')
    .replace(/\\[^0-9A-Za-z\s]/g, '')
    .replace(/`` [^\n]*? ``|`[^`\n]+`/g, '')
    .replace(/<t:\d+:[RtD]>/g, '')
    .replace(/\[[^[\]]*\]\(https?:\/\/[^\s()<>]+\)/g, '');
}

/** Control, format and unassigned characters, but not the joiners that emoji are made with. */
const UNSEEN = /(?![\n\t\u00ad\u200d])[\p{Cc}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** Every string that somebody sees, which leaves ids, values and addresses out. */
function shownWords(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    ['custom_id', 'value', 'url'].includes(key) ? [] : shownWords(each),
  );
}

describe('discord: random replies', () => {
  it('never exceed a limit or break a rule', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const { body, files } = callback(reply);
        expect(callbackProblems(body, files)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('leave no mark in the text that could ping, link or style', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        for (const text of textsOf(reply)) expect(live(text)).not.toMatch(/[<@[\]|~`_]|(?<!\*)\*(?!\*)/);
      }),
      { numRuns: 400 },
    );
  });

  it('keep invisible and reversing characters out of everything', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        for (const words of shownWords(renderReply(reply)))
          expect(UNSEEN.exec(words.replaceAll('`\u200b`\u200b`', ''))).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});

describe('discord: random forms', () => {
  it('fit into a modal', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        expect(callbackProblems({ type: 9, data: modal(form) }, [])).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('discord: inline content', () => {
  const shown = (...parts: Inline[]) => markdown(parts);

  it('reads back as the words that were meant', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (words) => {
        const meant = words.replace(/\s+/g, ' ').trim();
        fc.pre(/^[\x20-\x7e]*$/.test(meant));
        expect(read(shown(build.text(meant)))).toBe(meant);
      }),
    );
  });

  it('keeps blanks outside of bold marks', () => {
    expect(shown(build.strong('A. '), build.text('one'))).toBe('**A.** one');
  });

  it('joins bold neighbours', () => {
    expect(shown(build.strong('A'), build.strong('B'))).toBe('**AB**');
  });

  it('escapes what begins a line', () => {
    expect(shown(build.text('# a\n- b\n1. c\n> d'))).toBe('\\# a\n\\- b\n1\\. c\n\\> d');
  });

  it('leaves a dash inside a word alone', () => {
    expect(shown(build.text('read-process-write'))).toBe('read-process-write');
  });

  it('shows code with backticks in a longer fence', () => {
    expect(shown(build.mono('a`b'))).toBe('`` a`b ``');
  });

  it('shows a link to nowhere safe as its words', () => {
    expect(shown(build.link('x', 'javascript:alert(1)'))).toBe('x');
  });

  it('keeps a bracket in an address from ending the link', () => {
    expect(shown(build.link('x', 'https://e.org/a_(b)'))).toBe('[x](https://e.org/a_%28b%29)');
  });

  it('does not let a typed address become a link', () => {
    expect(shown(build.text('https://evil.example'))).toBe('https\\://evil.example');
  });

  it('shows an instant in each reader’s own time', () => {
    expect(shown(build.time(1_700_000_000_000))).toBe('<t:1700000000:R>');
  });

  it('shows a mention as a name', () => {
    expect(shown(build.mention('discord:1', 'A_nn'))).toBe('A\\_nn');
  });
});

/** Builders make blocks for commands; those without buttons are the same for renderers. */
function sealed(block: Block | Block<string>): Block<string>[] {
  if (block.type !== 'actions') return [block];
  return [
    {
      ...block,
      controls: block.controls.map((control) =>
        control.type === 'link' ? control : { ...control, press: String(control.press) },
      ),
    },
  ];
}

describe('discord: blocks', () => {
  const components = (...body: (Block | Block<string>)[]) =>
    renderReply({ type: 'reply', ok: true, title: 't', summary: 's', body: body.flatMap(sealed) });

  it('draws a table in columns when it is narrow', () => {
    const [text] = components(
      build.table(
        ['Name', '>Count'],
        [
          ['acks', '1'],
          ['batch.size', '16384'],
        ],
      ),
    );
    expect(text).toMatchObject({
      content: '```\nName        Count\n──────────  ─────\nacks            1\nbatch.size  16384\n```',
    });
  });

  it('writes a table with links as lines, because links do nothing in code', () => {
    const cells = [['7', build.link('trillion a day', 'https://example.org/'), '2019']];
    const [text] = components(build.table(['Figure', 'What', '>Year'], cells));
    expect(text).toMatchObject({
      content: '- **7** · What: [trillion a day](https://example.org/) · Year: 2019',
    });
  });

  it('says in a word what the colour of a callout means', () => {
    expect(components(build.callout('warning', 'x'))).toMatchObject([
      { type: 17, accent_color: 0xf59e0b, components: [{ content: '**Careful:** x' }] },
    ]);
  });

  it('puts five buttons into a row', () => {
    const buttons = Array.from({ length: 7 }, (_, at) => ({
      type: 'button' as const,
      label: `b${at}`,
      press: `p${at}`,
    }));
    const rows = components({ type: 'actions', controls: buttons });
    expect(rows.map((row) => ('components' in row ? row.components.length : 0))).toEqual([5, 2]);
  });

  it('keeps menus apart that do the same', () => {
    const menu = (value: string) => ({
      type: 'select' as const,
      label: 'Open',
      press: 'same',
      choices: [{ label: value, value }],
    });
    const rows = components({ type: 'actions', controls: [menu('a'), menu('b')] });
    expect(rows).toMatchObject([
      { components: [{ custom_id: 'same' }] },
      { components: [{ custom_id: 'same~2' }] },
    ]);
  });

  it('cuts the body and keeps heading and sources when there is too much', () => {
    const shown = components(
      build.heading('Title'),
      build.list(Array.from({ length: 200 }, (_, at) => `line ${at} with some words to fill it`)),
      build.note('Source'),
    );
    expect(shown[0]).toMatchObject({ content: '## Title' });
    expect(shown[1]).toMatchObject({ content: expect.stringMatching(/\n…$/) });
    expect(shown[2]).toMatchObject({ content: '-# Source' });
  });

  it('closes the fence of code that was cut', () => {
    const [text] = components(build.code('x\n'.repeat(4_000), 'java'));
    expect(text).toMatchObject({ content: expect.stringMatching(/^```java\n[\s\S]*\n…\n```$/) });
  });

  it('shows the summary when nothing else can be shown', () => {
    expect(components(build.paragraph(' '))).toMatchObject([{ content: 's' }]);
  });

  it('names files as Discord keeps them', () => {
    expect(fileName('über uns.csv')).toBe('-ber-uns.csv');
    expect(pictureName('saga')).toBe('saga.png');
  });
});

describe('discord: golden files', async () => {
  const file = (name: string) => `../../golden/${name}.discord.json`;
  const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

  for (const { name, reply } of await goldenReplies()) {
    it(`shows ${name} as agreed`, async () => {
      const { body, files } = callback(reply);
      expect(callbackProblems(body, files)).toEqual([]);
      await expect(text(body.data)).toMatchFileSnapshot(file(name));
    });
  }

  it('shows a form as agreed', async () => {
    await expect(text(modal(await goldenForm()))).toMatchFileSnapshot(file('form'));
  });
});
