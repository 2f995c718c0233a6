import type { Box } from '../document/style.ts';
import type { TemplateDocument } from '../document/template.ts';
import { boundsOf, type Point } from './geometry.ts';
import { type EditPlace, layoutOf, placed } from './place.ts';
import { HANDLES, type Handle } from './resize.ts';
import { isOnCanvas } from './selection.ts';

type Axis = 'x' | 'y';

/** A line to be drawn while something snaps: at `at` of its axis, from and to along the other one. */
export interface Guide {
  axis: Axis;
  at: number;
  from: number;
  to: number;
  /** `spacing`: a gap that is as wide as another one. */
  kind: 'line' | 'spacing';
}

/** Everything that a selection can snap to. Made once when a drag begins. */
export interface SnapTargets {
  /** The canvas, its safe area, and the other blocks. */
  boxes: readonly Box[];
  /** Only the other blocks: gaps are measured between them. */
  blocks: readonly Box[];
}

export interface Snapped {
  by: Point;
  guides: Guide[];
}

/** What the selection can snap to: canvas, safe area, edges and centres of the other blocks that are seen. */
export function snapTargets(
  document: TemplateDocument,
  place: EditPlace,
  movingIds: readonly string[],
): SnapTargets {
  const layout = layoutOf(document, place);
  if (layout === null) return { boxes: [], blocks: [] };
  const { widthPx: width, heightPx: height, safeAreaPct } = layout.canvas;
  const inset = (Math.min(width, height) * safeAreaPct) / 100;
  const moving = new Set(movingIds);
  const blocks = layout.blocks
    .filter((block) => !moving.has(block.id) && isOnCanvas(block, place.mode))
    .flatMap((block) => boundsOf([placed(block, place.mode)]) ?? []);
  const safe = { x: inset, y: inset, width: width - 2 * inset, height: height - 2 * inset };
  return { boxes: [{ x: 0, y: 0, width, height }, ...(inset > 0 ? [safe] : []), ...blocks], blocks };
}

/**
 * Correct a movement so that the moved bounds stand on the nearest line within `tolerancePx` (design pixels), each axis
 * by itself. Lines go before equal gaps when both are equally near.
 */
export function snapMove(bounds: Box, by: Point, targets: SnapTargets, tolerancePx: number): Snapped {
  const moved = { ...bounds, x: bounds.x + by.x, y: bounds.y + by.y };
  const across = nearest(moved, 'x', [0, 0.5, 1], targets, tolerancePx);
  const down = nearest(moved, 'y', [0, 0.5, 1], targets, tolerancePx);
  const settled = { ...moved, x: moved.x + across, y: moved.y + down };
  return {
    by: { x: by.x + across, y: by.y + down },
    guides: [
      ...guidesAt(settled, 'x', targets, [0, 0.5, 1]),
      ...guidesAt(settled, 'y', targets, [0, 0.5, 1]),
    ],
  };
}

/** The same for a handle that is pulled: only the edges that follow it snap. */
export function snapResize(
  bounds: Box,
  handle: Handle,
  by: Point,
  targets: SnapTargets,
  tolerancePx: number,
): Snapped {
  const lead = HANDLES[handle];
  const along = (axis: Axis): { by: number; guides: Guide[] } => {
    if (lead[axis] === 0) return { by: by[axis], guides: [] };
    const share = lead[axis] === 1 ? 1 : 0;
    const moved = { ...bounds, [axis]: bounds[axis] + by[axis] };
    const lines = { boxes: targets.boxes, blocks: [] };
    const more = nearest(moved, axis, [share], lines, tolerancePx);
    const settled = { ...moved, [axis]: moved[axis] + more };
    return { by: by[axis] + more, guides: guidesAt(settled, axis, lines, [share]) };
  };
  const [across, down] = [along('x'), along('y')];
  return { by: { x: across.by, y: down.by }, guides: [...across.guides, ...down.guides] };
}

function lengthOf(box: Box, axis: Axis): number {
  return axis === 'x' ? box.width : box.height;
}

/** How far to the nearest line or equal gap; 0 when none is near enough. */
function nearest(
  box: Box,
  axis: Axis,
  shares: readonly number[],
  targets: SnapTargets,
  tolerance: number,
): number {
  let best = Number.POSITIVE_INFINITY;
  const take = (distance: number): void => {
    if (Math.abs(distance) <= tolerance && Math.abs(distance) < Math.abs(best)) best = distance;
  };
  for (const share of shares) {
    const own = box[axis] + share * lengthOf(box, axis);
    for (const target of targets.boxes) {
      for (const line of [0, 0.5, 1]) take(target[axis] + line * lengthOf(target, axis) - own);
    }
  }
  for (const start of evenStarts(box, axis, targets.blocks)) take(start.at - box[axis]);
  return Number.isFinite(best) ? best : 0;
}

interface EvenStart {
  /** Where the moved box begins for an equal gap. */
  at: number;
  /** The gaps that are equal then, from and to along the axis. */
  gaps: [from: number, to: number][];
}

/** Where a box would stand as far from its neighbours as they stand from each other. */
function evenStarts(box: Box, axis: Axis, blocks: readonly Box[]): EvenStart[] {
  const row = blocks
    .filter((other) => sharesRow(box, other, axis))
    .sort((one, other) => one[axis] - other[axis]);
  const length = lengthOf(box, axis);
  return row.slice(1).flatMap((after, index) => {
    const before = row[index] as Box;
    const end = before[axis] + lengthOf(before, axis);
    const gap = after[axis] - end;
    if (gap <= 0) return [];
    const afterEnd = after[axis] + lengthOf(after, axis);
    const between: EvenStart[] =
      gap >= length
        ? [
            {
              at: end + (gap - length) / 2,
              gaps: [
                [end, end + (gap - length) / 2],
                [after[axis] - (gap - length) / 2, after[axis]],
              ],
            },
          ]
        : [];
    return [
      ...between,
      {
        at: afterEnd + gap,
        gaps: [
          [end, after[axis]],
          [afterEnd, afterEnd + gap],
        ],
      },
      {
        at: before[axis] - gap - length,
        gaps: [
          [before[axis] - gap, before[axis]],
          [end, after[axis]],
        ],
      },
    ] satisfies EvenStart[];
  });
}

function sharesRow(one: Box, other: Box, axis: Axis): boolean {
  const cross = axis === 'x' ? 'y' : 'x';
  return (
    one[cross] < other[cross] + lengthOf(other, cross) && other[cross] < one[cross] + lengthOf(one, cross)
  );
}

/** Closer than this is the same line: half a thousandth of a design pixel. */
const SAME_PX = 5e-4;

function guidesAt(box: Box, axis: Axis, targets: SnapTargets, shares: readonly number[]): Guide[] {
  const cross = axis === 'x' ? 'y' : 'x';
  const found = new Map<number, Guide>();
  for (const share of shares) {
    const at = box[axis] + share * lengthOf(box, axis);
    for (const target of targets.boxes) {
      const onLine = [0, 0.5, 1].some(
        (line) => Math.abs(target[axis] + line * lengthOf(target, axis) - at) < SAME_PX,
      );
      if (!onLine) continue;
      const before = found.get(at);
      found.set(at, {
        axis,
        at,
        from: Math.min(before?.from ?? box[cross], target[cross], box[cross]),
        to: Math.max(
          before?.to ?? Number.NEGATIVE_INFINITY,
          target[cross] + lengthOf(target, cross),
          box[cross] + lengthOf(box, cross),
        ),
        kind: 'line',
      });
    }
  }
  const middle = box[cross] + lengthOf(box, cross) / 2;
  const even = evenStarts(box, axis, targets.blocks).find(({ at }) => Math.abs(at - box[axis]) < SAME_PX);
  const gaps = (even?.gaps ?? []).map(
    ([from, to]): Guide => ({ axis: cross, at: middle, from, to, kind: 'spacing' }),
  );
  return [...found.values(), ...gaps];
}
