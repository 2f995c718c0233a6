import type { Block, BlockMode } from '../document/blocks.ts';
import type { Box } from '../document/style.ts';
import type { TemplateDocument } from '../document/template.ts';
import { boundsOf, boxAbout, centreOf, type Point, type TurnedBox, turn } from './geometry.ts';
import { EDIT_LIMITS } from './limits.ts';
import { withSize } from './listSize.ts';
import { changeBlocks, type EditPlace, placed } from './place.ts';
import { freeBlocksOf } from './selection.ts';

/** The eight handles: which way each one leads from the centre. */
export const HANDLES = {
  nw: { x: -1, y: -1 },
  n: { x: 0, y: -1 },
  ne: { x: 1, y: -1 },
  e: { x: 1, y: 0 },
  se: { x: 1, y: 1 },
  s: { x: 0, y: 1 },
  sw: { x: -1, y: 1 },
  w: { x: -1, y: 0 },
} as const;
export type Handle = keyof typeof HANDLES;

export interface ResizeOptions {
  /** Width and height keep their ratio. */
  keepRatio?: boolean;
  /** The centre stays, instead of the opposite corner or edge. */
  fromCentre?: boolean;
}

/**
 * Pull a handle of the selection by a distance. One block is resized along its own axes, however it is turned, and its
 * opposite corner stays where it is. Several are scaled together about the opposite corner of their bounds; when one of
 * them stands askew they keep their ratio, because a turned box cannot be stretched upright and stay a box.
 */
export function resizeBlocks(
  document: TemplateDocument,
  place: EditPlace,
  ids: readonly string[],
  handle: Handle,
  by: Point,
  options: ResizeOptions = {},
): TemplateDocument {
  const free = freeBlocksOf(document, place, ids);
  const [only] = free;
  if (only === undefined) return document;
  const change =
    free.length === 1
      ? (block: Block) =>
          withSize(block, place.mode, resizeOne(placed(block, place.mode), handle, by, options))
      : scaling(free, place.mode, handle, by, options);
  return changeBlocks(
    document,
    place,
    free.map(({ id }) => id),
    change,
  );
}

function resizeOne(
  { box, rotationDeg }: TurnedBox,
  handle: Handle,
  by: Point,
  { keepRatio = false, fromCentre = false }: ResizeOptions,
): Box {
  const lead = HANDLES[handle];
  const pull = turn(by, -rotationDeg);
  const reach = fromCentre ? 2 : 1;
  let width = sized(box.width + lead.x * pull.x * reach);
  let height = sized(box.height + lead.y * pull.y * reach);
  if (keepRatio && box.width > 0 && box.height > 0) {
    const factor = heldFactor(ratioOf(lead, width / box.width, height / box.height), [box]);
    width = box.width * factor;
    height = box.height * factor;
  }
  const centre = centreOf(box);
  if (fromCentre) return boxAbout(centre, width, height);
  const grown = { x: ((width - box.width) / 2) * lead.x, y: ((height - box.height) / 2) * lead.y };
  const shift = turn(grown, rotationDeg);
  return boxAbout({ x: centre.x + shift.x, y: centre.y + shift.y }, width, height);
}

function sized(px: number): number {
  return Math.min(EDIT_LIMITS.farthestPx, Math.max(EDIT_LIMITS.smallestPx, px));
}

/** One factor for both sides: that of the edge that is pulled, of a corner the larger change. */
function ratioOf(lead: Point, acrossFactor: number, downFactor: number): number {
  if (lead.x === 0) return downFactor;
  if (lead.y === 0) return acrossFactor;
  return Math.abs(acrossFactor - 1) >= Math.abs(downFactor - 1) ? acrossFactor : downFactor;
}

function scaling(
  blocks: readonly Block[],
  mode: BlockMode,
  handle: Handle,
  by: Point,
  { keepRatio = false, fromCentre = false }: ResizeOptions,
): (block: Block) => Block {
  const boxes = blocks.map((block) => placed(block, mode));
  const bounds = boundsOf(boxes) as Box;
  const lead = HANDLES[handle];
  const reach = fromCentre ? 2 : 1;
  const wanted = {
    x: bounds.width === 0 ? 1 : (bounds.width + lead.x * by.x * reach) / bounds.width,
    y: bounds.height === 0 ? 1 : (bounds.height + lead.y * by.y * reach) / bounds.height,
  };
  const isAskew = boxes.some(({ rotationDeg }) => rotationDeg % 90 !== 0);
  const upright = boxes.map(asSeen);
  const both = heldFactor(
    ratioOf(lead, wanted.x, wanted.y),
    boxes.map(({ box }) => box),
  );
  const factor =
    keepRatio || isAskew
      ? { x: both, y: both }
      : { x: heldAlong(wanted.x, upright, 'width'), y: heldAlong(wanted.y, upright, 'height') };
  const middle = centreOf(bounds);
  const anchor = fromCentre
    ? middle
    : { x: middle.x - (lead.x * bounds.width) / 2, y: middle.y - (lead.y * bounds.height) / 2 };
  return (block) => withSize(block, mode, scaledAbout(placed(block, mode), anchor, factor));
}

/** Width and height as they are seen when a box is turned by quarters. */
function asSeen({ box, rotationDeg }: TurnedBox): Pick<Box, 'width' | 'height'> {
  return rotationDeg % 180 === 0 ? box : { width: box.height, height: box.width };
}

function scaledAbout({ box, rotationDeg }: TurnedBox, anchor: Point, factor: Point): Box {
  const centre = centreOf(box);
  const onSide = rotationDeg % 180 !== 0;
  return boxAbout(
    { x: anchor.x + (centre.x - anchor.x) * factor.x, y: anchor.y + (centre.y - anchor.y) * factor.y },
    box.width * (onSide ? factor.y : factor.x),
    box.height * (onSide ? factor.x : factor.y),
  );
}

/** A factor that makes none of the boxes smaller or larger than a block may be. */
function heldFactor(factor: number, boxes: readonly Pick<Box, 'width' | 'height'>[]): number {
  return heldAlong(heldAlong(factor, boxes, 'width'), boxes, 'height');
}

function heldAlong(
  factor: number,
  boxes: readonly Pick<Box, 'width' | 'height'>[],
  side: 'width' | 'height',
): number {
  const sides = boxes.map((box) => box[side]).filter((px) => px > 0);
  const least = Math.max(0, ...sides.map((px) => Math.min(1, EDIT_LIMITS.smallestPx / px)));
  const most = Math.min(...sides.map((px) => Math.max(1, EDIT_LIMITS.farthestPx / px)));
  return Math.min(Math.max(factor, least), most);
}
