import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysBetween,
  finishDaily,
  MOST_FREEZES,
  noStreak,
  pickDaily,
  standing,
} from '../../src/learning/daily.ts';
import { dateIn, nextAt, nextMidnight, readClock, readZone } from '../../src/learning/time-zone.ts';

const DAY = 24 * 3_600_000;
const START = Date.UTC(2026, 0, 1);
const dateAt = (day: number) => new Date(START + day * DAY).toISOString().slice(0, 10);

/** The rules told day by day, as people would. */
function byHand(done: readonly boolean[]) {
  let [days, freezes, hasBegun] = [0, MOST_FREEZES, false];
  for (const isDone of done) {
    if (isDone) {
      days += 1;
      hasBegun = true;
      if (days % 7 === 0 && freezes < MOST_FREEZES) freezes += 1;
    } else if (hasBegun && days > 0) {
      if (freezes > 0) freezes -= 1;
      else days = 0;
    }
  }
  return { days, freezes };
}

describe('the streak', () => {
  it('is what the rules say day by day, whatever days are missed', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 80 }), (done) => {
        const streak = done.reduce(
          (now, isDone, day) => (isDone ? finishDaily(now, dateAt(day)) : now),
          noStreak,
        );
        // The last day is not over yet: missing it costs nothing so far.
        const today = done.length;
        expect(standing(streak, dateAt(today))).toMatchObject(byHand(done));
      }),
    );
  });

  it('counts a date once, and never goes back in time', () => {
    const days = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 });
    fc.assert(
      fc.property(days, (given) => {
        let streak = noStreak;
        for (const day of given) {
          const next = finishDaily(streak, dateAt(day));
          expect(finishDaily(next, dateAt(day))).toEqual(next);
          if (streak.last !== undefined && dateAt(day) <= streak.last) expect(next).toBe(streak);
          expect(next.freezes).toBeGreaterThanOrEqual(0);
          expect(next.freezes).toBeLessThanOrEqual(MOST_FREEZES);
          expect(next.best).toBeGreaterThanOrEqual(next.days);
          streak = next;
        }
      }),
    );
  });

  it('knows how far dates are apart over leap days', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
  });
});

describe('the question of a date', () => {
  it('goes through the bank without repeating, again and again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 400 }), (size, first) => {
        const bank = Array.from({ length: size }, (_, at) => `q${at}`);
        const used = new Map<string, string>();
        for (let day = first; day < first + 3 * size; day++)
          used.set(dateAt(day), pickDaily(dateAt(day), bank, used) ?? '');
        const asked = [...used.values()];
        for (let from = 0; from + size <= asked.length; from++)
          expect(new Set(asked.slice(from, from + size)).size).toBe(size);
      }),
    );
  });

  it('is the same for whoever asks, and takes new questions first', () => {
    const used = new Map([
      ['2026-11-01', 'a'],
      ['2026-11-02', 'b'],
    ]);
    expect(pickDaily('2026-11-03', ['a', 'b', 'new'], used)).toBe('new');
    expect(pickDaily('2026-11-03', ['b', 'a'], used)).toBe('a');
    expect(pickDaily('2026-11-03', [], used)).toBeUndefined();
  });
});

const zones = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Beirut',
];
const clockIn = (zone: string, at: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at);

describe('a person’s own days', () => {
  it('begin at their midnight', () => {
    const at = Date.UTC(2026, 10, 28, 23, 30);
    expect(dateIn('UTC', at)).toBe('2026-11-28');
    expect(dateIn('Europe/Paris', at)).toBe('2026-11-29');
    expect(dateIn('America/New_York', at)).toBe('2026-11-28');
    expect(dateIn('Pacific/Kiritimati', at)).toBe('2026-11-29');
    expect(dateIn('Nowhere/Atall', at)).toBe('2026-11-28');
  });

  it('have each date once and no hole, whatever the zone does with its clocks', () => {
    const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), moment, (zone, at) => {
        const next = nextMidnight(zone, at);
        expect(next).toBeGreaterThan(at);
        expect(daysBetween(dateIn(zone, at), dateIn(zone, next))).toBe(1);
        expect(dateIn(zone, next - 1)).toBe(dateIn(zone, at));
      }),
    );
  });

  it('have each time once, also when clocks change', () => {
    const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), moment, fc.nat(23), fc.nat(59), (zone, at, hour, minute) => {
        const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const first = nextAt(zone, clock, at);
        const second = nextAt(zone, clock, first);
        expect(first - at).toBeGreaterThan(0);
        expect(first - at).toBeLessThanOrEqual(25 * 3_600_000);
        expect(daysBetween(dateIn(zone, first), dateIn(zone, second))).toBe(1);
      }),
    );
  });

  it('move a time that summer time leaves out, and keep the others by the clock on the wall', () => {
    const before = Date.UTC(2026, 2, 28, 12);
    expect(clockIn('Europe/Paris', nextAt('Europe/Paris', '18:00', before))).toBe('18:00');
    expect(clockIn('Europe/Paris', nextAt('Europe/Paris', '18:00', before + DAY))).toBe('18:00');
    const left = nextAt('Europe/Paris', '02:30', before);
    expect(dateIn('Europe/Paris', left)).toBe('2026-03-29');
    expect(clockIn('Europe/Paris', left)).toMatch(/^03:/);
  });

  it('are named as people name zones and times', () => {
    expect(readZone('europe/paris')).toEqual({ ok: true, value: 'Europe/Paris' });
    expect(readZone('New York')).toEqual({ ok: true, value: 'America/New_York' });
    expect(readZone('utc')).toMatchObject({ ok: true, value: 'UTC' });
    for (const odd of ['+02:00', 'Atlantis', '', '@everyone', 'x'.repeat(500)])
      expect(readZone(odd).ok, odd).toBe(false);
    expect(readClock('6pm')).toEqual({ ok: true, value: '18:00' });
    expect(readClock('7:30')).toEqual({ ok: true, value: '07:30' });
    expect(readClock('12am')).toEqual({ ok: true, value: '00:00' });
    expect(readClock('off')).toEqual({ ok: true, value: undefined });
    for (const odd of ['25:00', '18:61', 'soon', '13pm', '']) expect(readClock(odd).ok, odd).toBe(false);
  });
});
