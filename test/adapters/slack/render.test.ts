import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modal } from '../../../src/adapters/slack/modal.ts';
import { renderBlocks, renderReply, WORDS_ONLY } from '../../../src/adapters/slack/render.ts';
import type { Inline, Reply } from '../../../src/reply/nodes.ts';
import { goldenForm, goldenReplies } from '../../golden/replies.ts';
import { form, reply } from '../../reply/arbitrary.ts';
import { messageProblems, viewProblems } from './payload-rules.ts';

const WITH_FILES = { fileOf: () => 'F012345', tables: 1 };
const origin = {
  asker: {
    actor: { id: 'slack:T1:U1', name: 'Ann' },
    place: { id: 'slack:T1:C1', workspace: 'slack:T1', kind: 'channel', platform: 'slack' },
  },
  user: 'U1',
  channel: 'C1',
  responseUrl: 'https://hooks.slack.com/commands/T1/1/x',
} as const;

describe('Slack rendering', () => {
  it('keeps every random reply within the limits and free of pings and injected markup', () => {
    fc.assert(
      fc.property(reply, fc.boolean(), (shown, hasFiles) => {
        expect(messageProblems(renderReply(shown, hasFiles ? WITH_FILES : WORDS_ONLY))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps every random form within the limits', () => {
    fc.assert(
      fc.property(form, (shown) => {
        expect(viewProblems(modal(shown, origin))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps the buttons when a page is too long for a message', () => {
    const { blocks } = renderReply(pageOf(60), WITH_FILES);
    expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(12_000);
    expect(blocks.at(-1)).toMatchObject({ type: 'actions' });
    expect(JSON.stringify(blocks)).toContain('Shortened to fit a Slack message.');
  });

  it('shows the second table of a message in characters', async () => {
    const golden = (await goldenReplies()).find(({ name }) => name === 'table')?.reply.body ?? [];
    const types = renderBlocks([...golden, ...golden], WITH_FILES).map(({ type }) => type);
    expect(types).toEqual(['header', 'table', 'header', 'section']);
  });

  it.each([
    ['a formatting pair', '*bold* and _this_', '∗bold∗ and ˍthisˍ'],
    ['a name with an underscore', 'my_topic and a*b', 'my_topic and a*b'],
    ['a product', '3 * 4', '3 * 4'],
    ['a mention', '<!channel>', '&lt;!channel&gt;'],
    ['an entity', '&lt;', '&amp;lt;'],
    ['an emoji name', 'a:100:b', 'a:\u2060100:b'],
    ['a quote mark', '> said', '\u2060&gt; said'],
  ])('shows %s as it was typed', (_, typed, shown) => {
    const [section] = renderBlocks(
      [{ type: 'paragraph', body: [{ type: 'text', text: typed }] }],
      WORDS_ONLY,
    );
    expect(section).toMatchObject({ text: { text: shown } });
  });

  it('makes no link of an address that is not http', () => {
    const body: readonly Inline[] = [{ type: 'link', text: 'press me', url: 'javascript:alert(1)' }];
    const [section] = renderBlocks([{ type: 'paragraph', body }], WORDS_ONLY);
    expect(section).toMatchObject({ text: { text: 'press me' } });
  });

  it('keeps a strong word strong beside other words', () => {
    const body: readonly Inline[] = [
      { type: 'strong', text: 'A. ' },
      { type: 'text', text: 'all' },
    ];
    const [section] = renderBlocks([{ type: 'paragraph', body }], WORDS_ONLY);
    expect(section).toMatchObject({ text: { text: '*A.* all' } });
  });
});

describe('Slack golden files', async () => {
  for (const { name, reply: shown } of await goldenReplies()) {
    it(`renders ${name} as before`, async () => {
      const rendered = renderReply(shown, WITH_FILES);
      expect(messageProblems(rendered)).toEqual([]);
      await expect(`${JSON.stringify(rendered, null, 2)}\n`).toMatchFileSnapshot(
        `../../golden/${name}.slack.json`,
      );
    });
  }

  it('renders a form as before', async () => {
    const view = modal(await goldenForm(), origin);
    expect(viewProblems(view)).toEqual([]);
    await expect(`${JSON.stringify(view, null, 2)}\n`).toMatchFileSnapshot('../../golden/form.slack.json');
  });
});

function pageOf(paragraphs: number): Reply<string> {
  return {
    type: 'reply',
    ok: true,
    title: 'Long',
    summary: 'Long',
    body: [
      ...Array.from({ length: paragraphs }, () => ({
        type: 'paragraph' as const,
        body: [{ type: 'text' as const, text: 'All work and no play. '.repeat(40) }],
      })),
      { type: 'actions', controls: [{ type: 'button', label: 'Next', press: '1:a:b:c' }] },
    ],
  };
}
