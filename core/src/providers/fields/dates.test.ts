import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isZone, readDate, readInstant } from './dates.ts';

const NEW_YORK = 'America/New_York';
const at = (text: string) => ({ value: Date.parse(text), issue: null });

describe('readDate', () => {
  it.each([
    ['1986-01-06', '1986-01-06'],
    ['7/4/2026 7:05', '2026-07-04'],
    ['07/04/2026', '2026-07-04'],
    ['4.7.2026', '2026-07-04'],
    ['2026-07-04 23:59:59', '2026-07-04'],
    ['2026-07-04T23:59:59-04:00', '2026-07-04'],
    ['/Date(1761469200000)/', '2025-10-26'],
    ['1761469200', '2025-10-26'],
    [1_761_469_200, '2025-10-26'],
    ['20260704', '2026-07-04'],
    ['2/29/2024', '2024-02-29'],
  ])('reads %j', (value, date) => {
    expect(readDate(value)).toEqual({ value: date, issue: null });
  });

  it('takes the day first where the file says so', () => {
    expect(readDate('4/7/2026', 'day-first').value).toBe('2026-07-04');
  });

  it.each([
    '',
    null,
    undefined,
    0,
    '0',
    '1899-12-30',
    '1899-12-30T00:00:00',
    '0000-00-00',
    '0001-01-01',
    'null',
    '00/00/0000',
  ])('takes %j for no date', (value) => {
    expect(readDate(value)).toEqual({ value: null, issue: null });
  });

  it.each([
    '2/30/2026',
    '2023-02-29',
    '13/13/2026',
    '2026-07-04T25:00:00Z',
    '7/4/2026 13:00 PM',
    '1/1/2026 10:60',
  ])('finds %s impossible', (value) => {
    expect(readDate(value)).toEqual({ value: null, issue: 'date-impossible' });
  });

  it.each(['soon', '7/4/26', {}, true, Number.NaN, '2026-W27', 1e21])('cannot read %j', (value) => {
    expect(readDate(value)).toEqual({ value: null, issue: 'value-unreadable' });
  });
});

describe('readInstant', () => {
  it.each([
    ['7/4/2026 7:05', '2026-07-04T11:05Z'],
    ['12/15/2022 7:00:10 PM', '2022-12-16T00:00:10Z'],
    ['12/15/2022 12:00:00 AM', '2022-12-15T05:00Z'],
    ['2026-07-04 10:11:12', '2026-07-04T14:11:12Z'],
    ['2026-07-04', '2026-07-04T04:00Z'],
    ['2026-07-04T10:11:12.345Z', '2026-07-04T10:11:12.345Z'],
    ['2026-07-04T10:11:12+0530', '2026-07-04T04:41:12Z'],
    ['2026-07-04 10:11:12 -04', '2026-07-04T14:11:12Z'],
    ['1761469200', '2025-10-26T09:00Z'],
    ['1761469200000', '2025-10-26T09:00Z'],
    ['/Date(1761469200000-0500)/', '2025-10-26T09:00Z'],
    // The hour that comes twice is taken the first time, the one that never comes is moved on.
    ['11/1/2026 1:30', '2026-11-01T05:30Z'],
    ['3/8/2026 2:30', '2026-03-08T07:30Z'],
  ])('reads %j', (value, instant) => {
    expect(readInstant(value, NEW_YORK)).toEqual(at(instant));
  });

  it('wants to know the zone of a local time, and needs none for a moment', () => {
    expect(readInstant('7/4/2026 7:05', null)).toEqual({ value: null, issue: 'zone-unknown' });
    expect(readInstant('7/4/2026 7:05', 'Mars/Olympus')).toEqual({ value: null, issue: 'zone-unknown' });
    expect(readInstant('2026-07-04T10:11:12Z', null)).toEqual(at('2026-07-04T10:11:12Z'));
  });

  it('agrees with the calendar for every day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-02'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString();
          const [year, month, day] = iso.slice(0, 10).split('-');
          expect(readDate(`${Number(month)}/${Number(day)}/${year}`).value).toBe(iso.slice(0, 10));
          expect(readInstant(iso, null).value).toBe(date.getTime());
        },
      ),
      { numRuns: 300 },
    );
  });

  it('answers any value at all', () => {
    const value = fc.oneof(fc.anything(), fc.stringMatching(/^[\d/:. TZ+-]{0,24}$/));
    fc.assert(
      fc.property(value, (any) => {
        const { value: instant } = readInstant(any, NEW_YORK);
        expect(instant === null || Number.isSafeInteger(instant)).toBe(true);
        expect(readDate(any).value ?? '2000-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }),
      { numRuns: 500 },
    );
  });
});

it('knows zones by their names', () => {
  expect(['Europe/Athens', 'UTC', 'EST', '', '+02:00', 'Nowhere'].map(isZone)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
