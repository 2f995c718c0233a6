import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTimeOfDay, NOT_A_NUMBER, parseClockMs, parseFractionMs, splitDays } from './timeOfDay.ts';

const parse = (text: string) => parseClockMs(text, 0, text.length);

describe('parseClockMs', () => {
  it('reads hours past 24 as days', () => {
    expect(splitDays(parse('09:12:33.47'))).toEqual({ dayOffset: 0, timeOfDayMs: 33_153_470 });
    expect(splitDays(parse('47:59:58.00'))).toEqual({ dayOffset: 1, timeOfDayMs: 86_398_000 });
    expect(splitDays(parse('48:00:02'))).toEqual({ dayOffset: 2, timeOfDayMs: 2000 });
  });

  it.each([
    '25:61:00',
    '09:12:60',
    '09:12',
    '9:1:1',
    '09-12:33',
    '09:12-33',
    '+9:12:33',
    ' 09:12:33',
    '1234:00:00',
    '',
  ])('refuses %j', (text) => {
    expect(parse(text)).toBe(NOT_A_NUMBER);
  });

  it('reads back what a wall clock shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399 }), (seconds) => {
        const shown = formatTimeOfDay(seconds * 1000 + 999);
        expect(parse(shown)).toBe(seconds * 1000);
      }),
    );
  });
});

describe('parseFractionMs', () => {
  it('cuts below the millisecond', () => {
    expect(parseFractionMs('.4', 0, 2)).toBe(400);
    expect(parseFractionMs('.9999', 0, 5)).toBe(999);
    expect(parseFractionMs('.29', 0, 3)).toBe(290);
    expect(parseFractionMs('', 0, 0)).toBe(0);
  });
});
