/** Random replies, with the text that breaks chat platforms: mentions, markup, scripts, escapes, invisible characters. */
import fc from 'fast-check';
import type { Picture } from '../../src/pictures/spec.ts';
import type { Block, Control, Form, Inline, Reply } from '../../src/reply/nodes.ts';

/** Text that pings, links, formats or hides where a renderer forgets to escape it. */
export const HOSTILE = [
  '<!channel>',
  '<!here|here>',
  '<@U012AB3CD>',
  '<#C012AB3CD|general>',
  '<https://evil.example|kafka.apache.org>',
  '@everyone',
  '@here',
  '<@80351110224678912>',
  '<@&80351110224678912>',
  '[x](javascript:alert(1))',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '&lt;!channel&gt;',
  '\u001b[31mred\u001b[0m',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u202egnp.exe',
  '\u2066hidden\u2069',
  '*bold* _it_ ~gone~ `code` ```fence``` ||spoiler|| # title\n> quote\n- item',
  ':tada: a:100:b',
  '\u0000\u0007\u009b',
  '\ud83d',
  '👩‍👩‍👧‍👦',
  '&&&&&<<<<<>>>>>',
  '__consumer_offsets',
  'javascript:alert(1)',
  'a|b\r\nc\td',
  '',
  ' ',
] as const;

const hostile = fc.constantFrom(...HOSTILE);
const words = fc.string({ unit: 'grapheme', maxLength: 40 });
const long = fc
  .tuple(fc.constantFrom('&', 'é', 'word ', '<', '👍', '`', 'x'), fc.integer({ min: 100, max: 4_000 }))
  .map(([unit, times]) => unit.repeat(times));

export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: words },
  { weight: 4, arbitrary: fc.tuple(words, hostile, words).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: long },
);

const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom('javascript:alert(1)', 'data:text/html,x', 'no address', 'https://e.example/|a>b<c"d'),
  fc.integer({ min: 1, max: 5_000 }).map((length) => `https://e.example/${'a'.repeat(length)}`),
);

const instant = fc.integer({ min: 0, max: 4_000_000_000_000 });

const inline: fc.Arbitrary<Inline> = fc.oneof(
  text.map((value): Inline => ({ type: 'text', text: value })),
  text.map((value): Inline => ({ type: 'strong', text: value })),
  text.map((value): Inline => ({ type: 'code', text: value })),
  fc.tuple(text, url).map(([label, target]): Inline => ({ type: 'link', text: label, url: target })),
  text.map((value): Inline => ({ type: 'entry', text: value, id: 'isr' })),
  text.map((name): Inline => ({ type: 'mention', user: 'slack:T1:U1', name })),
  fc
    .tuple(instant, fc.constantFrom('relative', 'clock', 'date'))
    .map(([at, style]): Inline => ({ type: 'time', at, style })),
);
const body = fc.array(inline, { maxLength: 6 });

/** What `bot` seals: at most 100 characters, different for different presses. */
const press = fc
  .tuple(fc.constantFrom('entry.open', 'say.line', 'quiz.answer'), fc.nat({ max: 20 }))
  .map(([id, at]) => `1:${id}:id=${at}:cyqH7fgV`);

const some = <Value>(arbitrary: fc.Arbitrary<Value>, name: string) =>
  fc.option(arbitrary, { nil: undefined }).map((value) => (value === undefined ? {} : { [name]: value }));

const control: fc.Arbitrary<Control<string>> = fc.oneof(
  fc
    .tuple(
      text,
      press,
      some(fc.constantFrom('primary', 'danger', 'right', 'wrong'), 'tone'),
      some(fc.boolean(), 'disabled'),
    )
    .map(
      ([label, id, tone, disabled]): Control<string> => ({
        type: 'button',
        label,
        press: id,
        ...tone,
        ...disabled,
      }),
    ),
  fc.tuple(text, url).map(([label, target]): Control<string> => ({ type: 'link', label, url: target })),
  fc
    .tuple(
      text,
      press,
      fc.uniqueArray(
        fc
          .tuple(text, fc.string({ minLength: 1, maxLength: 100 }), some(text, 'description'))
          .map(([label, value, description]) => ({ label, value, ...description })),
        { minLength: 1, maxLength: 25, selector: ({ value }) => value },
      ),
    )
    .map(([label, id, choices]): Control<string> => ({ type: 'select', label, press: id, choices })),
);

const picture: fc.Arbitrary<Picture> = text.map((alt) => ({
  kind: 'flow',
  alt,
  direction: 'right',
  nodes: [
    { id: 'a', shape: 'producer', label: 'Orders' },
    { id: 'b', shape: 'topic', label: 'orders' },
  ],
  arrows: [{ from: 'a', to: 'b' }],
  lanes: [],
}));

const block: fc.Arbitrary<Block<string>> = fc.oneof(
  text.map((value): Block<string> => ({ type: 'heading', text: value })),
  body.map((words): Block<string> => ({ type: 'paragraph', body: words })),
  fc
    .tuple(fc.boolean(), fc.array(body, { maxLength: 12 }))
    .map(([ordered, items]): Block<string> => ({ type: 'list', ordered, items })),
  fc
    .tuple(text, some(fc.constantFrom('text', 'java'), 'language'))
    .map(([value, language]): Block<string> => ({ type: 'code', text: value, ...language })),
  fc
    .array(fc.record({ label: text, value: body }), { minLength: 1, maxLength: 14 })
    .map((fields): Block<string> => ({ type: 'fields', fields })),
  fc.integer({ min: 1, max: 6 }).chain((width) =>
    fc
      .tuple(
        fc.array(fc.record({ label: text, align: fc.constantFrom('left', 'right') }), {
          minLength: width,
          maxLength: width,
        }),
        fc.array(fc.array(body, { minLength: width, maxLength: width }), { maxLength: 30 }),
      )
      .map(([columns, rows]): Block<string> => ({ type: 'table', columns, rows })),
  ),
  fc
    .tuple(fc.constantFrom('info', 'good', 'warning', 'bad'), body, some(text, 'title'))
    .map(([tone, words, title]): Block<string> => ({ type: 'callout', tone, body: words, ...title })),
  body.map((words): Block<string> => ({ type: 'note', body: words })),
  picture.map((shown): Block<string> => ({ type: 'image', name: 'picture', picture: shown })),
  fc.constant<Block<string>>({ type: 'divider' }),
  fc
    .array(control, { minLength: 1, maxLength: 30 })
    .map((controls): Block<string> => ({ type: 'actions', controls })),
);

/** A reply of any shape, sealed as renderers get it. */
export const reply: fc.Arbitrary<Reply<string>> = fc
  .tuple(text, text, fc.array(block, { maxLength: 12 }), fc.boolean(), fc.constantFrom('private', 'public'))
  .map(
    ([title, summary, blocks, ok, visibility]): Reply<string> => ({
      type: 'reply',
      ok,
      title,
      summary,
      body: blocks,
      visibility,
      placement: 'new',
    }),
  );

const choices = fc.uniqueArray(
  fc.record({ label: text, value: fc.string({ minLength: 1, maxLength: 100 }) }),
  {
    minLength: 1,
    maxLength: 25,
    selector: ({ value }) => value,
  },
);

export const form: fc.Arbitrary<Form<string>> = fc
  .tuple(
    text,
    text,
    press,
    fc.array(
      fc.tuple(
        text,
        fc.constantFrom('line', 'lines', 'choice'),
        text,
        fc.boolean(),
        some(text, 'hint'),
        choices,
      ),
      { minLength: 1, maxLength: 5 },
    ),
  )
  .map(
    ([title, submit, id, fields]): Form<string> => ({
      type: 'form',
      title,
      submit,
      press: id,
      fields: fields.map(([label, kind, value, required, hint, options], at) => ({
        name: `field${at}`,
        label,
        kind,
        value,
        required,
        ...hint,
        ...(kind === 'choice' ? { choices: options } : {}),
      })),
    }),
  );
