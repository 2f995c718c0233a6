import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDuration } from './duration.ts';
import { parseDuration } from './parseDuration.ts';
import { durationMs } from './units.ts';

test.each([
  ['1:02:03.4', 3_723_400],
  ['59:59', 3_599_000],
  ['90:00', 5_400_000],
  ['3600', 3_600_000],
  ['0:00:09,87', 9_870],
  ['125:00:00', 450_000_000],
  [' 12.3456789 ', 12_345],
])('%s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', ':', '1:60', '1:60:00', '1:2:3:4', '-1:00', '1:00:', 'DNF', '1e3', '1:00:075', '٣:٠٠'])(
  '%s is not a time',
  (text) => {
    expect(parseDuration(text)).toBeNull();
  },
);

test('what we format, we read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_000_000 }), (seconds) => {
      expect(parseDuration(formatDuration(durationMs(seconds * 1_000)))).toBe(seconds * 1_000);
    }),
    { numRuns: 200 },
  );
});
