import fc from 'fast-check';
import { expect, it } from 'vitest';
import { partAfterKey, partBetween } from './part.ts';

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

const press = (key: string, held: { shiftKey?: boolean; ctrlKey?: boolean } = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  ...held,
});

it('arrows move it, with Shift they change its size, with Control ten times as far', () => {
  const size = { widthPx: 400, heightPx: 300 };
  const part = { left: 10, top: 20, width: 90, height: 60 };
  expect(partAfterKey(part, press('ArrowRight'), size)).toEqual({ ...part, left: 14 });
  expect(partAfterKey(part, press('ArrowUp'), size)).toEqual({ ...part, top: 16 });
  expect(partAfterKey(part, press('ArrowDown', { ctrlKey: true }), size)).toEqual({ ...part, top: 60 });
  expect(partAfterKey(part, press('ArrowLeft', { shiftKey: true }), size)).toEqual({ ...part, width: 86 });
  expect(partAfterKey(part, press('Tab'), size)).toBeNull();
});

it('stays inside and keeps its size when it is moved, whatever keys are pressed', () => {
  const arrow = fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown');
  const keys = fc.array(fc.record({ key: arrow, shiftKey: fc.boolean(), ctrlKey: fc.boolean() }));
  const side = fc.integer({ min: 1, max: 5_000 });
  fc.assert(
    fc.property(keys, side, side, (pressed, widthPx, heightPx) => {
      let part = { left: 0, top: 0, width: widthPx, height: heightPx };
      for (const each of pressed) {
        const after = partAfterKey(part, each, { widthPx, heightPx }) ?? part;
        if (!each.shiftKey) expect([after.width, after.height]).toEqual([part.width, part.height]);
        part = after;
        expect(Math.min(part.left, part.top)).toBeGreaterThanOrEqual(0);
        expect(Math.min(part.width, part.height)).toBeGreaterThanOrEqual(1);
        expect(part.left + part.width).toBeLessThanOrEqual(widthPx);
        expect(part.top + part.height).toBeLessThanOrEqual(heightPx);
      }
    }),
  );
});
