import type { Point } from '@project88/core/displays/edit/geometry.ts';
import { layoutOf } from '@project88/core/displays/edit/place.ts';
import { HANDLES, type Handle } from '@project88/core/displays/edit/resize.ts';
import { blockAt, withGroups } from '@project88/core/displays/edit/selection.ts';
import { toDesign, zoomAt } from '@project88/core/displays/edit/viewport.ts';
import { BUILDER_LIMITS } from '../limits.ts';
import { type Builder, placeOf } from '../store/builder.ts';
import { type Drag, marquee, move, pan, resize, rotate } from './drags.ts';
import type { Pointer } from './pointer.ts';

/**
 * Mouse, finger and pen on the working area. One finger or the left button selects and drags, two fingers and the wheel
 * move and zoom the canvas. Returns the function that ends it.
 */
export function listenToPointers(area: HTMLElement, builder: Builder): () => void {
  const gestures = new Gestures(area, builder);
  const ending = new AbortController();
  const { signal } = ending;
  area.addEventListener('pointerdown', (event) => gestures.down(event), { signal });
  area.addEventListener('pointermove', (event) => gestures.moved(event), { signal });
  area.addEventListener('pointerup', (event) => gestures.up(event), { signal });
  area.addEventListener('pointercancel', (event) => gestures.cancelled(event), { signal });
  area.addEventListener('wheel', (event) => gestures.wheel(event), { passive: false, signal });
  document.addEventListener('keydown', (event) => gestures.key(event), { capture: true, signal });
  return () => ending.abort();
}

class Gestures {
  readonly #area: HTMLElement;
  readonly #builder: Builder;
  readonly #pointers = new Map<number, Point>();
  #drag: Drag | null = null;
  #pressedAt: Point | null = null;
  #isDragging = false;
  #pinch: Pinch | null = null;

  constructor(area: HTMLElement, builder: Builder) {
    this.#area = area;
    this.#builder = builder;
  }

  down(event: PointerEvent): void {
    if (event.target instanceof Element && event.target.closest('[data-keeps-pointer]')) return;
    const pointer = this.#pointerOf(event);
    this.#pointers.set(event.pointerId, pointer.at);
    if (this.#pointers.size === 2) {
      this.#stop('cancel');
      this.#pinch = pinchOf(this.#pointers);
      return;
    }
    if (event.button > 1) return;
    this.#area.setPointerCapture(event.pointerId);
    // The focus goes to the list of blocks, by our own choice of the block.
    event.preventDefault();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    this.#pressedAt = pointer.at;
    this.#isDragging = false;
    this.#drag = beginDrag(this.#builder, pointer, event);
  }

  moved(event: PointerEvent): void {
    if (!this.#pointers.has(event.pointerId)) return;
    const pointer = this.#pointerOf(event);
    this.#pointers.set(event.pointerId, pointer.at);
    if (this.#pinch !== null) this.#pinch = followPinch(this.#builder, this.#pinch, this.#pointers);
    if (this.#drag === null || this.#pressedAt === null || this.#pointers.size > 1) return;
    const far = Math.hypot(pointer.at.x - this.#pressedAt.x, pointer.at.y - this.#pressedAt.y);
    if (!this.#isDragging && far < BUILDER_LIMITS.dragFromPx) return;
    this.#isDragging = true;
    this.#drag.follow(pointer);
  }

  up(event: PointerEvent): void {
    if (!this.#pointers.delete(event.pointerId)) return;
    if (this.#pointers.size < 2) this.#pinch = null;
    if (!this.#isDragging) this.#drag?.click?.();
    this.#stop(this.#isDragging ? 'end' : 'cancel');
  }

  cancelled(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    this.#pinch = null;
    this.#stop('cancel');
  }

  /** Escape gives a drag up. */
  key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.#drag === null) return;
    event.stopPropagation();
    this.#stop('cancel');
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    const { viewport } = this.#builder.store.getState();
    if (event.shiftKey) {
      const [left, top] = [viewport.left - event.deltaX, viewport.top - event.deltaY];
      this.#builder.setViewport({ ...viewport, left, top });
      return;
    }
    // A pinch on a touchpad comes as small steps with the control key.
    const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015));
    this.#builder.setViewport(zoomAt(viewport, viewport.zoom * factor, this.#pointerOf(event).at));
  }

  #stop(how: 'end' | 'cancel'): void {
    const ended = this.#drag;
    this.#drag = null;
    this.#pressedAt = null;
    this.#isDragging = false;
    ended?.[how]();
  }

  #pointerOf(event: PointerEvent | WheelEvent): Pointer {
    const { left, top } = this.#area.getBoundingClientRect();
    return {
      at: { x: event.clientX - left, y: event.clientY - top },
      shift: event.shiftKey,
      alt: event.altKey,
      control: event.ctrlKey || event.metaKey,
    };
  }
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

/** Two fingers: how far apart they are, and what is between them. */
interface Pinch {
  apart: number;
  middle: Point;
}

function pinchOf(pointers: ReadonlyMap<number, Point>): Pinch {
  const [one = { x: 0, y: 0 }, other = one] = [...pointers.values()];
  return {
    apart: Math.max(1, Math.hypot(one.x - other.x, one.y - other.y)),
    middle: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 },
  };
}

function followPinch(builder: Builder, before: Pinch, pointers: ReadonlyMap<number, Point>) {
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
