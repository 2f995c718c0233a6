import { instantMs } from '@project88/core/time/units.ts';
import { assert, integer, property, tuple, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newUuidV7 } from './ids.ts';

const moments = integer({ min: 0, max: 2 ** 42 }).map(instantMs);
const random = uint8Array({ minLength: 10, maxLength: 10 });

describe('a UUID version 7', () => {
  it('matches the example of RFC 9562, appendix A.6', () => {
    const bytes = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(newUuidV7(instantMs(0x017f22e279b0), bytes)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('has its version and variant whatever the random bytes', () => {
    assert(
      property(moments, random, (nowMs, bytes) => {
        expect(newUuidV7(nowMs, bytes)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('sorts by time', () => {
    assert(
      property(tuple(moments, random), tuple(moments, random), (one, other) => {
        if (one[0] >= other[0]) return;
        expect(newUuidV7(...one) < newUuidV7(...other)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
