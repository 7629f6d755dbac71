// Facts about reading values as ConfigDef.parseType does.
import { describe, expect, it } from 'vitest';
import { violation } from '../../src/lint/check.ts';
import { springDataSize, springDuration, withoutUnit } from '../../src/lint/units.ts';
import { parseValue } from '../../src/lint/value.ts';
import type { SettingType } from '../../src/reference/facts.ts';

function value(type: SettingType, text: string): unknown {
  const parsed = parseValue(type, text);
  return parsed.ok ? parsed.value : 'refused';
}

describe('values', () => {
  it.each([
    ['7', 7n],
    [' +7\t', 7n],
    ['-0', 0n],
    ['٣', 3n],
    ['2147483647', 2147483647n],
    ['2147483648', 'refused'],
    ['-2147483649', 'refused'],
    ['1.0', 'refused'],
    ['1e3', 'refused'],
    ['0x10', 'refused'],
    ['1_000', 'refused'],
    ['', 'refused'],
    ['\u00a07', 'refused'],
  ])('reads the int %j as Integer.parseInt does', (text, expected) => {
    expect(value('int', text)).toBe(expected);
  });

  it('reads a long beyond what a JavaScript number holds', () => {
    expect(value('long', '9223372036854775807')).toBe(9223372036854775807n);
    expect(value('long', '9223372036854775808')).toBe('refused');
  });

  it.each([
    ['.5', 0.5],
    ['5.', 5],
    ['1e-2', 0.01],
    ['0.8d', 0.8],
    ['0x1p-1', 0.5],
    ['NaN', Number.NaN],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    ['0,5', 'refused'],
    ['half', 'refused'],
    ['', 'refused'],
  ])('reads the double %j as Double.parseDouble does', (text, expected) => {
    expect(value('double', text)).toBe(expected);
  });

  it.each([
    ['TRUE', true],
    [' false ', false],
    ['yes', 'refused'],
    ['1', 'refused'],
    ['', 'refused'],
  ])('reads the boolean %j', (text, expected) => {
    expect(value('boolean', text)).toBe(expected);
  });

  it('splits a list at commas, trims its items and keeps empty ones', () => {
    expect(value('list', ' a , b,,c,')).toEqual(['a', 'b', '', 'c', '']);
    expect(value('list', '  ')).toEqual([]);
  });

  it('compares ranges as doubles, so that NaN is in all of them', () => {
    const range = { kind: 'range', min: '0', max: '1' } as const;
    const setting = { name: 'x', validValues: null };
    expect(violation(range, Number.NaN, setting)).toBeNull();
    expect(violation(range, 1.1, setting)).toBe('from 0 to 1');
    expect(violation(range, null, setting)).toBe('given');
  });

  it.each([
    ['by_duration:PT1H', null],
    ['by_duration:P1DT2H3M4.5S', null],
    ['by_duration:PT-1S', expect.any(String)],
    ['by_duration:P', expect.any(String)],
    ['by_duration:1h', expect.any(String)],
    ['EARLIEST', expect.any(String)],
  ])('checks the offset reset %j as java.time.Duration would', (text, expected) => {
    const setting = { name: 'auto.offset.reset', validValues: null };
    expect(violation({ kind: 'code', class: 'Validator' }, text, setting)).toEqual(expected);
  });
});

describe('units', () => {
  it('turns a duration into the unit of the setting', () => {
    expect(withoutUnit({ name: 'linger.ms', type: 'long' }, '5 s')).toEqual({ value: '5000', safe: true });
  });

  it('offers KB as 1024 bytes but does not put it in by itself', () => {
    expect(withoutUnit({ name: 'batch.size', type: 'int' }, '16KB')).toEqual({ value: '16384', safe: false });
    expect(withoutUnit({ name: 'batch.size', type: 'int' }, '16KiB')).toEqual({ value: '16384', safe: true });
  });

  it('leaves a count with a unit to its author', () => {
    expect(withoutUnit({ name: 'retries', type: 'int' }, '5s')).toBeNull();
  });

  it('reads what Spring Boot reads', () => {
    expect([
      springDuration('5s'),
      springDuration('PT1M'),
      springDuration('500'),
      springDuration('soon'),
    ]).toEqual(['5000', '60000', '500', null]);
    expect([springDataSize('16KB'), springDataSize('16'), springDataSize('16KiB')]).toEqual([
      '16384',
      '16',
      null,
    ]);
  });
});
