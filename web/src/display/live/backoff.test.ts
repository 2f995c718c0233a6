import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDelayMs } from './backoff.ts';

describe('retryDelayMs', () => {
  it('tries again almost at once', () => {
    expect(retryDelayMs(0, () => 0)).toBe(0);
    expect(retryDelayMs(0, () => 1)).toBe(250);
  });

  it('doubles up to five seconds', () => {
    expect([1, 2, 3, 4, 5, 50].map((failures) => retryDelayMs(failures, () => 1))).toEqual([
      500, 1_000, 2_000, 4_000, 5_000, 5_000,
    ]);
  });

  it('spreads later tries over half of their time', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
        const delayMs = retryDelayMs(failures, () => random);
        expect(delayMs).toBeGreaterThanOrEqual(failures === 0 ? 0 : 250);
        expect(delayMs).toBeLessThanOrEqual(5_000);
      }),
    );
  });
});
