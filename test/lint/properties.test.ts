// Facts about reading .properties text, each taken from what java.util.Properties does.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeValue, readProperties } from '../../src/lint/read/properties.ts';

function read(text: string): Record<string, string | null> {
  return Object.fromEntries(readProperties(text).entries.map((entry) => [entry.key, entry.value]));
}

describe('.properties', () => {
  it.each(['a=b', 'a:b', 'a b', 'a\tb', 'a = b', 'a : b', '  a   =   b', 'a\f=b'])('separates %j', (text) => {
    expect(read(text)).toEqual({ a: 'b' });
  });

  it('takes only the first separator', () => {
    expect(read('a==b\nc=:d\ne : =f')).toEqual({ a: '=b', c: ':d', e: '=f' });
  });

  it('keeps blanks at the end of a value', () => {
    expect(read('a=b \n')).toEqual({ a: 'b ' });
  });

  it('takes # and ! for comments at the start of a line only', () => {
    expect(read('# x=1\n ! y=2\na=b#c!')).toEqual({ a: 'b#c!' });
  });

  it('does not continue a comment', () => {
    expect(read('# x \\\na=b')).toEqual({ a: 'b' });
  });

  it('joins continued lines without the blanks that start them', () => {
    expect(read('a=b,\\\n    c,\\\r\n  d')).toEqual({ a: 'b,c,d' });
  });

  it('does not continue after two backslashes', () => {
    expect(read('a=b\\\\\nc=d')).toEqual({ a: 'b\\', c: 'd' });
  });

  it('reads unicode and named escapes', () => {
    expect(read('a=\\u0041\\t\\n\\q\\:')).toEqual({ a: 'A\t\nq:' });
  });

  it('lets escaped separators be part of a name', () => {
    expect(read('a\\ b\\:c\\=d=e')).toEqual({ 'a b:c=d': 'e' });
  });

  it('gives a name without a value an empty one', () => {
    expect(read('a\nb=\n')).toEqual({ a: '', b: '' });
  });

  it('says where a unicode escape is broken', () => {
    expect(readProperties('a=b\nc=\\u00x').problems).toEqual([
      { line: 2, message: 'A \\u must be followed by four hexadecimal digits.', fatal: true },
    ]);
  });

  it('counts lines over all three line ends and continuations', () => {
    const { entries } = readProperties('a=1\r\nb=\\\n  2\r# c\nd=4');
    expect(entries.map((entry) => [entry.key, entry.line])).toEqual([
      ['a', 1],
      ['b', 2],
      ['d', 5],
    ]);
  });

  it('gives every setting in file order, repeated ones too', () => {
    expect(readProperties('a=1\nb=2\na=3').entries.map((entry) => entry.value)).toEqual(['1', '2', '3']);
  });

  it('reads back any value it escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(read(`a=${escapeValue(value)}`)).toEqual({ a: value });
      }),
    );
  });
});
