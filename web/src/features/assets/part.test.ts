import fc from 'fast-check';
import { expect, it } from 'vitest';
import { partBetween } from './part.ts';

it('is the same whichever corner is dragged first', () => {
  const size = { widthPx: 400, heightPx: 300 };
  const part = { left: 10, top: 20, width: 90, height: 60 };
  expect(partBetween({ x: 10, y: 20 }, { x: 100, y: 80 }, size)).toEqual(part);
  expect(partBetween({ x: 100, y: 20 }, { x: 10, y: 80 }, size)).toEqual(part);
});

it('is never empty and never outside, wherever the pointer goes', () => {
  const number = fc.double({ min: -1_000, max: 1_000, noNaN: true });
  const point = fc.record({ x: number, y: number });
  const side = fc.integer({ min: 1, max: 500 });
  fc.assert(
    fc.property(point, point, side, side, (one, other, widthPx, heightPx) => {
      const { left, top, width, height } = partBetween(one, other, { widthPx, heightPx });
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
      expect(left + width).toBeLessThanOrEqual(widthPx);
      expect(top + height).toBeLessThanOrEqual(heightPx);
    }),
  );
});
