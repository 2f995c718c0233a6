import { describe, expect, it } from 'vitest';
import type { Block, BlockKind } from '../document/blocks.ts';
import type { Box } from '../document/style.ts';
import type { TemplateDocument } from '../document/template.ts';
import { validateTemplate } from '../document/validate.ts';
import { BUILT_IN_TEMPLATES } from '../templates/builtIn.ts';
import { alignBlocks, distributeBlocks, sameSize } from './arranging.ts';
import { insertBlocks } from './copying.ts';
import { groupBlocks, orderBlocks, placeBefore } from './layers.ts';
import { turnedBy } from './move.ts';
import { newBlock, newFieldBlock } from './newBlock.ts';
import { type EditPlace, placed, withPlaced } from './place.ts';
import { blockAt, blocksInFrame, nextReadingOrder } from './selection.ts';
import { snapMove, snapResize, snapTargets } from './snap.ts';

const PLACE: EditPlace = { layout: 'wide', mode: 'active' };

function documentOf(...boxes: Box[]): TemplateDocument {
  const like = BUILT_IN_TEMPLATES['finish-hero'];
  const [layout] = like.layouts;
  if (layout === undefined) throw new Error('the built-in template has no layout');
  const blocks = boxes.map((box, index): Block => ({ kind: 'shape', id: `b${index}`, fill: '#ff0000', box }));
  const canvas = { ...layout.canvas, widthPx: 1000, heightPx: 500, safeAreaPct: 0 };
  return { ...like, layouts: [{ ...layout, name: 'wide', canvas, blocks }] };
}

const square = (x: number, y: number, px = 100): Box => ({ x, y, width: px, height: px });
const lefts = ({ layouts }: TemplateDocument) => layouts[0]?.blocks.map(({ box }) => box.x);
const order = ({ layouts }: TemplateDocument) => layouts[0]?.blocks.map(({ id }) => id).join('');

describe('arranging', () => {
  const three = documentOf(square(0, 0), square(150, 40), square(600, 90));
  const all = ['b0', 'b1', 'b2'];

  it('aligns with the selection, and one block with the canvas', () => {
    expect(lefts(alignBlocks(three, PLACE, all, 'right'))).toEqual([600, 600, 600]);
    expect(lefts(alignBlocks(three, PLACE, ['b1'], 'centre'))).toEqual([0, 450, 600]);
  });

  it('moves a group as one', () => {
    const grouped = groupBlocks(three, PLACE, ['b0', 'b1'], 'pair');
    expect(lefts(alignBlocks(grouped, PLACE, all, 'right'))).toEqual([450, 600, 600]);
  });

  it('makes gaps equal', () => {
    expect(lefts(distributeBlocks(three, PLACE, all, 'across'))).toEqual([0, 300, 600]);
  });

  it('gives all the size of the last chosen one', () => {
    const sizes = documentOf(square(0, 0, 50), square(200, 0, 80));
    const [first] = sameSize(sizes, PLACE, ['b1', 'b0'], 'both').layouts[0]?.blocks.slice(1) ?? [];
    expect(first?.box).toEqual(square(215, 15, 50));
  });

  it('moves layers step by step and to the ends', () => {
    expect(order(orderBlocks(three, PLACE, ['b0'], 'forward'))).toBe('b1b0b2');
    expect(order(orderBlocks(three, PLACE, ['b1', 'b2'], 'backward'))).toBe('b1b2b0');
    expect(order(orderBlocks(three, PLACE, ['b0'], 'front'))).toBe('b1b2b0');
    expect(order(orderBlocks(three, PLACE, ['b2'], 'back'))).toBe('b2b0b1');
    expect(order(placeBefore(three, PLACE, ['b2'], 'b1'))).toBe('b0b2b1');
  });
});

describe('a block that stands elsewhere in one mode', () => {
  it('is changed there, and nowhere else', () => {
    const block: Block = {
      kind: 'shape',
      id: 'b0',
      fill: '#ff0000',
      box: square(0, 0),
      inMode: { grid: { box: square(500, 0) } },
    };
    const moved = withPlaced(block, 'grid', { box: square(510, 0) });
    expect(placed(moved, 'grid').box.x).toBe(510);
    expect(placed(moved, 'active').box.x).toBe(0);
    expect(placed(withPlaced(block, 'active', { box: square(7, 0) }), 'grid').box.x).toBe(500);
  });
});

describe('finding', () => {
  const two = documentOf(square(0, 0), square(50, 50));
  it('takes the foremost block under the pointer', () => {
    expect(blockAt(two, PLACE, { x: 75, y: 75 })?.id).toBe('b1');
    expect(blockAt(two, PLACE, { x: 10, y: 10 })?.id).toBe('b0');
    expect(blockAt(two, PLACE, { x: 400, y: 10 })).toBeNull();
  });
  it('takes what a frame touches, with its group', () => {
    expect(blocksInFrame(two, PLACE, square(-20, -20, 30))).toEqual(['b0']);
    const grouped = groupBlocks(two, PLACE, ['b0', 'b1'], 'pair');
    expect(blocksInFrame(grouped, PLACE, square(-20, -20, 30))).toEqual(['b0', 'b1']);
  });
  it('goes from block to block as one reads, and out at the end', () => {
    const page = documentOf(square(300, 0), square(0, 200), square(0, 0));
    expect(nextReadingOrder(page, PLACE, null, 1)).toBe('b2');
    expect(nextReadingOrder(page, PLACE, 'b2', 1)).toBe('b0');
    expect(nextReadingOrder(page, PLACE, 'b1', 1)).toBeNull();
    expect(nextReadingOrder(page, PLACE, 'b1', -1)).toBe('b0');
  });
});

describe('snapping', () => {
  const page = documentOf(square(0, 0), square(300, 0), square(700, 300));
  const targets = snapTargets(page, PLACE, ['b2']);

  it('stops at edges and centres, and shows why', () => {
    const { by, guides } = snapMove(square(700, 300), { x: -397, y: 0 }, targets, 5);
    expect(by.x).toBe(-400);
    expect(guides.some(({ axis, at, kind }) => axis === 'x' && at === 300 && kind === 'line')).toBe(true);
  });
  it('finds the centre of the canvas', () => {
    expect(snapMove(square(700, 300), { x: -248, y: 0 }, targets, 5).by.x).toBe(-250);
  });
  it('leaves what is too far away', () => {
    expect(snapMove(square(700, 300), { x: -367, y: 13 }, targets, 5)).toEqual({
      by: { x: -367, y: 13 },
      guides: [],
    });
  });
  it('finds the place where gaps are equal', () => {
    const { by, guides } = snapMove(square(700, 300), { x: -98, y: -270 }, targets, 5);
    expect(by.x).toBe(-100);
    expect(guides.filter(({ kind }) => kind === 'spacing')).toHaveLength(2);
  });
  it('snaps only the edge that is pulled', () => {
    const { by } = snapResize(square(700, 300), 'e', { x: 197, y: 33 }, targets, 5);
    expect(by).toEqual({ x: 200, y: 33 });
  });
  it('turns by multiples of 15 degrees when asked to', () => {
    const origin = { x: 0, y: 0 };
    expect(turnedBy(origin, { x: 1, y: 0 }, { x: 1, y: 1 }, 7, 15)).toBeCloseTo(38);
    expect(turnedBy(origin, { x: 1, y: 0 }, { x: 0, y: 1 }, 0, 0)).toBeCloseTo(90);
  });
});

describe('new blocks', () => {
  const kinds: BlockKind[] = [
    'shape',
    'text',
    'image',
    'clock',
    'list',
    'status',
    'message',
    'sponsor',
    'ticker',
    'qr',
  ];
  it.each(kinds)('a new %s is a valid one, on a wall and on a strip', (kind) => {
    for (const size of [
      { widthPx: 1920, heightPx: 1080 },
      { widthPx: 8704, heightPx: 16 },
    ]) {
      const page = documentOf();
      const [layout] = page.layouts;
      if (layout === undefined) throw new Error('no layout');
      const canvas = { ...layout.canvas, ...size };
      const { document } = insertBlocks(page, PLACE, [
        newBlock(kind, 'new', canvas),
        newFieldBlock('bib', 'bib', canvas),
      ]);
      expect(validateTemplate(document)).toMatchObject({ ok: true });
    }
  });
});
