import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilFromDays, DAY_MS, daysFromCivil, daysInMonth, midnightOf } from './calendar.ts';
import { wallMs } from './units.ts';

/** From year 1 to 9999. */
const day = fc.integer({ min: -719_162, max: 2_932_896 });

describe('calendar', () => {
  it('agrees with the platform about every date', () => {
    fc.assert(
      fc.property(day, (days) => {
        const date = new Date(days * DAY_MS);
        const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
        expect(civilFromDays(days)).toEqual(civil);
        expect(daysFromCivil(civil)).toBe(days);
      }),
      { numRuns: 1000 },
    );
  });

  it('knows the length of months', () => {
    expect([1900, 2000, 2023, 2024].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
    expect([1, 4, 11, 12].map((month) => daysInMonth(2031, month))).toEqual([31, 30, 30, 31]);
  });

  it('finds midnight, also before 1970', () => {
    expect(midnightOf(wallMs(DAY_MS + 5))).toBe(DAY_MS);
    expect(midnightOf(wallMs(-1))).toBe(-DAY_MS);
  });
});
