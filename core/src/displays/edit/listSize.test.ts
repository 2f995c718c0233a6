import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListBlock } from '../document/blocks.ts';
import { finishHero } from '../templates/finishHero.ts';
import { withSize } from './listSize.ts';
import { newBlock } from './newBlock.ts';

const canvas = finishHero.layouts[0]?.canvas;
if (canvas === undefined) throw new Error('the template has no layout');
const list = newBlock('list', 'list', canvas) as ListBlock;
const sized = (width: number, height: number, from = list) =>
  withSize(from, 'active', { ...from.box, width, height }) as ListBlock;

describe('a list that is pulled', () => {
  it('wider spreads its texts, and back again', () => {
    const wide = sized(list.box.width * 2, list.box.height);
    expect(wide.cells.map(({ box }) => [box.x, box.width])).toEqual(
      list.cells.map(({ box }) => [box.x * 2, box.width * 2]),
    );
    expect(wide.rows).toBe(list.rows);
    expect(wide.cells.map(({ box }) => box.height)).toEqual(list.cells.map(({ box }) => box.height));
    const back = sized(list.box.width, list.box.height, wide);
    for (const [at, { box }] of back.cells.entries())
      expect(box.x).toBeCloseTo(list.cells[at]?.box.x ?? -1, 9);
  });

  it('taller has more rows, flatter fewer, and never none', () => {
    const pitch = list.rowHeightPx + list.gapPx;
    expect(sized(list.box.width, list.box.height + 2 * pitch).rows).toBe(list.rows + 2);
    expect(sized(list.box.width, 3 * pitch - list.gapPx).rows).toBe(3);
    expect(sized(list.box.width, 1).rows).toBe(1);
  });

  it('in columns spreads within each, and fills all of them', () => {
    const inTwo: ListBlock = { ...list, columns: 2, columnGapPx: 40, rows: 12 };
    const wide = sized(list.box.width * 2 - 40, list.box.height, inTwo);
    const rowBefore = (list.box.width - 40) / 2;
    const rowNow = (list.box.width * 2 - 80) / 2;
    expect(wide.cells[1]?.box.x).toBeCloseTo(((inTwo.cells[1]?.box.x ?? 0) * rowNow) / rowBefore, 9);
    expect(sized(list.box.width, list.box.height + 1, inTwo).rows % 2).toBe(0);
  });

  it('in one mode alone keeps the texts of all modes', () => {
    const own: ListBlock = { ...list, inMode: { active: { box: list.box } } };
    const wide = sized(list.box.width * 2, list.box.height * 2, own);
    expect(wide.cells).toEqual(list.cells);
    expect(wide.rows).toBe(list.rows);
    expect(wide.inMode?.active?.box?.width).toBe(list.box.width * 2);
  });

  it('never shows rows outside its box', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_000 }), (height) => {
        const { rows, rowHeightPx, gapPx } = sized(list.box.width, height);
        expect(rows === 1 || rows * (rowHeightPx + gapPx) - gapPx <= height + 0.5).toBe(true);
      }),
    );
  });
});
