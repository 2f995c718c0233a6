import type { TemplateDocument } from '../document/template.ts';
import { boundsOf, boxAbout, centreOf, type Point, turnAbout } from './geometry.ts';
import { changeBlocks, type EditPlace, placed, withPlaced } from './place.ts';
import { freeBlocksOf } from './selection.ts';

/** Move blocks by a distance. Locked blocks stay. */
export function moveBlocks(
  document: TemplateDocument,
  place: EditPlace,
  ids: readonly string[],
  by: Point,
): TemplateDocument {
  if (by.x === 0 && by.y === 0) return document;
  const free = freeBlocksOf(document, place, ids).map(({ id }) => id);
  return changeBlocks(document, place, free, (block) => {
    const { box } = placed(block, place.mode);
    return withPlaced(block, place.mode, { box: { ...box, x: box.x + by.x, y: box.y + by.y } });
  });
}

/** Turn blocks by degrees, clockwise, all about the centre of the selection. Locked blocks stay. */
export function rotateBlocks(
  document: TemplateDocument,
  place: EditPlace,
  ids: readonly string[],
  byDeg: number,
): TemplateDocument {
  const free = freeBlocksOf(document, place, ids);
  const bounds = boundsOf(free.map((block) => placed(block, place.mode)));
  if (bounds === null || byDeg === 0) return document;
  const [only] = free;
  // A single block turns about its own centre, which the bounds have only nearly, by the rounding of their corners.
  const pivot = free.length === 1 && only ? centreOf(placed(only, place.mode).box) : centreOf(bounds);
  return changeBlocks(
    document,
    place,
    free.map(({ id }) => id),
    (block) => {
      const { box, rotationDeg } = placed(block, place.mode);
      const centre = turnAbout(centreOf(box), pivot, byDeg);
      const turned = free.length === 1 ? box : boxAbout(centre, box.width, box.height);
      return withPlaced(block, place.mode, { box: turned, rotationDeg: rotationDeg + byDeg });
    },
  );
}

/**
 * By how much a selection was turned when the pointer went from one point to another about a pivot. `snapDeg` makes the
 * resulting direction of a block that began at `startDeg` a multiple of it; 0 for none.
 */
export function turnedBy(pivot: Point, from: Point, to: Point, startDeg: number, snapDeg: number): number {
  const angle = ({ x, y }: Point): number => (Math.atan2(y - pivot.y, x - pivot.x) * 180) / Math.PI;
  const by = angle(to) - angle(from);
  if (snapDeg === 0) return by;
  return Math.round((startDeg + by) / snapDeg) * snapDeg - startDeg;
}
