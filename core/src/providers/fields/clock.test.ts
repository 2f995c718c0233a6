import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClockUnit, readClock } from './clock.ts';

const timeOf = (value: unknown, unit?: ClockUnit) => readClock(value, unit).value.timeMs;

describe('readClock', () => {
  it.each([
    ['16:21.6', 981_600],
    ['1:08:58.1 ', 4_138_100],
    ['00:17:18', 1_038_000],
    ['90:00', 5_400_000],
    ['61.25', 61_250],
    [61.25, 61_250],
    [0.1 + 0.2, 300],
    [1.005, 1_005],
    ['26:03:04.5', 93_784_500],
    ['1d 2:03:04', 93_784_000],
    ['59,5', 59_500],
  ])('reads %j', (value, timeMs) => {
    expect(readClock(value)).toEqual({ value: { timeMs, state: null }, issue: null });
  });

  it('takes a bare number in the unit of the provider, a clock text always as such', () => {
    expect(timeOf('981600', 'milliseconds')).toBe(981_600);
    expect(timeOf(981_600, 'milliseconds')).toBe(981_600);
    expect(timeOf('16:21.6', 'milliseconds')).toBe(981_600);
  });

  it.each(['', ' ', '0', 0, null, undefined, '*', '--', '-', '00:00:00', '0:00.0', 'n/a'])(
    'takes %j for nobody there yet',
    (value) => {
      expect(readClock(value)).toEqual({ value: { timeMs: null, state: null }, issue: null });
    },
  );

  it.each([
    ['DNF', 'did-not-finish'],
    ['dns', 'did-not-start'],
    ['DQ', 'disqualified'],
    ['DNQ', 'disqualified'],
    ['DSQ ', 'disqualified'],
  ])('knows the word %s', (word, state) => {
    expect(readClock(word)).toEqual({ value: { timeMs: null, state }, issue: null });
  });

  it.each(['soon', '1:99', '-5', 'NaN', Number.NaN, '12:3x', {}, [], true, '9999:00:00', '1e9'])(
    'notes %j as unreadable',
    (value) => {
      expect(readClock(value).issue).toBe('value-unreadable');
    },
  );

  it('reads back every time that it is written as', () => {
    const time = fc.record({
      hours: fc.integer({ min: 0, max: 900 }),
      minutes: fc.integer({ min: 0, max: 59 }),
      seconds: fc.integer({ min: 0, max: 59 }),
      milliseconds: fc.integer({ min: 1, max: 999 }),
    });
    fc.assert(
      fc.property(time, ({ hours, minutes, seconds, milliseconds }) => {
        const timeMs = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
        const pad = (number: number, digits = 2) => String(number).padStart(digits, '0');
        expect(timeOf(`${hours}:${pad(minutes)}:${pad(seconds)}.${pad(milliseconds, 3)}`)).toBe(timeMs);
        expect(timeOf(timeMs, 'milliseconds')).toBe(timeMs);
        expect(timeOf(timeMs / 1000)).toBe(timeMs);
      }),
      { numRuns: 300 },
    );
  });

  it('answers any value at all', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const { timeMs } = readClock(value).value;
        expect(timeMs === null || (Number.isSafeInteger(timeMs) && timeMs > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
