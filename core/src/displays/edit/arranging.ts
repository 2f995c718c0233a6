import type { Block } from '../document/blocks.ts';
import type { Box } from '../document/style.ts';
import type { TemplateDocument } from '../document/template.ts';
import { boundsOf, boxAbout, centreOf, type Point } from './geometry.ts';
import { withSize } from './listSize.ts';
import { changeBlocks, type EditPlace, layoutOf, placed, withPlaced } from './place.ts';
import { freeBlocksOf } from './selection.ts';

export const ALIGNMENTS = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** What moves as one: a block by itself, or all of a group. */
interface Unit {
  ids: string[];
  bounds: Box;
}

function unitsOf(document: TemplateDocument, place: EditPlace, ids: readonly string[]): Unit[] {
  const byGroup = new Map<string, Block[]>();
  for (const block of freeBlocksOf(document, place, ids)) {
    const key = block.group === undefined ? `block ${block.id}` : `group ${block.group}`;
    byGroup.set(key, [...(byGroup.get(key) ?? []), block]);
  }
  return [...byGroup.values()].map((blocks) => ({
    ids: blocks.map(({ id }) => id),
    bounds: boundsOf(blocks.map((block) => placed(block, place.mode))) as Box,
  }));
}

function moveUnits(
  document: TemplateDocument,
  place: EditPlace,
  units: readonly Unit[],
  by: (unit: Unit) => Point,
): TemplateDocument {
  const distances = new Map(units.flatMap((unit) => unit.ids.map((id) => [id, by(unit)] as const)));
  return changeBlocks(document, place, [...distances.keys()], (block) => {
    const { x, y } = distances.get(block.id) as Point;
    if (x === 0 && y === 0) return block;
    const { box } = placed(block, place.mode);
    return withPlaced(block, place.mode, { box: { ...box, x: box.x + x, y: box.y + y } });
  });
}

/** Align blocks with the selection's bounds; a single block or group with the canvas. Groups move as one. */
export function alignBlocks(
  document: TemplateDocument,
  place: EditPlace,
  ids: readonly string[],
  alignment: Alignment,
): TemplateDocument {
  const units = unitsOf(document, place, ids);
  const canvas = layoutOf(document, place)?.canvas;
  if (units.length === 0 || canvas === undefined) return document;
  const bounds = units.map((unit) => ({ box: unit.bounds, rotationDeg: 0 }));
  const frame =
    units.length === 1
      ? { x: 0, y: 0, width: canvas.widthPx, height: canvas.heightPx }
      : (boundsOf(bounds) as Box);
  return moveUnits(document, place, units, (unit) => alignedBy(unit.bounds, frame, alignment));
}

function alignedBy(box: Box, frame: Box, alignment: Alignment): Point {
  switch (alignment) {
    case 'left':
      return { x: frame.x - box.x, y: 0 };
    case 'centre':
      return { x: centreOf(frame).x - centreOf(box).x, y: 0 };
    case 'right':
      return { x: frame.x + frame.width - box.x - box.width, y: 0 };
    case 'top':
      return { x: 0, y: frame.y - box.y };
    case 'middle':
      return { x: 0, y: centreOf(frame).y - centreOf(box).y };
    case 'bottom':
      return { x: 0, y: frame.y + frame.height - box.y - box.height };
  }
}

/** Make the gaps between blocks equal, from the first to the last along an axis. Fewer than three stay as they are. */
export function distributeBlocks(
  document: TemplateDocument,
  place: EditPlace,
  ids: readonly string[],
  axis: 'across' | 'down',
): TemplateDocument {
  const [start, length] = axis === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const units = unitsOf(document, place, ids).sort(
    (one, other) => centreOf(one.bounds)[start] - centreOf(other.bounds)[start],
  );
  const [first, last] = [units[0], units.at(-1)];
  if (units.length < 3 || first === undefined || last === undefined) return document;
  const span = last.bounds[start] + last.bounds[length] - first.bounds[start];
  const filled = units.reduce((sum, unit) => sum + unit.bounds[length], 0);
  const gap = (span - filled) / (units.length - 1);
  let at = first.bounds[start];
  const distances = new Map<Unit, number>();
  for (const unit of units) {
    distances.set(unit, at - unit.bounds[start]);
    at += unit.bounds[length] + gap;
  }
  return moveUnits(document, place, units, (unit) => {
    const by = distances.get(unit) ?? 0;
    return axis === 'across' ? { x: by, y: 0 } : { x: 0, y: by };
  });
}

/** Give all the size of one of them (the last that was chosen); their centres stay. */
export function sameSize(
  document: TemplateDocument,
  place: EditPlace,
  ids: readonly string[],
  side: 'width' | 'height' | 'both',
): TemplateDocument {
  const free = freeBlocksOf(document, place, ids);
  const model = free.find(({ id }) => id === ids.at(-1)) ?? free.at(-1);
  if (model === undefined) return document;
  const like = placed(model, place.mode).box;
  return changeBlocks(
    document,
    place,
    free.map(({ id }) => id).filter((id) => id !== model.id),
    (block) => {
      const { box } = placed(block, place.mode);
      const width = side === 'height' ? box.width : like.width;
      const height = side === 'width' ? box.height : like.height;
      return withSize(block, place.mode, boxAbout(centreOf(box), width, height));
    },
  );
}
