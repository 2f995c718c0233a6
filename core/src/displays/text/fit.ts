import type { Fit, TextStyle } from '../document/style.ts';

/** Width in pixels of one line of text at the style's full size. Widths grow in proportion to the size. */
export type MeasureText = (text: string, style: TextStyle) => number;

/** A text that fits its box: its lines, and the factor on the style's size. */
export interface FittedText {
  lines: readonly string[];
  scale: number;
}

/** Steps from full size to `minScale` when breaking into lines: fine enough for the eye, few enough for 60 frames. */
const WRAP_STEPS = 6;
const ELLIPSIS = '…';

/**
 * Fit a text into a width. `variants` are ways to say it, longest first (see `textVariants`). Pure: equal arguments
 * give an equal answer, so callers may cache by text.
 *
 * - `shrink`: the first variant that fits on one line at `minScale` or above, as large as it fits, or at `minScale` on up
 *   to `maxLines` lines; else the last with an ellipsis.
 * - `ellipsis`: full size, cut with an ellipsis.
 * - `wrap`: at most `maxLines` lines, shrunk in steps; what remains is cut with an ellipsis.
 */
export function fitText(
  variants: readonly string[],
  widthPx: number,
  style: TextStyle,
  fit: Fit,
  measure: MeasureText,
): FittedText {
  const width = (text: string): number => measure(text, style);
  if (fit.mode === 'wrap') return wrapText(variants[0] ?? '', widthPx, fit, width);
  const minScale = fit.mode === 'shrink' ? fit.minScale : 1;
  for (const variant of variants) {
    const scale = Math.min(1, widthPx / Math.max(width(variant), Number.MIN_VALUE));
    if (scale >= minScale) return { lines: [variant], scale };
    const lines = breakLines(variant, widthPx / minScale, width);
    if (fitsLines(lines, fit.maxLines ?? 1, widthPx / minScale, width)) return { lines, scale: minScale };
  }
  const last = variants.at(-1) ?? '';
  return { lines: [cut(last, widthPx / minScale, width)], scale: minScale };
}

function wrapText(text: string, widthPx: number, fit: Fit, width: (text: string) => number): FittedText {
  const maxLines = fit.maxLines ?? 1;
  for (let step = 0; step <= WRAP_STEPS; step += 1) {
    const scale = 1 - ((1 - fit.minScale) * step) / WRAP_STEPS;
    const lines = breakLines(text, widthPx / scale, width);
    if (fitsLines(lines, maxLines, widthPx / scale, width)) return { lines, scale };
  }
  return { lines: cutLines(text, widthPx / fit.minScale, maxLines, width), scale: fit.minScale };
}

function fitsLines(
  lines: readonly string[],
  maxLines: number,
  widthPx: number,
  width: (text: string) => number,
) {
  return lines.length <= maxLines && lines.every((line) => width(line) <= widthPx);
}

/** Lines of whole words. A word that is too wide stays whole on its line. */
function breakLines(text: string, widthPx: number, width: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && width(longer) <= widthPx) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function cutLines(
  text: string,
  widthPx: number,
  maxLines: number,
  width: (text: string) => number,
): string[] {
  const lines = breakLines(text, widthPx, width);
  const kept = lines.slice(0, maxLines);
  const rest = lines.slice(maxLines - 1).join(' ');
  return kept.map((line, index) => cut(index === maxLines - 1 ? rest : line, widthPx, width));
}

/** The longest beginning of `text` that fits with an ellipsis, found by halving; the text itself when it fits. */
function cut(text: string, widthPx: number, width: (text: string) => number): string {
  if (width(text) <= widthPx) return text;
  const letters = Array.from(text);
  const shortened = (count: number): string => letters.slice(0, count).join('').trimEnd() + ELLIPSIS;
  let fits = 0;
  let tooLong = letters.length;
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (width(shortened(middle)) <= widthPx) fits = middle;
    else tooLong = middle;
  }
  return shortened(fits);
}
