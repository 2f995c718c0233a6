import { duplicateBlocks } from '@project88/core/displays/edit/copying.ts';
import { centreOf, type Point } from '@project88/core/displays/edit/geometry.ts';
import { moveBlocks, rotateBlocks, turnedBy } from '@project88/core/displays/edit/move.ts';
import { placed } from '@project88/core/displays/edit/place.ts';
import { HANDLES, type Handle, resizeBlocks } from '@project88/core/displays/edit/resize.ts';
import { blocksInFrame, freeBlocksOf, selectionBounds } from '@project88/core/displays/edit/selection.ts';
import { type Snapped, snapMove, snapResize, snapTargets } from '@project88/core/displays/edit/snap.ts';
import { stepAt, toDesign, toStep } from '@project88/core/displays/edit/viewport.ts';
import { BUILDER_LIMITS } from '../limits.ts';
import { newId } from '../newId.ts';
import { type Builder, placeOf } from '../store/builder.ts';
import type { Pointer } from './pointer.ts';

/** One movement of the pointer with the button down. */
export interface Drag {
  follow(pointer: Pointer): void;
  end(): void;
  cancel(): void;
  /** The pointer went up where it went down. */
  click?(): void;
}

/** How far the pointer went since a drag began, in design pixels. The one place where screen pixels become design pixels. */
function distance(builder: Builder, start: Point): (pointer: Pointer) => Point {
  const from = toDesign(builder.store.getState().viewport, start);
  return ({ at }) => {
    const to = toDesign(builder.store.getState().viewport, at);
    return { x: to.x - from.x, y: to.y - from.y };
  };
}

function stepped(by: Point, zoom: number): Point {
  const step = stepAt(zoom);
  return { x: toStep(by.x, step), y: toStep(by.y, step) };
}

function tolerance(builder: Builder, { control }: Pointer): number {
  const { snaps, viewport } = builder.store.getState();
  return snaps && !control ? BUILDER_LIMITS.snapPx / viewport.zoom : 0;
}

/** Drag the selection. Shift keeps one axis, alt drags a copy, control does not snap. */
export function move(builder: Builder, start: Pointer): Drag {
  const travelled = distance(builder, start.at);
  const { document, selection, ...state } = builder.store.getState();
  const place = placeOf(state);
  const free = freeBlocksOf(document, place, selection).map(({ id }) => id);
  const bounds = selectionBounds(document, place, free);
  const targets = snapTargets(document, place, free);
  const copies = start.alt ? sameNames() : null;
  return {
    follow(pointer) {
      if (bounds === null) return;
      const raw = stepped(travelled(pointer), builder.store.getState().viewport.zoom);
      const kept = pointer.shift ? alongOneAxis(raw) : raw;
      const reach = tolerance(builder, pointer);
      const snapped: Snapped = reach > 0 ? snapMove(bounds, kept, targets, reach) : { by: kept, guides: [] };
      const by = pointer.shift ? alongOneAxis(snapped.by) : snapped.by;
      builder.preview((before) => {
        // The copies stay where the blocks were; what moves keeps its name and its selection.
        const base = copies
          ? duplicateBlocks(before, place, free, copies(), { x: 0, y: 0 }).document
          : before;
        return moveBlocks(base, place, free, by);
      });
      builder.setDrag({ kind: 'move', guides: snapped.guides, marquee: null });
    },
    ...ending(builder, copies ? 'Duplicate' : 'Move'),
  };
}

/** The same new identifiers each time: a drag makes its copies anew for every movement. */
function sameNames(): () => () => string {
  const names: string[] = [];
  return () => {
    let at = -1;
    return () => {
      at += 1;
      names[at] ??= newId();
      return names[at] as string;
    };
  };
}

function alongOneAxis({ x, y }: Point): Point {
  return Math.abs(x) >= Math.abs(y) ? { x, y: 0 } : { x: 0, y };
}

/** Pull a handle. Shift keeps the ratio, alt the centre, control does not snap. */
export function resize(builder: Builder, start: Pointer, handle: Handle): Drag {
  const travelled = distance(builder, start.at);
  const { document, selection, ...state } = builder.store.getState();
  const place = placeOf(state);
  const free = freeBlocksOf(document, place, selection);
  const bounds = selectionBounds(document, place, selection);
  const targets = snapTargets(document, place, selection);
  const isUpright = free.every((block) => placed(block, place.mode).rotationDeg % 90 === 0);
  const isTurned = free.length === 1 && free.some((block) => placed(block, place.mode).rotationDeg !== 0);
  return {
    follow(pointer) {
      if (bounds === null) return;
      const raw = stepped(travelled(pointer), builder.store.getState().viewport.zoom);
      const reach = isUpright && !isTurned && !pointer.shift ? tolerance(builder, pointer) : 0;
      const snapped: Snapped =
        reach > 0 ? snapResize(bounds, handle, raw, targets, reach) : { by: raw, guides: [] };
      const options = { keepRatio: pointer.shift, fromCentre: pointer.alt };
      builder.preview((before) => resizeBlocks(before, place, selection, handle, snapped.by, options));
      builder.setDrag({ kind: 'resize', guides: snapped.guides, marquee: null });
    },
    ...ending(builder, 'Resize'),
  };
}

/** Turn the selection. Shift goes in steps of 15 degrees. */
export function rotate(builder: Builder, start: Pointer): Drag {
  const { document, selection, viewport, ...state } = builder.store.getState();
  const place = placeOf(state);
  const [only, ...others] = freeBlocksOf(document, place, selection);
  const bounds = selectionBounds(document, place, selection);
  const single = only && others.length === 0 ? placed(only, place.mode) : null;
  const pivot = bounds && centreOf(single?.box ?? bounds);
  const from = toDesign(viewport, start.at);
  return {
    follow(pointer) {
      if (pivot === null) return;
      const to = toDesign(builder.store.getState().viewport, pointer.at);
      const exact = turnedBy(pivot, from, to, single?.rotationDeg ?? 0, pointer.shift ? 15 : 1);
      builder.preview((before) => rotateBlocks(before, place, selection, exact));
      builder.setDrag({ kind: 'rotate', guides: [], marquee: null });
    },
    ...ending(builder, 'Rotate'),
  };
}

/** Draw a frame over the canvas: what it touches is selected. Shift adds to the selection. */
export function marquee(builder: Builder, start: Pointer): Drag {
  const { viewport, selection, document, ...state } = builder.store.getState();
  const place = placeOf(state);
  const from = toDesign(viewport, start.at);
  const before = start.shift ? selection : [];
  return {
    follow(pointer) {
      const to = toDesign(viewport, pointer.at);
      const frame = {
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        width: Math.abs(to.x - from.x),
        height: Math.abs(to.y - from.y),
      };
      builder.select([...new Set([...before, ...blocksInFrame(document, place, frame)])]);
      builder.setDrag({ kind: 'marquee', guides: [], marquee: frame });
    },
    click: () => builder.select(before),
    end: () => builder.setDrag(null),
    cancel: () => builder.setDrag(null),
  };
}

/** Move the canvas in the window. */
export function pan(builder: Builder, start: Pointer): Drag {
  const { viewport } = builder.store.getState();
  return {
    follow({ at }) {
      builder.setViewport({
        ...viewport,
        left: viewport.left + at.x - start.at.x,
        top: viewport.top + at.y - start.at.y,
      });
      builder.setDrag({ kind: 'pan', guides: [], marquee: null });
    },
    end: () => builder.setDrag(null),
    cancel: () => builder.setDrag(null),
  };
}

function ending(builder: Builder, label: string): Pick<Drag, 'end' | 'cancel'> {
  return {
    end() {
      builder.commit(label);
      builder.setDrag(null);
    },
    cancel: () => builder.cancel(),
  };
}

/** The handles that a selection shows: those that lead somewhere on a frame of this size, in screen pixels. */
export function handlesFor(widthPx: number, heightPx: number, leastPx: number): Handle[] {
  return (Object.keys(HANDLES) as Handle[]).filter((name) => {
    const { x, y } = HANDLES[name];
    if (x === 0) return widthPx >= leastPx;
    return y !== 0 || heightPx >= leastPx;
  });
}
