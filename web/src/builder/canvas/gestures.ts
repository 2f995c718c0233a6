import type { Point } from '@project88/core/displays/edit/geometry.ts';
import { layoutOf } from '@project88/core/displays/edit/place.ts';
import { HANDLES, type Handle } from '@project88/core/displays/edit/resize.ts';
import { blockAt, withGroups } from '@project88/core/displays/edit/selection.ts';
import { toDesign, zoomAt } from '@project88/core/displays/edit/viewport.ts';
import { BUILDER_LIMITS } from '../limits.ts';
import { type Builder, placeOf } from '../store/builder.ts';
import { type Drag, marquee, move, pan, resize, rotate } from './drags.ts';

/** The pointer at one moment, in screen pixels of the working area. */
export interface Pointer {
  at: Point;
  shift: boolean;
  alt: boolean;
  /** Control or command: do not snap, and reach into a group. */
  control: boolean;
}

/**
 * Mouse, finger and pen on the working area. One finger or the left button selects and drags, two fingers and the wheel
 * move and zoom the canvas. Returns the function that ends it.
 */
export function listenToPointers(area: HTMLElement, builder: Builder): () => void {
  const pointers = new Map<number, Point>();
  let drag: Drag | null = null;
  let pressedAt: Point | null = null;
  let isDragging = false;
  let pinch: { apart: number; middle: Point } | null = null;

  const pointerOf = (event: PointerEvent | WheelEvent): Pointer => {
    const { left, top } = area.getBoundingClientRect();
    return {
      at: { x: event.clientX - left, y: event.clientY - top },
      shift: event.shiftKey,
      alt: event.altKey,
      control: event.ctrlKey || event.metaKey,
    };
  };

  function down(event: PointerEvent): void {
    if (event.target instanceof Element && event.target.closest('[data-keeps-pointer]')) return;
    const pointer = pointerOf(event);
    pointers.set(event.pointerId, pointer.at);
    if (pointers.size === 2) {
      stop('cancel');
      pinch = pinchOf(pointers);
      return;
    }
    if (event.button > 1) return;
    area.setPointerCapture(event.pointerId);
    // The focus goes to the list of blocks, by our own choice of the block.
    event.preventDefault();
    pressedAt = pointer.at;
    isDragging = false;
    drag = beginDrag(builder, pointer, event);
  }

  function moved(event: PointerEvent): void {
    if (!pointers.has(event.pointerId)) return;
    const pointer = pointerOf(event);
    pointers.set(event.pointerId, pointer.at);
    if (pinch !== null) pinch = followPinch(builder, pinch, pointers);
    if (drag === null || pressedAt === null || pointers.size > 1) return;
    const far = Math.hypot(pointer.at.x - pressedAt.x, pointer.at.y - pressedAt.y);
    if (!isDragging && far < BUILDER_LIMITS.dragFromPx) return;
    isDragging = true;
    drag.follow(pointer);
  }

  function up(event: PointerEvent): void {
    if (!pointers.delete(event.pointerId)) return;
    if (pointers.size < 2) pinch = null;
    if (drag === null) return;
    if (isDragging) stop('end');
    else {
      drag.click?.();
      stop('cancel');
    }
  }

  function stop(how: 'end' | 'cancel'): void {
    const ended = drag;
    drag = null;
    pressedAt = null;
    isDragging = false;
    ended?.[how]();
  }

  function cancel(event: PointerEvent): void {
    pointers.delete(event.pointerId);
    pinch = null;
    stop('cancel');
  }

  function onEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || drag === null) return;
    event.stopPropagation();
    stop('cancel');
  }

  function wheel(event: WheelEvent): void {
    event.preventDefault();
    const { viewport } = builder.store.getState();
    if (event.ctrlKey || event.metaKey || !event.shiftKey) {
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015));
      builder.setViewport(zoomAt(viewport, viewport.zoom * factor, pointerOf(event).at));
      return;
    }
    builder.setViewport({
      ...viewport,
      left: viewport.left - event.deltaX,
      top: viewport.top - event.deltaY,
    });
  }

  area.addEventListener('pointerdown', down);
  area.addEventListener('pointermove', moved);
  area.addEventListener('pointerup', up);
  area.addEventListener('pointercancel', cancel);
  area.addEventListener('wheel', wheel, { passive: false });
  document.addEventListener('keydown', onEscape, true);
  return () => {
    area.removeEventListener('pointerdown', down);
    area.removeEventListener('pointermove', moved);
    area.removeEventListener('pointerup', up);
    area.removeEventListener('pointercancel', cancel);
    area.removeEventListener('wheel', wheel);
    document.removeEventListener('keydown', onEscape, true);
  };
}

/** What a press begins: panning, a handle, a block, or a frame over the bare canvas. */
function beginDrag(builder: Builder, pointer: Pointer, event: PointerEvent): Drag {
  const state = builder.store.getState();
  if (event.button === 1 || state.tool === 'pan') return pan(builder, pointer);
  const name = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-handle]') : null;
  const handle = name?.dataset.handle;
  if (!state.readOnly && handle === 'rotate') return rotate(builder, pointer);
  if (!state.readOnly && handle !== undefined && handle in HANDLES) {
    return resize(builder, pointer, handle as Handle);
  }
  const place = placeOf(state);
  const hit = blockAt(state.document, place, toDesign(state.viewport, pointer.at));
  if (hit === null) return marquee(builder, pointer);
  const layout = layoutOf(state.document, place) ?? { blocks: [] };
  const reached = pointer.control ? [hit.id] : withGroups(layout, [hit.id]);
  const wasSelected = state.selection.includes(hit.id);
  if (pointer.shift) builder.select(toggled(state.selection, reached, wasSelected));
  else if (!wasSelected || pointer.control) builder.select(reached);
  const drag = move(builder, pointer);
  const narrow = (): void => builder.select(reached);
  return wasSelected && !pointer.shift ? { ...drag, click: narrow } : drag;
}

function toggled(selection: readonly string[], ids: readonly string[], off: boolean): string[] {
  const others = selection.filter((id) => !ids.includes(id));
  return off ? others : [...others, ...ids];
}

function pinchOf(pointers: ReadonlyMap<number, Point>): { apart: number; middle: Point } {
  const [one = { x: 0, y: 0 }, other = one] = [...pointers.values()];
  return {
    apart: Math.max(1, Math.hypot(one.x - other.x, one.y - other.y)),
    middle: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 },
  };
}

function followPinch(
  builder: Builder,
  before: { apart: number; middle: Point },
  pointers: ReadonlyMap<number, Point>,
) {
  const now = pinchOf(pointers);
  const { viewport } = builder.store.getState();
  const shifted = {
    ...viewport,
    left: viewport.left + now.middle.x - before.middle.x,
    top: viewport.top + now.middle.y - before.middle.y,
  };
  builder.setViewport(zoomAt(shifted, viewport.zoom * (now.apart / before.apart), now.middle));
  return now;
}
