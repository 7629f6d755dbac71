import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPack } from '../../src/bank/check-pack.ts';
import { exportFormats, exportPack } from '../../src/bank/export-pack.ts';
import type { Pack } from '../../src/bank/pack.ts';
import { EXAMPLE } from '../../src/bank/pack-pages.ts';
import { readPackText } from '../../src/bank/read-pack.ts';

const yaml = `
title: Payments
questions:
  - prompt: Which topic holds the refunds?
    options:
      - { text: refunds.v2, right: true, because: "Version 2 carries the currency." }
      - { text: refunds.v1, because: "It was switched off in May." }
      - { text: ledger.v1, because: "The ledger only reads refunds." }
`;

const csv = `prompt,a,b,c,right,why_a,why_b,why_c,level
Which topic holds the refunds?,refunds.v1,refunds.v2,ledger.v1,B,It was switched off in May.,Version 2 carries the currency.,The ledger only reads refunds.,recall
`;

const right = (text: string) =>
  readPackText(text).questions.map(({ draft }) => draft.options.find((option) => option.right)?.text);

describe('a pack', () => {
  it('is read from YAML, JSON and CSV alike', () => {
    expect(right(yaml)).toEqual(['refunds.v2']);
    expect(right(csv)).toEqual(['refunds.v2']);
    expect(right(csv.replaceAll(',', ';').replaceAll('\n', '\r\n'))).toEqual(['refunds.v2']);
    const json = JSON.stringify([
      {
        prompt: 'Which topic holds the refunds?',
        options: [{ text: 'a' }, { text: 'b', right: true }, { text: 'c' }],
      },
    ]);
    expect(right(json)).toEqual(['b']);
    expect(readPackText(yaml).title).toBe('Payments');
  });

  it('takes the right option as a letter or a number', () => {
    expect(right(csv.replace(',B,', ',2,'))).toEqual(['refunds.v2']);
    expect(right(csv.replace(',B,', ',b,'))).toEqual(['refunds.v2']);
  });

  it.each([
    ['prompt: [', 'I cannot read the text'],
    ['just words', 'it takes a list of questions'],
    ['prompt,a,b\nx,y,z', 'the columns c, right are missing'],
    ['- { prompt: Only this? }', 'question 1: options is missing or is not a list'],
    [
      '#separator:tab\nISR\tReplicas in sync\nISR too\treplicas in sync',
      'at least 3 cards with different backs',
    ],
  ])('says what is wrong with %j', (text, complaint) => {
    expect(readPackText(text).problems.join()).toContain(complaint);
  });

  it('is fine as the example shows it', () => {
    expect(checkPack(readPackText(EXAMPLE).questions)).toMatchObject({ problems: [], items: [{}] });
  });

  it('is held against every rule, each complaint with its place', () => {
    const bad = yaml
      .replace('refunds.v1', 'all of the above')
      .replace('because: "It was switched off in May."', 'because: ""')
      .replace('right: true', 'right: false');
    const { problems, items } = checkPack(readPackText(bad).questions);
    expect(items).toEqual([]);
    expect(problems.join('\n')).toMatch(/question 1: exactly one option is right/);
    expect(problems.join('\n')).toMatch(/question 1: option B: its reason takes at least 10/);
    const referring = checkPack(readPackText(yaml.replace('refunds.v1', 'all of the above')).questions);
    expect(referring.problems.join()).toContain('refers to other options');
  });

  it('does not hold a question twice', () => {
    const twice = `${yaml}${yaml.slice(yaml.indexOf('  - prompt'))}`;
    expect(checkPack(readPackText(twice).questions).problems.join()).toContain('almost the same');
  });
});

describe('Anki’s text export', () => {
  it('makes each card of a deck a question, with backs of other cards as wrong options', () => {
    const deck = [
      '#separator:tab',
      '#html:true',
      '#tags column:3',
      'What does ISR stand for?\t<b>in-sync</b> replicas\tkafka',
      'What does LEO stand for?\tlog end&nbsp;offset\tkafka',
      'What does LSO stand for?\tlast stable offset\tkafka',
      'What does HW stand for?\thigh watermark\tkafka',
      `Too long\t${'x'.repeat(90)}\tkafka`,
    ].join('\n');
    const { questions, problems } = readPackText(deck);
    expect(problems).toEqual(['note 5: has a back of 90 characters; an option takes 75']);
    expect(questions.map(({ draft }) => draft.prompt)[0]).toBe('What does ISR stand for?');
    for (const { draft } of questions) {
      expect(draft.options).toHaveLength(4);
      expect(new Set(draft.options.map(({ text }) => text)).size).toBe(4);
      expect(draft.options.filter((option) => option.right)).toHaveLength(1);
    }
    const [isr] = questions;
    expect(isr?.draft.options.find((option) => option.right)?.text).toBe('in-sync replicas');
    expect(isr?.draft.options.find(({ text }) => text === 'high watermark')?.because).toBe(
      'That answers “What does HW stand for?”',
    );
  });

  it('reads notes that have a column for each option', () => {
    const notes = [
      '#separator:tab',
      '#columns:Prompt\tA\tB\tC\tRight\tWhy A\tWhy B\tWhy C',
      'Which topic holds the refunds?\tv1\tv2\tledger\tB\tSwitched off.\tThe current one.\tOnly reads.',
    ].join('\n');
    expect(right(notes)).toEqual(['v2']);
    expect(readPackText(notes).questions[0]?.draft.options[0]?.because).toBe('Switched off.');
  });
});

describe('an export', () => {
  const word = fc.stringMatching(/^[A-Za-z=+@-][A-Za-z0-9 ,;"'=|.#:*-]{10,30}[a-z]$/);
  const option = fc.record({ text: word, because: word });
  const pack = fc
    .array(
      fc.record({
        prompt: word,
        options: fc.array(option, { minLength: 3, maxLength: 4 }),
        right: fc.nat(2),
        level: fc.constantFrom('recall' as const, 'apply' as const, 'diagnose' as const),
        snippet: fc.option(word, { nil: undefined }),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map(
      (questions): Pack => ({
        id: 'p',
        title: 'P',
        author: { id: 'a', name: 'A' },
        created: 0,
        questions: questions.map(({ right: at, options, snippet, ...rest }, index) => ({
          ...rest,
          ...(snippet === undefined ? {} : { snippet }),
          number: index + 1,
          options: options.map((each, place) => (place === at ? { ...each, right: true as const } : each)),
        })),
      }),
    );

  it.each(exportFormats)('as %s is read as the same questions', (format) => {
    fc.assert(
      fc.property(pack, (exported) => {
        const { name, text } = exportPack(exported, format);
        const read = readPackText(text, name);
        expect(read.problems).toEqual([]);
        expect(
          read.questions.map(({ draft }) => [
            draft.prompt,
            draft.level,
            draft.snippet,
            ...draft.options.map(({ text: shown, right: is, because }) => [shown, is, because]),
          ]),
        ).toEqual(
          exported.questions.map((question) => [
            question.prompt,
            question.level,
            question.snippet,
            ...question.options.map(({ text: shown, right: is, because }) => [shown, is === true, because]),
          ]),
        );
      }),
    );
  });
});
