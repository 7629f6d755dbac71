import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextRun, readTimetable } from '../../src/schedule/timetable.ts';

const read = (text: string) => {
  const result = readTimetable(text);
  return result.ok ? { ...result.value.timetable, rest: result.value.rest } : result.problem;
};

describe('a timetable', () => {
  it.each([
    ['fri 15:30 Europe/Berlin', '30 15 * * 5', 'every Friday at 15:30', ''],
    ['every friday at 15:30 europe/berlin', '30 15 * * 5', 'every Friday at 15:30', ''],
    ['weekdays 9:00 Europe/Berlin consumer lag', '0 9 * * 1,2,3,4,5', 'weekdays at 09:00', 'consumer lag'],
    ['09:00 daily Europe/Berlin', '0 9 * * *', 'every day at 09:00', ''],
    [
      'mon, wed and fri 3:30pm Europe/Berlin',
      '30 15 * * 1,3,5',
      'every Monday, Wednesday, Friday at 15:30',
      '',
    ],
    ['sat-mon 12am Europe/Berlin', '0 0 * * 0,1,6', 'every Sunday, Monday, Saturday at 00:00', ''],
    ['weekends 12pm Europe/Berlin', '0 12 * * 0,6', 'weekends at 12:00', ''],
    ['0 9 1 * * Europe/Berlin', '0 9 1 * *', 'cron 0 9 1 * *', ''],
    ['30 8 * * mon-fri Europe/Berlin isr', '30 8 * * mon-fri', 'cron 30 8 * * mon-fri', 'isr'],
  ])('reads “%s”', (text, cron, words, rest) => {
    expect(read(text)).toEqual({ cron, zone: 'Europe/Berlin', words, rest });
  });

  it('is in UTC when no zone is named, or in the one that is usual', () => {
    expect(read('daily 9:00 replication')).toMatchObject({ zone: 'UTC', rest: 'replication' });
    expect(readTimetable('daily 9:00', 'Asia/Tokyo')).toMatchObject({
      value: { timetable: { zone: 'Asia/Tokyo' } },
    });
  });

  it('takes the city alone, and no misspelt zone for a topic', () => {
    expect(read('fri 15:30 Berlin isr')).toMatchObject({ zone: 'Europe/Berlin', rest: 'isr' });
    expect(read('fri 15:30 Mars/Base')).toContain('takes a time zone such as');
    expect(read('fri 15:30 UTC+2')).toContain('takes a time zone such as');
  });

  it.each([
    ['', 'it takes days and a time'],
    ['fri', 'miss a time'],
    ['15:30', 'miss a day'],
    ['fri 25:00', 'miss a time'],
    ['fri 13pm', 'miss a time'],
    ['0 9 31 2 *', 'never comes'],
    ['*/5 * * * *', 'once an hour is the most'],
    ['61 9 * * *', 'but it is not one'],
  ])('says what is wrong with “%s”', (text, problem) => {
    expect(read(text)).toContain(problem);
  });

  it('says what would be right', () => {
    expect(read('tomorrow')).toContain('“fri 15:30 Europe/Berlin”');
  });
});

/** Zones whose clocks change at night, at midnight, by half an hour, southwards and never. */
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'America/Havana',
  'Africa/Cairo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'UTC',
];
const dayMs = 24 * 3_600_000;

describe('a daily time', () => {
  it('comes exactly once on each local day, over every change of the clocks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.nat(23),
        fc.nat(59),
        fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2028, 0) }),
        (zone, hour, minute, start) => {
          const dayOf = (at: number) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at);
          const days: string[] = [];
          let at = start;
          for (let run = 0; run < 220; run++) {
            at = nextRun({ cron: `${minute} ${hour} * * *`, zone }, at) ?? Number.NaN;
            days.push(dayOf(at));
          }
          const first = Date.parse(`${days[0]}T00:00:00Z`);
          expect(days).toEqual(
            days.map((_, index) => new Date(first + index * dayMs).toISOString().slice(0, 10)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});
