import type { Box } from '../document/style.ts';
import type { Point } from './geometry.ts';
import { EDIT_LIMITS } from './limits.ts';

/**
 * How the canvas lies in the window: `zoom` screen pixels per design pixel, and where its upper left corner is, in screen
 * pixels of the working area. A pointer becomes design pixels here, once; everything behind it knows design pixels alone.
 */
export interface Viewport {
  zoom: number;
  left: number;
  top: number;
}

/** Where a point of the screen is on the canvas. */
export function toDesign({ zoom, left, top }: Viewport, screen: Point): Point {
  return { x: (screen.x - left) / zoom, y: (screen.y - top) / zoom };
}

/** Where a point of the canvas is on the screen. */
export function toScreen({ zoom, left, top }: Viewport, design: Point): Point {
  return { x: left + design.x * zoom, y: top + design.y * zoom };
}

/** A distance that the pointer went, in design pixels. */
export function distanceToDesign({ zoom }: Viewport, screen: Point): Point {
  return { x: screen.x / zoom, y: screen.y / zoom };
}

/** Another zoom, with the point under the pointer staying under it. */
export function zoomAt(viewport: Viewport, zoom: number, screen: Point): Viewport {
  const kept = clampZoom(zoom);
  const fixed = toDesign(viewport, screen);
  return { zoom: kept, left: screen.x - fixed.x * kept, top: screen.y - fixed.y * kept };
}

/** The largest centred view of a box that leaves `marginPx` screen pixels on every side. */
export function fitBox(box: Box, widthPx: number, heightPx: number, marginPx: number): Viewport {
  const zoom = clampZoom(
    Math.min(
      (widthPx - 2 * marginPx) / Math.max(box.width, 1),
      (heightPx - 2 * marginPx) / Math.max(box.height, 1),
    ),
  );
  return {
    zoom,
    left: (widthPx - box.width * zoom) / 2 - box.x * zoom,
    top: (heightPx - box.height * zoom) / 2 - box.y * zoom,
  };
}

/**
 * The finest step that makes sense at a zoom, in design pixels: whole pixels, and parts of them only where these can be
 * seen. What is dragged so is never farther than half a screen pixel from the pointer.
 */
export function stepAt(zoom: number): number {
  return zoom <= 1 ? 1 : 1 / 2 ** Math.ceil(Math.log2(zoom));
}

/** The nearest multiple of a step. */
export function toStep(value: number, step: number): number {
  return Math.round(value / step) * step;
}

function clampZoom(zoom: number): number {
  return Math.min(EDIT_LIMITS.zoomMost, Math.max(EDIT_LIMITS.zoomLeast, zoom));
}
