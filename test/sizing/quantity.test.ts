/** Values as people type them, and the sentence they get when a value cannot be read. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readBytes,
  readBytesPerSecond,
  readCount,
  readDuration,
  readFraction,
  readMilliseconds,
  readRate,
} from '../../src/sizing/quantity.ts';

const value = <T>(reading: { ok: true; value: T } | { ok: false; problem: string }) => {
  if (!reading.ok) throw new Error(reading.problem);
  return reading.value;
};
const problem = (reading: { ok: boolean; problem?: string }) =>
  reading.ok ? 'no problem' : (reading.problem ?? '');

describe('sizes', () => {
  it.each([
    ['1024', 1024],
    ['1 KB', 1000],
    ['1KiB', 1024],
    ['2kib', 2048],
    ['1.5 MB', 1_500_000],
    ['1.5e3', 1500],
    ['1,000', 1000],
    ['1,000,000 B', 1_000_000],
    ['3 bytes', 3],
    ['2 kilobytes', 2000],
    ['2 kibibytes', 2048],
    ['10TiB', 10 * 2 ** 40],
    ['1k', 1000],
  ])('reads %s as %d bytes', (text, expected) => expect(value(readBytes(text))).toBe(expected));

  it.each([
    ['1 kilobite', 'kilobite'],
    ['-1KiB', 'negative'],
    ['1e308', 'larger'],
    ['abc', 'does not start with a number'],
    ['', 'nothing'],
    ['1,5KB', 'comma'],
    ['8Mb', 'bits'],
    ['NaN', 'does not start with a number'],
    ['Infinity', 'does not start with a number'],
    ['1KB2', 'KB2'],
  ])('refuses %s and says why', (text, why) => expect(problem(readBytes(text))).toContain(why));
});

describe('rates', () => {
  it.each([
    ['54000', 'messages', 54_000],
    ['1.2M/s', 'messages', 1_200_000],
    ['20k', 'messages', 20_000],
    ['20k msg/s', 'messages', 20_000],
    ['20000 messages per second', 'messages', 20_000],
    ['20k mps', 'messages', 20_000],
    ['86.4M/day', 'messages', 1000],
    ['1 trillion messages a day', 'messages', 1e12 / 86_400],
    ['1bn events/day', 'messages', 1e9 / 86_400],
    ['50MB/s', 'bytes', 50e6],
    ['50 MBps', 'bytes', 50e6],
    ['50mb/s', 'bytes', 50e6],
    ['40MiB/s', 'bytes', 40 * 2 ** 20],
    ['500GB/day', 'bytes', 500e9 / 86_400],
    ['864 GB per day', 'bytes', 1e7],
    ['10Gbps', 'bytes', 1.25e9],
    ['10 Gbit/s', 'bytes', 1.25e9],
    ['800Mb/s', 'bytes', 1e8],
  ])('reads %s as %s, %d per second', (text, kind, perSecond) => {
    const rate = value(readRate(text));
    expect(rate.kind).toBe(kind);
    expect('perSecond' in rate ? rate.perSecond : 0).toBeCloseTo(perSecond, 6);
  });

  it('reads 2x as twice what was there', () =>
    expect(value(readRate('2x'))).toEqual({ kind: 'times', times: 2 }));

  it.each([
    ['50MB', 'how often'],
    ['50MB/fortnight', 'time'],
    ['lots', 'number'],
    ['5 foo/s', 'foo'],
    ['1e308', 'larger'],
  ])('refuses %s and says why', (text, why) => expect(problem(readRate(text))).toContain(why));
});

describe('the other kinds', () => {
  it('reads times', () => {
    expect(value(readDuration('7d'))).toBe(604_800);
    expect(value(readDuration('1.5 hours'))).toBe(5400);
    expect(value(readMilliseconds('5'))).toBeCloseTo(0.005, 12);
    expect(value(readMilliseconds('2s'))).toBe(2);
    expect(problem(readDuration('7'))).toContain('unit of time');
  });
  it('reads counts and refuses halves', () => {
    expect(value(readCount('12k'))).toBe(12_000);
    expect(value(readCount('1,000'))).toBe(1000);
    expect(problem(readCount('2.5'))).toContain('whole');
    expect(problem(readCount('3 brokers'))).toContain('brokers');
  });
  it('reads shares', () => {
    expect(value(readFraction('80%'))).toBe(0.8);
    expect(problem(readFraction('120%'))).toContain('more than the whole');
  });
  it('reads data rates only where a data rate is wanted', () => {
    expect(value(readBytesPerSecond('10Gbps'))).toBe(1.25e9);
    expect(problem(readBytesPerSecond('10k/s'))).toContain('data rate');
  });
});

describe('whatever is typed', () => {
  it('gives a finite non-negative value or a sentence', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 24 }), (text) => {
        const reading = readBytes(text);
        return reading.ok ? Number.isFinite(reading.value) && reading.value >= 0 : reading.problem.length > 0;
      }),
    );
  });
  it('means the same in KB and in B', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (size) => {
        expect(value(readBytes(`${size}KB`))).toBe(value(readBytes(`${size * 1000} B`)));
      }),
    );
  });
});
