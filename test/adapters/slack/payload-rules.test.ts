import { describe, expect, it } from 'vitest';
import { messageProblems, viewProblems } from './payload-rules.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const button = (id: string, label = 'Press') => ({ type: 'button', text: plain(label), action_id: id });
const buttons = (count: number) => ({
  type: 'actions',
  elements: Array.from({ length: count }, (_, at) => button(`b${at}`)),
});
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });

describe('the checks on what goes to Slack', () => {
  it('let a good message pass', () => {
    expect(messageProblems({ text: 'Fine', blocks: [section('Fine *bold*'), buttons(25)] })).toEqual([]);
  });

  it.each([
    ['26 buttons in a row', [buttons(26)]],
    ['a label of 76 characters', [{ type: 'actions', elements: [button('a', 'x'.repeat(76))] }]],
    ['a misspelt property', [{ ...section('x'), blok_id: '1' }]],
    ['51 blocks', Array.from({ length: 51 }, () => section('x'))],
    ['an unknown block', [{ type: 'banner' }]],
    [
      'mrkdwn on a button',
      [{ type: 'actions', elements: [{ ...button('a'), text: { type: 'mrkdwn', text: 'x' } }] }],
    ],
    ['the same action twice', [{ type: 'actions', elements: [button('a'), button('a')] }]],
    ['a section of 3,001 characters', [section('x'.repeat(3_001))]],
    [
      '11 fields',
      [{ type: 'section', fields: Array.from({ length: 11 }, () => ({ type: 'mrkdwn', text: 'x' })) }],
    ],
    ['a header of 151 characters', [{ type: 'header', text: plain('x'.repeat(151)) }]],
    ['an empty text', [section('')]],
    ['two tables', [1, 2].map(() => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }))],
    ['a mention', [section('hello <!channel>')]],
    ['a mention in plain text', [{ type: 'header', text: plain('<!here>') }]],
    ['raw markup', [section('<b>')]],
    [
      'a script for an address',
      [{ type: 'actions', elements: [{ ...button('a'), url: 'javascript:alert(1)' }] }],
    ],
    ['text that Slack would search for names', [{ type: 'section', text: { type: 'mrkdwn', text: 'x' } }]],
    ['a direction override', [section('\u202egnp')]],
  ])('refuse %s', (_, blocks) => {
    expect(messageProblems({ text: 'x', blocks })).not.toEqual([]);
  });

  it('refuse a message without text', () => {
    expect(messageProblems({ blocks: [section('x')] })).toEqual(['text: missing']);
  });

  it('refuse a modal with a title of 25 characters', () => {
    expect(viewProblems({ type: 'modal', title: plain('x'.repeat(25)), blocks: [section('x')] })).not.toEqual(
      [],
    );
  });
});
