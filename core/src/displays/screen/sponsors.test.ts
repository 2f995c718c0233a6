import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantMs } from '../../time/units.ts';
import { sponsorAt } from './sponsors.ts';

const item = (dwellMs: number) => ({ asset: 'a', name: 'Harbour Bakery', dwellMs });

describe('sponsorAt', () => {
  it('turns through the pictures, each for its time', () => {
    const block = { items: [item(3_000), item(5_000)] };
    const turns = [0, 2_999, 3_000, 7_999, 8_000].map((ms) => sponsorAt(block, instantMs(ms))?.index);
    expect(turns).toEqual([0, 0, 1, 1, 0]);
    expect(sponsorAt(block, instantMs(12_000))).toEqual({ index: 1, sinceMs: 11_000 });
  });

  it('has nothing to show without pictures', () => {
    expect(sponsorAt({ items: [] }, instantMs(5))).toBeNull();
  });

  it('gives each picture its share of every round', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 10_000 }),
        (dwells, from) => {
          const block = { items: dwells.map(item) };
          const roundMs = dwells.reduce((sum, each) => sum + each, 0);
          const shown = dwells.map(() => 0);
          for (let ms = from; ms < from + roundMs; ms += 1) {
            const turn = sponsorAt(block, instantMs(ms));
            if (turn !== null) shown[turn.index] = (shown[turn.index] ?? 0) + 1;
          }
          expect(shown).toEqual(dwells);
        },
      ),
    );
  });
});
