import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, roundUpToSecond } from './duration.ts';
import { durationMs } from './units.ts';

describe('roundUpToSecond', () => {
  it.each([
    [0, 0],
    [1, 1_000],
    [2_051_000, 2_051_000],
    [2_051_001, 2_052_000],
    [2_051_999, 2_052_000],
  ])('%i ms is published as %i ms', (exact, published) => {
    expect(roundUpToSecond(durationMs(exact))).toBe(published);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0:00:00'],
    [59_999, '0:00:59'],
    [2_051_000, '0:34:11'],
    [3_600_000, '1:00:00'],
    [36_061_000, '10:01:01'],
    [360_000_000, '100:00:00'],
    [-1, '-0:00:01'],
    [-60_000, '-0:01:00'],
  ])('%i ms is %s', (ms, text) => {
    expect(formatDuration(durationMs(ms))).toBe(text);
  });

  it('can be read back to the second', () => {
    fc.assert(
      fc.property(fc.nat(400_000_000), (ms) => {
        const [hours = 0, minutes = 0, seconds = 0] = formatDuration(durationMs(ms)).split(':').map(Number);
        expect((hours * 60 + minutes) * 60 + seconds).toBe(Math.floor(ms / 1000));
      }),
    );
  });
});
