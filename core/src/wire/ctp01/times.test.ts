import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wallMs } from '../../time/units.ts';
import { parseRowTime, wallWithDay } from './times.ts';

const HOUR_MS = 3_600_000;
const MAY_4 = Date.UTC(2031, 4, 4);

describe('parseRowTime', () => {
  it('reads the same moment in all four formats', () => {
    const timeOfDayMs = 9 * HOUR_MS + 12 * 60_000 + 33_470;
    const base = { timeOfDayMs, dayOffset: 0, clockNotSet: false };
    const wall = MAY_4 + timeOfDayMs;
    expect(parseRowTime('2031-05-04T09:12:33.47')).toEqual({ ...base, format: 'iso', wallMs: wall });
    expect(parseRowTime(`${wall / 1000}`)).toEqual({ ...base, format: 'unix', wallMs: wall });
    expect(parseRowTime('09:12:33.47')).toEqual({ ...base, format: 'normal', wallMs: null });
    expect(parseRowTime('33153470')).toEqual({ ...base, format: 'msecs', wallMs: null });
  });

  it('lets normal and msecs run past midnight', () => {
    const late = { timeOfDayMs: 86_398_000, dayOffset: 1, wallMs: null };
    expect(parseRowTime('47:59:58.00')).toMatchObject(late);
    expect(parseRowTime('172798000')).toMatchObject(late);
    expect(parseRowTime('48:00:02.00')).toMatchObject({ timeOfDayMs: 2000, dayOffset: 2 });
  });

  it('gives them a date once the first day is known', () => {
    const firstMidnight = wallMs(MAY_4);
    for (const text of ['48:00:02.00', '172802000', '2031-05-06T00:00:02.00', '1935792002.00']) {
      const time = parseRowTime(text);
      expect(time && wallWithDay(time, firstMidnight)).toBe(Date.UTC(2031, 4, 6, 0, 0, 2));
    }
  });

  it('takes a whole number above ten days of milliseconds as unix', () => {
    expect(parseRowTime('863999999')).toMatchObject({ format: 'msecs' });
    expect(parseRowTime('1935878402')).toMatchObject({ format: 'unix', timeOfDayMs: 2000 });
  });

  it('keeps and flags reads of a controller whose clock was never set', () => {
    expect(parseRowTime('1980-01-01T00:00:07.12')).toMatchObject({ clockNotSet: true, timeOfDayMs: 7120 });
    expect(parseRowTime('315532807.12')).toMatchObject({ clockNotSet: true, timeOfDayMs: 7120 });
    expect(parseRowTime('2000-01-01T00:00:00.00')).toMatchObject({ clockNotSet: false });
  });

  it.each([
    '',
    '-',
    '25:61:00.00',
    '09:60:00',
    '09:12',
    '9:12:3',
    '-1:00:00',
    '240:00:00.00',
    '09:12:33,47',
    '09:12:33.',
    '09:12:33.4x',
    '2031-02-29T09:12:33.47',
    '2031-13-01T09:12:33.47',
    '2031-05-00T09:12:33.47',
    '2031-05-04T24:00:00.00',
    '2031-05-04T09:12:33.47Z',
    '2031-05-04',
    '999999999999999999999',
    '1e9',
    '12.34.56',
    'noon',
  ])('refuses %j', (text) => {
    expect(parseRowTime(text)).toBeNull();
  });

  it('agrees with the calendar for every date', () => {
    const range = { min: Date.UTC(1970), max: Date.UTC(9999, 11, 31) };
    fc.assert(
      fc.property(fc.integer(range), (at) => {
        const iso = new Date(at).toISOString().slice(0, -1);
        expect(parseRowTime(iso)).toMatchObject({ wallMs: at, timeOfDayMs: at % 86_400_000 });
      }),
    );
  });

  it('answers a possible time or null to any text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789:.-T ') });
    fc.assert(
      fc.property(text, (each) => {
        const time = parseRowTime(each);
        if (time === null) return;
        expect(time.timeOfDayMs).toBeGreaterThanOrEqual(0);
        expect(time.timeOfDayMs).toBeLessThan(86_400_000);
        expect(Number.isInteger(time.timeOfDayMs)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
