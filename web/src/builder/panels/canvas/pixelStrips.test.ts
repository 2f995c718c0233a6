import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stripsOf } from './pixelStrips.ts';

it('cuts a banner of 8704 × 192 into five strips below each other', () => {
  const strips = stripsOf({ widthPx: 8_704, heightPx: 192 }, { widthPx: 1_920, heightPx: 1_080 });
  expect(strips).toHaveLength(5);
  expect(strips.map(({ toY }) => toY)).toEqual([0, 192, 384, 576, 768]);
  expect(strips.at(-1)?.from).toEqual({ x: 7_680, y: 0, width: 1_024, height: 192 });
});

it('strips join without a gap and never overlap', () => {
  const side = fc.integer({ min: 16, max: 16_384 });
  const size = fc.record({ widthPx: side, heightPx: side });
  fc.assert(
    fc.property(size, size, (canvas, output) => {
      const strips = stripsOf(canvas, output);
      expect(strips.length).toBeGreaterThan(0);
      let x = 0;
      for (const { from, toY } of strips) {
        expect(from.x).toBe(x);
        expect(from.width).toBeGreaterThan(0);
        expect(from.x + from.width).toBeLessThanOrEqual(canvas.widthPx);
        expect(strips.length === 1 || toY + from.height <= output.heightPx).toBe(true);
        x += from.width;
      }
    }),
    { numRuns: 200 },
  );
});
