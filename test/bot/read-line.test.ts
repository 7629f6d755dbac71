import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { choice, describeOptions, integer, lines, typed, words } from '../../src/bot/option.ts';
import { readOptions, tokens } from '../../src/bot/read-line.ts';

const lookup = describeOptions(
  z.object({
    name: words({ hint: 'a name', rest: true }),
    version: typed((raw) => ({ ok: true, value: raw }), {
      hint: 'a release',
      shape: /^\d+\.\d+$/,
    }).optional(),
    component: choice(['producer', 'consumer'], { hint: 'a component' }).optional(),
  }),
);
const numbers = describeOptions(
  z.object({
    brokers: integer({ hint: 'brokers', min: 1, max: 10, aliases: ['nodes'] }).optional(),
    size: words({ hint: 'size', positional: false }).optional(),
  }),
);
const paste = describeOptions(
  z.object({
    component: choice(['producer', 'consumer'], { hint: 'a component' }).optional(),
    version: typed((raw) => ({ ok: true, value: raw }), {
      hint: 'a release',
      shape: /^\d+\.\d+$/,
    }).optional(),
    text: lines({ hint: 'a file' }).optional(),
  }),
);

describe('reading a line', () => {
  it('gives all free words to the option that takes the rest', () => {
    expect(readOptions('consumer group lag', lookup).values).toEqual({
      name: 'group lag',
      component: 'consumer',
    });
  });

  it('recognises a version and a choice at the end', () => {
    expect(readOptions('linger.ms 4.0 producer', lookup).values).toEqual({
      name: 'linger.ms',
      version: '4.0',
      component: 'producer',
    });
  });

  it('takes a single word for the name even if it could be a choice', () => {
    expect(readOptions('linger.ms', lookup).values).toEqual({ name: 'linger.ms' });
  });

  it('takes a single number for the option that counts', () => {
    const quiz = describeOptions(
      z.object({
        topic: words({ hint: 'a topic', rest: true }).optional(),
        count: integer({ hint: 'how many', min: 1, max: 20, positional: true }).optional(),
      }),
    );
    expect(readOptions('3', quiz).values).toEqual({ count: '3' });
  });

  it('understands an option by its other name, in any case and with dashes', () => {
    expect(readOptions('--Nodes=4', numbers).values).toEqual({ brokers: '4' });
  });

  it('reads blanks, line breaks and quotes inside quoted values', () => {
    expect(readOptions('size="2 \\"KiB\\"\\nx"', numbers).values).toEqual({ size: '2 "KiB"\nx' });
  });

  it('reads the curly quotes that phones type', () => {
    expect(readOptions('size=“2 KiB”', numbers).values).toEqual({ size: '2 KiB' });
  });

  it('reports a name it does not know', () => {
    expect(readOptions('brokres=4', numbers).unknown.map(({ key }) => key)).toEqual(['brokres']);
  });

  it('leaves a foreign key=value to the words of a lookup', () => {
    expect(readOptions('acks=all', lookup).values).toEqual({ name: 'acks=all' });
  });

  it('reports words that no option takes', () => {
    expect(readOptions('7', numbers).left.map(({ value }) => value)).toEqual(['7']);
  });

  it('keeps pasted lines as they are after the leading options', () => {
    expect(readOptions('producer 4.0\nacks=2\nlinger.ms = 5', paste).values).toEqual({
      component: 'producer',
      version: '4.0',
      text: 'acks=2\nlinger.ms = 5',
    });
  });

  it('reads a quoted text by name', () => {
    expect(readOptions('component=producer version=4.0 text="acks=2\\nlinger.ms=5"', paste).values).toEqual({
      component: 'producer',
      version: '4.0',
      text: 'acks=2\nlinger.ms=5',
    });
  });

  it('reads any text back from its quoted form', () => {
    const quoted = (value: string) =>
      `size="${value
        .replace(/[\\"]/g, (letter) => `\\${letter}`)
        .replaceAll('\n', '\\n')
        .replaceAll('\t', '\\t')}"`;
    const text = fc.string({ unit: 'binary' }).filter((value) => !/[“”]/.test(value));
    fc.assert(
      fc.property(text, (value) => {
        expect(readOptions(quoted(value), numbers).values['size']).toBe(value);
      }),
    );
  });

  it('never fails and never runs long, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (line) => void tokens(line)));
  });
});
