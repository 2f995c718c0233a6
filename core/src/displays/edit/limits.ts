import { TEMPLATE_LIMITS } from '../document/limits.ts';

/** Limits of editing. All lengths are design pixels. */
export const EDIT_LIMITS = {
  /** A block that is smaller cannot be seen, nor taken hold of again. */
  smallestPx: 1,
  /** The document refuses larger numbers. */
  farthestPx: 3 * TEMPLATE_LIMITS.canvasPx,
  /** Copies stand so far beside what they were copied from. */
  copyOffsetPx: 20,
  /** Characters of a clipboard: 200 full blocks are far below it. */
  clipboardChars: 2_000_000,
  /** Smallest and largest zoom of the canvas, screen pixels per design pixel. */
  zoomLeast: 0.02,
  zoomMost: 16,
} as const;
