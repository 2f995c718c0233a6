import { TEMPLATE_LIMITS } from '@project88/core/displays/document/limits.ts';
import type { PixelSlice } from '@project88/core/displays/document/template.ts';

interface Size {
  widthPx: number;
  heightPx: number;
}

/**
 * The canvas in strips as wide as the output, one below the other: a banner of 8704 × 192 becomes five strips on
 * 1920 × 1080. Strips that find no room are left out; there is always one.
 */
export function stripsOf(canvas: Size, output: Size): PixelSlice[] {
  const fitting = Math.max(1, Math.floor(output.heightPx / canvas.heightPx));
  const needed = Math.ceil(canvas.widthPx / output.widthPx);
  const count = Math.min(needed, fitting, TEMPLATE_LIMITS.slices);
  return Array.from({ length: count }, (_, at) => {
    const x = at * output.widthPx;
    const width = Math.min(output.widthPx, canvas.widthPx - x);
    return { from: { x, y: 0, width, height: canvas.heightPx }, toX: 0, toY: at * canvas.heightPx };
  });
}
