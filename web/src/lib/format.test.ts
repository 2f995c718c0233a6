import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatBytes,
  formatClock,
  formatCount,
  formatInstant,
  formatOffset,
  plural,
  zoneName,
} from './format.ts';

describe('formatting', () => {
  it('counts', () => {
    expect(formatCount(1_234_567)).toBe('1,234,567');
    expect(plural(1, 'screen')).toBe('1 screen');
    expect(plural(0, 'entry', 'entries')).toBe('0 entries');
  });

  it.each([
    [-400, 'now'],
    [999, 'now'],
    [1000, '1 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [3_600_000, '1 h'],
    [47 * 3_600_000, '47 h'],
    [48 * 3_600_000, '2 d'],
  ])('age of %d ms is %s', (ageMs, text) => expect(formatAge(ageMs)).toBe(text));

  it('offsets keep their sign', () => {
    expect(formatOffset(420)).toBe('+0.42 s');
    expect(formatOffset(-12_340)).toBe('−12.3 s');
    expect(formatOffset(-3_720_000)).toBe('−1:02:00');
  });

  it('shows instants in the zone of the venue, summer and winter', () => {
    expect(formatInstant('2031-05-04T09:09:33.470Z', 'Europe/Athens')).toMatch(
      /^4 May, 12:09 (EEST|GMT\+3)$/,
    );
    expect(formatInstant('2031-01-04T09:09:33.470Z', 'Europe/Athens')).toMatch(/^4 Jan, 11:09 (EET|GMT\+2)$/);
    expect(formatClock('2031-05-04T09:09:33.470Z', 'Europe/Athens')).toBe('12:09:33');
    expect(zoneName('UTC', 0)).toBe('UTC');
  });

  it('bytes', () => {
    expect([999, 1536, 2_500_000].map(formatBytes)).toEqual(['999 B', '1.5 kB', '2.5 MB']);
  });
});
