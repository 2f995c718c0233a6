import type { ShapeBlock } from '../document/blocks.ts';
import type { Fit, TextStyle } from '../document/style.ts';
import type { Theme } from '../document/template.ts';

/**
 * Colours of the built-in templates by their names in the theme. Near-black instead of black, so that dark parts keep
 * their shape on LCD walls; every text colour has a contrast of at least 7:1 on every surface.
 */
export const NIGHT: Theme = {
  name: 'Night',
  colours: {
    ground: '#0a0d13',
    glow: '#13202f',
    panel: '#1d2837',
    panelEnd: '#141c28',
    row: '#18212e',
    rowNew: '#2c3a1a',
    line: '#354358',
    text: '#f6f8fb',
    soft: '#b4c0d1',
    accent: '#c8f542',
    onAccent: '#0a0d13',
  },
};

/** For LED walls: black is a lamp that is off. */
export const LED: Theme = {
  name: 'LED',
  colours: { ...NIGHT.colours, ground: '#000000', glow: '#000000', panel: '#10161f', panelEnd: '#10161f' },
};

export const COLOUR = {
  ground: '$ground',
  glow: '$glow',
  panel: '$panel',
  panelEnd: '$panelEnd',
  row: '$row',
  rowNew: '$rowNew',
  line: '$line',
  text: '$text',
  soft: '$soft',
  accent: '$accent',
  onAccent: '$onAccent',
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

/** Shrink to `minScale`, then use up to `maxLines` lines, then abbreviate first names, then end in an ellipsis. */
export function shrink(minScale: number, maxLines = 1): Fit {
  return { mode: 'shrink', minScale, maxLines };
}

/** Break into at most `maxLines` lines, then shrink. */
export function wrap(maxLines: number, minScale = 0.7): Fit {
  return { mode: 'wrap', minScale, maxLines };
}

/** The light behind everything. It reaches beyond the canvas, so that a screen of another ratio has no visible edge. */
export function glow(widthPx: number, heightPx: number): ShapeBlock {
  const box = { x: -widthPx, y: -heightPx, width: 3 * widthPx, height: 3 * heightPx };
  return { kind: 'shape', id: 'glow', box, fill: { from: COLOUR.glow, to: COLOUR.ground, angleDeg: 160 } };
}
