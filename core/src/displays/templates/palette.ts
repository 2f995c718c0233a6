import type { Fit, TextStyle } from '../template.ts';

/**
 * Colours of the built-in templates. Near-black instead of black, so that dark parts keep their shape on LCD walls;
 * every text colour has a contrast of at least 7:1 on every surface.
 */
export const COLOUR = {
  ground: '#0a0d13',
  glow: '#15233a',
  panel: '#151c28',
  panelEnd: '#0f141d',
  row: '#131a25',
  rowNew: '#2c3a1a',
  line: '#2a3546',
  text: '#f6f8fb',
  soft: '#b4c0d1',
  accent: '#c8f542',
  onAccent: '#0a0d13',
} as const;

/** Condensed, heavy: names, numbers and times. */
export function display(sizePx: number, more: Partial<TextStyle> = {}): TextStyle {
  return { ...BASE, font: 'condensed', weight: 700, sizePx, ...more };
}

/** Plain: everything that is read second. */
export function plain(sizePx: number, more: Partial<TextStyle> = {}): TextStyle {
  return { ...BASE, font: 'sans', weight: 500, colour: COLOUR.soft, sizePx, ...more };
}

/** Small capitals over a value. */
export function label(sizePx: number, more: Partial<TextStyle> = {}): TextStyle {
  return plain(sizePx, { weight: 600, upper: true, letterSpacingPx: sizePx * 0.1, ...more });
}

const BASE: TextStyle = {
  font: 'sans',
  sizePx: 32,
  weight: 500,
  colour: COLOUR.text,
  align: 'left',
  valign: 'middle',
};

/** Shrink to `minScale`, then abbreviate first names, then end in an ellipsis. */
export function shrink(minScale: number): Fit {
  return { mode: 'shrink', minScale };
}

/** Break into at most `maxLines` lines, then shrink. */
export function wrap(maxLines: number, minScale = 0.7): Fit {
  return { mode: 'wrap', minScale, maxLines };
}
