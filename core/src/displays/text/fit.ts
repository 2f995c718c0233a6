import type { Fit, TextStyle } from '../document/style.ts';

/** Width in pixels of one line of text at the style's full size. Widths grow in proportion to the size. */
export type MeasureText = (text: string, style: TextStyle) => number;

/** A text that fits its box: its lines, and the factor on the style's size. */
export interface FittedText {
  lines: readonly string[];
  scale: number;
  /** Factor on the width alone, for letters that are set narrower; absent: 1. */
  stretch?: number;
}

/** Distance of two lines when the style does not say, as a share of the size. */
export const LINE_HEIGHT = 1.08;
/** Steps from full size to `minScale` when breaking into lines: fine enough for the eye, few enough for 60 frames. */
const WRAP_STEPS = 6;
const ELLIPSIS = '…';

interface Room {
  widthPx: number;
  width: (text: string) => number;
  /** The largest scale at which so many lines fit the height. */
  tallest: (lines: number) => number;
}

/**
 * Fit a text into a box. `variants` are ways to say it, longest first (see `textVariants`). Pure: equal arguments give an
 * equal answer, so callers may cache by text. Without a height only the width counts.
 *
 * - `shrink`: the first variant that fits on one line at `minScale` or above, as large as it fits, or at `minScale` on up
 *   to `maxLines` lines; else the last with an ellipsis.
 * - `condense`: the first variant that fits when it is set narrower, down to `minScale`; else the last, narrow and small.
 * - `abbreviate`: the first variant that fits at full size; else the last, shrunk.
 * - `ellipsis`: full size, cut with an ellipsis.
 * - `wrap`: at most `maxLines` lines, shrunk in steps; what remains is cut with an ellipsis.
 */
export function fitText(
  variants: readonly string[],
  widthPx: number,
  style: TextStyle,
  fit: Fit,
  measure: MeasureText,
  heightPx = Number.POSITIVE_INFINITY,
): FittedText {
  const width = (text: string): number => measure(text, style);
  const lineHeight = style.lineHeight ?? LINE_HEIGHT;
  const tallest = (lines: number): number => heightPx / (style.sizePx * (1 + (lines - 1) * lineHeight));
  const room: Room = { widthPx, width, tallest };
  const fitted = fitWidth(variants, fit, room);
  return { ...fitted, scale: Math.min(fitted.scale, tallest(fitted.lines.length)) };
}

function fitWidth(variants: readonly string[], fit: Fit, room: Room): FittedText {
  switch (fit.mode) {
    case 'wrap':
      return wrapText(variants[0] ?? '', fit, room);
    case 'condense':
      return condenseText(variants, fit.minScale, room);
    case 'abbreviate':
      return shrinkText(variants.length > 1 ? shorter(variants, room) : variants, fit, room);
    case 'ellipsis':
      return shrinkText(variants.slice(0, 1), { ...fit, minScale: 1 }, room);
    case 'shrink':
      return shrinkText(variants, fit, room);
  }
}

/** The first variant that fits at full size; else the last one, to be shrunk. */
function shorter(variants: readonly string[], { widthPx, width }: Room): readonly string[] {
  const fits = variants.find((variant) => width(variant) <= widthPx);
  return fits === undefined ? variants.slice(-1) : [fits];
}

function shrinkText(
  variants: readonly string[],
  { minScale, maxLines = 1 }: Fit,
  { widthPx, width, tallest }: Room,
): FittedText {
  for (const variant of variants) {
    const scale = scaleTo(widthPx, width(variant));
    if (scale >= minScale) return { lines: [variant], scale };
    const lines = breakLines(variant, widthPx / minScale, width);
    const fits = fitsLines(lines, maxLines, widthPx / minScale, width) && tallest(lines.length) >= minScale;
    if (fits) return { lines, scale: minScale };
  }
  const last = variants.at(-1) ?? '';
  return { lines: [cut(last, widthPx / minScale, width)], scale: minScale };
}

function condenseText(variants: readonly string[], minStretch: number, { widthPx, width }: Room): FittedText {
  for (const variant of variants) {
    const stretch = scaleTo(widthPx, width(variant));
    if (stretch >= minStretch) return { lines: [variant], scale: 1, stretch };
  }
  const last = variants.at(-1) ?? '';
  const scale = scaleTo(widthPx, width(last) * minStretch);
  if (scale >= minStretch) return { lines: [last], scale, stretch: minStretch };
  return {
    lines: [cut(last, widthPx / (minStretch * minStretch), width)],
    scale: minStretch,
    stretch: minStretch,
  };
}

function wrapText(
  text: string,
  { minScale, maxLines = 1 }: Fit,
  { widthPx, width, tallest }: Room,
): FittedText {
  for (let step = 0; step <= WRAP_STEPS; step += 1) {
    const scale = 1 - ((1 - minScale) * step) / WRAP_STEPS;
    const lines = breakLines(text, widthPx / scale, width);
    const isLast = step === WRAP_STEPS;
    if (fitsLines(lines, maxLines, widthPx / scale, width) && (isLast || tallest(lines.length) >= scale)) {
      return { lines, scale };
    }
  }
  return { lines: cutLines(text, widthPx / minScale, maxLines, width), scale: minScale };
}

function scaleTo(widthPx: number, textPx: number): number {
  return Math.min(1, widthPx / Math.max(textPx, Number.MIN_VALUE));
}

function fitsLines(
  lines: readonly string[],
  maxLines: number,
  widthPx: number,
  width: (text: string) => number,
) {
  return lines.length <= maxLines && lines.every((line) => width(line) <= widthPx);
}

/** Lines of whole words; a double name may break after its hyphen. A word that is too wide stays whole on its line. */
function breakLines(text: string, widthPx: number, width: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    for (const [index, part] of word.split(/(?<=\p{L}-)(?=\p{L})/u).entries()) {
      const longer = lines.length === 0 ? part : `${lines.at(-1)}${index === 0 ? ' ' : ''}${part}`;
      if (lines.length > 0 && width(longer) <= widthPx) lines[lines.length - 1] = longer;
      else lines.push(part);
    }
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
  const rest = lines
    .slice(maxLines - 1)
    .join(' ')
    .replaceAll(/(?<=\p{L}-) (?=\p{L})/gu, '');
  return kept.map((line, index) => cut(index === maxLines - 1 ? rest : line, widthPx, width));
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** What people see as letters: an emoji of several parts, or a letter with its accents, is one. */
export function letters(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** The longest beginning of `text` that fits with an ellipsis, found by halving; the text itself when it fits. */
function cut(text: string, widthPx: number, width: (text: string) => number): string {
  if (width(text) <= widthPx) return text;
  const all = letters(text);
  const shortened = (count: number): string => all.slice(0, count).join('').trimEnd() + ELLIPSIS;
  let fits = 0;
  let tooLong = all.length;
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (width(shortened(middle)) <= widthPx) fits = middle;
    else tooLong = middle;
  }
  return shortened(fits);
}
