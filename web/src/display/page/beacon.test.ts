import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beaconBits } from './beacon.ts';

describe('beaconBits', () => {
  it('has the highest bit first', () => {
    const text = beaconBits(0b1000_0000_0000_0101).map(Number).join('');
    expect(text).toBe('1000000000000101');
  });

  it('is read back as the lowest sixteen bits of the revision', () => {
    fc.assert(
      fc.property(fc.nat(), (rev) => {
        const read = beaconBits(rev).reduce((sum, isOne) => sum * 2 + Number(isOne), 0);
        expect(read).toBe(rev % 65_536);
      }),
      { numRuns: 200 },
    );
  });
});
