import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../document/blocks.ts';
import type { TemplateDocument } from '../document/template.ts';
import { validateTemplate } from '../document/validate.ts';
import { BUILT_IN_TEMPLATES } from '../templates/builtIn.ts';
import { ALIGNMENTS, alignBlocks, distributeBlocks, sameSize } from './arranging.ts';
import { resizeCanvas } from './canvasSize.ts';
import { copyText, duplicateBlocks, pasteText } from './copying.ts';
import { centreOf, cornersOf, type Point } from './geometry.ts';
import { deleteBlocks, groupBlocks, hideBlocks, lockBlocks, orderBlocks, ungroupBlocks } from './layers.ts';
import { moveBlocks, rotateBlocks } from './move.ts';
import { type EditPlace, placed } from './place.ts';
import { HANDLES, type Handle, resizeBlocks } from './resize.ts';
import { blocksOf, selectionBounds, withGroups } from './selection.ts';
import { distanceToDesign, stepAt, toDesign, toScreen, toStep } from './viewport.ts';

const RUNS = { numRuns: 150 };
const PLACE: EditPlace = { layout: 'wide', mode: 'active' };

const px = (min: number, max: number) => fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
const zooms = px(0.1, 3);
const handles = fc.constantFrom(...(Object.keys(HANDLES) as Handle[]));
const distances = fc.record({ x: px(-900, 900), y: px(-900, 900) });
const boxes = fc.record({ x: px(-500, 2000), y: px(-500, 1200), width: px(2, 900), height: px(2, 700) });
const rotations = fc.oneof(fc.constantFrom(0, 90, -90, 180), px(-179, 180));

const blocks = fc
  .array(
    fc.record({
      box: boxes,
      rotationDeg: rotations,
      group: fc.constantFrom(undefined, 'one', 'two'),
      inMode: fc.option(fc.record({ box: boxes }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts): Block[] =>
    parts.map(({ box, rotationDeg, group, inMode }, index) => ({
      kind: 'shape',
      id: `b${index}`,
      fill: '#ff0000',
      box,
      rotationDeg,
      ...(group && { group }),
      ...(inMode && { inMode: { active: inMode } }),
    })),
  );

function documentOf(shapes: readonly Block[]): TemplateDocument {
  const like = BUILT_IN_TEMPLATES['finish-hero'];
  const [layout] = like.layouts;
  if (layout === undefined) throw new Error('the built-in template has no layout');
  const canvas = { ...layout.canvas, widthPx: 1920, heightPx: 1080 };
  return { ...like, layouts: [{ ...layout, canvas, name: PLACE.layout, blocks: [...shapes] }] };
}

function cornersIn(document: TemplateDocument): Point[][] {
  const all = document.layouts[0]?.blocks ?? [];
  return all.map((block) => cornersOf(placed(block, PLACE.mode)));
}

function expectSame(one: Point | undefined, other: Point | undefined, within = 1e-6): void {
  expect(Math.hypot((one?.x ?? 0) - (other?.x ?? NaN), (one?.y ?? 0) - (other?.y ?? NaN))).toBeLessThan(
    within,
  );
}

function idsOf(document: TemplateDocument): string[] {
  return (document.layouts[0]?.blocks ?? []).map(({ id }) => id);
}

describe('moving', () => {
  it('puts every corner of everything that is dragged on the pixel that the pointer shows, at every zoom', () => {
    fc.assert(
      fc.property(
        blocks,
        zooms,
        distances,
        fc.record({ x: px(-500, 500), y: px(-500, 500) }),
        (shapes, zoom, screen, at) => {
          const viewport = { zoom, left: at.x, top: at.y };
          const before = documentOf(shapes);
          const ids = withGroups({ blocks: shapes }, ['b0']);
          const after = moveBlocks(before, PLACE, ids, distanceToDesign(viewport, screen));
          shapes.forEach(({ id }, index) => {
            const [from, to] = [cornersIn(before)[index], cornersIn(after)[index]];
            const went = ids.includes(id) ? screen : { x: 0, y: 0 };
            from?.forEach((corner, which) => {
              const seen = toScreen(viewport, corner);
              expectSame(toScreen(viewport, to?.[which] as Point), {
                x: seen.x + went.x,
                y: seen.y + went.y,
              });
            });
          });
        },
      ),
      RUNS,
    );
  });

  it('is never farther than half a screen pixel away when it goes by whole steps', () => {
    fc.assert(
      fc.property(zooms, px(-2000, 2000), (zoom, screenPx) => {
        const design = toStep(screenPx / zoom, stepAt(zoom));
        expect(Math.abs(design * zoom - screenPx)).toBeLessThanOrEqual(0.5 + 1e-9);
      }),
      RUNS,
    );
  });

  it('leaves locked blocks where they are', () => {
    const shape: Block = {
      kind: 'shape',
      id: 'b0',
      fill: '#ff0000',
      box: { x: 1, y: 2, width: 3, height: 4 },
      locked: true,
    };
    const document = documentOf([shape]);
    expect(moveBlocks(document, PLACE, ['b0'], { x: 5, y: 5 })).toBe(document);
  });

  it('goes from screen to design and back to the same point', () => {
    fc.assert(
      fc.property(zooms, distances, distances, (zoom, offset, point) => {
        const viewport = { zoom, left: offset.x, top: offset.y };
        expectSame(toScreen(viewport, toDesign(viewport, point)), point);
      }),
      RUNS,
    );
  });
});

/** Which corner of `cornersOf` lies opposite to a handle; an edge has two, of which one will do. */
const OPPOSITE: Record<Handle, number> = { nw: 2, n: 2, ne: 3, e: 3, se: 0, s: 0, sw: 1, w: 1 };

describe('resizing', () => {
  it('keeps the opposite corner of one block still, however it is turned', () => {
    fc.assert(
      fc.property(
        boxes,
        rotations,
        handles,
        distances,
        fc.boolean(),
        (box, rotationDeg, handle, by, keepRatio) => {
          const before = documentOf([{ kind: 'shape', id: 'b0', fill: '#ff0000', box, rotationDeg }]);
          const after = resizeBlocks(before, PLACE, ['b0'], handle, by, { keepRatio });
          const isEdge = handle.length === 1;
          if (keepRatio && isEdge) {
            const lead = HANDLES[handle];
            const middle = (document: TemplateDocument) => {
              const [nw, ne, se, sw] = cornersIn(document)[0] as [Point, Point, Point, Point];
              const [one, other] =
                lead.x === 1 ? [nw, sw] : lead.x === -1 ? [ne, se] : lead.y === 1 ? [nw, ne] : [sw, se];
              return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
            };
            expectSame(middle(after), middle(before));
          } else {
            expectSame(cornersIn(after)[0]?.[OPPOSITE[handle]], cornersIn(before)[0]?.[OPPOSITE[handle]]);
          }
        },
      ),
      RUNS,
    );
  });

  it('puts the pulled corner under the pointer', () => {
    fc.assert(
      fc.property(boxes, rotations, zooms, (box, rotationDeg, zoom) => {
        const before = documentOf([{ kind: 'shape', id: 'b0', fill: '#ff0000', box, rotationDeg }]);
        // Outwards along the block's diagonal, so that no side meets its smallest size.
        const corner = cornersIn(before)[0]?.[2] as Point;
        const centre = centreOf(box);
        const by = { x: (corner.x - centre.x) / zoom, y: (corner.y - centre.y) / zoom };
        const after = resizeBlocks(before, PLACE, ['b0'], 'se', by);
        expectSame(cornersIn(after)[0]?.[2], { x: corner.x + by.x, y: corner.y + by.y });
      }),
      RUNS,
    );
  });

  it('keeps the centre when asked to', () => {
    fc.assert(
      fc.property(boxes, rotations, handles, distances, (box, rotationDeg, handle, by) => {
        const before = documentOf([{ kind: 'shape', id: 'b0', fill: '#ff0000', box, rotationDeg }]);
        const after = resizeBlocks(before, PLACE, ['b0'], handle, by, { fromCentre: true });
        expectSame(centreOf(after.layouts[0]?.blocks[0]?.box as typeof box), centreOf(box));
      }),
      RUNS,
    );
  });

  it('scales several together about the opposite corner of their bounds', () => {
    const CORNERS = ['nw', 'ne', 'se', 'sw'] as const;
    fc.assert(
      fc.property(blocks, fc.constantFrom(...CORNERS), distances, (shapes, handle, by) => {
        fc.pre(shapes.length > 1);
        const before = documentOf(shapes);
        const ids = idsOf(before);
        const after = resizeBlocks(before, PLACE, ids, handle, by);
        const corner = (document: TemplateDocument) => {
          const bounds = selectionBounds(document, PLACE, ids);
          if (bounds === null) throw new Error('nothing is selected');
          return cornersOf({ box: bounds, rotationDeg: 0 })[OPPOSITE[handle]];
        };
        expectSame(corner(after), corner(before));
      }),
      RUNS,
    );
  });
});

describe('rotating', () => {
  it('turns every corner about the centre of one block, and keeps its size', () => {
    fc.assert(
      fc.property(boxes, rotations, px(-360, 360), (box, rotationDeg, by) => {
        const before = documentOf([{ kind: 'shape', id: 'b0', fill: '#ff0000', box, rotationDeg }]);
        const after = rotateBlocks(before, PLACE, ['b0'], by);
        const block = after.layouts[0]?.blocks[0] as Block;
        expect(block.box).toEqual(box);
        const back = rotateBlocks(after, PLACE, ['b0'], -by);
        expectSame(cornersIn(back)[0]?.[0], cornersIn(before)[0]?.[0]);
      }),
      RUNS,
    );
  });

  it('keeps several at their distances from each other', () => {
    fc.assert(
      fc.property(blocks, px(-360, 360), (shapes, by) => {
        const before = documentOf(shapes);
        const after = rotateBlocks(before, PLACE, idsOf(before), by);
        const apart = (document: TemplateDocument): number => {
          const corners = cornersIn(document).flat();
          const [first, last] = [corners[0] as Point, corners.at(-1) as Point];
          return Math.hypot(first.x - last.x, first.y - last.y);
        };
        expect(Math.abs(apart(after) - apart(before))).toBeLessThan(1e-6);
      }),
      RUNS,
    );
  });
});

type Operation = (document: TemplateDocument, ids: string[]) => TemplateDocument;
let made = 0;
const newId = () => `n${++made}`;
const operations: fc.Arbitrary<Operation> = fc.oneof(
  distances.map(
    (by): Operation =>
      (document, ids) =>
        moveBlocks(document, PLACE, ids, { x: by.x * 99, y: by.y }),
  ),
  fc.tuple(handles, distances, fc.boolean()).map(
    ([handle, by, keepRatio]): Operation =>
      (document, ids) =>
        resizeBlocks(document, PLACE, ids, handle, { x: by.x * 99, y: by.y * 99 }, { keepRatio }),
  ),
  px(-9000, 9000).map(
    (by): Operation =>
      (document, ids) =>
        rotateBlocks(document, PLACE, ids, by),
  ),
  fc.constantFrom(...ALIGNMENTS).map(
    (to): Operation =>
      (document, ids) =>
        alignBlocks(document, PLACE, ids, to),
  ),
  fc.constantFrom('across', 'down').map(
    (axis): Operation =>
      (document, ids) =>
        distributeBlocks(document, PLACE, ids, axis as 'across'),
  ),
  fc.constantFrom('width', 'height', 'both').map(
    (side): Operation =>
      (document, ids) =>
        sameSize(document, PLACE, ids, side as 'both'),
  ),
  fc.constantFrom('back', 'backward', 'forward', 'front').map(
    (to): Operation =>
      (document, ids) =>
        orderBlocks(document, PLACE, ids, to as 'back'),
  ),
  fc.constant<Operation>((document, ids) => groupBlocks(document, PLACE, ids, newId())),
  fc.constant<Operation>((document, ids) => ungroupBlocks(document, PLACE, ids)),
  fc.boolean().map(
    (on): Operation =>
      (document, ids) =>
        lockBlocks(document, PLACE, ids, on),
  ),
  fc.boolean().map(
    (on): Operation =>
      (document, ids) =>
        hideBlocks(document, PLACE, ids, on),
  ),
  fc.constant<Operation>((document, ids) => deleteBlocks(document, PLACE, ids)),
  fc.constant<Operation>((document, ids) => duplicateBlocks(document, PLACE, ids, newId).document),
  fc.constant<Operation>(
    (document, ids) =>
      pasteText(document, PLACE, copyText(document, PLACE, ids), newId)?.document ?? document,
  ),
  fc.tuple(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 1, max: 30_000 }), fc.boolean()).map(
    ([widthPx, heightPx, scale]): Operation =>
      (document) =>
        resizeCanvas(document, PLACE, { widthPx, heightPx }, scale),
  ),
);

it('no operation, and no row of operations, makes a document that is refused', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(BUILT_IN_TEMPLATES)),
      fc.array(fc.tuple(operations, fc.infiniteStream(fc.boolean())), { minLength: 1, maxLength: 8 }),
      (template, steps) => {
        const [layout] = template.layouts;
        let document = documentOf(layout?.blocks ?? []);
        for (const [operation, choose] of steps) {
          document = operation(
            document,
            idsOf(document).filter(() => choose.next().value),
          );
          const check = validateTemplate(document);
          expect(check.ok ? [] : check.problems).toEqual([]);
        }
      },
    ),
    { numRuns: 100 },
  );
});

it('a copy has names of its own, also for its groups', () => {
  const shape = (id: string): Block => ({
    kind: 'shape',
    id,
    fill: '#ff0000',
    group: 'pair',
    box: { x: 0, y: 0, width: 9, height: 9 },
  });
  const { document, ids } = duplicateBlocks(
    documentOf([shape('b0'), shape('b1')]),
    PLACE,
    ['b0', 'b1'],
    newId,
  );
  const copies = blocksOf(document, PLACE, ids);
  expect(copies).toHaveLength(2);
  expect(copies[0]?.group).toBe(copies[1]?.group);
  expect(copies[0]?.group).not.toBe('pair');
});

describe('pasting', () => {
  const document = documentOf([
    { kind: 'shape', id: 'b0', fill: '#ff0000', box: { x: 0, y: 0, width: 9, height: 9 } },
  ]);
  it.each([
    '',
    'hello',
    '{}',
    '{"project88":"blocks","schemaVersion":2,"blocks":[{"kind":"script"}]}',
    '[1,2]',
  ])('takes nothing that is not ours: %s', (text) =>
    expect(pasteText(document, PLACE, text, newId)).toBeNull(),
  );
  it('stands beside what it was copied from, and centred where it is asked to', () => {
    const text = copyText(document, PLACE, ['b0']);
    const beside = pasteText(document, PLACE, text, newId);
    expect(beside?.document.layouts[0]?.blocks[1]?.box).toMatchObject({ x: 20, y: 20 });
    const there = pasteText(document, PLACE, text, newId, { x: 100, y: 50 });
    expect(there?.document.layouts[0]?.blocks[1]?.box).toEqual({ x: 95.5, y: 45.5, width: 9, height: 9 });
  });
});
